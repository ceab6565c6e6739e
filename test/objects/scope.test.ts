import { POD_KINDS } from '../../src/objects/pod-template';
import { CLUSTER_SCOPED_KINDS, isClusterScoped, NAMESPACED_KINDS } from '../../src/objects/scope';

test.each([
  ['v1', 'Namespace', true],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', true],
  ['rbac.authorization.k8s.io/v1', 'Role', false],
  ['storage.k8s.io/v1beta1', 'StorageClass', true],
  ['apps/v1', 'Deployment', false],
  ['v1', 'Deployment', undefined],
  ['example.com/v1', 'Namespace', undefined],
  ['', '', undefined],
])('%s %s is cluster-scoped: %s', (apiVersion, kind, expected) => {
  expect(isClusterScoped({ apiVersion, kind })).toBe(expected);
});

test('no kind is in both tables, or twice in one', () => {
  const all = [...NAMESPACED_KINDS, ...CLUSTER_SCOPED_KINDS];
  expect(new Set(all).size).toBe(all.length);
});

test('every kind with pods has a namespace', () => {
  expect(NAMESPACED_KINDS).toEqual(expect.arrayContaining(Object.keys(POD_KINDS)));
});
