import * as fc from 'fast-check';
import { hasPort, isEmpty, PROTOCOLS, Protocol } from '../../../src/objects/network/port-set';
import { podEnd, PodEnd, Reachability } from '../../../src/objects/network/reachability';

type Json = Record<string, any>;

const pod = (namespace: string, labels: Json, address: string, port = 8080): PodEnd => (
  podEnd(namespace, { labels }, { containers: [{ ports: [{ name: 'http', containerPort: port }] }] }, [address]));
const PODS = [
  pod('a', { app: 'web' }, '10.0.0.1'), pod('a', { app: 'api', tier: 'back' }, '10.0.0.2', 81),
  pod('b', { app: 'web' }, '10.0.1.1'), pod('b', {}, '10.0.1.2'),
];
const NAMESPACES: Json[] = [{ name: 'a', labels: { team: 'x' } }, { name: 'b', labels: {} }]
  .map((metadata) => ({ apiVersion: 'v1', kind: 'Namespace', metadata }));
const ENDS = [...PODS, { cidr: '192.0.2.7/32' }];

/**
 * The same, one connection at a time and as the text of the API says it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
function reference(policies: readonly Json[], from: any, to: any, protocol: Protocol, port: number): boolean {
  const matches = ({ matchLabels = {}, matchExpressions = [] }: Json, labels: Json): boolean => (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
    && matchExpressions.every(({ key, operator, values }: Json) => {
      if (operator === 'Exists') return key in labels;
      if (operator === 'DoesNotExist') return !(key in labels);
      return operator === 'In' ? key in labels && values.includes(labels[key]) : !(key in labels) || !values.includes(labels[key]);
    }));
  const namespaceLabels = (name: string): Json => ({ 'kubernetes.io/metadata.name': name, ...(name === 'a' ? { team: 'x' } : {}) });
  const number = (address: string): number => address.split('/')[0].split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const inBlock = (address: string, cidr: string): boolean => {
    const size = 2 ** (32 - Number(cidr.split('/')[1]));
    return Math.floor(number(address) / size) === Math.floor(number(cidr) / size);
  };
  const isPeer = (peer: Json, end: any, policy: Json): boolean => {
    if (peer.ipBlock) {
      const address = end.cidr ?? end.addresses[0];
      return inBlock(address, peer.ipBlock.cidr) && !(peer.ipBlock.except ?? []).some((one: string) => inBlock(address, one));
    }
    if (!end.labels) return false;
    const inNamespace = peer.namespaceSelector ? matches(peer.namespaceSelector,
      namespaceLabels(end.namespace)) : end.namespace === policy.metadata.namespace;
    return inNamespace && matches(peer.podSelector ?? {}, end.labels);
  };
  const isPortOf = ({ protocol: wanted = 'TCP', port: first, endPort }: Json): boolean => wanted === protocol && (
    first === undefined || (typeof first === 'string' ? to.ports?.some((one: Json) => one.name === first && one.protocol === protocol && one.number === port)
      : port >= first && port <= (endPort ?? first)));
  const lets = (one: any, other: any, type: string, list: string, peers: string): boolean => {
    if (!one.labels) return true;
    const selecting = policies.filter(({ metadata, spec }) => metadata.namespace === one.namespace && matches(spec.podSelector, one.labels)
      && (spec.policyTypes ?? ['Ingress', ...(spec.egress?.length > 0 ? ['Egress'] : [])]).includes(type));
    return selecting.length === 0 || selecting.some((policy) => (policy.spec[list] ?? []).some((rule: Json) => (
      (!rule[peers]?.length || rule[peers].some((peer: Json) => isPeer(peer, other, policy))) && (!rule.ports?.length
        || rule.ports.some(isPortOf)))));
  };
  return from === to || (lets(from, to, 'Egress', 'egress', 'to') && lets(to, from, 'Ingress', 'ingress', 'from'));
}

const selector = fc.oneof(
  fc.constant({}),
  fc.record({ matchLabels: fc.dictionary(fc.constantFrom('app', 'tier', 'team'), fc.constantFrom('web', 'api', 'x', 'back'), { maxKeys: 2 }) }),
  fc.record({ matchExpressions: fc.array(fc.record({
    key: fc.constantFrom('app', 'tier', 'team', 'kubernetes.io/metadata.name'), operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
    values: fc.subarray(['web', 'api', 'x', 'a'], { minLength: 1 }),
  }), { maxLength: 2 }) }),
);
const cidr = fc.constantFrom('0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/24', '10.0.0.0/16', '10.0.0.1/32', '192.0.2.0/24');
const peer = fc.oneof(
  fc.record({ podSelector: selector, namespaceSelector: selector }, { requiredKeys: ['podSelector'] }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ ipBlock: fc.record({ cidr, except: fc.array(cidr, { maxLength: 2 }) }, { requiredKeys: ['cidr'] }) }),
);
const port = fc.oneof(
  fc.record({ protocol: fc.constantFrom(...PROTOCOLS), port: fc.constantFrom(80, 81, 8080) }, { requiredKeys: [] }),
  fc.record({ port: fc.constantFrom('http', 'metrics'), protocol: fc.constantFrom('TCP', 'UDP') }, { requiredKeys: ['port'] }),
  fc.record({ port: fc.constantFrom(1, 80), endPort: fc.constantFrom(80, 65535) }),
);
const rules = (peers: string) => fc.array(
  fc.record({ [peers]: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) }, { requiredKeys: [] }), { maxLength: 2 },
);
const policy = fc.record({
  apiVersion: fc.constant('networking.k8s.io/v1'), kind: fc.constant('NetworkPolicy'), metadata: fc.record({ namespace: fc.constantFrom('a', 'b') }),
  spec: fc.record({
    podSelector: selector, policyTypes: fc.subarray(['Ingress', 'Egress'], { minLength: 1 }), ingress: rules('from'), egress: rules('to'),
  }, { requiredKeys: ['podSelector'] }),
});

test('policies mean what a naive reading of the API says, for every connection', () => {
  fc.assert(fc.property(fc.array(policy, { maxLength: 4 }), (policies) => {
    const network = new Reachability([...NAMESPACES, ...policies], PODS);
    const differences = ENDS.flatMap((from) => ENDS.flatMap((to) => {
      const open = network.ports(from, to);
      return PROTOCOLS.flatMap((protocol) => [1, 80, 81, 8080, 65535]
        .filter((number) => hasPort(open, protocol, number) !== reference(policies, from, to, protocol, number))
        .map((number) => ({ from, to, protocol, number })));
    }));
    expect(differences).toEqual([]);
  }), { numRuns: 300 });
});

test('all pairs of four hundred workloads look at far fewer labels than there are pairs of a policy and a pod', () => {
  const count = 400;
  let looks = 0;
  const counted = (labels: Json): Json => new Proxy(labels, { get: (target, key) => { looks += 1; return target[key as string]; } });
  const pods = Array.from({ length: count }, (_, i) => (
    { ...pod(`ns-${i % 20}`, {}, `10.1.${Math.floor(i / 250)}.${i % 250}`), labels: counted({ app: `app-${i}` }) as Record<string, string> }));
  const own = pods.map(({ namespace }, i) => ({
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: `app-${i}`, namespace },
    spec: { podSelector: { matchLabels: { app: `app-${i}` } }, policyTypes: ['Ingress', 'Egress'], ...edges(pods, i) },
  }));
  const network = new Reachability(own, pods);
  const reached = pods.map((from) => pods.filter((to) => !isEmpty(network.ports(from, to))).length);
  expect(reached.every((number) => number === 3)).toBe(true); // itself, the one before and the one after
  expect(looks).toBeGreaterThan(count);
  expect(looks).toBeLessThan(count * 40); // one look for each pair would be ten times as many
});

/** Each talks to the ones beside it. */
function edges(pods: readonly PodEnd[], i: number): object {
  const peers = [pods.at(i - 1)!, pods[(i + 1) % pods.length]].map(({ namespace, labels }) => (
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: { matchLabels: { ...labels } } }));
  return { ingress: [{ from: peers, ports: [{ port: 8080 }] }], egress: [{ to: peers, ports: [{ port: 'http' }] }] };
}

