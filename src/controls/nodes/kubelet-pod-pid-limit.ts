import { defineControl } from '../control';
import { field } from '../require';

export const kubeletPodPidLimit = defineControl({
  id: 'kubelet-pod-pid-limit',
  title: 'The number of processes of a pod is limited',
  subject: 'component',
  components: ['kubelet'],
  why: 'one pod that keeps starting processes exhausts the process ids of the node, and every other pod and the kubelet fail with it',
  fix: {
    code: 'render the configuration of the kubelet with `NodeConfiguration`, which sets a limit, or set `podPidsLimit` in its `kubelet`',
    yaml: 'set `podPidsLimit` to a number that your largest pod stays below, such as 4096',
  },
  references: ['https://kubernetes.io/docs/concepts/policy/pid-limiting/'],
  frameworks: ['cis:4.2.13', 'nsa-cisa:resource-policies', 'mitre:T1499'],
  require: field('podPidsLimit').isAtLeast(1),
  harden: { component: { podPidsLimit: 4096 } },
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'a limit', subject: { podPidsLimit: 4096 } }],
    bad: [{ shows: 'as many as the node has', subject: { podPidsLimit: -1 } }],
  }),
});
