/**
 * IP addresses as numbers. Reading is as lenient as the API server is today (leading zeros, any spelling of IPv6), writing is canonical.
 *
 * Node's `net` is not used: this code also runs in browsers.
 */

/** An IPv4 or IPv6 address. */
export interface IpAddress {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Reads an address; undefined if the text is none. A zone ("%eth0") belongs to no address. */
export function parseIpAddress(text: string): IpAddress | undefined {
  if (text.length > 64) return undefined;
  const isIpv6 = text.includes(':');
  const value = isIpv6 ? parseIpv6(text) : parseIpv4(text);
  return value === undefined ? undefined : { bits: isIpv6 ? 128 : 32, value };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const before = groupsOf(halves[0], halves.length === 1);
  const after = halves.length === 2 ? groupsOf(halves[1], true) : [];
  if (!before || !after) return undefined;
  const missing = 8 - before.length - after.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...before, ...Array<bigint>(missing).fill(0n), ...after].reduce((value, group) => value * 65536n + group, 0n);
}

/** The 16-bit groups of one side of "::"; the end of an address may be written as IPv4. */
function groupsOf(text: string, isEnd: boolean): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const ipv4 = isEnd && index === parts.length - 1 && part.includes('.') ? parseIpv4(part) : undefined;
    if (ipv4 !== undefined) groups.push(ipv4 / 65536n, ipv4 % 65536n);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

/** From this minor on the API server refuses texts that other programs read as another address. https://kep.k8s.io/4858 */
export const STRICT_ADDRESSES_MINOR = 36;

const isIpv4InIpv6 = ({ bits, value }: IpAddress): boolean => bits === 128 && value / 2n ** 32n === 0xffffn;

/** The IPv4 address that an address of IPv6 such as `::ffff:10.0.0.1` stands for; any other address as it is. */
export const withoutMapping = (address: IpAddress): IpAddress => (isIpv4InIpv6(address) ? { bits: 32, value: address.value % 2n ** 32n } : address);

/** Whether programs differ about the text of an address: some read a number with a leading zero as octal, and some an IPv4 address in IPv6 as IPv4. */
export function isAmbiguousAddress(text: string): boolean {
  const hasLeadingZero = text.includes('.') && /(?:^|[.:])0\d+(?:\.|$)/.test(text);
  return hasLeadingZero || isIpv4InIpv6(parseIpAddress(text)!);
}

/** Why the API server of Kubernetes 1.`minor` refuses an address, as a predicate; undefined where it takes it. */
export function addressProblem(text: string, minor: number): string | undefined {
  const address = parseIpAddress(text);
  if (!address) return 'is no IP address such as "10.0.0.1" or "2001:db8::1"';
  if (minor < STRICT_ADDRESSES_MINOR || !isAmbiguousAddress(text)) return undefined;
  return `is read as another address by some programs; write "${formatIpAddress(withoutMapping(address))}"`;
}

/** The canonical text: dotted decimal, or RFC 5952. */
export function formatIpAddress(address: IpAddress): string {
  return address.bits === 32 ? digits(address.value, 256n, 4).join('.') : formatIpv6(digits(address.value, 65536n, 8));
}

function digits(value: bigint, base: bigint, count: number): bigint[] {
  return Array.from({ length: count }, (_, index) => value / base ** BigInt(count - 1 - index) % base);
}

/** RFC 5952: lower case, and "::" for the first of the longest runs of two or more zero groups. */
function formatIpv6(groups: readonly bigint[]): string {
  const zerosFrom = groups.map((_, index) => {
    const end = groups.findIndex((group, at) => at >= index && group !== 0n);
    return (end < 0 ? groups.length : end) - index;
  });
  const longest = Math.max(...zerosFrom);
  const written = groups.map((group) => group.toString(16));
  if (longest < 2) return written.join(':');
  const start = zerosFrom.indexOf(longest);
  return `${written.slice(0, start).join(':')}::${written.slice(start + longest).join(':')}`;
}
