import { Construct } from 'constructs';
import { Port } from './port';
import { SecurityProfile } from '../../profile/security-profile';

/** Pods, by labels and by the namespace that they live in. */
export interface PodSelection {
  /** The namespace by name; where undefined, that of the policy, unless there is a `namespaceSelector`. */
  readonly namespace?: string;
  readonly namespaceSelector?: Record<string, unknown>;
  readonly podSelector: Record<string, unknown>;
}

/** Addresses, as network policies select them. */
export interface BlockSelection {
  readonly ipBlock: { readonly cidr: string; readonly except?: readonly string[] };
}

/** What a network policy can select as the other end of a connection. */
export type Selection = PodSelection | BlockSelection;

/** A domain name, or a pattern of names, which no NetworkPolicy can select. */
export type DomainName = { readonly matchName: string } | { readonly matchPattern: string };

/** The policy that names a peer: where it is, whose it is, and what the platform decided there. */
export interface PolicySite {
  readonly path: string;
  readonly namespace: string | undefined;
  readonly profile: SecurityProfile;
}

/** A peer that takes part in connections: it opens its own side when the other end is opened. */
export interface PeerSource {
  /** The construct whose app renders its side; undefined where that is rendered beside the other end. */
  readonly home?: Construct;
  selection(): Selection;
  /** The ports that its containers listen on. */
  ports(): Port[];
  /** The names that its containers give to ports; undefined where that is not known. */
  portNames(): readonly NamedPort[] | undefined;
  /** Opens its side; `peer` is the other end. */
  open(direction: Direction, peer: PeerEnd, ports: readonly Port[]): void;
}

/** A port that a container names. */
export interface NamedPort { readonly name: string; readonly protocol: string }

/** The other end of an edge, rendered for the policy that names it. */
export interface PeerEnd {
  /** The domain name, for a peer that is none of those elements. */
  readonly _domainName?: DomainName;
  /** The workload at the other end, where it is one. */
  readonly _source?: PeerSource;
  /** Its exceptions say what it is, and no more: other peers may open them. */
  readonly _mayOverlap?: boolean;
  /** The `from` or `to` elements. */
  _toManifests(site: PolicySite): Record<string, unknown>[];
}

/** Which way traffic flows, seen from the workload. */
export type Direction = 'ingress' | 'egress';

/** The same edge, seen from its other end. */
export const opposite = (direction: Direction): Direction => (direction === 'ingress' ? 'egress' : 'ingress');

/** What a `Peer` knows beside its selections. */
export interface PeerFacts {
  readonly source?: PeerSource;
  readonly domainName?: DomainName;
  /** The profile names it, so that no tenant has to declare it. */
  readonly isPlatform?: boolean;
  /** Its exceptions say what it is, and no more: other peers may open them. */
  readonly mayOverlap?: boolean;
  readonly ports?: (profile: SecurityProfile) => readonly Port[];
}
