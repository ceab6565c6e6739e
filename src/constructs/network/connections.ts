import { IPeer, Peer } from './peer';
import { Direction } from './peer-source';
import { PlainPeer } from './plain-peer';
import { Port } from './port';
import { WorkloadPolicy } from './workload-policy';
import { kplus } from '../cdk8s-plus';

type Options = kplus.PodConnectionsAllowToOptions & kplus.PodConnectionsAllowFromOptions;

/**
 * The `connections` of cdk8s-plus as another spelling of `allowTo` and `allowFrom`, for code that was written for cdk8s-plus. The original writes a
 * policy for each call, treats every port as TCP, and throws where the same peer is given twice.
 */
export class SecureConnections extends kplus.PodConnections {
  constructor(private readonly workload: kplus.AbstractPod, private readonly policy: WorkloadPolicy) {
    super(workload);
  }

  /** Lets the workload talk to a peer. Without ports in the options: those that the peer's containers listen on. */
  public allowTo(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowToOptions = {}): void {
    this.connect('egress', peer, options);
  }

  /** Lets a peer talk to the workload. Without ports in the options: those that the workload's containers listen on. */
  public allowFrom(peer: kplus.INetworkPolicyPeer, options: kplus.PodConnectionsAllowFromOptions = {}): void {
    this.connect('ingress', peer, options);
  }

  /** Nothing to do: the policy of a workload denies whatever it does not allow. */
  public isolate(): void {}

  private connect(direction: Direction, peer: kplus.INetworkPolicyPeer, { ports = [], isolation }: Options): void {
    const secure = peer as Partial<IPeer>;
    const other = secure.toPeer?.() ?? Peer._of(new PlainPeer(this.workload, this.policy.metadata.namespace, peer));
    this.policy.connect(direction, other, ports.map(plainPort), {
      otherwise: secure.toPeer ? undefined : [Port.all()], // as cdk8s-plus does for peers without known ports
      only: isolation === undefined ? undefined : ONLY[isolation],
    });
  }
}

const ONLY = { [kplus.PodConnectionsIsolation.POD]: 'workload', [kplus.PodConnectionsIsolation.PEER]: 'peer' } as const;

/** cdk8s-plus keeps the parts of a port to itself; `allTcp` and `allUdp` are ranges that start at 0, which the API server refuses. */
function plainPort(port: kplus.NetworkPolicyPort): Port {
  const { port: number, endPort, protocol } = port._toKube() as { port?: { value: unknown }; endPort?: number; protocol?: string };
  return Port._of(protocol ?? 'TCP', number?.value === 0 ? 1 : number?.value as number | string | undefined, endPort);
}
