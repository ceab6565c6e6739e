import { keyOf, Manifest } from '../../objects/manifest';
import { valueAt } from '../../objects/pointer';
import { REPLICATED_KINDS } from '../conditions';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf, membersOfKinds, POD_LABELS, podIndexOf, SCALE_TARGETS, scalersOf } from '../members';

/** The workloads whose pods some budget selects. */
function guardedIn(set: ObjectSet): ReadonlySet<Manifest> {
  const pods = podIndexOf(set);
  const selected = membersOf(set, 'policy/PodDisruptionBudget')
    .flatMap(({ manifest }) => pods.selectedWithin(valueAt(manifest, '/spec/selector'), keyOf(manifest).namespace));
  return new Set(selected.map(({ manifest }) => manifest));
}

function withoutBudget(set: ObjectSet): SetSite[] {
  const [guarded, scalerOf] = [guardedIn(set), scalersOf(set)];
  return membersOfKinds(set, REPLICATED_KINDS).flatMap((member): SetSite[] => {
    const replicas = valueAt(member.manifest, '/spec/replicas') ?? undefined;
    const several = typeof replicas === 'number' ? replicas > 1 : scalerOf(member.manifest) !== undefined;
    if (!several || guarded.has(member.manifest)) return [];
    return [{
      member,
      pointer: replicas === undefined ? '' : '/spec/replicas',
      message: 'runs several pods, and no PodDisruptionBudget of its namespace selects them',
    }];
  });
}

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0' }] } };
const workload = (kind: string, replicas?: number) => (
  { apiVersion: 'apps/v1', kind, metadata: { name: 'web', namespace: 'shop' }, spec: { ...(replicas !== undefined && { replicas }), template } }
);
const budget = (app: string, namespace = 'shop') => ({
  apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web', namespace }, spec: { maxUnavailable: 1, selector: { matchLabels: { app } } },
});
const autoscaler = (kind: string, name = 'web', apiVersion = 'apps/v1') => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion, kind, name }, maxReplicas: 5 },
});
const keda = {
  apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'web', namespace: 'shop' }, spec: { scaleTargetRef: { name: 'web' } },
};

export const pdbPresent = defineControl({
  id: 'pdb-present',
  title: 'A disruption budget guards every workload of several pods',
  subject: 'set',
  why: 'draining nodes, which every cluster upgrade does, may stop all pods of the workload at once',
  fix: {
    code: 'use a `Secure*` workload with two or more `replicas`, which renders a budget; where none is right, `DisruptionBudget.none` says why',
    yaml: 'add a PodDisruptionBudget whose `selector` matches the labels of the pods',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  frameworks: [
    'kube-score:deployment-has-poddisruptionbudget', 'kube-score:statefulset-has-poddisruptionbudget', 'polaris:missingPodDisruptionBudget',
    'kyverno:require-pdb',
  ],
  reads: [POD_LABELS, SCALE_TARGETS, { kinds: { 'policy/PodDisruptionBudget': ['/spec/selector'] }, besideTemplates: ['/replicas'] }],
  inspectSet: withoutBudget,
  admission: notEnforceable('needs the disruption budgets of the namespace, which may arrive after the workload'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a Deployment with its budget', subject: [workload('Deployment', 3), budget('web')] },
      { shows: 'a single replica', subject: [workload('StatefulSet', 1)] },
      { shows: 'no number of replicas, which is one', subject: [workload('Deployment'), autoscaler('Deployment', 'api'), autoscaler('StatefulSet')] },
      { shows: 'an autoscaler of another API group', subject: [workload('Deployment'), autoscaler('Deployment', 'web', 'example.com/v1')] },
      { shows: 'a scaled workload with its budget', subject: [workload('StatefulSet'), autoscaler('StatefulSet'), budget('web')] },
    ],
    bad: [
      { shows: 'a Deployment without budget', subject: [workload('Deployment', 2)] },
      { shows: 'a budget for other pods', subject: [workload('StatefulSet', 3), budget('api')] },
      { shows: 'a budget in another namespace', subject: [workload('Deployment', 3), budget('web', 'other')] },
      { shows: 'a scaled workload without budget', subject: [workload('Deployment'), autoscaler('Deployment')] },
      { shows: 'a workload that an add-on scales, without budget', subject: [workload('Deployment'), keda] },
    ],
  }),
});
