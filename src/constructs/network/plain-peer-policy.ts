import { ApiObject, Lazy, Names } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct, IConstruct } from 'constructs';
import { Direction, PeerEnd } from './peer-source';
import { Port } from './port';
import { profileOf } from '../synthesis/profile-scope';

interface Edge { readonly direction: Direction; readonly peer: PeerEnd; readonly ports: readonly Port[] }

/** The other side of an edge whose peer is a plain cdk8s-plus workload: one policy for each pair, for the directions that were opened. */
export class PlainPeerPolicy {
  /** The policy for this peer, made by the first edge between the two. */
  public static of(workload: Construct, peer: kplus.INetworkPolicyPeer, namespace: string | undefined): PlainPeerPolicy {
    const id = `Peer${namespace ?? ''}${(peer as unknown as IConstruct).node.addr}`;
    const known = policies.get(workload)?.get(id);
    if (known) return known;
    const policy = new PlainPeerPolicy(workload, id, peer, namespace);
    policies.set(workload, new Map([...policies.get(workload) ?? [], [id, policy]]));
    return policy;
  }

  private readonly edges: Edge[] = [];

  private constructor(private readonly workload: Construct, id: string, peer: kplus.INetworkPolicyPeer, namespace: string | undefined) {
    const { podSelector } = peer.toNetworkPolicyPeerConfig();
    new ApiObject(workload, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: Names.toDnsLabel(workload, { extra: [...namespace ? [namespace] : [], id.slice(-8)] }), namespace },
      spec: Lazy.any({ produce: () => this.spec(podSelector?.labelSelector?._toKube(), namespace) }),
    });
  }

  public open(direction: Direction, peer: PeerEnd, ports: readonly Port[]): void {
    this.edges.push({ direction, peer, ports });
  }

  private spec(podSelector: unknown, namespace: string | undefined): Record<string, unknown> {
    const rules = (direction: Direction, key: string): Record<string, unknown> => {
      const edges = this.edges.filter((edge) => edge.direction === direction);
      return edges.length === 0 ? {} : { [direction]: edges.map(({ peer, ports }) => rule(key, peer._toManifest(namespace), ports)) };
    };
    const ingress = rules('ingress', 'from');
    const egress = rules('egress', 'to');
    if (egress.egress) egress.egress = [...profileOf(this.workload).dns._egressRules(), ...egress.egress as unknown[]]; // the policy isolates the peer
    return { podSelector, policyTypes: [...('egress' in egress ? ['Egress'] : []), ...('ingress' in ingress ? ['Ingress'] : [])], ...egress, ...ingress };
  }
}

const policies = new WeakMap<Construct, Map<string, PlainPeerPolicy>>();

function rule(key: string, peer: Record<string, unknown>, ports: readonly Port[]): Record<string, unknown> {
  const named = ports.map((port) => port._toManifest()).filter((port) => port !== undefined);
  return named.length < ports.length ? { [key]: [peer] } : { [key]: [peer], ports: named };
}
