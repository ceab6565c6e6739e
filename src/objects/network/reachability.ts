import { addressesOf, AddressSet, shareOf } from './address-set';
import { byPrecedence, CLUSTER_POLICY_KINDS, ClusterPolicy, clusterPolicyOf, isSubject, PolicyTier } from './cluster-network-policy';
import { directionsOf, rulesOf, selectsPods } from './network-policy';
import { ALL_PORTS, commonPorts, isProtocol, NO_PORTS, portRange, PortSet, portsWithout, unionOfPorts } from './port-set';
import { NAMESPACE_NAME, namespaceNamed } from './selector-coverage';
import { PolicyPeer, PolicyType, TrafficRule } from './traffic-rule';
import { grouped } from '../grouped';
import { Labels, labelKey, selectorIndex, selectorMatches } from '../label-selector';
import { groupKind, keyOf, Manifest, metadataOf, stringMap } from '../manifest';
import { elementsOf, isObject, valueAt } from '../pointer';
import { getOrInsert } from '../remembered';

/** A pod at one end of a connection, or equal pods. */
export interface PodEnd {
  readonly namespace: string;
  readonly labels: Labels;
  /** The ports that its containers name. */
  readonly ports: readonly { readonly name: string; readonly protocol: string; readonly number: number }[];
  /** Its addresses, where they are known. */
  readonly addresses: readonly string[];
}

/** What is outside of the pods, at one end of a connection: addresses that are all treated alike. */
export interface AddressEnd { readonly cidr: string }

/** One end of a connection. */
export type ConnectionEnd = PodEnd | AddressEnd;

/** The containers that run as long as the pod does: an init container runs beside the others only where it is always restarted. */
function lastingContainers(spec: unknown): readonly unknown[] {
  const sidecars = elementsOf(valueAt(spec, '/initContainers')).filter((one) => valueAt(one, '/restartPolicy') === 'Always');
  return [...elementsOf(valueAt(spec, '/containers')), ...sidecars];
}

/** A pod by the namespace, the labels and the containers of its template. */
export function podEnd(namespace: string, metadata: unknown, spec: unknown, addresses: readonly string[] = []): PodEnd {
  const ports = lastingContainers(spec)
    .flatMap((container) => elementsOf(valueAt(container, '/ports')))
    .flatMap((port) => (isObject(port) && typeof port.name === 'string' && typeof port.containerPort === 'number'
      ? [{ name: port.name, protocol: typeof port.protocol === 'string' ? port.protocol : 'TCP', number: port.containerPort }] : []));
  return { namespace, labels: stringMap(valueAt(metadata, '/labels')), ports, addresses };
}

/** What policies decide where something is not known, such as the address of a pod or of a node: for the connection, or against it. */
export type Doubt = 'allow' | 'deny';

type PodsByNamespace = ReadonlyMap<string, readonly PodEnd[]>;
type SelectedPods = Extract<PolicyPeer, { readonly is: 'pods' }>;
const NO_PODS: readonly PodEnd[] = [];

const isPod = (end: ConnectionEnd): end is PodEnd => 'labels' in end;

/** Who reaches whom on which ports, by NetworkPolicies and the policies of the cluster, as the API describes them. */
export class Reachability {
  private readonly candidates: ReadonlyMap<string, (labels: Labels) => Manifest[]>;
  private readonly ofCluster: readonly ClusterPolicy[];
  private readonly namespaceLabels: ReadonlyMap<string, Labels>;
  private readonly allLabels = new Map<string, Labels>();
  private readonly selected = new Map<PodEnd, Readonly<Record<PolicyType, Tiers>>>();
  private readonly open = new Map<PodEnd, PortSet>();
  private readonly found = new Map<TrafficRule, ReadonlySet<PodEnd>>();
  private readonly known: ReadonlySet<ConnectionEnd>;
  private readonly byNamespace: PodsByNamespace;
  private readonly byLabel = new Map<string, Map<string, PodEnd[]>>();

