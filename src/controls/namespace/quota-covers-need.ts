import { groupKind, keyOf, namespaceOf } from '../../objects/manifest';
import { isObject } from '../../objects/pointer';
import { addQuantities, compareQuantities, formatQuantity, ParsedQuantity } from '../../objects/quantity';
import { Amounts, boundsOf, containerDefaults, gapsOf, POD_RESOURCES, workloadNeed } from '../../objects/resource-need';
import { SecurityProfile } from '../../profile/security-profile';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { byNamespace, inNamespaces, membersOf, RunningPods, runningPods } from '../members';
import { inContainers } from '../set-reads';

interface Need { readonly member: SetMember; readonly amounts: Amounts }

/** Kinds with a pod on each of an unknown number of nodes, in whatever group. */
const ON_EACH_NODE = ['DaemonSet', 'BroadcastJob'];

/** What the count includes, and what it leaves open. */
function proviso({ manifest }: SetMember): string {
  const { concurrencyPolicy = 'Allow', strategy } = isObject(manifest.spec) ? manifest.spec : {};
  if (groupKind(manifest) === 'apps/Deployment') return isObject(strategy) && strategy.type === 'Recreate' ? '' : ' with those that are still terminating';
  if (ON_EACH_NODE.includes(keyOf(manifest).kind)) return ' on each node, counted once';
  return groupKind(manifest) === 'batch/CronJob' && concurrencyPolicy === 'Allow' ? ' as long as runs do not overlap' : '';
}

const share = (resource: string) => ({ member, amounts }: Need): string => {
  const { kind, name } = keyOf(member.manifest);
  const pods = formatQuantity(amounts.get('pods')!);
  return `${kind}/${name} ${formatQuantity(amounts.get(resource)!)}${resource === 'pods' ? '' : ` for ${pods} pod${pods === '1' ? '' : 's'}`}${proviso(member)}`;
};

const isPositive = ({ nanos }: ParsedQuantity): boolean => nanos > 0n;

function shortfalls(quota: SetMember, needs: readonly Need[]): SetSite[] {
  const { namespace, name } = keyOf(quota.manifest);
  return boundsOf(quota.manifest).filter(({ resource }) => POD_RESOURCES.includes(resource)).flatMap(({ resource, pointer, hard }) => {
    const needing = needs.filter(({ amounts }) => isPositive(amounts.get(resource)!));
    if (needing.length === 0) return [];
    const need = needing.map(({ amounts }) => amounts.get(resource)!).reduce(addQuantities);
    if (compareQuantities(need, hard) <= 0) return [];
    const message = `quota "${name}" allows ${resource} ${formatQuantity(hard)}, the workloads of namespace "${namespace}" need ${formatQuantity(need)}: `
      + needing.map(share(resource)).join(', ');
    return [{ member: quota, pointer, message }];
  });
}

function gaps({ member, pods }: RunningPods, defaults: Amounts, bounded: readonly string[]): SetSite[] {
  return gapsOf(pods, defaults, bounded).map(({ container, pointer, resource }) => ({
    member,
    pointer,
    message: `container "${container}" sets no ${resource} where a quota of namespace "${keyOf(member.manifest).namespace}" bounds it, so its pods are refused`,
  }));
}

