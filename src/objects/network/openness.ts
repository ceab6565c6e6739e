import { isEverywhere, unionOfAddresses } from './address-set';
import { unionOf } from './intervals';
import { isEmpty, isEveryPort, NO_PORTS, portRange, portsWithout, PortSet, Protocol, unionOfPorts } from './port-set';
import { coverEverything, Demands, demandsOf, mayCoverEverything } from './selector-coverage';
import { PolicyPeer, TrafficRule } from './traffic-rule';
import { getOrInsert } from '../remembered';

/** Everybody who may be at the other end: all pods of the cluster, or all addresses. */
export type Everybody = 'pods' | 'addresses';

const demandsOfPeers = new WeakMap<PolicyPeer, readonly Demands[]>();

/** What the peers that are pods demand of their labels. */
const demandsOfPods = (peers: readonly PolicyPeer[]): Demands[] => peers.flatMap((peer) => (peer.is !== 'pods' ? [] : getOrInsert(demandsOfPeers, peer, () => {
  const demands = demandsOf(peer.namespaces, peer.pods);
  return demands ? [demands] : [];
})));

function areEveryAddress(peers: readonly PolicyPeer[]): boolean {
  const sets = peers.flatMap((peer) => (peer.is === 'addresses' ? [peer.addresses] : []));
  return sets.length > 0 && isEverywhere(unionOfAddresses(sets));
}

/** Whether some peers together are everybody. All addresses are those of all pods, too. */
export function areEverybody(peers: readonly PolicyPeer[], who: Everybody): boolean {
  return peers.some(({ is }) => is === 'everybody') || areEveryAddress(peers) || (who === 'pods' && coverEverything(demandsOfPods(peers)));
}

/**
 * Whether some peers together are everybody but those that a selector excludes, as `NotIn` and `DoesNotExist` do: such a selector admits every pod that
 * nobody gave the label, so it does not bound a rule. A selector of everything is one of these.
 */
export function areNearlyEverybody(peers: readonly PolicyPeer[], who: Everybody): boolean {
  return peers.some(({ is }) => is === 'everybody') || areEveryAddress(peers) || (who === 'pods' && mayCoverEverything(demandsOfPods(peers)));
}

/** Whether some peers together could be everybody in either sense, at little cost. Where they could not, no part of them is. */
export const mayBeEverybody = (peers: readonly PolicyPeer[]): boolean => areNearlyEverybody(peers, 'pods');

/** The numbers between two places where a rule begins or ends: for all of them the same rules hold. */
function segments(rules: readonly TrafficRule[], protocol: Protocol): { from: number; to: number; rules: readonly TrafficRule[] }[] {
  const starts = new Map<number, TrafficRule[]>();
  const ends = new Map<number, TrafficRule[]>();
  for (const rule of rules) {
    for (const { from, to } of rule.ports[protocol]) {
      getOrInsert(starts, from, () => []).push(rule);
      getOrInsert(ends, to, () => []).push(rule);
    }
  }
  const places = [...new Set([...starts.keys(), ...ends.keys()])].sort((one, other) => one - other);
  const active = new Set<TrafficRule>();
  return places.slice(0, -1).map((from, i) => {
    ends.get(from)?.forEach((rule) => active.delete(rule));
    starts.get(from)?.forEach((rule) => active.add(rule));
    return { from, to: places[i + 1], rules: [...active] };
  });
}

const known = { pods: new WeakMap<TrafficRule, boolean>(), addresses: new WeakMap<TrafficRule, boolean>() };

/** A rule that denies must deny everybody; one that accepts opens enough where it leaves out a few. */
const isOfEverybody = (rule: TrafficRule, who: Everybody): boolean => getOrInsert(known[who], rule, () => (
  rule.action === 'Deny' ? areEverybody(rule.peers, who) : areNearlyEverybody(rule.peers, who)));

/** The ports on which some rules that accept are together about everybody, but for those that a selector excludes. Ports by name are not among them: each pod gives its own number to a name. */
export function portsOfEverybody(rules: readonly TrafficRule[], who: Everybody): PortSet {
  const alone = unionOfPorts(rules.filter((rule) => isOfEverybody(rule, who)).map(({ ports }) => ports));
  const others = rules.filter((rule) => !isOfEverybody(rule, who));
  if (others.length < 2 || !mayBeEverybody(others.flatMap(({ peers }) => peers))) return alone;
  const together = (protocol: Protocol) => unionOf([...alone[protocol], ...segments(others, protocol)
    .filter((segment) => areNearlyEverybody(segment.rules.flatMap(({ peers }) => peers), who))]);
  return { TCP: together('TCP'), UDP: together('UDP'), SCTP: together('SCTP') };
}

const NAME_RESOLUTION = unionOfPorts([portRange('TCP', 53, 53), portRange('UDP', 53, 53)]);

/** Whether some rules that accept leave a direction without bounds: on every port, for all pods of the cluster or for all addresses, or for all but a few. */
export function openEverything(rules: readonly TrafficRule[]): boolean {
  return rules.length > 0 && isEveryPort(portsOfEverybody(rules, 'pods'));
}

/** Whether rules in their order of precedence accept everybody on every port: all pods of the cluster, or all addresses. */
export function acceptEverybody(rules: readonly TrafficRule[]): boolean {
  return (['pods', 'addresses'] as const).some((who) => isEveryPort(verdictsForEverybody(rules, who).Accept));
}

/** Whether some egress rules reach every address on a port other than that of name resolution: a way out for data. */
export function reachEveryAddress(rules: readonly TrafficRule[]): boolean {
  return rules.length > 0 && !isEmpty(portsWithout(portsOfEverybody(rules, 'addresses'), NAME_RESOLUTION));
}

/** The ports on which rules in their order of precedence accept everybody, or deny it. The rest is left to the next tier. */
export function verdictsForEverybody(rules: readonly TrafficRule[], who: Everybody): Readonly<Record<'Accept' | 'Deny', PortSet>> {
  const verdicts = { Accept: NO_PORTS, Deny: NO_PORTS, Pass: NO_PORTS };
  for (const rule of rules.filter((one) => isOfEverybody(one, who))) {
    const undecided = portsWithout(rule.ports, unionOfPorts(Object.values(verdicts)));
    verdicts[rule.action] = unionOfPorts([verdicts[rule.action], undecided]);
  }
  return verdicts;
}
