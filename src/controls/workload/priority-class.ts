import { defineControl } from '../control';
import { field } from '../require';

export const priorityClass = defineControl({
  id: 'priority-class',
  title: 'Pods have a priority class',
  subject: 'pod',
  why: 'when nodes are full, neither the scheduler nor the kubelet knows which pods matter, and the most important workload may be evicted first',
  fix: {
    code: 'set `priorityClassName` of the `Secure*` workload',
    yaml: 'set `priorityClassName` in the pod spec',
  },
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
  frameworks: ['polaris:priorityClassNotSet', 'kyverno:require-pod-priorityclassname', 'kube-linter:priority-class-name'],
  // Polaris and Kyverno want any class, kube-linter none but those of the system, which no application may take: whoever opts in wants the former
  require: field('priorityClassName').isNotEmpty(),
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'a class', subject: { priorityClassName: 'customer-facing' } }],
    bad: [{ shows: 'an empty name', subject: { priorityClassName: '' } }],
  }),
});
