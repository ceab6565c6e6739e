/**
 * What a LimitRange refuses, as the admission plugin of the API server decides it.
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
import { containersOf } from './container';
import { DescribedClaim } from './described-claims';
import { keyOf, Manifest } from './manifest';
import { plainText } from './plain-text';
import { PodView } from './pod-template';
import { descend, elementsOf, Fields, isObject, valueAt } from './pointer';
import { Problem } from './problem';
import { compareQuantities, formatQuantity, parseQuantity, ParsedQuantity } from './quantity';
import { Amounts, COMPUTE, ComputeResource, containerDefaults, containerNeed, podNeed, RESOURCES, Side } from './resource-need';
import { mapOrEmpty } from './value-types';

/** One entry of a LimitRange. */
interface Limits { readonly name: string; readonly item: Fields }

/** What is requested and limited of one resource, with what LimitRanges fill in. */
type Asked = Partial<Readonly<Record<Side, ParsedQuantity>>>;

/** Why something is refused. */
interface Refusal { readonly side: Side; readonly why: string }

const NANOS = 1_000_000_000n;

function amountIn(map: unknown, resource: string): ParsedQuantity | undefined {
  const value = Object.hasOwn(mapOrEmpty(map), resource) ? mapOrEmpty(map)[resource] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? parseQuantity(plainText(value)) : undefined;
}

const limitsOf = (limitRanges: readonly Manifest[], type: string): Limits[] => limitRanges.flatMap((one) => (
  elementsOf(mapOrEmpty(one.spec).limits).flatMap((item) => (isObject(item) && item.type === type ? [{ name: keyOf(one).name, item }] : []))));

/** Why amounts are refused: `limits memory to 4Gi, above the maximum 2Gi of LimitRange "limits"`. In the order in which the API server decides. */
function refusalOf({ name, item }: Limits, resource: string, { requests, limits }: Asked): Refusal | undefined {
  const [min, max, ratio] = [item.min, item.max, item.maxLimitRequestRatio].map((map) => amountIn(map, resource));
  const given: readonly (readonly [Side, string, ParsedQuantity | undefined])[] = [
    ['requests', `requests ${resource}`, requests], ['limits', `limits ${resource} to`, limits],
  ];
  const of = `of LimitRange "${name}"`;
  const low = min && given.find(([, , found]) => found && compareQuantities(found, min) < 0);
  if (low) return { side: low[0], why: `${low[1]} ${formatQuantity(low[2]!)}, below the minimum ${formatQuantity(min)} ${of}` };
  const high = max && given.find(([, , found]) => found && compareQuantities(found, max) > 0);
  if (high) return { side: high[0], why: `${high[1]} ${formatQuantity(high[2]!)}, above the maximum ${formatQuantity(max)} ${of}` };
  if (min && !requests) return { side: 'requests', why: `requests no ${resource}, and the minimum ${of} is ${formatQuantity(min)}` };
  if (max && !limits) return { side: 'limits', why: `limits no ${resource}, and the maximum ${of} is ${formatQuantity(max)}` };
  if (!ratio || (requests && limits && limits.nanos * NANOS <= ratio.nanos * requests.nanos)) return undefined;
  return { side: 'limits', why: `limits ${resource} to more than ${formatQuantity(ratio)} times what it requests, the highest ratio ${of}` };
}

/** A limit that a LimitRange fills in below what the container requests, which the API server refuses. */
function filledBelow(resource: string, { requests, limits }: Asked, isFilled: boolean): Refusal | undefined {
  if (!isFilled || !requests || !limits || compareQuantities(requests, limits) <= 0) return undefined;
  return { side: 'requests', why: `requests ${resource} ${formatQuantity(requests)}, and sets no limit, for which a LimitRange fills in ${formatQuantity(limits)}` };
}

/** Devices, huge pages and the like that LimitRanges bound. What a container says nothing of is filled in within the bounds. */
function otherResources(limits: readonly Limits[]): string[] {
  const bounded = limits.flatMap(({ item }) => [item.min, item.max].flatMap((map) => Object.keys(mapOrEmpty(map))));
  return [...new Set(bounded)].filter((resource) => !RESOURCES.includes(resource));
}

/** A missing request of such a resource is its limit. */
function askedOther({ resources }: Fields, resource: string): Asked {
  const [requests, limits] = [mapOrEmpty(resources).requests, mapOrEmpty(resources).limits].map((map) => amountIn(map, resource));
  return { requests: requests ?? limits, limits: limits ?? requests };
}

