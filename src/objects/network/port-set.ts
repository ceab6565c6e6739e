import { inBoth, Intervals, isWithin, unionOf, without } from './intervals';

/** The protocols that network policies know. */
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

/** A protocol, as NetworkPolicies and containers name it. */
export type Protocol = typeof PROTOCOLS[number];

const EVERY_NUMBER: Intervals<number> = [{ from: 1, to: 65536 }];

/** A set of ports, by protocol. */
export type PortSet = Readonly<Record<Protocol, Intervals<number>>>;

/** No port. */
export const NO_PORTS: PortSet = { TCP: [], UDP: [], SCTP: [] };

/** Every port of every protocol. */
export const ALL_PORTS: PortSet = { TCP: EVERY_NUMBER, UDP: EVERY_NUMBER, SCTP: EVERY_NUMBER };

/** Whether a value names a protocol. */
export const isProtocol = (value: unknown): value is Protocol => PROTOCOLS.some((protocol) => protocol === value);

/** The ports of a protocol from one number to another, both included: none where they are no ports. */
export function portRange(protocol: Protocol, first: unknown = 1, last: unknown = 65535): PortSet {
  if (!isPort(first) || !isPort(last) || last < first) return NO_PORTS;
  return { ...NO_PORTS, [protocol]: [{ from: first, to: last + 1 }] };
}

/** Whether a value is a port number. */
export const isPort = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65535;

const eachProtocol = (make: (protocol: Protocol) => Intervals<number>): PortSet => ({ TCP: make('TCP'), UDP: make('UDP'), SCTP: make('SCTP') });

/** The ports that are in any of the sets. */
export function unionOfPorts(all: readonly PortSet[]): PortSet {
  const sets = all.filter((set) => set !== NO_PORTS);
  if (sets.length === 1) return sets[0];
  return sets.length === 0 ? NO_PORTS : eachProtocol((protocol) => unionOf(sets.flatMap((set) => set[protocol])));
}

/** The ports that are in both sets. */
export function commonPorts(one: PortSet, other: PortSet): PortSet {
  if (one === NO_PORTS || other === NO_PORTS) return NO_PORTS;
  if (one === ALL_PORTS) return other;
  return other === ALL_PORTS ? one : eachProtocol((protocol) => inBoth(one[protocol], other[protocol]));
}

/** The ports of the first set that are not in the second. */
export function portsWithout(one: PortSet, other: PortSet): PortSet {
  if (other === NO_PORTS) return one;
  return other === ALL_PORTS ? NO_PORTS : eachProtocol((protocol) => without(one[protocol], other[protocol]));
}

/** Whether a set has no port. */
export const isEmpty = (set: PortSet): boolean => PROTOCOLS.every((protocol) => set[protocol].length === 0);

/** Whether a port is in a set. */
export const hasPort = (set: PortSet, protocol: Protocol, port: number): boolean => isWithin(set[protocol], port);

/** What a network needs at most to leave out so that a rule still opens every port: those below 1024, which few containers listen on. */
const NEGLIGIBLE = 1023;

/** Whether a set has every port of TCP that containers may listen on. Nearly all traffic is TCP, so the other protocols are not asked for. */
export function isEveryPort({ TCP }: PortSet): boolean {
  return TCP.reduce((count, { from, to }) => count + to - from, 0) >= 65535 - NEGLIGIBLE;
}
