import { byPrecedence, CLUSTER_POLICY_KINDS, ClusterPolicy, clusterPolicyOf, isSubject, PolicyTier } from './cluster-network-policy';
import { directionsOf, rulesOf, selectsPods } from './network-policy';
import { Everybody, mayBeEverybody, portsOfEverybody, verdictsForEverybody } from './openness';
import { ALL_PORTS, commonPorts, isEveryPort, portsWithout, unionOfPorts } from './port-set';
import { coverEverything, Demands, demandsOf, namespaceNamed } from './selector-coverage';
import { PolicyType, TrafficRule } from './traffic-rule';
import { maySelect, UNEVALUATED_POLICIES } from './unevaluated-policies';
import { grouped } from '../grouped';
import { Labels, selectorIndex } from '../label-selector';
import { groupKind, keyOf, Manifest, metadataOf, stringMap } from '../manifest';
import { valueAt } from '../pointer';
import { getOrInsert } from '../remembered';

const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';

/** What `NetworkIsolation` reads, by kind. */
export const ISOLATION_READS: Readonly<Record<string, readonly string[]>> = {
  ...UNEVALUATED_POLICIES,
  ...Object.fromEntries(CLUSTER_POLICY_KINDS.map((kind) => [kind, ['/spec']])),
  [NETWORK_POLICY]: ['/spec'],
  Namespace: ['/metadata/labels'],
};

/** What holds for some pods in a direction. */
export type Isolation =
  /** Somebody or some port is denied. */
  | 'restricted'
  /** Policies select the pods, and let everybody through. */
  | 'opened'
  /** No policy denies anything. */
  | 'unrestricted';

/** How network policies isolate pods, by the meaning of all of them together: NetworkPolicies, and those of the cluster. */
export class NetworkIsolation {
  private readonly policies: ReadonlyMap<string, readonly Manifest[]>;
  private readonly candidates = new Map<string, (labels: Labels) => Manifest[]>();
  private readonly ofCluster: readonly ClusterPolicy[];
  private readonly unevaluated: readonly Manifest[];
  private readonly namespaceLabels: ReadonlyMap<string, Labels>;
  private readonly known = new Map<string, Isolation>();
  private readonly opening: Readonly<Record<PolicyType, Map<string, boolean>>> = { Ingress: new Map(), Egress: new Map() };
  private readonly numbers: ReadonlyMap<Manifest, number>;

  constructor(objects: readonly Manifest[]) {
    const byKind = grouped(objects, groupKind);
    const ofKinds = (kinds: readonly string[]): readonly Manifest[] => kinds.flatMap((kind) => byKind.get(kind) ?? []);
    this.numbers = new Map(objects.map((object, i) => [object, i]));
    this.policies = grouped(ofKinds([NETWORK_POLICY]), (policy) => keyOf(policy).namespace);
    this.ofCluster = byPrecedence(ofKinds(CLUSTER_POLICY_KINDS).flatMap((policy) => clusterPolicyOf(policy) ?? []));
    this.unevaluated = ofKinds(Object.keys(UNEVALUATED_POLICIES));
    this.namespaceLabels = new Map(ofKinds(['Namespace']).map((namespace) => [keyOf(namespace).name, stringMap(metadataOf(namespace).labels)]));
  }

  /** The NetworkPolicies that select pods with these labels. */
  public selecting(namespace: string, labels: Labels): readonly Manifest[] {
    const candidates = getOrInsert(this.candidates, namespace, () => (
      selectorIndex(this.policies.get(namespace) ?? [], (policy) => valueAt(policy, '/spec/podSelector'))));
    return candidates(labels).filter((policy) => selectsPods(policy, labels));
  }

  /** Whether the NetworkPolicies of a namespace could let everybody through, if all selected the same pods. Where they could not, no part of them does. */
  public mayOpen(namespace: string, direction: PolicyType): boolean {
    return getOrInsert(this.opening[direction], namespace, () => (
      mayBeEverybody((this.policies.get(namespace) ?? []).flatMap((policy) => rulesOf(policy, direction)).flatMap(({ peers }) => peers))));
  }

