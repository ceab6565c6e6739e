import { keyOf } from '../../objects/manifest';
import { valueAt } from '../../objects/pointer';
import { HORIZONTAL_POD_AUTOSCALER, scalersIn } from '../../objects/scaling';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf } from '../members';

function inspect(set: ObjectSet): SetSite[] {
  const autoscalers = membersOf(set, HORIZONTAL_POD_AUTOSCALER);
  if (autoscalers.length === 0) return [];
  const autoscalerOf = scalersIn(autoscalers.map(({ manifest }) => manifest));
  return set.objects.flatMap((member): SetSite[] => {
    const replicas = valueAt(member.manifest, '/spec/replicas') ?? 0; // zero switches the autoscaler off, which is meant
    const autoscaler = autoscalerOf(member.manifest);
    if (replicas === 0 || !autoscaler) return [];
    return [{
      member,
      pointer: '/spec/replicas',
      message: `replicas is ${JSON.stringify(replicas)} where HorizontalPodAutoscaler "${keyOf(autoscaler).name}" decides how many pods run`,
    }];
  });
}

const workload = (replicas?: number, kind = 'Deployment') => (
  { apiVersion: 'apps/v1', kind, metadata: { name: 'web', namespace: 'shop' }, spec: { replicas } }
);
const autoscaler = (name = 'web', kind = 'Deployment') => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind, name }, minReplicas: 2, maxReplicas: 5 },
});

export const hpaNoStaticReplicas = defineControl({
  id: 'hpa-no-static-replicas',
  title: 'What an autoscaler scales has no replicas of its own',
  subject: 'set',
  why: 'each deployment sets the number back, so that under load an unrelated change removes the pods that carry it',
  fix: {
    code: 'leave `replicas` of the workload unset and pass the workload as `target` of the HorizontalPodAutoscaler',
    yaml: 'remove `spec.replicas`',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  frameworks: ['kube-score:deployment-targeted-by-hpa-does-not-have-replicas-configured', 'polaris:hpaMaxAvailability'],
  // Polaris wants `replicas` of every Deployment set (deploymentMissingReplicas); the documentation of Kubernetes sides with kube-score, and so do we
  reads: [{ kinds: { '*': ['/spec/replicas'], [HORIZONTAL_POD_AUTOSCALER]: ['/spec/scaleTargetRef'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the autoscalers of the namespace, which may arrive after the workload'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'no replicas', subject: [workload(), autoscaler()] },
      { shows: 'an autoscaler of another workload', subject: [workload(3), autoscaler('api')] },
      { shows: 'a workload that is switched off', subject: [workload(0), autoscaler()] },
    ],
    bad: [
      { shows: 'replicas beside an autoscaler', subject: [workload(3), autoscaler()] },
      { shows: 'replicas of a StatefulSet', subject: [autoscaler('web', 'StatefulSet'), workload(3, 'StatefulSet')] },
    ],
  }),
});
