import { mayShareNamespace, namespaceText, UnseenObjects } from '../../src/objects/unseen-objects';

const object = (apiVersion: string, kind: string, namespace?: string, rest: object = {}) => ({ manifest: { apiVersion, kind, metadata: { name: 'x', namespace }, ...rest } });
const template = { spec: { template: { spec: { containers: [] } } } };

test.each<[string, ReturnType<typeof object>, boolean, boolean]>([
  ['a built-in workload', object('apps/v1', 'Deployment', 'shop', template), false, false],
  ['a built-in kind of the cluster', object('rbac.authorization.k8s.io/v1', 'ClusterRole'), false, false],
  ['an operator\'s resource', object('postgresql.cnpg.io/v1', 'Cluster', 'shop'), true, true],
  ['one of another namespace', object('postgresql.cnpg.io/v1', 'Cluster', 'billing'), false, false],
  ['one without namespace', object('postgresql.cnpg.io/v1', 'Cluster'), true, true],
  ['a passive one', object('external-secrets.io/v1', 'ExternalSecret', 'shop'), false, false],
  ['a maker of a passive group', object('gateway.networking.k8s.io/v1', 'Gateway', 'shop'), true, true],
  ['one that installs things elsewhere', object('argoproj.io/v1alpha1', 'Application', 'argocd'), true, true],
  ['one that shows its pods', object('argoproj.io/v1alpha1', 'Rollout', 'shop', template), false, true],
  ['one that refers to its pods', object('argoproj.io/v1alpha1', 'Rollout', 'shop'), true, true],
  ['one whose pods get more labels', object('serving.knative.dev/v1', 'Service', 'shop', template), true, true],
  ['nothing', object('', ''), true, true],
])('%s may bring pods: %s, services: %s', (_, one, pods, services) => {
  const unseen = new UnseenObjects([one]);
  expect(unseen.mayHavePods('shop')).toBe(pods);
  expect(unseen.mayHaveServices('shop')).toBe(services);
});

test('believes the profile', () => {
  const widget = object('example.com/v1', 'Widget', 'shop', { spec: { pod: { containers: [] } } });
  const declared = (...pointers: string[]) => new UnseenObjects([{ ...widget, profile: { customPodSpecs: { 'example.com/Widget': pointers } } }]);
  expect(new UnseenObjects([widget]).mayHavePods('shop')).toBe(true);
  expect(declared('/spec/pod').mayHavePods('shop')).toBe(false);
  expect(declared().mayHavePods('shop')).toBe(false);
  expect(declared('/spec/other').mayHavePods('shop')).toBe(true);
});

test('takes a missing namespace for any', () => {
  const unseen = new UnseenObjects([object('example.com/v1', 'Widget', 'shop')]);
  expect(unseen.mayHavePods('')).toBe(true);
  expect(new UnseenObjects([]).mayHavePods('')).toBe(false);
  expect([mayShareNamespace('a', 'a'), mayShareNamespace('', 'a'), mayShareNamespace('a', ''), mayShareNamespace('a', 'b')]).toEqual([true, true, true, false]);
  expect([namespaceText('a'), namespaceText('')]).toEqual(['namespace "a"', 'the same namespace']);
});
