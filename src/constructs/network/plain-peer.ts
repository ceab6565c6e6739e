import { Construct } from 'constructs';
import { BlockSelection, Direction, PeerEnd, PeerSource, NamedPort, Selection } from './peer-source';
import { PlainPeerPolicy } from './plain-peer-policy';
import { Port } from './port';
import { kplus } from '../cdk8s-plus';
import { enclosingNamespace } from '../namespace/membership';
import { Json } from '../workload/rendered-container';

const NAME_LABEL = kplus.Namespace.NAME_LABEL;

/** A peer of plain cdk8s-plus, as the other end of a connection of one of our workloads. */
export class PlainPeer implements PeerSource {
  constructor(
    private readonly workload: Construct, private readonly namespace: string | undefined, private readonly peer: kplus.INetworkPolicyPeer,
  ) {}

  public selection(): Selection {
    const { ipBlock, podSelector } = this.peer.toNetworkPolicyPeerConfig();
    if (ipBlock) return { ipBlock: ipBlock._toKube() as unknown as BlockSelection['ipBlock'] };
    const pods = (podSelector?.labelSelector?._toKube() ?? {}) as Json;
    if (this.peer instanceof kplus.AbstractPod) return { namespace: homeOf(this.peer), podSelector: pods };
    if (!podSelector?.namespaces) return { namespace: this.namespace, podSelector: pods };
    return { namespaceSelector: namespaceSelector(podSelector.namespaces), podSelector: pods };
  }

  public ports(): Port[] {
    return this.peer instanceof kplus.AbstractPod ? portsOf(this.peer) : [];
  }

  public portNames(): readonly NamedPort[] | undefined {
    return this.peer instanceof kplus.AbstractPod ? portNamesOf(this.peer) : undefined;
  }

  public open(direction: Direction, other: PeerEnd, ports: readonly Port[]): void {
    for (const namespace of this.openableNamespaces()) {
      PlainPeerPolicy.between(this.workload, this.peer, namespace ?? this.namespace).open(direction, other, ports);
    }
  }

  /**
   * The namespaces in which the pods of the peer can be opened by a policy; undefined for that of the workload. None for an address block, and for
   * namespaces that are known by label alone. None for a whole namespace either: a policy there would isolate all its pods.
   */
  private openableNamespaces(): (string | undefined)[] {
    if (this.peer instanceof kplus.AbstractPod) return [homeOf(this.peer)];
    const { ipBlock, podSelector } = this.peer.toNetworkPolicyPeerConfig();
    if (ipBlock || !podSelector?.labelSelector || podSelector.labelSelector.isEmpty()) return [];
    return podSelector.namespaces ? podSelector.namespaces.names ?? [] : [undefined];
  }
}

/** The ports that the containers of a workload listen on. */
export function portsOf(workload: kplus.AbstractPod): Port[] {
  return workload.containers.flatMap(({ ports }) => ports).map(({ number, protocol }) => Port._of(protocol ?? 'TCP', number));
}

/** The names that the containers of a workload give to ports. */
function portNamesOf(workload: kplus.AbstractPod): readonly NamedPort[] {
  return workload.containers.flatMap(({ ports }) => ports).flatMap(({ name, protocol }) => (name === undefined ? [] : [{ name, protocol: protocol ?? 'TCP' }]));
}

/** The namespace of a workload of cdk8s-plus: that of its chart in the tree takes precedence. */
function homeOf(workload: kplus.AbstractPod): string | undefined {
  return enclosingNamespace(workload) ?? workload.metadata.namespace;
}

function namespaceSelector({ labelSelector, names }: kplus.NamespaceSelectorConfig): Json {
  const byLabel = (labelSelector?._toKube() ?? {}) as Json;
  if (!names) return byLabel;
  if (names.length === 1) return { ...byLabel, matchLabels: { ...byLabel.matchLabels, [NAME_LABEL]: names[0] } };
  return { ...byLabel, matchExpressions: [...byLabel.matchExpressions ?? [], { key: NAME_LABEL, operator: 'In', values: [...names] }] };
}
