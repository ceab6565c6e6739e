/** The network plugin of the cluster, where policies may use more than NetworkPolicies offer. */
export enum NetworkPlugin {
  /** Any that enforces NetworkPolicies; nothing else is rendered. */
  ANY = 'any',

  /** Cilium: egress to domain names is rendered as CiliumNetworkPolicy. */
  CILIUM = 'cilium',
}
