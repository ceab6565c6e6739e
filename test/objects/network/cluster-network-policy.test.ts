import { clusterPolicyOf } from '../../../src/objects/network/cluster-network-policy';

const apiVersion = 'policy.networking.k8s.io/v1alpha2';
const subject = { namespaces: {} };
/** The one rule for incoming connections of a policy. */
const ruleOf = (rule: object) => clusterPolicyOf({ apiVersion, kind: 'ClusterNetworkPolicy', spec: { tier: 'Admin', subject, ingress: [rule] } })!.rules.Ingress[0];

test.each([
  ['Accept', 'Accept'], ['Allow', 'Accept'], ['Deny', 'Deny'], ['Pass', 'Pass'], ['Log', 'Deny'], ['toString', 'Deny'], [undefined, 'Deny'], [7, 'Deny'],
])('the action %j counts as %s', (action, counts) => {
  expect(ruleOf({ action, from: [] }).action).toBe(counts);
});

test.each<[string, object, unknown]>([
  ['a port', { protocols: [{ tcp: { destinationPort: { number: 80 } } }] }, { ports: [{ portNumber: { protocol: 'TCP', port: 80 } }] }],
  ['a range', { protocols: [{ udp: { destinationPort: { range: { start: 5, end: 9 } } } }] }, { ports: [{ portRange: { protocol: 'UDP', start: 5, end: 9 } }] }],
  ['TCP, where no protocol is named', { protocols: [{ tcp: { destinationPort: { number: 80 } } }] }, { ports: [{ portNumber: { port: 80 } }] }],
  ['a named port', { protocols: [{ destinationNamedPort: 'http' }] }, { ports: [{ namedPort: 'http' }] }],
])('%s means the same in the first versions of the API', (_, rule, earlier) => {
  const { ports, names } = ruleOf({ action: 'Deny', ...rule });
  expect(ruleOf({ action: 'Deny', ...earlier as object })).toMatchObject({ ports, names });
});

test('an entry that cannot be read adds no port, beside others', () => {
  const entry = { tcp: { destinationPort: { number: 80 } } };
  const { ports, names } = ruleOf({ action: 'Accept', protocols: [entry] });
  for (const broken of [null, 'tcp', 7, []]) expect(ruleOf({ action: 'Accept', protocols: [broken, entry], ports: [broken] })).toMatchObject({ ports, names });
});

test.each([
  ['without a subject', { tier: 'Admin' }], ['with a subject that selects nothing known', { tier: 'Admin', subject: { nodes: {} } }], ['of another tier', { tier: 'Other', subject }],
])('a policy %s is about nothing', (_, spec) => {
  expect(clusterPolicyOf({ apiVersion, kind: 'ClusterNetworkPolicy', spec })).toBeUndefined();
});
