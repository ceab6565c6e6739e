import { blocksAlways, evictable, letsOneGo } from '../../objects/disruption-budget';
import { isObject } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { GUARDED_PODS, guardedBy, membersOf } from '../members';

const BUDGET = 'policy/PodDisruptionBudget';

function inspect(set: ObjectSet): SetSite[] {
  return membersOf(set, BUDGET).flatMap((member): SetSite[] => {
    const { manifest } = member;
    if (letsOneGo(manifest)) return [];
    const spec = isObject(manifest.spec) ? manifest.spec : {};
    const key = ['maxUnavailable', 'minAvailable'].find((one) => spec[one] !== undefined && spec[one] !== null);
    if (!key) return [{ member, pointer: '/spec', message: 'neither maxUnavailable nor minAvailable is set, which allows no eviction' }];
    const [pointer, actual] = [`/spec/${key}`, spec[key]];
    if (evictable(manifest, 1) === undefined) return [{ member, pointer, actual, expected: 'must be a whole number or a share such as "50%"' }];
    if (blocksAlways(manifest)) return [{ member, pointer, actual, expected: 'must let at least one pod go' }];
    const guarded = guardedBy(set)(manifest);
    if (!guarded || guarded.scaled || evictable(manifest, guarded.pods) !== 0) return []; // what is scaled is a matter of pdb-below-hpa-minimum
    const running = guarded.pods === 1 ? '1 pod runs' : `${guarded.pods} pods run`;
    return [{ member, pointer, message: `${key} is ${JSON.stringify(actual)} where ${running}, which allows no eviction` }];
  });
}

const budget = (spec: object) => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
});
const workload = (replicas?: number, app = 'web', kind = 'Deployment') => ({
  apiVersion: 'apps/v1', kind, metadata: { name: app, namespace: 'shop' }, spec: { replicas, template: { metadata: { labels: { app } }, spec: {} } },
});

export const pdbAllowsEviction = defineControl({
  id: 'pdb-allows-eviction',
  title: 'Disruption budgets allow the eviction of at least one pod',
  subject: 'set',
  why: 'a budget that allows no eviction blocks the drain of its nodes, and with it every upgrade and security update of the cluster',
  fix: {
    code: 'let a `Secure*` workload with two or more `replicas` render its budget',
    yaml: 'set `spec.maxUnavailable: 1` and remove `minAvailable`',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#think-about-how-your-application-reacts-to-disruptions'],
  frameworks: [
    'kube-linter:pdb-max-unavailable', 'kube-linter:pdb-min-available', 'polaris:pdbDisruptionsIsZero', 'kube-score:poddisruptionbudget-has-policy',
    'kyverno:pdb-maxunavailable', 'kyverno:pdb-minavailable',
  ],
  reads: [GUARDED_PODS, { kinds: { [BUDGET]: ['/spec'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the workloads that the budget selects, which may arrive after it'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'one pod may go', subject: [budget({ maxUnavailable: 1 }), workload(1)] },
      { shows: 'a share, which is rounded up to one', subject: [budget({ maxUnavailable: '1%' }), workload(2)] },
      { shows: 'one less than run', subject: [budget({ minAvailable: 2 }), workload(3)] },
      { shows: 'pods of several workloads', subject: [budget({ minAvailable: 2 }), workload(2), { ...workload(1), kind: 'StatefulSet' }] },
      { shows: 'pods that were not checked', subject: [budget({ minAvailable: 2 }), workload(1, 'api')] },
      { shows: 'pods on each node, which nobody can count', subject: [budget({ minAvailable: 2 }), workload(undefined, 'web', 'DaemonSet')] },
    ],
    bad: [
      { shows: 'no pod may go', subject: [budget({ maxUnavailable: 0 })] },
      { shows: 'no share of the pods may go', subject: [budget({ maxUnavailable: '0%' })] },
      { shows: 'all pods must stay', subject: [budget({ minAvailable: '100%' })] },
      { shows: 'as many must stay as run', subject: [budget({ minAvailable: 2 }), workload(2)] },
      { shows: 'a share that is all of them, once rounded up', subject: [budget({ minAvailable: '80%' }), workload(3)] },
      { shows: 'the only pod must stay', subject: [budget({ minAvailable: 1 }), workload()] },
      { shows: 'neither number', subject: [budget({})] },
      { shows: 'what is no number', subject: [budget({ maxUnavailable: 'one' })] },
    ],
  }),
});
