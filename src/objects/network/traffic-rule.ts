import { AddressSet } from './address-set';
import { PortSet, Protocol, unionOfPorts } from './port-set';

/** A direction of traffic, as `policyTypes` names it. */
export type PolicyType = 'Ingress' | 'Egress';

/** Both directions. */
export const DIRECTIONS: readonly PolicyType[] = ['Ingress', 'Egress'];

/** Who is at the other end. */
export type PolicyPeer =
  /** Every pod and every address. */
  | { readonly is: 'everybody' }
  /** Pods by the labels of their namespaces and their own. */
  | { readonly is: 'pods'; readonly namespaces: unknown; readonly pods: unknown }
  | { readonly is: 'addresses'; readonly addresses: AddressSet }
  /** Nodes and domain names, of which no manifest says the addresses, and what cannot be read. */
  | { readonly is: 'unknown' };

/** A port that the containers of a pod name. */
export interface PortName {
  readonly name: string;
  /** Undefined for the name with any protocol. */
  readonly protocol?: Protocol;
}

/** What happens to the traffic that a rule is about. NetworkPolicies only accept. */
export type RuleAction = 'Accept' | 'Deny' | 'Pass';

/** A rule of any kind of network policy, in one direction. */
export interface TrafficRule {
  readonly action: RuleAction;
  readonly peers: readonly PolicyPeer[];
  /** The ports that it gives by number. */
  readonly ports: PortSet;
  /** The ports that it gives by name. */
  readonly names: readonly PortName[];
  readonly pointer: string;
}

/** Ports by number and by name. */
export type PortsOfRule = Pick<TrafficRule, 'ports' | 'names'>;

/** All that some entries of a rule give. */
export function joinedPorts(entries: readonly Partial<PortsOfRule>[]): PortsOfRule {
  return { ports: unionOfPorts(entries.flatMap(({ ports }) => ports ?? [])), names: entries.flatMap(({ names }) => names ?? []) };
}
