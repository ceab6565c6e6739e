import { defineControl } from '../control';
import { field } from '../require';

export const kubeletNoUnsafeSysctls = defineControl({
  id: 'kubelet-no-unsafe-sysctls',
  title: 'The kubelet allows no unsafe sysctls',
  subject: 'component',
  components: ['kubelet'],
  why: 'an unsafe sysctl affects more than its pod: it can starve other pods of the node or weaken the kernel of the node',
  fix: {
    code: 'leave `allowedUnsafeSysctls` out of `kubelet` of `NodeConfiguration`',
    yaml: 'remove `allowedUnsafeSysctls`, or allow them only on a pool of tainted nodes',
  },
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#enabling-unsafe-sysctls'],
  frameworks: ['nsa-cisa:pod-security'],
  require: field('allowedUnsafeSysctls').isEmpty(),
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'none', subject: { allowedUnsafeSysctls: [] } }],
    bad: [{ shows: 'a group of them', subject: { allowedUnsafeSysctls: ['net.core.*'] } }],
  }),
});
