import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Edges } from './edges';
import { Peer } from './peer';
import { Direction, opposite, PeerEnd, PeerSource, PodSelection } from './peer-source';
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

/** How a connection is opened. */
export interface ConnectOptions {
  /** The ports where none are given and the listening side has none; it is an error where undefined. */
  readonly otherwise?: readonly Port[];
  /** The one side that is opened; both where undefined. */
  readonly only?: 'workload' | 'peer';
}

/** The one NetworkPolicy of a workload: what it may talk to, who may talk to it, name resolution, and nothing else. */
export class WorkloadPolicy implements PeerSource {
  private readonly edges = new Edges();
  private readonly platformRules: Record<string, unknown>[] = [];

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

  /** Opens a connection on both sides, as far as the peer has a side that can be opened. Every verb about connections comes here. */
  public connect(direction: Direction, peer: Peer, given: readonly Port[], { otherwise, only }: ConnectOptions = {}): void {
    const ports = given.length > 0 ? given : this.listenerPorts(direction, peer, otherwise);
    if (only !== 'peer') this.open(direction, peer, ports);
    if (only !== 'workload') peer._source?.open(opposite(direction), Peer._of(this), ports);
  }

  public open(direction: Direction, peer: PeerEnd, ports: readonly Port[]): void {
    this.edges.add(direction, peer, ports);
  }

  /** Adds an egress rule that the platform dictates, such as the one to the API server. */
  public addEgressRule(rule: Record<string, unknown>): void {
    const text = JSON.stringify(rule);
    if (!this.platformRules.some((one) => JSON.stringify(one) === text)) this.platformRules.push(rule);
  }

  public selection(): PodSelection {
    return { namespace: this.workload.namespace, podSelector: { matchLabels: this.workload.podLabels } };
  }

  public ports(): Port[] {
    return this.workload.ports();
  }

  private listenerPorts(direction: Direction, peer: Peer, otherwise: readonly Port[] | undefined): readonly Port[] {
    const listener: Pick<PeerSource, 'ports'> | undefined = direction === 'ingress' ? this : peer._source;
    const ports = listener?.ports() ?? [];
    if (ports.length > 0) return ports;
    if (otherwise) return otherwise;
    const verb = direction === 'ingress' ? 'allowFrom' : 'allowTo';
    throw new Error(`cannot connect "${this.workload.path}": no container port of the listening side is known, and none means all ports; `
      + `name them as in ${verb}(peer, Port.tcp(5432)), or give the container a port, or say Port.all()`);
  }

  private spec(scope: Construct): Record<string, unknown> {
    const { namespace, podLabels } = this.workload;
    return {
      podSelector: { matchLabels: podLabels },
      policyTypes: ['Egress', 'Ingress'],
      ingress: this.edges.rules('ingress', namespace),
      egress: [...profileOf(scope).dns._egressRules(), ...this.platformRules, ...this.edges.rules('egress', namespace)],
    };
  }
}
