/**
 * What workloads ask of the quota of their namespace, counted as the API server counts it: per pod, whatever the pods really use.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */

import { containersOf } from './container';
import { CustomPodSpecs } from './custom-pod-specs';
import { groupKind, keyOf, Manifest } from './manifest';
import { podLocation, podsOf, PodView } from './pod-template';
import { Fields, descend, isObject, valueAt } from './pointer';
import { addQuantities, amountOf, compareQuantities, multiplyQuantity, ParsedQuantity } from './quantity';
import { mapOrEmpty, mapsOf } from './value-types';

/** Amounts by the names that a quota has for them: `requests.cpu`. */
export type Amounts = ReadonlyMap<string, ParsedQuantity>;

/** One amount that a quota bounds. */
export interface Bound {
  /** The full name, `requests.cpu` also where the quota says `cpu`. */
  readonly resource: string;
  readonly pointer: string;
  readonly hard: ParsedQuantity;
}

/** A container that does not say how much it takes. */
export interface Gap { readonly container: string; readonly pointer: string; readonly resource: string }

/** An amount that is set aside, or the most that is allowed. */
export type Side = 'requests' | 'limits';

/** What containers request and limit, and quotas and LimitRanges bound. */
export const RESOURCES: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];
const SIDES: readonly Side[] = ['requests', 'limits'];
/** Every resource of a quota that pods count against. */
export const POD_RESOURCES: readonly string[] = ['pods', ...SIDES.flatMap((side) => RESOURCES.map((resource) => `${side}.${resource}`))];

const NOTHING: ParsedQuantity = { nanos: 0n, format: 'decimal' };

const count = (value: unknown, otherwise: number): number => (Number.isSafeInteger(value) && (value as number) >= 0 ? value as number : otherwise);
const greater = (a: ParsedQuantity, b: ParsedQuantity): ParsedQuantity => (compareQuantities(a, b) < 0 ? b : a);

/** What a quota bounds. One with scopes is about some pods only, and bounds nothing here. */
export function boundsOf(quota: Manifest): Bound[] {
  const spec = mapOrEmpty(quota.spec);
  if ((Array.isArray(spec.scopes) && spec.scopes.length > 0) || isObject(spec.scopeSelector)) return [];
  return Object.entries(mapOrEmpty(spec.hard)).flatMap(([key, value]) => {
    const hard = amountOf(value);
    return hard ? [{ resource: RESOURCES.includes(key) ? `requests.${key}` : key, pointer: descend('', ['spec', 'hard', key]), hard }] : [];
  });
}

/**
 * What the LimitRanges of a namespace fill into containers. Where several fill one amount the first does, since Kubernetes promises no order.
 *
 * A missing default is the maximum, a missing default request the default, then the minimum.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 */
export function containerDefaults(limitRanges: readonly Manifest[]): Amounts {
  const items = limitRanges.flatMap(({ spec }) => mapsOf(mapOrEmpty(spec).limits)).filter(({ type }) => type === 'Container');
  const filled = items.flatMap((item) => {
    const limits = { ...mapOrEmpty(item.max), ...mapOrEmpty(item.default) };
    return entries({ limits, requests: { ...mapOrEmpty(item.min), ...limits, ...mapOrEmpty(item.defaultRequest) } });
  });
  return new Map(filled.reverse());
}

function entries(resources: Readonly<Record<Side, Fields>>): (readonly [string, ParsedQuantity])[] {
  return SIDES.flatMap((side) => RESOURCES.flatMap((resource) => {
    const found = amountOf(resources[side][resource]);
    return found ? [[`${side}.${resource}`, found] as const] : [];
  }));
}

/** An amount that containers ask for or are held to. */
export interface ComputeResource { readonly name: string; readonly side: Side; readonly resource: string }

/** Both amounts of each resource. */
export const COMPUTE: readonly ComputeResource[] = SIDES.flatMap((side) => RESOURCES.map((resource) => ({ name: `${side}.${resource}`, side, resource })));

/** Where a quota bounds one of these, the API server refuses a pod with a container that leaves it out. */
const MANDATORY = COMPUTE.filter(({ resource }) => resource !== 'ephemeral-storage');

/** What one container counts for, by a resource of `COMPUTE`; undefined where nothing says so. A missing request is its limit, before any LimitRange is asked. */
export function containerNeed({ resources }: Fields, { name, side, resource }: ComputeResource, defaults: Amounts): ParsedQuantity | undefined {
  if (!isObject(resources)) return defaults.get(name);
  const requests = mapOrEmpty(resources.requests);
  const isRequest = side === 'requests' && Object.hasOwn(requests, resource);
  return amountOf(isRequest ? requests[resource] : mapOrEmpty(resources.limits)[resource]) ?? defaults.get(name);
}

