import { defineControl } from '../control';
import { field } from '../require';

export const kubeletReadOnlyPortClosed = defineControl({
  id: 'kubelet-read-only-port-closed',
  title: 'The read-only port of the kubelet is closed',
  subject: 'component',
  components: ['kubelet'],
  why: 'the port requires no credentials, and shows the specs of all pods, including the values of environment variables, to anyone who can connect '
    + 'to the node',
  fix: {
    code: 'render the configuration of the kubelet with `NodeConfiguration`, which closes the port',
    yaml: 'set `readOnlyPort: 0`, or pass `--read-only-port=0`',
  },
  references: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/'],
  frameworks: ['cis:4.2.4', 'mitre:T1046'],
  require: field('readOnlyPort').isAbsentOr(0),
  harden: { component: { readOnlyPort: 0 } },
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'closed', subject: { readOnlyPort: 0 } }],
    bad: [{ shows: 'open', subject: { readOnlyPort: 10255 } }],
  }),
});
