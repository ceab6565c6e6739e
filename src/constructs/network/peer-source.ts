import { Port } from './port';

/** Pods, by labels and by the namespace that they live in. */
export interface PodSelection {
  /** The namespace by name; where undefined, that of the policy, unless there is a `namespaceSelector`. */
  readonly namespace?: string;
  readonly namespaceSelector?: Record<string, unknown>;
  readonly podSelector: Record<string, unknown>;
}

/** What a network policy can select as the other end of a connection. */
export type Selection = PodSelection | { readonly ipBlock: Record<string, unknown> };

/** A peer that takes part in connections: it opens its own side when the other end is opened. */
export interface PeerSource {
  selection(): Selection;
  /** The ports that its containers listen on. */
  ports(): Port[];
  /** Opens its side; `peer` is the other end. */
  open(direction: Direction, peer: PeerEnd, ports: readonly Port[]): void;
}

/** The other end of an edge, rendered for the namespace of the policy that names it. */
export interface PeerEnd { _toManifest(policyNamespace: string | undefined): Record<string, unknown> }

/** Which way traffic flows, seen from the workload. */
export type Direction = 'ingress' | 'egress';

/** The same edge, seen from its other end. */
export const opposite = (direction: Direction): Direction => (direction === 'ingress' ? 'egress' : 'ingress');
