import { defineControl } from '../control';
import { anyOf, field } from '../require';

const LEAST = 2; // as kube-score and Polaris; kube-linter wants three

const autoscaler = (minReplicas?: number) => ({
  apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web' }, spec: { minReplicas, maxReplicas: 5 },
});

export const hpaMinReplicas = defineControl({
  id: 'hpa-min-replicas',
  title: 'Autoscalers keep at least two pods',
  subject: 'object',
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  why: 'at night the autoscaler goes down to one pod, whose crash or whose drained node is an outage',
  fix: {
    code: 'set `minReplicas` of the HorizontalPodAutoscaler to two or more',
    yaml: 'set `spec.minReplicas` to 2 or more',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  frameworks: ['kube-linter:hpa-minimum-three-replicas', 'kube-score:horizontalpodautoscaler-replicas', 'polaris:hpaMinAvailability'],
  require: anyOf(field('spec.minReplicas').isAtLeast(LEAST), field('spec.minReplicas').equals(0)), // whoever scales to zero wants no pods
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'two pods at least', subject: autoscaler(2) },
      { shows: 'none while there is nothing to do', subject: autoscaler(0) },
    ],
    bad: [
      { shows: 'one pod', subject: autoscaler(1) },
      { shows: 'the default, which is one', subject: autoscaler() },
    ],
  }),
});
