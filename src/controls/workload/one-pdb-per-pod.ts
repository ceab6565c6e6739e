import { keyOf, Manifest, namespaceOf } from '../../objects/manifest';
import { selectorKey } from '../../objects/pod-index';
import { valueAt } from '../../objects/pointer';
import { getOrInsert } from '../../objects/remembered';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { membersOf, POD_LABELS, podIndexOf } from '../members';

const SELECTOR = '/spec/selector';

function inspect(set: ObjectSet): SetSite[] {
  const budgets = membersOf(set, 'policy/PodDisruptionBudget');
  if (budgets.length < 2) return [];
  const pods = podIndexOf(set);
  const guards = new Map<Manifest, SetMember[]>();
  for (const member of budgets) {
    const { manifest } = member;
    const selected = pods.selectedWithin(valueAt(manifest, SELECTOR), keyOf(manifest).namespace);
    for (const workload of new Set(selected.map((group) => group.manifest))) getOrInsert(guards, workload, (): SetMember[] => []).push(member);
  }
  const told = new Set<SetMember>();
  const ofPods = [...guards].flatMap(([workload, [first, ...others]]) => {
    const { kind, name } = keyOf(workload);
    const other = keyOf(first.manifest).name;
    return others.filter((member) => told.size !== told.add(member).size).map((member): SetSite => (
      { member, pointer: SELECTOR, message: `the budget selects the pods of ${kind} "${name}", as the budget "${other}" does, so that none of them can be evicted` }));
  });
  return [...ofPods, ...sameSelectors(budgets.filter((member) => !told.has(member)))];
}

/** Budgets that select the same, whatever pods there are. */
function sameSelectors(budgets: readonly SetMember[]): SetSite[] {
  const known = new Map<string, SetMember>();
  return budgets.flatMap((member): SetSite[] => {
    const selector = selectorKey(valueAt(member.manifest, SELECTOR));
    if (selector === undefined) return [];
    const first = getOrInsert(known, `${namespaceOf(member.manifest)} ${selector}`, () => member);
    if (first === member) return [];
    return [{ member, pointer: SELECTOR, message: `the budget has the selector of the budget "${keyOf(first.manifest).name}", so that none of the pods can be evicted` }];
  });
}

const budget = (name: string, matchLabels: object, namespace = 'shop') => ({
  apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name, namespace }, spec: { maxUnavailable: 1, selector: { matchLabels } },
});
const workload = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' },
  spec: { replicas: 3, template: { metadata: { labels: { app: 'web', tier: 'front' } }, spec: {} } },
};

export const onePdbPerPod = defineControl({
  id: 'one-pdb-per-pod',
  title: 'At most one disruption budget selects a pod',
  subject: 'set',
  why: 'the API server refuses to evict a pod that two budgets select, so the drain of its node never ends and security updates of nodes wait',
  fix: {
    code: 'remove the budget of your own, or pass `DisruptionBudget.none` to the `Secure*` workload that renders the other',
    yaml: 'remove one of the budgets, or narrow its `selector`',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors'],
  frameworks: [],
  reads: [POD_LABELS, { kinds: { 'policy/PodDisruptionBudget': [SELECTOR] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the other budgets of the namespace, which may arrive later'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'one budget', subject: [workload, budget('web', { app: 'web' })] },
      { shows: 'budgets for different pods', subject: [workload, budget('web', { app: 'web' }), budget('api', { app: 'api' })] },
      { shows: 'the same labels in another namespace', subject: [workload, budget('web', { app: 'web' }), budget('web', { app: 'web' }, 'other')] },
    ],
    bad: [
      { shows: 'the same selector twice', subject: [workload, budget('web', { app: 'web' }), budget('more', { app: 'web' })] },
      { shows: 'the same selector twice, and no pods', subject: [budget('web', { app: 'web' }), budget('more', { app: 'web' })] },
      { shows: 'budgets of which one names no namespace', subject: [budget('web', { app: 'web' }, 'default'), { ...budget('more', { app: 'web' }), metadata: { name: 'more' } }] },
      { shows: 'selectors that overlap', subject: [workload, budget('web', { app: 'web' }), budget('front', { tier: 'front' })] },
    ],
  }),
});