/**
 * What one pod counts for. Init containers run one after the other, beside the sidecars that were started before them.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podNeed({ spec }: Pick<PodView, 'spec'>, defaults: Amounts): Amounts {
  const [init, main] = [mapsOf(spec.initContainers), mapsOf(spec.containers)];
  const { requests, limits } = mapOrEmpty(spec.resources);
  const whole = new Map(requests || limits ? entries({ requests: mapOrEmpty(requests), limits: mapOrEmpty(limits) }) : []);
  return new Map(COMPUTE.map((compute) => [compute.name, whole.get(compute.name) ?? needOfContainers(init, main, compute, defaults)]));
}

function needOfContainers(init: readonly Fields[], main: readonly Fields[], compute: ComputeResource, defaults: Amounts): ParsedQuantity {
  const needOf = (container: Fields): ParsedQuantity => containerNeed(container, compute, defaults) ?? NOTHING;
  let [sidecars, peak] = [NOTHING, NOTHING];
  for (const container of init) {
    const own = needOf(container);
    peak = greater(peak, addQuantities(sidecars, own));
    if (container.restartPolicy === 'Always') sidecars = addQuantities(sidecars, own);
  }
  const running = main.reduce((sum, container) => addQuantities(sum, needOf(container)), sidecars);
  return greater(peak, running);
}

/** Where a quota bounds an amount that a container leaves out and no LimitRange fills, so that the API server refuses the pod. */
export function gapsOf(pod: PodView, defaults: Amounts, bounded: readonly string[]): Gap[] {
  if (isObject(pod.spec.resources)) return []; // amounts of the whole pod are enough
  return containersOf(pod).filter(({ value, role }) => role !== 'ephemeral' && isObject(value)).flatMap(({ value, name, pointer }) => {
    return MANDATORY.filter((compute) => bounded.includes(compute.name) && !containerNeed(mapOrEmpty(value), compute, defaults))
      .map((compute) => ({ container: name, resource: compute.name, pointer: descend(pointer, ['resources', compute.side, compute.resource]) }));
  });
}

/**
 * How many pods a workload has at most at the same time, while it rolls out included. A quota counts pods that are still terminating: of a Deployment all
 * old ones may be, while all new ones run.
 */
export function podCount(manifest: Manifest, maxReplicas?: number): number {
  const spec = mapOrEmpty(manifest.spec);
  const replicas = maxReplicas ?? count(spec.replicas, 1);
  switch (groupKind(manifest)) {
    case 'apps/Deployment': return mapOrEmpty(spec.strategy).type === 'Recreate' ? replicas : 2 * replicas; // Recreate waits for the end of the old ones
    case 'apps/StatefulSet':
    case 'apps/ReplicaSet':
    case 'ReplicationController': return replicas;
    case 'batch/Job': return parallelPods(spec);
    case 'batch/CronJob': return parallelPods(mapOrEmpty(mapOrEmpty(spec.jobTemplate).spec));
    case 'PodTemplate': return 0;
    default: return 1; // a pod, or a daemon on each of an unknown number of nodes
  }
}

const parallelPods = ({ parallelism, completions }: Fields): number => Math.min(count(parallelism, 1), count(completions, Infinity));

/** How far the autoscalers of its namespace may scale a workload; undefined where none does. */
export function maxReplicasOf(workload: Manifest, autoscalers: readonly Manifest[]): number | undefined {
  const { name } = keyOf(workload);
  const targets = autoscalers.filter(({ spec }) => {
    const target = mapOrEmpty(mapOrEmpty(spec).scaleTargetRef);
    return target.name === name && groupKind(target) === groupKind(workload);
  });
  return targets.length === 0 ? undefined : Math.max(...targets.map(({ spec }) => count(mapOrEmpty(spec).maxReplicas, 1)));
}

const TEMPLATE = '/template/spec';

/** How many pods a custom kind runs of one template: the `replicas` beside it, and one where there are none, which is the least. */
function customPodCount(manifest: Manifest, { pointer }: PodView, maxReplicas?: number): number {
  const around = pointer.endsWith(TEMPLATE) ? valueAt(manifest, pointer.slice(0, -TEMPLATE.length)) : undefined;
  return maxReplicas ?? count(mapOrEmpty(around).replicas, 1);
}

/** What a workload counts for in all, pods included; undefined where it describes no pods. */
export function workloadNeed(
  workload: Manifest, defaults: Amounts, autoscalers: readonly Manifest[], custom?: CustomPodSpecs,
): Amounts | undefined {
  const maxReplicas = maxReplicasOf(workload, autoscalers);
  const isBuiltIn = podLocation(workload) !== undefined;
  const needs = podsOf(workload, custom).map((pod) => {
    const pods = isBuiltIn ? podCount(workload, maxReplicas) : customPodCount(workload, pod, maxReplicas);
    const all = new Map<string, ParsedQuantity>([['pods', { nanos: BigInt(pods) * 1_000_000_000n, format: 'decimal' }]]);
    const each = podNeed(pod, defaults);
    for (const { name } of COMPUTE) all.set(name, multiplyQuantity(each.get(name)!, pods));
    return all;
  });
  if (needs.length < 2) return needs[0];
  return new Map(POD_RESOURCES.map((resource) => [resource, needs.map((need) => need.get(resource)!).reduce(addQuantities)]));
}