function ofOthers(pod: PodView, limits: readonly Limits[]): Problem[] {
  const others = otherResources(limits);
  if (others.length === 0) return [];
  return containersOf(pod).filter(({ role }) => role !== 'ephemeral').flatMap(({ value, name, pointer }) => others.flatMap((resource): Problem[] => {
    const asked = askedOther(mapOrEmpty(value), resource);
    const found = asked.limits && limits.map((one) => refusalOf(one, resource, asked)).find((one) => one !== undefined);
    return found ? [{ pointer: descend(pointer, ['resources', found.side, resource]), message: `container "${name}" ${found.why}, so its pods are refused` }] : [];
  }));
}

const ofSide = (side: Side, resource: string): ComputeResource => COMPUTE.find((one) => one.side === side && one.resource === resource)!;
const SIDES_OF = new Map(RESOURCES.map((resource) => [resource, { requests: ofSide('requests', resource), limits: ofSide('limits', resource) }]));

function askedBy(container: Fields, resource: string, defaults: Amounts): Asked {
  const { requests, limits } = SIDES_OF.get(resource)!;
  return { requests: containerNeed(container, requests, defaults), limits: containerNeed(container, limits, defaults) };
}

function ofContainers(pod: PodView, limits: readonly Limits[], defaults: Amounts): Problem[] {
  return containersOf(pod).filter(({ role }) => role !== 'ephemeral').flatMap(({ value, name, pointer }) => RESOURCES.flatMap((resource): Problem[] => {
    const container = mapOrEmpty(value);
    const asked = askedBy(container, resource, defaults);
    const isFilled = amountIn(valueAt(container, '/resources/limits'), resource) === undefined;
    const found = filledBelow(resource, asked, isFilled) ?? limits.map((one) => refusalOf(one, resource, asked)).find((one) => one !== undefined);
    return found ? [{ pointer: descend(pointer, ['resources', found.side, resource]), message: `container "${name}" ${found.why}, so its pods are refused` }] : [];
  }));
}

function ofPod(pod: PodView, limits: readonly Limits[], defaults: Amounts): Problem[] {
  if (limits.length === 0) return [];
  const need = podNeed(pod, defaults);
  return RESOURCES.flatMap((resource): Problem[] => {
    const [requests, most] = (['requests', 'limits'] as const).map((side) => need.get(`${side}.${resource}`)).map((found) => (found && found.nanos > 0n ? found : undefined));
    const found = limits.map((one) => refusalOf(one, resource, { requests, limits: most })).find((one) => one !== undefined);
    return found ? [{ pointer: descend(pod.pointer, ['containers']), message: `the pod with all its containers ${found.why}, so it is refused` }] : [];
  });
}

function ofClaim(manifest: Manifest, specPointer: string, limits: readonly Limits[]): Problem[] {
  const pointer = `${specPointer}/resources/requests/storage`;
  const requests = amountIn(valueAt(manifest, `${specPointer}/resources/requests`), 'storage');
  const found = limits.map(({ name, item: { min, max } }) => refusalOf({ name, item: { min, max } }, 'storage', { requests, limits: requests })).find((one) => one !== undefined);
  return requests && found ? [{ pointer, message: `the claim ${found.why}, so it is refused` }] : [];
}

/** What all LimitRanges of a namespace say together. */
export class NamespaceLimits {
  private readonly defaults: Amounts;
  private readonly ofContainers: readonly Limits[];
  private readonly ofPods: readonly Limits[];
  private readonly ofClaims: readonly Limits[];

  constructor(limitRanges: readonly Manifest[]) {
    this.defaults = containerDefaults(limitRanges);
    [this.ofContainers, this.ofPods, this.ofClaims] = ['Container', 'Pod', 'PersistentVolumeClaim'].map((type) => limitsOf(limitRanges, type));
  }

  /** What is refused about pods. Pods that state amounts as a whole are left out: what is filled into their containers depends on the minor. */
  public refusedPods(pod: PodView): Problem[] {
    if (this.ofContainers.length + this.ofPods.length === 0 || isObject(pod.spec.resources)) return [];
    return [...ofContainers(pod, this.ofContainers, this.defaults), ...ofOthers(pod, this.ofContainers), ...ofPod(pod, this.ofPods, this.defaults)];
  }

  /** What is refused about claims that an object is, or describes. */
  public refusedClaims(manifest: Manifest, claims: readonly DescribedClaim[]): Problem[] {
    return this.ofClaims.length === 0 ? [] : claims.flatMap(({ specPointer }) => ofClaim(manifest, specPointer, this.ofClaims));
  }
}