  /**
   * @param objects namespaces and policies; others are left out
   * @param pods those that will be asked about, so that the peers of a rule are found by their labels and not one by one
   */
  constructor(objects: readonly Manifest[], private readonly pods: readonly PodEnd[] = []) {
    this.known = new Set(pods);
    this.byNamespace = grouped(pods, ({ namespace }) => namespace);
    for (const pod of pods) {
      for (const [key, value] of Object.entries(pod.labels)) {
        const withLabel = getOrInsert(this.byLabel, labelKey(key, value), () => new Map<string, PodEnd[]>());
        getOrInsert(withLabel, pod.namespace, () => []).push(pod);
      }
    }
    const byKind = grouped(objects, groupKind);
    const policies = grouped(byKind.get('networking.k8s.io/NetworkPolicy') ?? [], (policy) => keyOf(policy).namespace);
    this.candidates = new Map([...policies].map(([namespace, list]) => [namespace, selectorIndex(list, (one) => valueAt(one, '/spec/podSelector'))]));
    this.ofCluster = byPrecedence(CLUSTER_POLICY_KINDS.flatMap((kind) => byKind.get(kind) ?? []).flatMap((policy) => clusterPolicyOf(policy) ?? []));
    this.namespaceLabels = new Map((byKind.get('Namespace') ?? []).map((one) => [keyOf(one).name, stringMap(metadataOf(one).labels)]));
  }

  /** The ports of `to` that `from` reaches: what leaves one pod must be let in by the other. A pod always reaches itself. */
  public ports(from: ConnectionEnd, to: ConnectionEnd, doubt: Doubt = 'deny'): PortSet {
    if (from === to) return ALL_PORTS;
    const out = this.leaving(from, to, doubt);
    return out === NO_PORTS ? out : commonPorts(out, this.entering(from, to, doubt));
  }

  /** The ports of `to` to which `from` may open connections, whether or not `to` lets them in. */
  public leaving(from: ConnectionEnd, to: ConnectionEnd, doubt: Doubt = 'deny'): PortSet {
    return isPod(from) ? this.decided(from, 'Egress', to, to, doubt) : ALL_PORTS;
  }

  /** The ports on which `to` lets `from` in, whether or not `from` may open connections to it. */
  public entering(from: ConnectionEnd, to: ConnectionEnd, doubt: Doubt = 'deny'): PortSet {
    return isPod(to) ? this.decided(to, 'Ingress', from, to, doubt) : ALL_PORTS;
  }

  /** The NetworkPolicies that restrict a pod in one direction. */
  public isolating({ namespace, labels }: PodEnd, direction: PolicyType): readonly Manifest[] {
    return (this.candidates.get(namespace)?.(labels) ?? [])
      .filter((policy) => selectsPods(policy, labels) && directionsOf(policy).includes(direction));
  }

  /** The pods, of those that were given, which a NetworkPolicy is about. */
  public subjects(policy: Manifest): readonly PodEnd[] {
    return this.matching({ is: 'pods', namespaces: namespaceNamed(keyOf(policy).namespace), pods: valueAt(policy, '/spec/podSelector') ?? {} });
  }

  /** The pods, of those that were given, which are at the other end of a rule. */
  public peers(rule: TrafficRule): ReadonlySet<PodEnd> {
    return getOrInsert(this.found, rule, () => new Set(rule.peers.flatMap((peer) => this.matching(peer))));
  }

  /** The ports on which a pod lets in anybody at all. */
  public openPorts(pod: PodEnd): PortSet {
    return getOrInsert(this.open, pod, () => {
      const { isIsolated, policies, Admin } = this.tiers(pod).Ingress;
      if (!isIsolated) return ALL_PORTS;
      return unionOfPorts([...Admin.filter(({ action }) => action === 'Accept'), ...policies].map((rule) => portsAt(pod, rule)));
    });
  }

  private tiers(pod: PodEnd): Readonly<Record<PolicyType, Tiers>> {
    return getOrInsert(this.selected, pod, () => ({ Ingress: this.tiersOf(pod, 'Ingress'), Egress: this.tiersOf(pod, 'Egress') }));
  }

  private decided(pod: PodEnd, direction: PolicyType, peer: ConnectionEnd, listener: ConnectionEnd, doubt: Doubt): PortSet {
    const tiers = this.tiers(pod)[direction];
    const portsOf = (rule: TrafficRule): PortSet => (this.concerns(rule, peer, doubt) ? portsAt(listener, rule) : NO_PORTS);
    const admin = inOrder(tiers.Admin, portsOf);
    if (tiers.isIsolated) return unionOfPorts([admin.accepted, commonPorts(admin.left, unionOfPorts(tiers.policies.map(portsOf)))]);
    const baseline = inOrder(tiers.Baseline, portsOf);
    return unionOfPorts([admin.accepted, commonPorts(admin.left, unionOfPorts([baseline.accepted, baseline.left]))]);
  }

