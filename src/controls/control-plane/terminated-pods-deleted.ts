import { defineControl } from '../control';
import { anyOf, field } from '../require';

export const terminatedPodsDeleted = defineControl({
  id: 'terminated-pods-deleted',
  title: 'Terminated pods are deleted before they fill etcd',
  subject: 'component',
  components: ['kube-controller-manager'],
  why: 'terminated pods accumulate in etcd until the control plane slows down or stops',
  fix: {
    code: 'render the flags with `ControlPlane`, which keeps a hundred of them',
    yaml: 'pass `--terminated-pod-gc-threshold` with a positive number such as 100',
  },
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  frameworks: ['cis:1.3.1'],
  require: anyOf(field('--terminated-pod-gc-threshold').isAtLeast(1), field('--terminated-pod-gc-threshold').isAbsent()),
  harden: { component: { '--terminated-pod-gc-threshold': 100 } },
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a threshold', subject: { '--terminated-pod-gc-threshold': 100 } },
    ],
    bad: [
      { shows: 'none', subject: { '--terminated-pod-gc-threshold': 0 } },
    ],
  }),
});
