import { entries } from '../../objects/container-shape';
import { groupKind, keyOf } from '../../objects/manifest';
import { plainText } from '../../objects/plain-text';
import { podsOf } from '../../objects/pod-template';
import { isObject, valueAt } from '../../objects/pointer';
import { HORIZONTAL_POD_AUTOSCALER, scaleTargetOf } from '../../objects/scaling';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { membersOf } from '../members';
import { inContainers } from '../set-reads';

const REQUESTS = ['/resources/requests', '/resources/limits'];

/** Containers that request nothing of a resource; its limit is the request where none is set. */
function without(resource: string, { manifest, profile }: SetMember): string[] {
  return podsOf(manifest, profile.customPodSpecs).flatMap(({ spec }) => entries(spec.containers, '').filter(({ value }) => (
    REQUESTS.every((pointer) => {
      const amounts = valueAt(value, pointer);
      return !isObject(amounts) || !Object.hasOwn(amounts, resource);
    }))).map(({ value }) => plainText(value.name)));
}

function inspect(set: ObjectSet): SetSite[] {
  return membersOf(set, HORIZONTAL_POD_AUTOSCALER).flatMap((member): SetSite[] => {
    const target = scaleTargetOf(member.manifest);
    if (!target) return [];
    const { namespace } = keyOf(member.manifest);
    const namesakes = membersOf(set, target.groupKind).filter(({ manifest }) => keyOf(manifest).name === target.name);
    const workload = namesakes.find(({ manifest }) => keyOf(manifest).namespace === namespace);
    if (!workload || groupKind(workload.manifest) === HORIZONTAL_POD_AUTOSCALER) return [];
    return entries(valueAt(member.manifest, '/spec/metrics'), '/spec/metrics').flatMap(({ value: { type, resource }, pointer }): SetSite[] => {
      if (type !== 'Resource' || !isObject(resource) || valueAt(resource, '/target/averageUtilization') === undefined) return [];
      const name = plainText(resource.name);
      const [container] = without(name, workload);
      if (container === undefined) return [];
      return [{ member, pointer: `${pointer}/resource`, message: `the metric is a share of the requested ${name}, and container "${container}" of ${keyOf(workload.manifest).kind} "${target.name}" requests none` }];
    });
  });
}

const autoscaler = (name: string, target: object = { type: 'Utilization', averageUtilization: 80 }) => ({
  apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'web', namespace: 'shop' },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 5, metrics: [{ type: 'Resource', resource: { name, target } }] },
});
const workload = (resources: object) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { template: { spec: { containers: [{ name: 'web', resources }] } } },
});

export const hpaResourceRequested = defineControl({
  id: 'hpa-resource-requested',
  title: 'Autoscalers compare with resources that the pods request',
  subject: 'set',
  why: 'the autoscaler cannot compute the metric without a request, so it never scales and the service fails under load',
  fix: {
    code: 'set `resources` with a request in the props of the container',
    yaml: 'add the resource to `resources.requests` of every container, or compare with `averageValue`',
  },
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work'],
  frameworks: [],
  reads: [{ kinds: { [HORIZONTAL_POD_AUTOSCALER]: ['/spec/scaleTargetRef', '/spec/metrics'] }, pods: inContainers(...REQUESTS) }],
  inspectSet: inspect,
  admission: notEnforceable('needs the workload, which may arrive after its autoscaler'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a share of what is requested', subject: [autoscaler('cpu'), workload({ requests: { cpu: '100m' } })] },
      { shows: 'a limit, which is the request then', subject: [autoscaler('memory'), workload({ limits: { memory: '64Mi' } })] },
      { shows: 'an amount', subject: [autoscaler('cpu', { type: 'AverageValue', averageValue: '500m' }), workload({})] },
    ],
    bad: [
      { shows: 'no request', subject: [autoscaler('cpu'), workload({})] },
      { shows: 'a request of another resource', subject: [autoscaler('memory'), workload({ requests: { cpu: '100m' } })] },
    ],
  }),
});
