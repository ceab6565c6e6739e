import * as kplus from 'cdk8s-plus-27';
import { Peer } from './peer';
import { enclosingNamespace } from '../namespace/membership';

type Json = Record<string, any>;

const NAME_LABEL = kplus.Namespace.NAME_LABEL;

/** What cdk8s-plus selects, as a peer of ours. */
export function plainPeer(peer: kplus.INetworkPolicyPeer): Peer {
  const { ipBlock, podSelector } = peer.toNetworkPolicyPeerConfig();
  if (ipBlock) return Peer._selecting({ ipBlock: ipBlock._toKube() });
  const selected = podSelector?.namespaces;
  const pods = (podSelector?.labelSelector?._toKube() ?? {}) as Json;
  if (peer instanceof kplus.AbstractPod) return Peer._selecting(undefined, { namespace: homeOf(peer), podSelector: pods });
  return Peer._selecting(undefined, { namespaceSelector: selected && namespaceSelector(selected), podSelector: pods });
}

/**
 * The namespaces in which the pods of a peer can be opened by a policy; undefined for that of the workload. None for an address block, and for
 * namespaces that are known by label alone. None for a whole namespace either: a policy there would isolate all its pods.
 */
export function openableNamespaces(peer: kplus.INetworkPolicyPeer): (string | undefined)[] {
  if (peer instanceof kplus.AbstractPod) return [homeOf(peer)];
  const { ipBlock, podSelector } = peer.toNetworkPolicyPeerConfig();
  if (ipBlock || !podSelector?.labelSelector || podSelector.labelSelector.isEmpty()) return [];
  return podSelector.namespaces ? podSelector.namespaces.names ?? [] : [undefined];
}

/** Where a workload of cdk8s-plus lives: first by its place in the tree, which it does not know itself. */
function homeOf(workload: kplus.AbstractPod): string | undefined {
  return enclosingNamespace(workload) ?? workload.metadata.namespace;
}

function namespaceSelector({ labelSelector, names }: kplus.NamespaceSelectorConfig): Json {
  const byLabel = (labelSelector?._toKube() ?? {}) as Json;
  if (!names) return byLabel;
  if (names.length === 1) return { ...byLabel, matchLabels: { ...byLabel.matchLabels, [NAME_LABEL]: names[0] } };
  return { ...byLabel, matchExpressions: [...byLabel.matchExpressions ?? [], { key: NAME_LABEL, operator: 'In', values: [...names] }] };
}
