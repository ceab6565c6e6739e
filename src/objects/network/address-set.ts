import { inBoth, Intervals, unionOf, without } from './intervals';
import { cidrRange } from '../cidr';
import { once } from '../remembered';

/** A set of IP addresses, by family. */
export interface AddressSet {
  readonly ipv4: Intervals<bigint>;
  readonly ipv6: Intervals<bigint>;
}

const NO_ADDRESSES: AddressSet = { ipv4: [], ipv6: [] };

function blockOf(cidr: unknown): AddressSet {
  const range = typeof cidr === 'string' ? cidrRange(cidr) : undefined;
  if (!range) return NO_ADDRESSES;
  const interval = [{ from: range.from, to: range.to }];
  return range.bits === 32 ? { ipv4: interval, ipv6: [] } : { ipv4: [], ipv6: interval };
}

/** The addresses of all blocks. What is no block has none. */
export function addressesOf(cidrs: readonly unknown[]): AddressSet {
  return unionOfAddresses(cidrs.map(blockOf));
}

/** The addresses of an `ipBlock`: those of `cidr` without those of `except`. */
export function addressesWithout(cidr: unknown, except: readonly unknown[]): AddressSet {
  const [block, excepted] = [blockOf(cidr), addressesOf(except)];
  return { ipv4: without(block.ipv4, excepted.ipv4), ipv6: without(block.ipv6, excepted.ipv6) };
}

/** The addresses that are in any of the sets. */
export function unionOfAddresses(sets: readonly AddressSet[]): AddressSet {
  if (sets.length === 1) return sets[0];
  return { ipv4: unionOf(sets.flatMap(({ ipv4 }) => ipv4)), ipv6: unionOf(sets.flatMap(({ ipv6 }) => ipv6)) };
}

/** Whether all addresses of a set are in another, or none of them, or some. */
export function shareOf(inner: AddressSet, outer: AddressSet): 'all' | 'some' | 'none' {
  const rest = (['ipv4', 'ipv6'] as const).map((family) => without(inner[family], outer[family]));
  if (rest.every((left) => left.length === 0)) return 'all';
  const common = (['ipv4', 'ipv6'] as const).some((family) => inBoth(inner[family], outer[family]).length > 0);
  return common ? 'some' : 'none';
}

/** The addresses that networks use among themselves, those of pods included, and the ones of the internet. */
const privateAddresses = once(() => addressesOf(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']));
const RESERVED = ['0.0.0.0/8', '10.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/3'];
const internet = once((): AddressSet => ({ ipv4: addressesWithout('0.0.0.0/0', RESERVED).ipv4, ipv6: addressesOf(['2000::/3']).ipv6 }));

/** Up to so many private addresses may be left out of what still is everywhere: a /24, and for IPv6 the /64 of one network. */
const NEGLIGIBLE = { ipv4: 2n ** 8n, ipv6: 2n ** 64n } as const;

const sizeOf = (intervals: Intervals<bigint>): bigint => intervals.reduce((sum, { from, to }) => sum + to - from, 0n);

/**
 * Whether a set has all addresses of a family in effect: every private one, up to a negligible number, and most of the internet. So an exception counts
 * where it protects a network, and not where it is there to make a rule look bounded.
 */
export function isEverywhere(set: AddressSet): boolean {
  return (['ipv4', 'ipv6'] as const).some((family) => set[family].length > 0 && sizeOf(without(privateAddresses()[family], set[family])) <= NEGLIGIBLE[family]
    && 2n * sizeOf(without(internet()[family], set[family])) < sizeOf(internet()[family]));
}