  /** How pods with these labels are isolated. */
  public ofPods(namespace: string, labels: Labels, direction: PolicyType): Isolation {
    const selecting = this.selecting(namespace, labels).filter((policy) => directionsOf(policy).includes(direction));
    const cluster = this.ofCluster.filter((policy) => isSubject(policy, this.labelsOf(namespace), labels));
    if (selecting.length > 0 && cluster.length === 0 && !this.mayOpen(namespace, direction)) return 'restricted';
    const key = [direction, ...[...selecting, ...cluster.map(({ manifest }) => manifest)].map((policy) => this.numbers.get(policy))].join(' ');
    return getOrInsert(this.known, key, () => (
      isolation(selecting.length > 0, selecting.flatMap((policy) => rulesOf(policy, direction)), cluster, direction)));
  }

  /** How any pod is isolated that may come into a namespace, whatever its labels. */
  public ofNamespace(namespace: string, direction: PolicyType): Isolation {
    const policies = (this.policies.get(namespace) ?? []).filter((policy) => directionsOf(policy).includes(direction));
    const cluster = this.ofCluster.filter((policy) => isSubject(policy, this.labelsOf(namespace), {})
      && coverEverything(demandsOfPods(policy.subject.pods)));
    const mayOpen = cluster.length > 0 || this.mayOpen(namespace, direction);
    const opening = policies.filter((policy) => mayOpen && isolation(true, rulesOf(policy, direction), cluster, direction) === 'opened');
    if (areAboutEveryPod(opening)) return 'opened';
    const rules = policies.filter((policy) => selectsPods(policy, {})).flatMap((policy) => rulesOf(policy, direction));
    return isolation(areAboutEveryPod(policies), rules, cluster, direction);
  }

  /** The policies of network plugins that select, or may select, some pods; without labels: every pod of the namespace. They are not evaluated. */
  public notEvaluated(namespace: string, labels?: Labels): readonly Manifest[] {
    return this.unevaluated.filter((policy) => maySelect(policy, namespace, labels));
  }

  private labelsOf(namespace: string): Labels {
    return { ...this.namespaceLabels.get(namespace), ...namespaceNamed(namespace).matchLabels };
  }
}

function areAboutEveryPod(policies: readonly Manifest[]): boolean {
  return coverEverything(policies.flatMap((policy) => demandsOfPods(valueAt(policy, '/spec/podSelector') ?? {})));
}

/** What a selector demands of pods; none where it selects nothing. */
function demandsOfPods(selector: unknown): Demands[] {
  const demands = demandsOf({}, selector);
  return demands ? [demands] : [];
}

function isolation(isSelected: boolean, rules: readonly TrafficRule[], cluster: readonly ClusterPolicy[], direction: PolicyType): Isolation {
  const rulesOfTier = (tier: PolicyTier) => cluster.filter((policy) => policy.tier === tier).flatMap((policy) => policy.rules[direction]);
  const isOpen = (who: Everybody): boolean => {
    const admin = verdictsForEverybody(rulesOfTier('Admin'), who);
    const left = portsWithout(ALL_PORTS, unionOfPorts([admin.Accept, admin.Deny]));
    const open = isSelected ? commonPorts(left, portsOfEverybody(rules, who)) : portsWithout(left, verdictsForEverybody(rulesOfTier('Baseline'), who).Deny);
    return isEveryPort(unionOfPorts([admin.Accept, open]));
  };
  // the ingress rules of the cluster's policies are about pods alone
  const worlds: readonly Everybody[] = direction === 'Ingress' && !isSelected ? ['pods'] : ['pods', 'addresses'];
  if (!worlds.some(isOpen)) return 'restricted';
  return isSelected ? 'opened' : 'unrestricted';
}