function inspect(set: ObjectSet): SetSite[] {
  const podsIn = inNamespaces(runningPods(set), ({ member }) => member);
  const [autoscalers, limitRanges, quotas] = [
    byNamespace(set, 'autoscaling/HorizontalPodAutoscaler'), byNamespace(set, 'LimitRange'), byNamespace(set, 'ResourceQuota'),
  ];
  const namespaces = [...new Set(membersOf(set, 'ResourceQuota').map(({ manifest }) => namespaceOf(manifest)))];
  return namespaces.flatMap((namespace) => {
    const defaults = containerDefaults(limitRanges(namespace).map(({ manifest }) => manifest));
    const scalers = autoscalers(namespace).map(({ manifest }) => manifest);
    const workloads = new Set(podsIn(namespace).map(({ member }) => member));
    const needs = [...workloads].flatMap((member) => {
      const amounts = workloadNeed(member.manifest, defaults, scalers, member.profile.customPodSpecs);
      return amounts ? [{ member, amounts }] : [];
    });
    const bounded = quotas(namespace).flatMap(({ manifest }) => boundsOf(manifest).map(({ resource }) => resource));
    return [
      ...quotas(namespace).flatMap((member) => shortfalls(member, needs)),
      ...podsIn(namespace).flatMap((pods) => gaps(pods, defaults, bounded)),
    ];
  });
}

const quota = (hard: object, rest: object = {}) => ({
  apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota', namespace: 'shop' }, spec: { hard, ...rest },
});
const deployment = (requests: object, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { spec: { containers: [{ name: 'main', image: 'registry.example.com/web:1.0.0', resources: { requests } }] } }, ...spec },
});
const rollout = (requests: object, spec: object = {}) => ({ ...deployment(requests, spec), apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' });
const widget = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'web', namespace: 'shop' }, spec: { pod: { containers: [{ name: 'main' }] } } };
const declared = { profile: () => SecurityProfile.restricted({ customPodSpecs: { 'example.com/Widget': ['/spec/pod'] } }) };
const limitRange = {
  apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'defaults', namespace: 'shop' }, spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '100m' } }] },
};

export const quotaCoversNeed = defineControl({
  id: 'quota-covers-need',
  title: 'Quotas cover what the workloads request during a rollout, old pods that are still terminating included',
  subject: 'set',
  why: 'pods beyond the quota are refused one by one: the rollout hangs halfway, or an autoscaler stops short of its maximum under load',
  fix: { code: 'raise the amount in the `quota` of the HardenedNamespace, or lower the requests, the limits or the number of replicas', yaml: 'raise the amount in `spec.hard` of the ResourceQuota, or lower the requests, the limits or the number of replicas' },
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  reads: [{
    kinds: { 'ResourceQuota': ['/spec'], 'LimitRange': ['/spec'], 'autoscaling/HorizontalPodAutoscaler': ['/spec'], 'batch/CronJob': ['/spec/concurrencyPolicy'] },
    pods: ['/spec/resources', ...inContainers('/name', '/resources', '/restartPolicy')],
    besideTemplates: ['/replicas', '/strategy', '/parallelism', '/completions'],
  }],
  inspectSet: inspect,
  admission: notEnforceable('needs every workload of the namespace'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'room for a rollout', subject: [quota({ pods: '8', cpu: '800m' }), deployment({ cpu: '100m' }, { replicas: 4 })] },
      { shows: 'requests from a LimitRange', subject: [quota({ 'requests.cpu': '200m' }), limitRange, deployment({})] },
      { shows: 'a quota for some pods only', subject: [quota({ pods: '1' }, { scopes: ['Terminating'] }), deployment({}, { replicas: 4 })] },
      { shows: 'room for a custom kind', subject: [quota({ pods: '4' }), rollout({}, { replicas: 4 })] },
    ],
    bad: [
      { shows: 'no room for old pods that are terminating', subject: [quota({ pods: '7' }), deployment({}, { replicas: 4 })] },
      { shows: 'too little cpu', subject: [quota({ 'requests.cpu': '750m' }), deployment({ cpu: '100m' }, { replicas: 4 })] },
      { shows: 'no request where the quota bounds it', subject: [quota({ 'requests.memory': '8Gi' }), deployment({ cpu: '100m' })] },
      { shows: 'no room for a well-known custom kind', subject: [quota({ pods: '3' }), rollout({}, { replicas: 4 })] },
      { shows: 'no request in a custom kind that the profile declares', subject: [quota({ 'requests.memory': '8Gi' }), widget], ...declared },
    ],
  }),
});
