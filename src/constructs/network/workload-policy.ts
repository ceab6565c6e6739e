import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { IPeer, Peer } from './peer';
import { Direction, NamespacedSelector, opposite, PeerEnd, PeerSource } from './peer-source';
import { Port } from './port';
import { madeFor } from '../synthesis/hardened-objects';
import { profileOf } from '../synthesis/profile-scope';

/** What the policy of a workload needs to know about it. */
export interface PolicedWorkload {
  readonly path: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Exactly one label, which some scanners insist on. */
  readonly podLabels: Record<string, string>;
  /** The ports that the containers listen on, as they are at that moment. */
  ports(): Port[];
}

interface Edge { readonly direction: Direction; readonly peer: PeerEnd; readonly ports: readonly Port[] }

interface Rule { readonly peers: Record<string, unknown>[]; readonly ports: Record<string, unknown>[] }

/** The one NetworkPolicy of a workload: what it may talk to, who may talk to it, name resolution, and nothing else. */
export class WorkloadPolicy implements PeerSource {
  private readonly edges: Edge[] = [];
  private readonly fixed: Record<string, unknown>[] = [];

  constructor(scope: Construct, private readonly workload: PolicedWorkload) {
    const policy = new ApiObject(scope, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: this.metadata,
      spec: Lazy.any({ produce: () => this.spec(scope) }),
    });
    madeFor(policy, 'workload-has-network-policy');
  }

  /** The name and the namespace of what belongs to the workload. */
  public get metadata(): ApiObjectMetadata {
    return { name: this.workload.name, namespace: this.workload.namespace };
  }

  /** Opens an edge on this side and, where the peer is one of our workloads, on the other. */
  public connect(direction: Direction, peer: IPeer, ports: readonly Port[]): void {
    const other = peer.toPeer();
    const open = ports.length > 0 ? ports : this.defaultPorts(direction, other);
    this.open(direction, other, open);
    other._source?.open(opposite(direction), Peer._of(this), open);
  }

  public open(direction: Direction, peer: PeerEnd, ports: readonly Port[]): void {
    this.edges.push({ direction, peer, ports });
  }

  /** Adds an egress rule that the platform dictates, such as the one to the API server. */
  public addEgressRule(rule: Record<string, unknown>): void {
    const text = JSON.stringify(rule);
    if (!this.fixed.some((one) => JSON.stringify(one) === text)) this.fixed.push(rule);
  }

  public selector(): NamespacedSelector {
    return { namespace: this.workload.namespace, podSelector: { matchLabels: this.workload.podLabels } };
  }

  public ports(): Port[] {
    return this.workload.ports();
  }

  private defaultPorts(direction: Direction, peer: Peer): Port[] {
    const listener: { ports(): Port[] } | undefined = direction === 'ingress' ? this : peer._source;
    const ports = listener?.ports() ?? [];
    if (ports.length > 0) return ports;
    const verb = direction === 'ingress' ? 'allowFrom' : 'allowTo';
    throw new Error(`cannot connect "${this.workload.path}": no container port of the listening side is known, and none means all ports; `
      + `name them as in ${verb}(peer, Port.tcp(5432)), or give the container a port, or say Port.all()`);
  }

  private spec(scope: Construct): Record<string, unknown> {
    const dns = profileOf(scope).dns._egressRules();
    return {
      podSelector: { matchLabels: this.workload.podLabels },
      policyTypes: ['Egress', 'Ingress'],
      ingress: this.rules('ingress').map(({ peers, ports }) => withPorts({ from: peers }, ports)),
      egress: [...dns, ...this.fixed, ...this.rules('egress').map(({ peers, ports }) => withPorts({ to: peers }, ports))],
    };
  }

  /** One rule for each peer, in the order of the first edge to it; the same edge declared from both ends is one. */
  private rules(direction: Direction): Rule[] {
    const rules = new Map<string, { peers: Record<string, unknown>[]; ports: Map<string, Record<string, unknown>>; all: boolean }>();
    for (const { peer, ports } of this.edges.filter((edge) => edge.direction === direction)) {
      const rendered = peer._toManifest(this.workload.namespace);
      const key = JSON.stringify(rendered);
      const rule = rules.get(key) ?? { peers: [rendered], ports: new Map<string, Record<string, unknown>>(), all: false };
      for (const port of ports.map((one) => one._toManifest())) {
        if (port) rule.ports.set(JSON.stringify(port), port); else rule.all = true;
      }
      rules.set(key, rule);
    }
    return [...rules.values()].map(({ peers, ports, all }) => ({ peers, ports: all ? [] : [...ports.values()] }));
  }
}

function withPorts(rule: Record<string, unknown>, ports: Record<string, unknown>[]): Record<string, unknown> {
  return ports.length > 0 ? { ...rule, ports } : rule;
}
