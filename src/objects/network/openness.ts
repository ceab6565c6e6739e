import { isEverywhere, unionOfAddresses } from './address-set';
import { unionOf } from './intervals';
import { isEmpty, isEveryPort, NO_PORTS, portRange, portsWithout, PortSet, Protocol, unionOfPorts } from './port-set';
import { coverEverything, demandsOf } from './selector-coverage';
import { PolicyPeer, TrafficRule } from './traffic-rule';

/** Everybody who may be at the other end: all pods of the cluster, or all addresses. */
export type Everybody = 'pods' | 'addresses';

function areEveryPod(peers: readonly PolicyPeer[]): boolean {
  return coverEverything(peers.flatMap((peer) => {
    const demands = peer.is === 'pods' ? demandsOf(peer.namespaces, peer.pods) : undefined;
    return demands ? [demands] : [];
  }));
}

const areEveryAddress = (peers: readonly PolicyPeer[]): boolean =>
  isEverywhere(unionOfAddresses(peers.flatMap((peer) => (peer.is === 'addresses' ? [peer.addresses] : []))));

/** Whether some peers together are everybody. All addresses are those of all pods, too. */
export function areEverybody(peers: readonly PolicyPeer[], who: Everybody): boolean {
  return peers.some(({ is }) => is === 'everybody') || areEveryAddress(peers) || (who === 'pods' && areEveryPod(peers));
}

/** The numbers between two places where a rule begins or ends: for all of them the same rules hold. */
function segments(rules: readonly TrafficRule[], protocol: Protocol): { from: number; to: number; rules: readonly TrafficRule[] }[] {
  const starts = new Map<number, TrafficRule[]>();
  const ends = new Map<number, TrafficRule[]>();
  const note = (places: Map<number, TrafficRule[]>, at: number, rule: TrafficRule): unknown => places.get(at)?.push(rule) ?? places.set(at, [rule]);
  for (const rule of rules) {
    for (const { from, to } of rule.ports[protocol]) {
      note(starts, from, rule);
      note(ends, to, rule);
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

/** The ports on which some rules together are about everybody. Ports by name are not among them: each pod gives its own number to a name. */
export function portsOfEverybody(rules: readonly TrafficRule[], who: Everybody): PortSet {
  const [whole, others] = [rules.filter(({ peers }) => areEverybody(peers, who)), rules.filter(({ peers }) => !areEverybody(peers, who))];
  const alone = unionOfPorts(whole.map(({ ports }) => ports));
  if (others.length < 2) return alone;
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
  for (const rule of rules.filter(({ peers }) => areEverybody(peers, who))) {
    const undecided = portsWithout(rule.ports, unionOfPorts(Object.values(verdicts)));
    verdicts[rule.action] = unionOfPorts([verdicts[rule.action], undecided]);
  }
  return verdicts;
}
