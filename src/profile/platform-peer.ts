/** The parts of NetworkPolicies that a profile renders, as plain data. Internal: not part of the public API. */

/** A peer of a NetworkPolicy that the platform brings. */
export interface PlatformPeer {
  readonly ipBlock?: { readonly cidr: string };
  readonly namespaceSelector?: { readonly matchLabels: Record<string, string> };
  readonly podSelector?: { readonly matchLabels?: Record<string, string> };
}

export interface EgressPort {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
}

export interface EgressRule {
  readonly to: PlatformPeer[];
  readonly ports: EgressPort[];
}

/** Pods with these labels, in one namespace. Both selectors in one peer mean "and"; in two peers they would mean "or". */
export function podsPeer(namespace: string, podLabels: Readonly<Record<string, string>>): PlatformPeer {
  return {
    // The API server puts this label on every namespace: https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { ...podLabels } },
  };
}

/** All pods of one namespace. */
export function namespacePeer(namespace: string): PlatformPeer {
  return { ...podsPeer(namespace, {}), podSelector: {} };
}

/** The addresses of one block. */
export function blockPeer(cidr: string): PlatformPeer {
  return { ipBlock: { cidr } };
}
