import { labelKeyProblem } from '../names';
import { amountOf } from '../quantity';

const NANOS_PER_ONE = 1_000_000_000n;
const NATIVE = 'kubernetes.io/';

/** What containers request beside pages and devices. */
export const OF_CONTAINERS: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'];
/** What a quota counts in whole objects. */
export const COUNTED: readonly string[] = [
  'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers',
];
export const OF_QUOTAS: readonly string[] = [
  ...OF_CONTAINERS, ...OF_CONTAINERS.map((name) => `requests.${name}`), ...OF_CONTAINERS.map((name) => `limits.${name}`), 'requests.storage', ...COUNTED,
];
const KNOWN = ['storage', ...OF_QUOTAS];

export const isHugePages = (name: string): boolean => name.startsWith('hugepages-');

/**
 * A device or the like: it is counted, and nothing else can use it at the same time.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#extended-resources
 */
export const isExtended = (name: string): boolean => name.includes('/') && !name.includes(NATIVE) && !name.startsWith('requests.') && labelKeyProblem(`requests.${name}`) === undefined;

/** What is wrong with the name of what a container uses. */
export function containerResourceProblem(name: string): string | undefined {
  const problem = labelKeyProblem(name);
  if (problem) return problem;
  const isKnown = name.includes('/') ? name.includes(NATIVE) || isExtended(name) : OF_CONTAINERS.includes(name) || isHugePages(name);
  return isKnown ? undefined : `is no resource of containers; these are ${OF_CONTAINERS.join(', ')}, hugepages-<size> and devices such as "example.com/gpu"`;
}

/** What is wrong with the name of anything that can be limited. */
export function resourceProblem(name: string): string | undefined {
  return labelKeyProblem(name) ?? (name.includes('/') || KNOWN.includes(name) || isHugePages(name) || name.startsWith('requests.hugepages-') ? undefined : `is none of ${KNOWN.join(', ')}, and has no domain such as "example.com/gpu"`);
}

/** Amounts are compared in thousandths. */
export const isWhole = (value: unknown): boolean => (amountOf(value)?.nanos ?? 0n) % NANOS_PER_ONE === 0n;

/** Huge pages are used as a whole. */
export function isDivisible(name: string, value: unknown): boolean {
  const [page, amount] = [amountOf(name.slice('hugepages-'.length)), amountOf(value)];
  return page !== undefined && page.nanos > 0n && (amount === undefined || amount.nanos % page.nanos === 0n);
}
