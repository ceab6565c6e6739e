import { NetworkIsolation } from '../../../src/objects/network/isolation';

const networkPolicy = (spec: object, namespace = 'shop') => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace }, spec });
const ingress = (...rules: object[]) => networkPolicy({ podSelector: {}, policyTypes: ['Ingress'], ingress: rules });
const egress = (...rules: object[]) => networkPolicy({ podSelector: {}, policyTypes: ['Egress'], egress: rules });
const block = (cidr: string, ...except: string[]) => ({ ipBlock: { cidr, except } });
const expression = (key: string, operator: string, ...values: string[]) => ({ matchExpressions: [{ key, operator, values }] });

const isolationOf = (direction: 'Ingress' | 'Egress', ...policies: object[]) =>
  new NetworkIsolation(policies as never).ofNamespace('shop', direction);

describe('ingress rules that open everything, however they are written', () => {
  test.each([
    ['an empty rule', [ingress({})]],
    ['empty lists', [ingress({ from: [], ports: [] })]],
    ['a rule among others', [ingress({ from: [{ podSelector: {} }] }, {})]],
    ['all protocols without numbers', [ingress({ ports: [{ protocol: 'TCP' }, { protocol: 'UDP' }, { protocol: 'SCTP' }] })]],
    ['every number of TCP, which is the default', [ingress({ ports: [{ port: 1, endPort: 65535 }] })]],
    ['every number but a privileged one', [ingress({ ports: [{ port: 1, endPort: 21 }, { port: 23, endPort: 65535 }] })]],
    ['two rules with half of the numbers each', [ingress({ ports: [{ port: 1, endPort: 30000 }] }, { ports: [{ port: 30001, endPort: 65535 }] })]],
    ['two policies with half of the numbers each', [ingress({ ports: [{ port: 1, endPort: 30000 }] }), ingress({ ports: [{ port: 30001, endPort: 65535 }] })]],
    ['all namespaces', [ingress({ from: [{ namespaceSelector: {} }] })]],
    ['all pods of all namespaces', [ingress({ from: [{ namespaceSelector: {}, podSelector: {} }] })]],
    ['namespaces that have a name, as all do', [ingress({ from: [{ namespaceSelector: expression('kubernetes.io/metadata.name', 'Exists') }] })]],
    ['the own namespace and all others', [ingress({ from: [{ podSelector: {} }, { namespaceSelector: expression('kubernetes.io/metadata.name', 'NotIn', 'shop') }] })]],
    ['pods with and without a label', [ingress({ from: [
      { namespaceSelector: {}, podSelector: expression('app', 'Exists') }, { namespaceSelector: {}, podSelector: expression('app', 'DoesNotExist') },
    ] })]],
    ['all pods but those with a label', [ingress({ from: [{ namespaceSelector: {}, podSelector: expression('app', 'DoesNotExist') }] })]],
    ['all namespaces but one', [ingress({ from: [{ namespaceSelector: expression('kubernetes.io/metadata.name', 'NotIn', 'billing') }] })]],
    ['all namespaces without one of two labels', [ingress({ from: [{ namespaceSelector: { matchExpressions: [
      ...expression('team', 'DoesNotExist').matchExpressions, ...expression('stage', 'NotIn', 'test').matchExpressions,
    ] } }] })]],
    ['every address', [ingress({ from: [block('0.0.0.0/0')] })]],
    ['every address of IPv6', [ingress({ from: [block('::/0')] })]],
    ['a block with bits beyond its prefix', [ingress({ from: [block('10.1.2.3/0')] })]],
    ['a prefix with a leading zero', [ingress({ from: [block('0.0.0.0/00')] })]],
    ['halves of all addresses', [ingress({ from: [block('0.0.0.0/1'), block('128.0.0.0/1')] })]],
    ['halves in two rules', [ingress({ from: [block('0.0.0.0/1')] }, { from: [block('128.0.0.0/1')] })]],
    ['an exception of one address', [ingress({ from: [block('0.0.0.0/0', '10.1.2.3/32')] })]],
    ['an exception that nobody has', [ingress({ from: [block('0.0.0.0/0', '240.0.0.0/4', '127.0.0.0/8')] })]],
    ['a public network as exception', [ingress({ from: [block('0.0.0.0/0', '8.8.0.0/16')] })]],
    ['an exception that another rule takes back', [ingress({ from: [block('0.0.0.0/0', '10.0.0.0/8')] }, { from: [block('10.0.0.0/8')] })]],
  ])('%s', (_, policies) => {
    expect(isolationOf('Ingress', ...policies)).toBe('opened');
  });
});

