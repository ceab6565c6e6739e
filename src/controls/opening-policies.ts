import { ObjectSet, SetSite } from './control';
import { membersOf, membersOfKinds, networkIsolationOf, runningPods } from './members';
import { keyOf, Manifest, stringMap } from '../objects/manifest';
import { CLUSTER_POLICY_KINDS, clusterPolicyOf } from '../objects/network/cluster-network-policy';
import { directionsOf, rulesOf } from '../objects/network/network-policy';
import { acceptEverybody, areEverybody, openEverything, reachEveryAddress } from '../objects/network/openness';
import { DIRECTIONS, PolicyType, TrafficRule } from '../objects/network/traffic-rule';
import { isObject, valueAt } from '../objects/pointer';

/** A selector that only excludes looks like a bound, so the message says why it is none. */
const whomOf = (rules: readonly TrafficRule[]): string => (areEverybody(rules.flatMap(({ peers }) => peers), 'pods') ? 'everybody'
  : 'everybody but what a selector excludes, which is every pod without that label,');

/** What some rules allow without bounds, in words; undefined where peers or ports have some. */
function openingOf(rules: readonly TrafficRule[], direction: PolicyType, isForEverybody = openEverything(rules)): string | undefined {
  if (isForEverybody) return `${direction.toLowerCase()} ${direction === 'Ingress' ? 'from' : 'to'} ${whomOf(rules)} on all ports`;
  return direction === 'Egress' && reachEveryAddress(rules) ? 'egress to all addresses' : undefined;
}

const NETWORK_POLICY = 'networking.k8s.io/NetworkPolicy';

interface Opening { readonly pointer: string; readonly message: string }

/** What a policy opens alone: by a rule, or by several of them. */
function openingsOf(policy: Manifest): Opening[] {
  return directionsOf(policy).flatMap((direction) => {
    const rules = rulesOf(policy, direction);
    const single = rules.flatMap((rule) => {
      const opening = openingOf([rule], direction);
      return opening ? [{ pointer: rule.pointer, message: `allows ${opening}` }] : [];
    });
    const together = single.length === 0 ? openingOf(rules, direction) : undefined;
    return together ? [{ pointer: `/spec/${direction.toLowerCase()}`, message: `the rules together allow ${together}` }] : single;
  });
}

const mayOpen = (set: ObjectSet, namespace: string): boolean => DIRECTIONS.some((direction) => networkIsolationOf(set).mayOpen(namespace, direction));

/** The labels of pods that policies may meet on: of those that run, and those that a policy selects by label. */
function labelsToMeetOn(set: ObjectSet): { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }[] {
  const ofPods = runningPods(set).map(({ member, pods }) => (
    { namespace: keyOf(member.manifest).namespace, labels: stringMap(isObject(pods.metadata) ? pods.metadata.labels : undefined) }));
  const ofPolicies = membersOf(set, NETWORK_POLICY).map(({ manifest }) => (
    { namespace: keyOf(manifest).namespace, labels: stringMap(valueAt(manifest, '/spec/podSelector/matchLabels')) }));
  return [...ofPods, ...ofPolicies].filter(({ namespace }) => mayOpen(set, namespace));
}

/** The policies that select the same pods, each group once. */
function groupsOf(set: ObjectSet): readonly (readonly Manifest[])[] {
  const network = networkIsolationOf(set);
  const numbers = new Map(membersOf(set, NETWORK_POLICY).map(({ manifest }, i) => [manifest, i]));
  const groups = new Map<string, readonly Manifest[]>();
  for (const { namespace, labels } of labelsToMeetOn(set)) {
    const policies = network.selecting(namespace, labels);
    if (policies.length > 1) groups.set(policies.map((policy) => numbers.get(policy)).join(' '), policies);
  }
  return [...groups.values()];
}

/** What policies of the same pods open together, told at the first of them. */
function jointOpenings(groups: readonly (readonly Manifest[])[], direction: PolicyType): Map<Manifest, Opening> {
  const found = new Map<Manifest, Opening>();
  for (const group of groups) {
    const policies = group.filter((policy) => rulesOf(policy, direction).length > 0);
    const [first, ...others] = policies;
    if (others.length === 0 || found.has(first) || policies.some((policy) => openingOf(rulesOf(policy, direction), direction))) continue;
    const opening = openingOf(policies.flatMap((policy) => rulesOf(policy, direction)), direction);
    const names = others.map((policy) => `"${keyOf(policy).name}"`).join(', ');
    const message = `together with NetworkPolicy ${names}, which selects the same pods, the rules allow ${opening}`;
    if (opening) found.set(first, { pointer: `/spec/${direction.toLowerCase()}`, message });
  }
  return found;
}

/** What a policy of the cluster accepts before any NetworkPolicy is evaluated. */
function openingsOfCluster(manifest: Manifest): Opening[] {
  const policy = clusterPolicyOf(manifest);
  return policy?.tier !== 'Admin' ? [] : DIRECTIONS.flatMap((direction) => {
    const rules = policy.rules[direction];
    const opening = openingOf(acceptingRules(rules), direction, acceptEverybody(rules));
    const message = `accepts ${opening}, and whatever this tier accepts no NetworkPolicy can deny`;
    return opening ? [{ pointer: `/spec/${direction.toLowerCase()}`, message }] : [];
  });
}

const acceptingRules = (rules: readonly TrafficRule[]): readonly TrafficRule[] => rules.filter(({ action }) => action === 'Accept');

/** The policies of the cluster that leave pods without bounds, whatever NetworkPolicies say. */
export const openingClusterPolicies = (set: ObjectSet): SetSite[] => membersOfKinds(set, CLUSTER_POLICY_KINDS)
  .flatMap((member) => openingsOfCluster(member.manifest).map((opening) => ({ member, ...opening })));

/**
 * The NetworkPolicies that leave pods without bounds by what all rules mean together, however they are written.
 *
 * @param set the objects
 * @param isWanted leaves out policies of which it is known already
 */
export function openingPolicies(set: ObjectSet, isWanted: (policy: Manifest) => boolean): SetSite[] {
  const groups = groupsOf(set);
  const joint = DIRECTIONS.map((direction) => jointOpenings(groups, direction));
  const wanted = membersOf(set, NETWORK_POLICY).filter(({ manifest }) => mayOpen(set, keyOf(manifest).namespace) && isWanted(manifest));
  return wanted.flatMap((member) => {
    const openings = [...openingsOf(member.manifest), ...joint.flatMap((found) => found.get(member.manifest) ?? [])];
    return openings.map((opening) => ({ member, ...opening }));
  });
}
