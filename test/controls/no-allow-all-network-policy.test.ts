import { inspected } from './inspected';

const policy = (name: string, spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'shop' }, spec });
const found = (...manifests: object[]) => inspected('no-allow-all-network-policy', ...manifests);
const web = { podSelector: { matchLabels: { app: 'web' } } };
const block = (cidr: string, ...except: string[]) => ({ ipBlock: { cidr, except } });
const ports = [{ port: 443 }];

test.each([
  ['halves of all addresses', { ingress: [{ from: [block('0.0.0.0/1'), block('128.0.0.0/1')] }] }, ['ingress[0] allows ingress from everybody on all ports']],
  ['an exception that leaves out nothing', { ingress: [{ from: [block('0.0.0.0/0', '10.1.2.3/32')] }] }, ['ingress[0] allows ingress from everybody on all ports']],
  ['all namespaces', { ingress: [{ from: [{ namespaceSelector: {} }] }] }, ['ingress[0] allows ingress from everybody on all ports']],
  ['halves in two rules', { ingress: [{ from: [block('0.0.0.0/1')] }, { from: [block('128.0.0.0/1')] }] }, ['the rules together allow ingress from everybody on all ports']],
  ['egress on a port to all addresses, in halves', { egress: [{ to: [block('0.0.0.0/1'), block('128.0.0.0/1')], ports }] }, ['egress[0] allows egress to all addresses']],
  ['egress on a port to everybody', { egress: [{ ports }] }, ['egress[0] allows egress to all addresses']],
])('fails for %s', (_, spec, messages) => {
  const all = found(policy('web', { ...web, ...spec }));
  expect(all).toHaveLength(messages.length);
  messages.forEach((message, i) => expect(all[i]).toContain(message.replace(/^\w+\[0\] /, '')));
});

test('fails for a selector that only excludes, and says why it is no bound', () => {
  const [message] = found(policy('web', { ...web, ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['ops'] }] } }] }] }));
  expect(message).toContain('ingress from everybody but what a selector excludes, which is every pod without that label, on all ports');
});

describe('policies of the cluster', () => {
  const cluster = (spec: object) => (
    { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy', metadata: { name: 'all' }, spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} }, ...spec } });
  const everyone = [{ namespaces: {} }];

  test.each<[string, object, string]>([
    ['an accept for all pods', { ingress: [{ action: 'Accept', from: everyone }] }, 'accepts ingress from everybody on all ports'],
    ['an accept for all pods but a few', { ingress: [{ action: 'Accept', from: [{ namespaces: { matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] } }] }] },
      'accepts ingress from everybody but what a selector excludes'],
    ['an accept for all addresses', { egress: [{ action: 'Accept', to: [{ networks: ['0.0.0.0/0'] }], protocols: [{ tcp: { destinationPort: { number: 443 } } }] }] },
      'accepts egress to all addresses'],
  ])('fail for %s', (_, spec, message) => expect(found(cluster(spec)).join()).toContain(message));

  test.each<[string, object]>([
    ['an accept behind a deny', { ingress: [{ action: 'Deny', from: everyone }, { action: 'Accept', from: everyone }] }],
    ['an accept that NetworkPolicies may narrow', { tier: 'Baseline', ingress: [{ action: 'Accept', from: everyone }] }],
    ['a pass', { ingress: [{ action: 'Pass', from: everyone }] }],
    ['an accept for a namespace', { ingress: [{ action: 'Accept', from: [{ namespaces: { matchLabels: { team: 'ops' } } }] }] }],
  ])('accepts %s', (_, spec) => expect(found(cluster(spec))).toEqual([]));
});

test.each([
  ['rules without effect', { policyTypes: ['Egress'], ingress: [{}] }],
  ['name resolution', { egress: [{ ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }] }] }],
  ['a public port in halves', { ingress: [{ from: [block('0.0.0.0/1'), block('128.0.0.0/1')], ports }] }],
  ['all namespaces on a port', { egress: [{ to: [{ namespaceSelector: {} }], ports }] }],
  ['the internet without a private network', { egress: [{ to: [block('0.0.0.0/0', '10.0.0.0/8')], ports }] }],
])('accepts %s', (_, spec) => {
  expect(found(policy('web', { ...web, ...spec }))).toEqual([]);
});

test('fails once for a rule that is open by itself', () => {
  expect(found(policy('web', { ...web, ingress: [{}] }))).toHaveLength(1);
});

describe('policies of the same pods', () => {
  const lower = { ingress: [{ from: [block('0.0.0.0/1')] }] };
  const upper = { ingress: [{ from: [block('128.0.0.0/1')] }] };
  const pods = (labels: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', labels }, spec: { containers: [] } });

  test('fail where they open everything together', () => {
    const [message, ...others] = found(policy('lower', { ...web, ...lower }), policy('upper', { podSelector: {}, ...upper }));
    expect(message).toContain('together with NetworkPolicy "upper", which selects the same pods, the rules allow ingress from everybody on all ports');
    expect(others).toEqual([]);
  });

  test('fail where a pod runs that has the labels of both', () => {
    const tier = { podSelector: { matchLabels: { tier: 'front' } } };
    const both = [policy('lower', { ...web, ...lower }), policy('upper', { ...tier, ...upper })];
    expect(found(...both)).toEqual([]);
    expect(found(...both, pods({ app: 'web', tier: 'front' }))).toHaveLength(1);
  });

  test('have bounds where they select other pods', () => {
    expect(found(policy('lower', { ...web, ...lower }), policy('upper', { podSelector: { matchLabels: { app: 'api' } }, ...upper }))).toEqual([]);
  });
});
