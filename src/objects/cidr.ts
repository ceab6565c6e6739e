/**
 * Address blocks (CIDR), strict: the API server is about to refuse what is ambiguous or not canonical.
 *
 * @see https://kep.k8s.io/4858
 */

import { formatIpAddress, IpAddress, isAmbiguousAddress, parseIpAddress, STRICT_ADDRESSES_MINOR } from './ip-address';

interface Cidr {
  readonly address: IpAddress;
  readonly length: number;
}

/** What is wrong with a block: undefined, or a predicate that continues a sentence beginning with the text, and proposes the right one. */
export function cidrProblem(text: string): string | undefined {
  const cidr = readCidr(text);
  if (!cidr) return shapeProblem(text);
  const block = writeCidr(cidr);
  if (block === text) return undefined;
  if (networkOf(cidr.address, cidr.length) === cidr.address.value) return `is not in canonical form; write "${block}"`;
  return `has address bits beyond its prefix; write "${block}" for the block or "${blockOfAddress(cidr.address)}" for the one address`;
}

/** Why the API server of Kubernetes 1.`minor` refuses a block in one of its older fields, as a predicate; undefined where it takes it. */
export function refusedBlock(text: string, minor: number): string | undefined {
  const cidr = readCidr(text);
  if (!cidr) return shapeProblem(text);
  const [address, length] = text.split('/');
  const isAmbiguous = isAmbiguousAddress(address) || /^0\d/.test(length) || networkOf(cidr.address, cidr.length) !== cidr.address.value;
  return minor >= STRICT_ADDRESSES_MINOR && isAmbiguous ? cidrProblem(text) : undefined;
}

/**
 * Whether every address of `inner` lies in `outer`; undefined if one of the texts is no block.
 *
 * As lenient as the API server is today, because manifests that it accepted must be judged by what it made of them.
 */
export function cidrContains(outer: string, inner: string): boolean | undefined {
  const a = readCidr(outer);
  const b = readCidr(inner);
  if (!a || !b) return undefined;
  return a.address.bits === b.address.bits && a.length <= b.length
    && networkOf(a.address, a.length) === networkOf(b.address, a.length);
}

/**
 * The addresses of a block as numbers, from the first one up to, but without, `to`; undefined if the text is no block.
 *
 * As lenient as `cidrContains`.
 */
export function cidrRange(text: string): { readonly bits: 32 | 128; readonly from: bigint; readonly to: bigint } | undefined {
  const cidr = readCidr(text);
  if (!cidr) return undefined;
  const { address: { bits }, length } = cidr;
  const from = networkOf(cidr.address, length);
  return { bits, from, to: from + 2n ** BigInt(bits - length) };
}

/** The block of one address alone, such as "10.0.0.1/32"; undefined if the text is no address. */
export function singleAddressCidr(text: string): string | undefined {
  const address = parseIpAddress(text);
  return address && blockOfAddress(address);
}

function shapeProblem(text: string): string {
  const single = singleAddressCidr(text);
  return single ? `has no prefix length; write "${single}" for the one address`
    : 'is no address block such as "10.0.0.0/16" or "2001:db8::/32"';
}

function readCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? undefined : parseIpAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (!address || !/^\d{1,4}$/.test(length) || Number(length) > address.bits) return undefined;
  return unmapped(address, Number(length));
}

/** An IPv4 block inside IPv6 ("::ffff:10.0.0.0/104") means IPv4; a shorter prefix is left as it is. */
function unmapped(address: IpAddress, length: number): Cidr {
  const isMapped = address.bits === 128 && address.value / 2n ** 32n === 0xffffn && length >= 96;
  return isMapped ? { address: { bits: 32, value: address.value % 2n ** 32n }, length: length - 96 } : { address, length };
}

function networkOf(address: IpAddress, length: number): bigint {
  const blockSize = 2n ** BigInt(address.bits - length);
  return address.value - address.value % blockSize;
}

function writeCidr(cidr: Cidr): string {
  return `${formatIpAddress({ bits: cidr.address.bits, value: networkOf(cidr.address, cidr.length) })}/${cidr.length}`;
}

function blockOfAddress(address: IpAddress): string {
  return writeCidr(unmapped(address, address.bits));
}