  private tiersOf(pod: PodEnd, direction: PolicyType): Tiers {
    const { namespace, labels } = pod;
    const policies = this.isolating(pod, direction);
    const cluster = this.ofCluster.filter((policy) => isSubject(policy, this.labelsOf(namespace), labels));
    const rulesOfTier = (tier: PolicyTier) => cluster.filter((policy) => policy.tier === tier).flatMap((policy) => policy.rules[direction]);
    return {
      isIsolated: policies.length > 0, policies: policies.flatMap((policy) => rulesOf(policy, direction)),
      Admin: rulesOfTier('Admin'), Baseline: rulesOfTier('Baseline'),
    };
  }

  /** A rule that denies is in doubt taken for one that is about the peer where one that accepts is not. */
  private concerns(rule: TrafficRule, end: ConnectionEnd, doubt: Doubt): boolean {
    const { action, peers } = rule;
    if (this.known.has(end) && peers.every(({ is }) => is === 'pods')) return this.peers(rule).has(end as PodEnd);
    return peers.some((peer) => this.isPeer(peer, end) ?? ((action === 'Accept') === (doubt === 'allow')));
  }

  private matching(peer: PolicyPeer): readonly PodEnd[] {
    return (peer.is === 'pods' ? this.candidatesFor(peer) : this.pods).filter((pod) => this.isPeer(peer, pod));
  }

  /** Most selectors demand a label and name a namespace, so that few pods are asked one by one. */
  private candidatesFor({ namespaces, pods }: SelectedPods): readonly PodEnd[] {
    const [label] = Object.entries(stringMap(valueAt(pods, '/matchLabels')));
    const found = label ? this.byLabel.get(labelKey(...label)) : this.byNamespace;
    const name = isObject(namespaces) && isObject(namespaces.matchLabels) ? namespaces.matchLabels[NAMESPACE_NAME] : undefined;
    return typeof name === 'string' ? found?.get(name) ?? NO_PODS : [...found?.values() ?? []].flat();
  }

  private isPeer(peer: PolicyPeer, end: ConnectionEnd): boolean | undefined {
    if (peer.is === 'everybody') return true;
    if (peer.is === 'unknown') return undefined;
    if (peer.is === 'pods') return isPod(end) && selectorMatches(peer.namespaces, this.labelsOf(end.namespace)) && selectorMatches(peer.pods, end.labels);
    return isIn(end, peer.addresses);
  }

  private labelsOf(namespace: string): Labels {
    return getOrInsert(this.allLabels, namespace, () => ({ ...this.namespaceLabels.get(namespace), ...namespaceNamed(namespace).matchLabels }));
  }
}

interface Tiers {
  readonly isIsolated: boolean;
  readonly policies: readonly TrafficRule[];
  readonly Admin: readonly TrafficRule[];
  readonly Baseline: readonly TrafficRule[];
}

/** Undefined where the address of a pod is not known, or only some of the addresses are in the block. */
function isIn(end: ConnectionEnd, block: AddressSet): boolean | undefined {
  const cidrs = isPod(end) ? end.addresses.map((address) => `${address}/${address.includes(':') ? 128 : 32}`) : [end.cidr];
  if (cidrs.length === 0) return undefined;
  const share = shareOf(addressesOf(cidrs), block);
  return share === 'some' ? undefined : share === 'all';
}

/** The ports of a rule, in which names are those of the ports of the listening pod. */
export function portsAt(listener: ConnectionEnd, { ports, names }: TrafficRule): PortSet {
  if (names.length === 0 || !isPod(listener)) return ports;
  const named = listener.ports.filter(({ name, protocol }) => names.some((one) => one.name === name && (one.protocol ?? protocol) === protocol));
  return unionOfPorts([ports, ...named.flatMap(({ protocol, number }) => (isProtocol(protocol) ? [portRange(protocol, number, number)] : []))]);
}

/** What rules in their order accept, and what they leave to the next tier. */
function inOrder(rules: readonly TrafficRule[], portsOf: (rule: TrafficRule) => PortSet): { readonly accepted: PortSet; readonly left: PortSet } {
  if (rules.length === 0) return { accepted: NO_PORTS, left: ALL_PORTS };
  let [open, accepted, passed] = [ALL_PORTS, NO_PORTS, NO_PORTS];
  for (const rule of rules) {
    const ports = commonPorts(open, portsOf(rule));
    if (rule.action === 'Accept') accepted = unionOfPorts([accepted, ports]);
    if (rule.action === 'Pass') passed = unionOfPorts([passed, ports]);
    open = portsWithout(open, ports);
  }
  return { accepted, left: unionOfPorts([open, passed]) };
}
