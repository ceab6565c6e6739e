import { addressesOf } from './address-set';
import { ALL_PORTS, isProtocol, portRange, Protocol } from './port-set';
import { demandsOf } from './selector-coverage';
import { joinedPorts, PolicyPeer, PolicyType, PortsOfRule, RuleAction, TrafficRule } from './traffic-rule';
import { Labels, selectorMatches } from '../label-selector';
import { groupKind, Manifest } from '../manifest';
import { descend, elementsOf, isObject, valueAt } from '../pointer';

const GROUP = 'policy.networking.k8s.io';

/** Kinds of network policies for the whole cluster, and the tier that the API of each gives; undefined where the object states it. */
const TIERS: Readonly<Record<string, 'Admin' | 'Baseline' | undefined>> = {
  [`${GROUP}/ClusterNetworkPolicy`]: undefined,
  [`${GROUP}/AdminNetworkPolicy`]: 'Admin',
  [`${GROUP}/BaselineAdminNetworkPolicy`]: 'Baseline',
};

/** The kinds of network policies for the whole cluster, with their group. */
export const CLUSTER_POLICY_KINDS: readonly string[] = Object.keys(TIERS);

/** The two kinds of precedence: before all NetworkPolicies, or where no NetworkPolicy selects the pods. */
export type PolicyTier = 'Admin' | 'Baseline';

/** A policy of the cluster, as far as it can be read. */
export interface ClusterPolicy {
  readonly tier: PolicyTier;
  /** The lower, the earlier. */
  readonly priority: number;
  readonly manifest: Manifest;
  /** Selectors of the namespaces and of the pods that it is about. */
  readonly subject: { readonly namespaces: unknown; readonly pods: unknown };
  readonly rules: Readonly<Record<PolicyType, readonly TrafficRule[]>>;
}

const ACTIONS: Readonly<Record<string, RuleAction>> = { Accept: 'Accept', Allow: 'Accept', Deny: 'Deny', Pass: 'Pass' };

/** Selectors as `{ namespaces }` or `{ pods: { namespaceSelector, podSelector } }`; undefined where neither is there. */
function selectorsOf(value: unknown): { readonly namespaces: unknown; readonly pods: unknown } | undefined {
  if (!isObject(value)) return undefined;
  if (isObject(value.namespaces)) return { namespaces: value.namespaces, pods: {} };
  return isObject(value.pods) ? { namespaces: value.pods.namespaceSelector ?? {}, pods: value.pods.podSelector ?? {} } : undefined;
}

function peerOf(peer: unknown): PolicyPeer {
  const selectors = selectorsOf(peer);
  if (selectors) return demandsOf(selectors.namespaces, selectors.pods) ? { is: 'pods', ...selectors } : { is: 'unknown' };
  return isObject(peer) && Array.isArray(peer.networks) ? { is: 'addresses', addresses: addressesOf(peer.networks) } : { is: 'unknown' };
}

function rangeOf(protocol: Protocol, port: unknown): Partial<PortsOfRule> {
  if (!isObject(port)) return { ports: portRange(protocol) };
  const { number, range } = port;
  return { ports: isObject(range) ? portRange(protocol, range.start, range.end) : portRange(protocol, number ?? 0, number ?? 0) };
}

const FIELDS: Readonly<Record<string, Protocol>> = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' };

/** An element of `protocols`. */
function protocolPorts(entry: unknown): Partial<PortsOfRule> {
  if (!isObject(entry)) return {};
  if (typeof entry.destinationNamedPort === 'string' && entry.destinationNamedPort !== '') return { names: [{ name: entry.destinationNamedPort }] };
  const fields = Object.keys(FIELDS).filter((field) => isObject(entry[field]));
  return joinedPorts(fields.map((field) => rangeOf(FIELDS[field], valueAt(entry[field], '/destinationPort'))));
}

/** An element of `ports` of the first versions of the API. */
function earlierPorts(entry: unknown): Partial<PortsOfRule> {
  if (!isObject(entry)) return {};
  const { portNumber, portRange: range, namedPort } = entry;
  if (typeof namedPort === 'string') return { names: [{ name: namedPort }] };
  if (isObject(portNumber)) return earlierRange(portNumber.protocol, portNumber.port, portNumber.port);
  return isObject(range) ? earlierRange(range.protocol, range.start, range.end) : {};
}

function earlierRange(protocol: unknown, from: unknown, to: unknown): Partial<PortsOfRule> {
  const known = protocol ?? 'TCP';
  return isProtocol(known) ? { ports: portRange(known, from ?? 0, to ?? 0) } : {};
}

function ruleOf(rule: unknown, peersKey: string, pointer: string): TrafficRule {
  const { action, [peersKey]: peers, protocols, ports } = isObject(rule) ? rule : {};
  const entries = [...elementsOf(protocols).map(protocolPorts), ...elementsOf(ports).map(earlierPorts)];
  return {
    action: typeof action === 'string' && Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : 'Deny',
    peers: elementsOf(peers).map(peerOf),
    ...(entries.length === 0 ? { ports: ALL_PORTS, names: [] } : joinedPorts(entries)),
    pointer,
  };
}

function rulesIn(spec: unknown, field: 'ingress' | 'egress', peers: string): TrafficRule[] {
  return elementsOf(valueAt(spec, `/${field}`)).map((rule, i) => ruleOf(rule, peers, descend('/spec', [field, i])));
}

/** Reads a policy of the cluster; undefined where it has no tier or no subject, so that it is about nothing. */
export function clusterPolicyOf(manifest: Manifest): ClusterPolicy | undefined {
  const { spec } = manifest;
  const subject = selectorsOf(valueAt(spec, '/subject'));
  const tier = TIERS[groupKind(manifest)] ?? valueAt(spec, '/tier');
  if (!subject || (tier !== 'Admin' && tier !== 'Baseline')) return undefined;
  const priority = valueAt(spec, '/priority');
  return {
    tier, priority: typeof priority === 'number' ? priority : 0, manifest, subject,
    rules: { Ingress: rulesIn(spec, 'ingress', 'from'), Egress: rulesIn(spec, 'egress', 'to') },
  };
}

/** In the order in which they are asked. Which of two of one tier and priority comes first is up to the network. */
export function byPrecedence(policies: readonly ClusterPolicy[]): readonly ClusterPolicy[] {
  const rank = ({ tier, priority }: ClusterPolicy): number => (tier === 'Admin' ? 0 : 1e6) + priority;
  return [...policies].sort((one, other) => rank(one) - rank(other));
}

/** Whether a policy is about pods with these labels in a namespace with these. */
export function isSubject({ subject }: ClusterPolicy, namespaceLabels: Labels, labels: Labels): boolean {
  return selectorMatches(subject.namespaces, namespaceLabels) && selectorMatches(subject.pods, labels);
}
