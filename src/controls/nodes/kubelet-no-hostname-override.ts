import { defineControl } from '../control';
import { field } from '../require';

export const kubeletNoHostnameOverride = defineControl({
  id: 'kubelet-no-hostname-override',
  title: 'Nodes are known by their own names',
  subject: 'component',
  components: ['kubelet'],
  why: 'a name that is no name of the host does not match its certificates, and logs that name the node do not lead to the host',
  fix: {
    code: 'leave the flag `--hostname-override` out, and name the host itself',
    yaml: 'remove `--hostname-override` from the flags of the kubelet',
  },
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/'],
  frameworks: ['cis:4.2.7'],
  require: field(['--hostname-override']).isAbsent(),
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'an address of the node', subject: { '--node-ip': '10.0.0.10' } }],
    bad: [{ shows: 'another name', subject: { '--hostname-override': 'node-1' } }],
  }),
});