describe('policies of the cluster', () => {
  const [web, api, other] = PODS;
  const cluster = (tier: string, ingress: object[], priority = 1): Json => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name: 'all' }, spec: { tier, priority, subject: { namespaces: {} }, ingress },
  });
  const all = [{ namespaces: {} }];
  const denyAll: Json = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace: 'a' }, spec: { podSelector: {} } };
  const open = (policies: Json[], from = other, to = web) => hasPort(new Reachability([...NAMESPACES, ...policies]).ports(from, to), 'TCP', 80);

  test.each<[string, boolean, Json[]]>([
    ['no policy lets all through', true, []],
    ['a deny at the baseline holds without NetworkPolicy', false, [cluster('Baseline', [{ action: 'Deny', from: all }])]],
    ['an accept of administrators holds against NetworkPolicies', true, [cluster('Admin', [{ action: 'Accept', from: all }]), denyAll]],
    ['a pass leaves the rest of its tier out', true, [cluster('Admin', [{ action: 'Pass', from: all }, { action: 'Deny', from: all }])]],
    ['a pass leads to the NetworkPolicies', false, [cluster('Admin', [{ action: 'Pass', from: all }]), denyAll]],
    ['the lower number comes first', false, [cluster('Admin', [{ action: 'Accept', from: all }], 2), cluster('Admin', [{ action: 'Deny', from: all }], 1)]],
    ['a rule for another port says nothing', true, [cluster('Admin', [{ action: 'Deny', from: all, protocols: [{ tcp: { destinationPort: { number: 22 } } }] }])]],
    ['a rule for a range holds in it', false, [cluster('Admin', [{ action: 'Deny', from: all, protocols: [{ tcp: { destinationPort: { range: { start: 1, end: 99 } } } }] }])]],
    ['a peer that cannot be read is denied', false, [cluster('Admin', [{ action: 'Deny', from: [{ unheardOf: {} }] }])]],
  ])('%s', (_, expected, policies) => expect(open(policies)).toBe(expected));

  test('a pod without a known address is in a block only where doubt allows', () => {
    const spec = { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] };
    const network = new Reachability([{ ...denyAll, spec }]);
    const unknown = { ...api, addresses: [] };
    expect([network.ports(unknown, web, 'allow'), network.ports(unknown, web)].map((ports) => hasPort(ports, 'TCP', 80))).toEqual([true, false]);
  });
});
