import { entries } from '../../objects/container-shape';
import { groupKind, keyOf, Manifest, namespaceOf } from '../../objects/manifest';
import { plainText } from '../../objects/plain-text';
import { podsOf } from '../../objects/pod-template';
import { Fields, isObject, valueAt } from '../../objects/pointer';
import { containerDefaults } from '../../objects/resource-need';
import { HORIZONTAL_POD_AUTOSCALER, scaleTargetOf } from '../../objects/scaling';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { byNamespace, membersOf } from '../members';
import { inContainers } from '../set-reads';

const REQUESTS = ['/resources/requests', '/resources/limits'];

/** A resource of pods that a metric takes a share of: of all containers, or of one. */
interface Share { readonly resource: string; readonly pointer: string; readonly container?: unknown }

/** Where an autoscaler names no metric, it looks at the CPU. */
const OF_CPU: Share = { resource: 'cpu', pointer: '/spec/scaleTargetRef' };

/** The types of metrics that are about a resource, with the field that describes it. */
const RESOURCE_FIELDS: Readonly<Record<string, string>> = { Resource: 'resource', ContainerResource: 'containerResource' };

function sharesOf({ spec }: Manifest): readonly Share[] {
  const metrics = entries(valueAt(spec, '/metrics'), '/spec/metrics');
  if (metrics.length === 0) return valueAt(spec, '/metrics') === undefined || Array.isArray(valueAt(spec, '/metrics')) ? [OF_CPU] : [];
  return metrics.flatMap(({ value, pointer }): Share[] => {
    const field = typeof value.type === 'string' && Object.hasOwn(RESOURCE_FIELDS, value.type) ? RESOURCE_FIELDS[value.type] : undefined;
    const source = field === undefined ? undefined : value[field];
    if (!isObject(source) || valueAt(source, '/target/averageUtilization') === undefined) return [];
    return [{ resource: plainText(source.name), pointer: `${pointer}/${field}`, container: source.container }];
  });
}

const states = (part: Fields, resource: string): boolean => REQUESTS.some((pointer) => {
  const amounts = valueAt(part, pointer);
  return isObject(amounts) && Object.hasOwn(amounts, resource);
});

/** A container that requests nothing of a resource; its limit is the request where none is set, and a request of the whole pod is one of all. */
function without({ resource, container }: Share, { manifest, profile }: SetMember): string | undefined {
  const pods = podsOf(manifest, profile.customPodSpecs).filter(({ spec }) => container !== undefined || !states(spec, resource));
  const judged = pods.flatMap(({ spec }) => entries(spec.containers, '')).filter(({ value }) => container === undefined || value.name === container);
  const found = judged.find(({ value }) => !states(value, resource));
  return found && plainText(found.value.name);
}

function inspect(set: ObjectSet): SetSite[] {
  const autoscalers = membersOf(set, HORIZONTAL_POD_AUTOSCALER);
  if (autoscalers.length === 0) return [];
  const limitRangesIn = byNamespace(set, 'LimitRange');
  return autoscalers.flatMap((member): SetSite[] => {
    const target = scaleTargetOf(member.manifest);
    if (!target) return [];
    const namesakes = membersOf(set, target.groupKind).filter(({ manifest }) => keyOf(manifest).name === target.name);
    const workload = namesakes.find(({ manifest }) => namespaceOf(manifest) === namespaceOf(member.manifest));
    if (!workload || groupKind(workload.manifest) === HORIZONTAL_POD_AUTOSCALER) return [];
    const filledIn = containerDefaults(limitRangesIn(keyOf(member.manifest).namespace).map(({ manifest }) => manifest));
    return sharesOf(member.manifest).filter(({ resource }) => !filledIn.has(`requests.${resource}`)).flatMap((one): SetSite[] => {
      const container = without(one, workload);
      if (container === undefined) return [];
      const { kind } = keyOf(workload.manifest);
      return [{ member, pointer: one.pointer, message: `the metric is a share of the requested ${one.resource}, and container "${container}" of ${kind} "${target.name}" requests none` }];
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

const unmeasured = { ...autoscaler('cpu'), spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, maxReplicas: 5 } };
const ofContainer = {
  ...unmeasured, spec: { ...unmeasured.spec, metrics: [{ type: 'ContainerResource', containerResource: { name: 'cpu', container: 'web', target: { type: 'Utilization', averageUtilization: 80 } } }] },
};
const limitRange = { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'limits', namespace: 'shop' }, spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '100m' } }] } };

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
  reads: [{ kinds: { [HORIZONTAL_POD_AUTOSCALER]: ['/spec/scaleTargetRef', '/spec/metrics'], LimitRange: ['/spec/limits'] }, pods: ['/spec/resources', ...inContainers('/name', ...REQUESTS)] }],
  inspectSet: inspect,
  admission: notEnforceable('needs the workload, which may arrive after its autoscaler'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a share of what is requested', subject: [autoscaler('cpu'), workload({ requests: { cpu: '100m' } })] },
      { shows: 'a limit, which is the request then', subject: [autoscaler('memory'), workload({ limits: { memory: '64Mi' } })] },
      { shows: 'a request that a LimitRange fills in', subject: [autoscaler('cpu'), workload({}), limitRange] },
      { shows: 'a request of the whole pod', subject: [autoscaler('cpu'), { ...workload({}), spec: { template: { spec: { resources: { requests: { cpu: '1' } }, containers: [{ name: 'web' }] } } } }] },
      { shows: 'an amount', subject: [autoscaler('cpu', { type: 'AverageValue', averageValue: '500m' }), workload({})] },
    ],
    bad: [
      { shows: 'no request', subject: [autoscaler('cpu'), workload({})] },
      { shows: 'no metric, which is one of the CPU', subject: [unmeasured, workload({})] },
      { shows: 'no request of the container that is measured', subject: [ofContainer, workload({ requests: { memory: '64Mi' } })] },
      { shows: 'a workload that names no namespace', subject: [{ ...unmeasured, metadata: { name: 'web', namespace: 'default' } }, { ...workload({}), metadata: { name: 'web' } }] },
      { shows: 'a request of another resource', subject: [autoscaler('memory'), workload({ requests: { cpu: '100m' } })] },
    ],
  }),
});
