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

/** Whether some peers together could be everybody, at little cost. Where they could not, no part of them is. */
export function mayBeEverybody(peers: readonly PolicyPeer[]): boolean {
  return peers.some(({ is }) => is === 'everybody') || mayCoverEverything(demandsOfPods(peers)) || areEveryAddress(peers);
}

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

const isOfEverybody = (rule: TrafficRule, who: Everybody): boolean => getOrInsert(known[who], rule, () => areEverybody(rule.peers, who));

/** The ports on which some rules together are about everybody. Ports by name are not among them: each pod gives its own number to a name. */
export function portsOfEverybody(rules: readonly TrafficRule[], who: Everybody): PortSet {
  const alone = unionOfPorts(rules.filter((rule) => isOfEverybody(rule, who)).map(({ ports }) => ports));
  const others = rules.filter((rule) => !isOfEverybody(rule, who));
  if (others.length < 2 || !mayBeEverybody(others.flatMap(({ peers }) => peers))) return alone;
  const together = (protocol: Protocol) => unionOf([...alone[protocol], ...segments(others, protocol)
    .filter((segment) => areEverybody(segment.rules.flatMap(({ peers }) => peers), who))]);
  return { TCP: together('TCP'), UDP: together('UDP'), SCTP: together('SCTP') };
}

const NAME_RESOLUTION = unionOfPorts([portRange('TCP', 53, 53), portRange('UDP', 53, 53)]);

/** Whether some rules that accept leave a direction without bounds: on every port, for all pods of the cluster or for all addresses. */
export function openEverything(rules: readonly TrafficRule[]): boolean {
  return rules.length > 0 && isEveryPort(portsOfEverybody(rules, 'pods'));
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
