import { ApiObject, Lazy, Names } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Edges } from './edges';
import { Direction, PeerEnd } from './peer-source';
import { Port } from './port';
import { kplus } from '../cdk8s-plus';
import { profileOf } from '../synthesis/profile-scope';

/**
 * The other side of a connection whose peer is a workload of plain cdk8s-plus: one policy for each pair of workload and peer, for the directions that
 * were opened.
 */
export class PlainPeerPolicy extends ApiObject {
  /** The policy for this peer, made by the first connection between the two. */
  public static between(workload: Construct, peer: kplus.INetworkPolicyPeer, namespace: string | undefined): PlainPeerPolicy {
    const id = `Peer${namespace ?? ''}${(peer as unknown as IConstruct).node.addr}`;
    return workload.node.tryFindChild(id) as PlainPeerPolicy | undefined ?? new PlainPeerPolicy(workload, id, peer, namespace);
  }

  private constructor(
    workload: Construct, id: string, peer: kplus.INetworkPolicyPeer, namespace: string | undefined, private readonly edges = new Edges(),
  ) {
    const { podSelector } = peer.toNetworkPolicyPeerConfig();
    const spec = (): Record<string, unknown> => ({ podSelector: podSelector?.labelSelector?._toKube(), ...rulesOf(edges, workload, namespace) });
    super(workload, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: Names.toDnsLabel(workload, { extra: [...namespace ? [namespace] : [], id.slice(-8)] }), namespace },
      spec: Lazy.any({ produce: spec }),
    });
  }

  public open(direction: Direction, peer: PeerEnd, ports: readonly Port[]): void {
    this.edges.add(direction, peer, ports);
  }
}

/** The policy isolates the peer in each direction that it has rules for, so egress needs name resolution, too. */
function rulesOf(edges: Edges, workload: Construct, namespace: string | undefined): Record<string, unknown> {
  const site = { path: workload.node.path, namespace, profile: profileOf(workload) };
  const [ingress, egress] = [edges.rules('ingress', site), edges.rules('egress', site)];
  return {
    policyTypes: [...(egress.length > 0 ? ['Egress'] : []), ...(ingress.length > 0 ? ['Ingress'] : [])],
    ...(egress.length > 0 ? { egress: [...site.profile.dns._egressRules(), ...egress] } : {}),
    ...(ingress.length > 0 ? { ingress } : {}),
  };
}
