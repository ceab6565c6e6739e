import { keyOf } from '../../objects/manifest';
import { valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf, SCALE_TARGETS, scalersOf } from '../members';

// kube-score and Polaris want two, kube-linter three. Two survive the loss of one; the three that SecureDeployment renders keep two in the meantime.
const LEAST = 2;
const KIND = 'apps/Deployment'; // as kube-score, Polaris and Kyverno: a second pod of a StatefulSet is a second database, not a spare one

function inspect(set: ObjectSet): SetSite[] {
  const scalerOf = scalersOf(set);
  return membersOf(set, KIND).flatMap((member): SetSite[] => {
    const replicas = valueAt(member.manifest, '/spec/replicas') ?? undefined;
    const count = replicas ?? 1;
    const isFewer = typeof count === 'number' && count > 0 && count < LEAST; // none at all is switched off on purpose
    if (!isFewer || scalerOf(member.manifest)) return [];
    const pointer = '/spec/replicas';
    if (replicas !== undefined) return [{ member, pointer, actual: replicas, expected: `must be at least ${LEAST}` }];
    const message = `no replicas are set, which means one pod, and nothing that was checked scales Deployment "${keyOf(member.manifest).name}"`;
    return [{ member, pointer, message }];
  });
}

const deployment = (replicas?: number, kind = 'Deployment') => (
  { apiVersion: 'apps/v1', kind, metadata: { name: 'web', namespace: 'shop' }, spec: { ...(replicas !== undefined && { replicas }) } }
);
const scaler = (name: string, namespace = 'shop') => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, minReplicas: 2, maxReplicas: 5 },
});
const keda = {
  apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'web', namespace: 'shop' }, spec: { scaleTargetRef: { name: 'web' } },
};

export const minReplicas = defineControl({
  id: 'min-replicas',
  title: 'Deployments run at least two pods',
  subject: 'set',
  why: 'with one pod every crash, every drain of its node and every failing update is an outage',
  fix: {
    code: 'leave `replicas` of the SecureDeployment unset, which renders three, or set two or more',
    yaml: 'set `spec.replicas` to 2 or more, or add an autoscaler',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#replicas'],
  frameworks: [
    'kube-linter:minimum-three-replicas', 'kube-score:deployment-replicas', 'polaris:deploymentMissingReplicas',
    'kyverno:require-deployments-have-multiple-replicas',
  ],
  reads: [SCALE_TARGETS, { kinds: { [KIND]: ['/spec/replicas'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the autoscalers of the namespace, which may arrive after the Deployment'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'two replicas', subject: [deployment(2)] },
      { shows: 'none, which is switched off', subject: [deployment(0)] },
      { shows: 'an autoscaler', subject: [deployment(), scaler('web')] },
      { shows: 'the autoscaler of an add-on', subject: [deployment(), keda] },
      { shows: 'a database of one pod', subject: [deployment(1, 'StatefulSet')] },
    ],
    bad: [
      { shows: 'one replica', subject: [deployment(1)] },
      { shows: 'no number, which is one', subject: [deployment()] },
      { shows: 'an autoscaler of another workload', subject: [deployment(), scaler('api')] },
      { shows: 'an autoscaler in another namespace', subject: [deployment(1), scaler('web', 'other')] },
    ],
  }),
});