describe('ingress rules with bounds', () => {
  test.each([
    ['no rule', [ingress()]],
    ['one port for everybody', [ingress({ ports: [{ port: 443 }] })]],
    ['the own namespace', [ingress({ from: [{ podSelector: {} }] })]],
    ['namespaces with a label', [ingress({ from: [{ namespaceSelector: { matchLabels: { team: 'web' } } }] })]],
    ['pods of the own namespace but those with a label', [ingress({ from: [{ podSelector: expression('app', 'DoesNotExist') }] })]],
    ['two labels that some pods have neither of', [ingress({ from: [
      { namespaceSelector: {}, podSelector: expression('app', 'Exists') }, { namespaceSelector: {}, podSelector: expression('tier', 'Exists') },
    ] })]],
    ['all namespaces on one port', [ingress({ from: [{ namespaceSelector: {} }], ports: [{ port: 8080 }] })]],
    ['half of all addresses', [ingress({ from: [block('0.0.0.0/1')] })]],
    ['the internet', [ingress({ from: [block('0.0.0.0/0', '10.0.0.0/8')] })]],
    ['rules that have no effect', [networkPolicy({ podSelector: {}, policyTypes: ['Egress'], ingress: [{}] }), ingress()]],
    ['some pods opened', [ingress(), networkPolicy({ podSelector: { matchLabels: { app: 'web' } }, ingress: [{}] })]],
    ['a port by name', [ingress({ ports: [{ port: 'http' }] })]],
    ['ports that are none', [ingress({ ports: [{ port: 0, endPort: 65535 }] })]],
    ['two policies whose selectors are opposites', [
      networkPolicy({ podSelector: expression('app', 'Exists') }), networkPolicy({ podSelector: expression('app', 'DoesNotExist') }),
    ]],
  ])('%s', (_, policies) => {
    expect(isolationOf('Ingress', ...policies)).toBe('restricted');
  });
});

describe('policies that do not select every pod', () => {
  test.each([
    ['none', []],
    ['one of another namespace', [networkPolicy({ podSelector: {} }, 'billing')]],
    ['one of the other direction', [egress()]],
    ['one for a label', [networkPolicy({ podSelector: { matchLabels: { app: 'web' } } })]],
    ['selectors that leave out a value', [networkPolicy({ podSelector: expression('app', 'NotIn', 'web') }), networkPolicy({ podSelector: expression('app', 'In', 'api') })]],
  ])('%s', (_, policies) => {
    expect(isolationOf('Ingress', ...policies)).toBe('unrestricted');
  });

  test('opposites that open everything leave no pod restricted', () => {
    const open = (operator: string) => networkPolicy({ podSelector: expression('app', operator), ingress: [{}] });
    expect(isolationOf('Ingress', ingress(), open('Exists'), open('DoesNotExist'))).toBe('opened');
  });
});

