import { ApiObject, ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Edges } from './edges';
import { addFqdnPolicy } from './fqdn-policy';
import { inboundEdges } from './inbound';
import { Peer } from './peer';
import { Direction, opposite, PeerEnd, PeerSource, PodSelection, PolicySite, NamedPort } from './peer-source';
import { Port } from './port';
import { NAMESPACE_NAME } from '../../objects/network/selector-coverage';
import { NetworkPlugin } from '../../profile/network-plugin';
import { rejectUndeclared } from '../namespace/tenant-edges';
import { madeFor } from '../synthesis/hardened-objects';
import { profileOf } from '../synthesis/profile-scope';
import { renderLast } from '../synthesis/rendering';

/** What the policy of a workload needs to know about it. */
export interface PolicedWorkload {
  readonly path: string;
  readonly object: ApiObject;
  readonly name: string;
  readonly namespace: string | undefined;
  /** Exactly one label, which some scanners insist on. */
  readonly podLabels: Record<string, string>;
  /** The ports that the containers listen on, as they are at that moment. */
  ports(): Port[];
  /** The names that the containers give to ports, as they are at that moment. */
  portNames(): readonly NamedPort[];
  /** Gives the workload what bindings of cdk8s-plus demand for it, which may come after it. */
  settle(): void;
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

  constructor(private readonly scope: Construct, private readonly workload: PolicedWorkload) {
    const policy = new ApiObject(scope, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: this.metadata,
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    madeFor(policy, 'workload-has-network-policy');
    renderLast(policy);
  }

  public get home(): Construct {
    return this.scope;
  }

  /** The name and the namespace of what belongs to the workload. */
  public get metadata(): ApiObjectMetadata {
    return { name: this.workload.name, namespace: this.workload.namespace };
  }

  /** Opens a connection on both sides, as far as the peer has a side that can be opened. Every verb about connections comes here. */
  public connect(direction: Direction, peer: Peer, given: readonly Port[], { otherwise, only }: ConnectOptions = {}): void {
    const ports = given.length > 0 ? given : this.listenerPorts(direction, peer, otherwise);
    if (peer._domainName) this.reachDomainName(direction, ports);
    this.rejectUndeclaredTenants(direction, peer);
    if (only !== 'workload') this.rejectOtherApp(peer);
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

  public portNames(): readonly NamedPort[] {
    return this.workload.portNames();
  }

  private get site(): PolicySite {
    return { path: this.workload.path, namespace: this.workload.namespace, profile: profileOf(this.scope) };
  }

  /** Renders the peer once, which also throws what is wrong with it where it is written. */
  private rejectUndeclaredTenants(direction: Direction, peer: Peer): void {
    const own = this.workload.namespace;
    if (peer._isPlatform) return;
    for (const { namespaceSelector } of peer._toManifests(this.site)) {
      const other = (namespaceSelector as { matchLabels?: Record<string, string> } | undefined)?.matchLabels?.[NAMESPACE_NAME];
      const [from, to] = direction === 'egress' ? [own, other] : [other, own];
      rejectUndeclared(`cannot connect "${this.workload.path}"`, this.scope.node.root, from, to);
    }
  }

  /** The side of the other workload would be missing in what its own app wrote before, or writes alone. */
  private rejectOtherApp({ _source: source }: Peer): void {
    const { home } = source ?? {};
    if (!home || home.node.root === this.scope.node.root) return;
    throw new Error(`cannot connect "${this.workload.path}" with "${home.node.path}": they are in different apps, and each app writes the network policies of its own `
      + 'workloads alone; build both in one App, in a chart each, or open each side where it is made, with Peer.pods({ labels, namespace }) as the other end');
  }

  private reachDomainName(direction: Direction, ports: readonly Port[]): void {
    const at = `cannot connect "${this.workload.path}"`;
    if (direction === 'ingress') throw new Error(`${at}: a domain name says where to connect to, not who connects; pass the addresses to allowFrom, as Peer.cidr`);
    const named = ports.find(({ _port }) => typeof _port === 'string');
    if (named) throw new Error(`${at}: port "${named._port}" is a name, and only containers name ports; pass the number that the domain name is served at`);
    if (profileOf(this.scope).networkPlugin !== NetworkPlugin.CILIUM) {
      throw new Error(`${at}: a NetworkPolicy selects pods and addresses, and no domain names; pass \`networkPlugin: NetworkPlugin.CILIUM\` to the SecurityProfile `
        + 'where the cluster runs Cilium, or the addresses as Peer.cidr');
    }
    if (this.scope.node.tryFindChild('FqdnPolicy')) return;
    addFqdnPolicy(this.scope, 'FqdnPolicy', this.metadata, this.workload.podLabels, this.edges);
  }

  private listenerPorts(direction: Direction, peer: Peer, otherwise: readonly Port[] | undefined): readonly Port[] {
    const ports = direction === 'ingress' ? this.ports() : peer._ports(profileOf(this.scope));
    if (ports.length > 0) return ports;
    if (otherwise) return otherwise;
    const verb = direction === 'ingress' ? 'allowFrom' : 'allowTo';
    throw new Error(`cannot connect "${this.workload.path}": no container port of the listening side is known, and none means all ports; `
      + `name them as in ${verb}(peer, Port.tcp(5432)), or give the container a port, or say Port.all()`);
  }

  private spec(): Record<string, unknown> {
    const { podLabels } = this.workload;
    this.workload.settle();
    this.rejectUnknownPortNames();
    return {
      podSelector: { matchLabels: podLabels },
      policyTypes: ['Egress', 'Ingress'],
      ingress: this.edges.rules('ingress', this.site, inboundEdges(this.workload.object)),
      egress: [...profileOf(this.scope).dns._egressRules(), ...this.platformRules, ...this.edges.rules('egress', this.site)],
    };
  }

  /** Done last, since containers may come after the edge. */
  private rejectUnknownPortNames(): void {
    for (const { listener, port: { _port, _protocol } } of this.edges.namedPorts(Peer._of(this))) {
      const names = listener._source?.portNames();
      if (!names || names.some(({ name, protocol }) => name === _port && protocol === _protocol)) continue;
      const has = names.length === 0 ? 'no port has a name' : `there are ${names.map(({ name, protocol }) => `"${name}" (${protocol})`).join(', ')}`;
      throw new Error(`cannot connect "${this.workload.path}": no container of the listening side names a ${_protocol} port "${_port}"; ${has}; `
        + 'correct the name, or name the port of the container');
    }
  }
}
