import { grouped } from '../../objects/grouped';
import { groupKind, keyOf, Manifest } from '../../objects/manifest';
import { podLocation } from '../../objects/pod-template';
import { valueAt } from '../../objects/pointer';
import { HORIZONTAL_POD_AUTOSCALER, scaleTargetOf } from '../../objects/scaling';
import { mayShareNamespace } from '../../objects/unseen-objects';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf } from '../members';

const near = (one: Manifest) => (other: Manifest): boolean => mayShareNamespace(keyOf(one).namespace, keyOf(other).namespace);

function inspect(set: ObjectSet): SetSite[] {
  const autoscalers = membersOf(set, HORIZONTAL_POD_AUTOSCALER);
  if (autoscalers.length === 0) return [];
  const manifests = set.objects.map(({ manifest }) => manifest);
  const byName = grouped(manifests, (manifest) => keyOf(manifest).name);
  const workloads = manifests.filter(podLocation);
  return autoscalers.flatMap((member): SetSite[] => {
    const target = scaleTargetOf(member.manifest);
    const pointer = '/spec/scaleTargetRef';
    if (!target) return [{ member, pointer, actual: valueAt(member.manifest, pointer), expected: 'must name a workload' }];
    const namesakes = (byName.get(target.name) ?? []).filter(near(member.manifest));
    // a file with nothing but autoscalers is one part of something larger; kube-linter, kube-score and kubescape report it
    if (namesakes.some((one) => groupKind(one) === target.groupKind) || !workloads.some(near(member.manifest))) return [];
    const kind = target.groupKind.replace(/^.*\//, '');
    const message = namesakes.some((one) => keyOf(one).kind === kind)
      ? `scaleTargetRef.apiVersion does not name the API group of ${kind} "${target.name}", so the autoscaler finds nothing to scale`
      : `scaleTargetRef names ${target.groupKind} "${target.name}", which is not in what was checked`;
    return [{ member, pointer, message }];
  });
}

const reference = (name: string, apiVersion = 'apps/v1', kind = 'Deployment') => ({ apiVersion, kind, name });
const workload = (name = 'web') => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'shop' }, spec: {} });
const autoscaler = (scaleTargetRef: object = reference('web')) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { scaleTargetRef, maxReplicas: 5 },
});
const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web', namespace: 'shop' } };

export const hpaHasTarget = defineControl({
  id: 'hpa-has-target',
  title: 'Autoscalers scale something that exists',
  subject: 'set',
  why: 'an autoscaler without its workload does nothing and reports no error, so the service fails under the load that it was made for',
  fix: {
    code: 'pass the workload as `target` of the HorizontalPodAutoscaler',
    yaml: 'correct `apiVersion`, `kind` and `name` in `spec.scaleTargetRef`',
  },
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/'],
  frameworks: ['kube-linter:dangling-horizontalpodautoscaler', 'kube-score:horizontalpodautoscaler-has-target', 'kubescape:C-0300'],
  reads: [{ kinds: { [HORIZONTAL_POD_AUTOSCALER]: ['/spec/scaleTargetRef'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the workload, which may arrive after its autoscaler'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'the workload', subject: [autoscaler(), workload()] },
      { shows: 'a workload without namespace', subject: [autoscaler(), { ...workload(), metadata: { name: 'web' } }] },
      { shows: 'an autoscaler alone, one part of something larger', subject: [autoscaler()] },
      { shows: 'a workload of an add-on', subject: [autoscaler(reference('web', 'argoproj.io/v1alpha1', 'Rollout')), workload('api'), rollout] },
    ],
    bad: [
      { shows: 'another workload', subject: [autoscaler(), workload('api')] },
      { shows: 'a workload without its API group', subject: [autoscaler({ kind: 'Deployment', name: 'web' }), workload()] },
      { shows: 'another kind', subject: [autoscaler(reference('web', 'apps/v1', 'StatefulSet')), workload()] },
      { shows: 'nothing', subject: [autoscaler({})] },
    ],
  }),
});