describe('policies of the cluster', () => {
  const cluster = (spec: object, kind = 'ClusterNetworkPolicy') => (
    { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind, metadata: { name: 'default' }, spec: { priority: 10, subject: { namespaces: {} }, ...spec } });
  const all = [{ namespaces: {} }];
  const rule = (action: string, rest: object = {}) => ({ action, from: all, ...rest });

  test.each([
    ['a deny at the baseline restricts', 'restricted', [cluster({ tier: 'Baseline', ingress: [rule('Deny')] })]],
    ['a deny of administrators restricts', 'restricted', [cluster({ tier: 'Admin', ingress: [rule('Deny')] })]],
    ['a deny at the baseline after a pass of administrators restricts', 'restricted',
      [cluster({ tier: 'Admin', ingress: [rule('Pass'), rule('Deny')] }), cluster({ tier: 'Baseline', ingress: [rule('Deny')] })]],
    ['a pass of administrators before their deny leaves open', 'unrestricted', [cluster({ tier: 'Admin', ingress: [rule('Pass'), rule('Deny')] })]],
    ['an accept of administrators opens what NetworkPolicies deny', 'opened', [cluster({ tier: 'Admin', ingress: [rule('Accept')] }), ingress()]],
    ['an accept at the baseline does not', 'restricted', [cluster({ tier: 'Baseline', ingress: [rule('Accept')] }), ingress()]],
    ['a deny of administrators holds where NetworkPolicies open everything to pods', 'restricted',
      [cluster({ tier: 'Admin', ingress: [rule('Deny')] }), ingress({ from: [{ namespaceSelector: {} }] })]],
    ['a deny of administrators for all but a few leaves those open', 'unrestricted',
      [cluster({ tier: 'Admin', ingress: [rule('Deny', { from: [{ namespaces: expression('team', 'NotIn', 'web') }] })] })]],
    ['an accept of administrators for all but a few opens', 'opened',
      [cluster({ tier: 'Admin', ingress: [rule('Accept', { from: [{ namespaces: expression('team', 'NotIn', 'web') }] })] }), ingress()]],
    ['the lower priority is asked first', 'restricted',
      [cluster({ tier: 'Admin', ingress: [rule('Accept')] }), cluster({ tier: 'Admin', priority: 1, ingress: [rule('Deny')] })]],
    ['a deny on one port leaves open', 'unrestricted', [cluster({ tier: 'Admin', ingress: [rule('Deny', { protocols: [{ tcp: { destinationPort: { number: 22 } } }] })] })]],
    ['a deny on all ports of TCP restricts', 'restricted', [cluster({ tier: 'Admin', ingress: [rule('Deny', { protocols: [{ tcp: { destinationPort: { range: { start: 1, end: 65535 } } } }] })] })]],
    ['a deny for other namespaces leaves open', 'unrestricted', [cluster({ tier: 'Admin', subject: { namespaces: { matchLabels: { team: 'web' } } }, ingress: [rule('Deny')] })]],
    ['a deny for this namespace by its name restricts', 'restricted',
      [cluster({ tier: 'Admin', subject: { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }, ingress: [rule('Deny')] })]],
    ['a deny for some pods leaves open', 'unrestricted',
      [cluster({ tier: 'Admin', subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } } }, ingress: [rule('Deny')] })]],
    ['the earlier kind for the baseline restricts', 'restricted', [cluster({ ingress: [rule('Deny')] }, 'BaselineAdminNetworkPolicy')]],
    ['the earlier kind of administrators restricts', 'restricted',
      [cluster({ ingress: [rule('Deny', { ports: [{ portRange: { start: 1, end: 65535 } }] })] }, 'AdminNetworkPolicy')]],
  ])('%s', (_, expected, policies) => {
    expect(isolationOf('Ingress', ...policies)).toBe(expected);
  });

  test.each([
    ['a deny to pods leaves the internet open', 'unrestricted', all],
    ['a deny to pods and networks restricts', 'restricted', [...all, { networks: ['0.0.0.0/0'] }]],
    ['a deny to all networks holds for pods, too', 'restricted', [{ networks: ['0.0.0.0/0', '::/0'] }]],
    ['a deny to nodes leaves open', 'unrestricted', [{ nodes: {} }]],
  ])('%s', (_, expected, to) => {
    expect(isolationOf('Egress', cluster({ tier: 'Baseline', egress: [{ action: 'Deny', to }] }))).toBe(expected);
  });
});

describe('policies of network plugins', () => {
  const cilium = (spec: object, kind = 'CiliumNetworkPolicy', namespace: string | undefined = 'shop') => (
    { apiVersion: 'cilium.io/v2', kind, metadata: { name: 'web', namespace }, spec });
  const calico = (selector: string | undefined, kind = 'NetworkPolicy') => (
    { apiVersion: 'projectcalico.org/v3', kind, metadata: { name: 'web', namespace: kind === 'NetworkPolicy' ? 'shop' : undefined }, spec: { selector } });
  const named = (policy: object, labels?: Record<string, string>) => new NetworkIsolation([policy] as never).notEvaluated('shop', labels).length === 1;

  test.each([
    ['one for all pods', cilium({ endpointSelector: {} }), true, true],
    ['one for the pods', cilium({ endpointSelector: { matchLabels: { 'k8s:app': 'web' } } }), true, false],
    ['one for other pods', cilium({ endpointSelector: { matchLabels: { app: 'api' } } }), false, false],
    ['one of another namespace', cilium({ endpointSelector: {} }, 'CiliumNetworkPolicy', 'billing'), false, false],
    ['one for the cluster', cilium({ endpointSelector: {} }, 'CiliumClusterwideNetworkPolicy', undefined), true, true],
    ['one for nodes', cilium({ nodeSelector: {} }, 'CiliumClusterwideNetworkPolicy', undefined), false, false],
    ['one of Calico for all pods', calico('all()'), true, true],
    ['one of Calico without selector', calico(undefined), true, true],
    ['one of Calico for some pods, which may be these', calico("app == 'web'"), true, false],
    ['one of Calico for the cluster', calico('all()', 'GlobalNetworkPolicy'), true, true],
  ])('%s', (_, policy, ofPods, ofNamespace) => {
    expect(named(policy, { app: 'web' })).toBe(ofPods);
    expect(named(policy)).toBe(ofNamespace);
  });
});
