import { Manifest } from '../../src/objects/manifest';
import { compareQuantities, formatQuantity, parseQuantity, ParsedQuantity } from '../../src/objects/quantity';

/** What quotas and limit ranges are about. */
export type Resource = 'cpu' | 'memory' | 'ephemeral-storage';

/** Amounts of one pod, by the keys of a quota: `requests.cpu`. */
export type Amounts = Readonly<Record<string, ParsedQuantity>>;

/** What each container may have at most, by resource. */
export type Bounds = Readonly<Partial<Record<Resource, string>>>;

export const RESOURCES: readonly Resource[] = ['cpu', 'memory', 'ephemeral-storage'];

/** Little enough to get past every bound, and not less than the least of our own limit ranges. */
const LEAST: Readonly<Record<Resource, string>> = { 'cpu': '10m', 'memory': '16Mi', 'ephemeral-storage': '1Mi' };

/** An amount that is known to be one. */
export function quantity(text: string): ParsedQuantity {
  const parsed = parseQuantity(text);
  if (!parsed) throw new Error(`"${text}" is no amount`);
  return parsed;
}

/** The smallest step of a resource that can be told apart: a thousandth of a CPU, or a byte. */
export const step = (resource: Resource): ParsedQuantity => quantity(resource === 'cpu' ? '1m' : '1');

const largest = (one: ParsedQuantity, other: ParsedQuantity): ParsedQuantity => (compareQuantities(one, other) < 0 ? other : one);

/** As many parts as asked for, equal but for one step, in whole steps. */
function parts(whole: ParsedQuantity, count: number, { nanos: unit }: ParsedQuantity): ParsedQuantity[] {
  const [steps, n] = [whole.nanos / unit, BigInt(count)];
  return Array.from({ length: count }, (_, i) => ({ ...whole, nanos: unit * (steps / n + (BigInt(i) < steps % n ? 1n : 0n)) }));
}

/** A pod that the restricted standard allows. */
export const restrictedPod = (namespace: string, name: string, containers: readonly object[]): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace },
  spec: {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: containers.map((container, i) => ({
      name: `c${i}`, image: 'registry.example.com/app:1.0.0',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      ...container,
    })),
  },
});

/** How many containers it takes so that none of them is above its bound. */
function containersFor(amounts: Amounts, max: Bounds): number {
  return Math.max(1, ...RESOURCES.map((resource) => {
    const bound = max[resource];
    const wanted = largest(amounts[`limits.${resource}`] ?? quantity('0'), amounts[`requests.${resource}`] ?? quantity('0'));
    return bound === undefined ? 1 : Number((wanted.nanos + quantity(bound).nanos - 1n) / quantity(bound).nanos);
  }));
}

/** A pod that asks for these amounts and else for as little as may be, in so many containers that none of them is above its bound. */
export function sizedPod(namespace: string, name: string, amounts: Amounts, max: Bounds): Manifest {
  const count = containersFor(amounts, max);
  const share = (kind: string, resource: Resource, i: number): ParsedQuantity => {
    const whole = amounts[`${kind}.${resource}`];
    return whole ? parts(whole, count, step(resource))[i] : quantity(LEAST[resource]);
  };
  const texts = (amountOf: (resource: Resource) => ParsedQuantity): object =>
    Object.fromEntries(RESOURCES.map((resource) => [resource, formatQuantity(amountOf(resource))]));
  return restrictedPod(namespace, name, Array.from({ length: count }, (_, i) => ({
    resources: {
      requests: texts((resource) => share('requests', resource, i)),
      limits: texts((resource) => largest(share('limits', resource, i), share('requests', resource, i))),
    },
  })));
}
