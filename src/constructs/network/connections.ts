import * as kplus from 'cdk8s-plus-27';
import { IConstruct } from 'constructs';
import { IPeer, Peer } from './peer';
import { Direction, opposite } from './peer-source';
import { PlainPeerPolicy } from './plain-peer-policy';
import { Port } from './port';
import { WorkloadPolicy } from './workload-policy';

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
    this.route('egress', peer, options.ports ?? [], options.isolation);
  }

  /** Lets a peer talk to the workload. Without ports in the options: those that the workload's containers listen on. */
  public allowFrom(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowFromOptions = {}): void {
    this.route('ingress', peer, options.ports ?? [], options.isolation);
  }

  /** Nothing to do: the policy of a workload denies whatever it does not allow. */
  public isolate(): void {}

  private route(direction: Direction, peer: kplus.INetworkPolicyPeer, given: kplus.NetworkPolicyPort[], isolation?: kplus.PodConnectionsIsolation): void {
    const ports = (given.length > 0 ? given : this.listenerPorts(direction, peer)).map(plainPort);
    const secure = peer as Partial<IPeer>;
    if (typeof secure.toPeer === 'function' && isolation === undefined) {
      this.policy.connect(direction, secure as IPeer, ports);
      return;
    }
    if (isolation !== kplus.PodConnectionsIsolation.PEER) this.policy.open(direction, plainPeer(peer), ports.length > 0 ? ports : [Port.all()]);
    if (isolation !== kplus.PodConnectionsIsolation.POD) this.openOtherSide(direction, peer, ports);
  }

  private openOtherSide(direction: Direction, peer: kplus.INetworkPolicyPeer, ports: Port[]): void {
    const config = peer.toNetworkPolicyPeerConfig();
    // an address block has no side to open, and a selection without labels is a whole namespace: a policy there would isolate all its pods
    if (config.ipBlock || !config.podSelector?.labelSelector || config.podSelector.labelSelector.isEmpty()) return;
    PlainPeerPolicy.of(this.workload, peer).open(opposite(direction), Peer._of(this.policy), ports.length > 0 ? ports : [Port.all()]);
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

/** What cdk8s-plus selects, as a peer of ours. */
function plainPeer(peer: kplus.INetworkPolicyPeer & Partial<IConstruct>): Peer {
  const { ipBlock, podSelector } = peer.toNetworkPolicyPeerConfig();
  if (ipBlock) return Peer._selecting(ipBlock._toKube() as unknown as Record<string, unknown>);
  const { labelSelector, namespaces } = podSelector ?? {};
  const names = namespaces?.names ?? [];
  const byLabel = namespaces?.labelSelector && !namespaces.labelSelector.isEmpty() ? namespaces.labelSelector._toKube() : undefined;
  return Peer._selecting(undefined, {
    namespace: names.length === 1 ? names[0] : undefined,
    namespaceSelector: (byLabel ?? severalNames(names)) as Record<string, unknown> | undefined,
    podSelector: (labelSelector?._toKube() ?? {}) as Record<string, unknown>,
  });
}

function severalNames(names: readonly string[]): Record<string, unknown> | undefined {
  return names.length < 2 ? undefined : { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [...names] }] };
}
