import { defineControl } from '../control';
import { anyOf, field } from '../require';

const os = 'kubernetes.io/os';
const nodeSelectorTerms = [{ matchExpressions: [{ key: os, operator: 'In', values: ['linux'] }] }];

export const nodeAffinity = defineControl({
  id: 'node-affinity',
  title: 'Pods say which nodes they belong on',
  subject: 'pod',
  why: 'a pod that runs anywhere ends up beside workloads of another trust level, or on nodes of another operating system, where its image does not start',
  fix: {
    code: 'call `scheduling.attract` of the workload with `Node.labeled`',
    yaml: 'set `affinity.nodeAffinity` or `nodeSelector` in the pod spec',
  },
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/'],
  frameworks: ['kube-linter:no-node-affinity'],
  // kube-linter wants the affinity; a selector says the same in fewer words
  require: anyOf(field('affinity.nodeAffinity').isNotEmpty(), field('nodeSelector').isNotEmpty()),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a selector', subject: { nodeSelector: { [os]: 'linux' } } },
      { shows: 'an affinity', subject: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } } },
    ],
    bad: [
      { shows: 'an empty selector', subject: { nodeSelector: {} } },
      { shows: 'an affinity that says nothing', subject: { affinity: { nodeAffinity: {} } } },
    ],
  }),
});
