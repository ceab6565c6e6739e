import * as kplus from 'cdk8s-plus-27';
import { IPeer, Peer } from './peer';
import { Direction, opposite } from './peer-source';
import { openableNamespaces, plainPeer } from './plain-peer';
import { PlainPeerPolicy } from './plain-peer-policy';
import { Port } from './port';
import { WorkloadPolicy } from './workload-policy';

type Options = kplus.PodConnectionsAllowToOptions & kplus.PodConnectionsAllowFromOptions;

/**
 * The `connections` of cdk8s-plus, led into the workload's one NetworkPolicy. The original writes a policy for each call, takes every port for
 * TCP, and refuses the same peer twice.
 */
export class SecureConnections extends kplus.PodConnections {
  constructor(private readonly workload: kplus.AbstractPod, private readonly policy: WorkloadPolicy) {
    super(workload);
  }

  /** Lets the workload talk to a peer. Without ports in the options: those that the peer's containers listen on. */
  public allowTo(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowToOptions = {}): void {
    this.route('egress', peer, options);
  }

  /** Lets a peer talk to the workload. Without ports in the options: those that the workload's containers listen on. */
  public allowFrom(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowFromOptions = {}): void {
    this.route('ingress', peer, options);
  }

  /** Nothing to do: the policy of a workload denies whatever it does not allow. */
  public isolate(): void {}

  private route(direction: Direction, peer: kplus.INetworkPolicyPeer, { ports: given = [], isolation }: Options): void {
    const ports = (given.length > 0 ? given : this.listenerPorts(direction, peer)).map(plainPort);
    const secure = peer as Partial<IPeer>;
    const isSecure = typeof secure.toPeer === 'function';
    if (isSecure && isolation === undefined) {
      this.policy.connect(direction, secure as IPeer, ports);
      return;
    }
    const open = ports.length > 0 ? ports : [Port.all()];
    const other = isSecure ? secure.toPeer!() : plainPeer(peer);
    if (isolation !== kplus.PodConnectionsIsolation.PEER) this.policy.open(direction, other, open);
    if (isolation === kplus.PodConnectionsIsolation.POD) return;
    if (other._source) other._source.open(opposite(direction), Peer._of(this.policy), open); else this.openOtherSide(direction, peer, open);
  }

  private openOtherSide(direction: Direction, peer: kplus.INetworkPolicyPeer, ports: readonly Port[]): void {
    for (const namespace of openableNamespaces(peer)) {
      PlainPeerPolicy.of(this.workload, peer, namespace ?? this.policy.metadata.namespace).open(opposite(direction), Peer._of(this.policy), ports);
    }
  }

  private listenerPorts(direction: Direction, peer: kplus.INetworkPolicyPeer): kplus.NetworkPolicyPort[] {
    const listener = direction === 'ingress' ? this.workload : peer as Partial<kplus.AbstractPod>;
    return (listener.containers ?? []).flatMap((container) => container.ports)
      .map(({ number, protocol }) => kplus.NetworkPolicyPort.of({ port: number, protocol: networkProtocol(protocol) }));
  }
}

function networkProtocol(protocol: kplus.Protocol | undefined): kplus.NetworkProtocol {
  return (protocol ?? kplus.Protocol.TCP) as string as kplus.NetworkProtocol;
}

/** cdk8s-plus keeps the parts of a port to itself; `allTcp` and `allUdp` are ranges that start at 0, which the API server refuses. */
function plainPort(port: kplus.NetworkPolicyPort): Port {
  const { port: number, endPort, protocol } = port._toKube() as { port?: { value: unknown }; endPort?: number; protocol?: string };
  return Port._of(protocol ?? 'TCP', number?.value === 0 ? 1 : number?.value as number | string | undefined, endPort);
}
