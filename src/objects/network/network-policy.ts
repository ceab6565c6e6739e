import { addressesWithout } from './address-set';
import { ALL_PORTS, isProtocol, portRange } from './port-set';
import { demandsOf, namespaceNamed } from './selector-coverage';
import { DIRECTIONS, joinedPorts, PolicyPeer, PolicyType, PortsOfRule, TrafficRule } from './traffic-rule';
import { selectorMatches } from '../label-selector';
import { keyOf, Manifest, stringMap } from '../manifest';
import { descend, elementsOf, isObject } from '../pointer';
import { getOrInsert, once } from '../remembered';

const specOf = ({ spec }: Manifest): Record<string, unknown> => (isObject(spec) ? spec : {});

/** The directions that a policy restricts. Without `policyTypes` the API server reads them off the rules: ingress always, egress where it has some. */
export function directionsOf(policy: Manifest): readonly PolicyType[] {
  const { policyTypes, egress } = specOf(policy);
  const stated = elementsOf(policyTypes);
  if (stated.length > 0) return DIRECTIONS.filter((direction) => stated.includes(direction));
  return elementsOf(egress).length > 0 ? DIRECTIONS : ['Ingress'];
}

/** Whether a policy is about pods with these labels; an empty selector is about all pods of the namespace. */
export function selectsPods(policy: Manifest, labels: unknown): boolean {
  return selectorMatches(specOf(policy).podSelector ?? {}, stringMap(labels));
}

/** Whether a policy is about every pod of its namespace, whatever its labels. */
export function selectsEveryPod(policy: Manifest): boolean {
  return demandsOf({}, specOf(policy).podSelector ?? {})?.length === 0;
}

/** A pod selector without namespace selector is about the namespace of the policy. */
function peerOf(peer: unknown, namespace: string): PolicyPeer {
  if (!isObject(peer)) return { is: 'unknown' };
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (isObject(ipBlock)) return { is: 'addresses', addresses: addressesWithout(ipBlock.cidr, elementsOf(ipBlock.except)) };
  if (!isObject(namespaceSelector) && !isObject(podSelector)) return { is: 'unknown' };
  return { is: 'pods', namespaces: namespaceSelector ?? namespaceNamed(namespace), pods: podSelector ?? {} };
}

/** TCP where no protocol is given, and all its ports where no port is. */
function portsOf(entry: unknown): Partial<PortsOfRule> {
  if (!isObject(entry)) return {};
  const { port, endPort } = entry;
  const protocol = entry.protocol ?? 'TCP';
  if (!isProtocol(protocol)) return {};
  if (typeof port === 'string') return { names: [{ name: port, protocol }] };
  return { ports: port === undefined || port === null ? portRange(protocol) : portRange(protocol, port, endPort ?? port) };
}

function ruleOf(rule: unknown, peersKey: string, namespace: string, pointer: string): TrafficRule {
  const { [peersKey]: peers, ports } = isObject(rule) ? rule : {};
  const entries = elementsOf(ports);
  const given = once((): PortsOfRule => (entries.length === 0 ? { ports: ALL_PORTS, names: [] } : joinedPorts(entries.map(portsOf))));
  return {
    action: 'Accept',
    peers: elementsOf(peers).length === 0 ? [{ is: 'everybody' }] : elementsOf(peers).map((peer) => peerOf(peer, namespace)),
    get ports() { return given().ports; }, // most rules are judged by their peers alone
    get names() { return given().names; },
    pointer,
  };
}

const known: Readonly<Record<PolicyType, WeakMap<Manifest, readonly TrafficRule[]>>> = { Ingress: new WeakMap(), Egress: new WeakMap() };

function readRules(policy: Manifest, direction: PolicyType): readonly TrafficRule[] {
  if (!directionsOf(policy).includes(direction)) return [];
  const [rules, peers] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  return elementsOf(specOf(policy)[rules]).map((rule, i) => ruleOf(rule, peers, keyOf(policy).namespace, descend('/spec', [rules, i])));
}

/** The rules of a NetworkPolicy in a direction. Those under a direction that `policyTypes` leaves out have no effect, and are none. */
export function rulesOf(policy: Manifest, direction: PolicyType): readonly TrafficRule[] {
  return getOrInsert(known[direction], policy, () => readRules(policy, direction));
}
