import { defineControl } from '../control';
import { field } from '../require';

export const kubeletNoHostnameOverride = defineControl({
  id: 'kubelet-no-hostname-override',
  title: 'Nodes keep the name of their host',
  subject: 'component',
  components: ['kubelet'],
  why: 'a node name that differs from the hostname does not match the certificates of the host, and log entries cannot be traced to it',
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
