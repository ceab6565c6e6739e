import { blocksAlways, evictable, letsOneGo } from '../../objects/disruption-budget';
import { valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { GUARDED_PODS, guardedBy, membersOf } from '../members';

function inspect(set: ObjectSet): SetSite[] {
  return membersOf(set, 'policy/PodDisruptionBudget').flatMap((member): SetSite[] => {
    const { manifest } = member;
    if (letsOneGo(manifest) || blocksAlways(manifest)) return []; // the second is a matter of pdb-allows-eviction
    const guarded = guardedBy(set)(manifest);
    if (!guarded?.scaled || evictable(manifest, guarded.pods) !== 0) return [];
    const pointer = '/spec/minAvailable';
    return [{
      member,
      pointer,
      message: `minAvailable is ${JSON.stringify(valueAt(manifest, pointer))}, and the autoscaler goes down to ${guarded.pods}, where no pod may be evicted`,
    }];
  });
}

const budget = (spec: object) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
});
const workload = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: 'web' } }, spec: {} } },
};
const autoscaler = (minReplicas?: number) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas, maxReplicas: 9 },
});

export const pdbBelowHpaMinimum = defineControl({
  id: 'pdb-below-hpa-minimum',
  title: 'Disruption budgets leave room below the minimum of the autoscaler',
  subject: 'set',
  why: 'once the load is low the autoscaler runs no more pods than the budget keeps, and the drain of a node waits until the load comes back',
  fix: {
    code: 'let a `Secure*` workload render its budget, which sets `maxUnavailable` to 1, or raise `minReplicas` of the autoscaler above '
      + '`minAvailable`',
    yaml: 'replace `minAvailable` with `maxUnavailable: 1`, or raise `minReplicas` of the autoscaler above it',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/', 'https://kubernetes.io/docs/concepts/workloads/autoscaling/'],
  frameworks: ['polaris:pdbMinAvailableGreaterThanHPAMinReplicas'],
  reads: [GUARDED_PODS, { kinds: { 'policy/PodDisruptionBudget': ['/spec'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the autoscaler and the workload that the budget selects'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'fewer than the minimum must stay', subject: [budget({ minAvailable: 1 }), workload, autoscaler(2)] },
      { shows: 'one pod may go', subject: [budget({ maxUnavailable: 1 }), workload, autoscaler()] },
      { shows: 'no autoscaler', subject: [budget({ minAvailable: 1 }), workload] },
    ],
    bad: [
      { shows: 'as many must stay as the minimum', subject: [budget({ minAvailable: 2 }), workload, autoscaler(2)] },
      { shows: 'the minimum of Kubernetes, which is one', subject: [budget({ minAvailable: 1 }), workload, autoscaler()] },
      { shows: 'a share that is all of them, once rounded up', subject: [budget({ minAvailable: '60%' }), workload, autoscaler(2)] },
    ],
  }),
});
