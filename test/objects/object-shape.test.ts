import { objectProblems } from '../../src/objects/object-shape';

const named = (apiVersion: string, kind: string, name: string) => ({ apiVersion, kind, metadata: { name } });
const labelled = (labels: unknown, annotations?: unknown) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', labels, annotations } });

test.each<[string, object]>([
  ['a dotted name', named('v1', 'ConfigMap', 'web.example.com')],
  ['a role with colons', named('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:node')],
  ['a StatefulSet of 52 characters', named('apps/v1', 'StatefulSet', 'x'.repeat(52))],
  ['a Job of 63 characters', named('batch/v1', 'Job', 'x'.repeat(63))],
  ['a CronJob of 52 characters', named('batch/v1', 'CronJob', 'x'.repeat(52))],
  ['a prefix for a name', { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'web-' } }],
  ['labels and annotations', labelled({ 'app.kubernetes.io/name': 'web', 'empty': '' }, { 'Example.com/Note': 'any text: 1 = 1' })],
  ['a Service that starts with a digit', named('v1', 'Service', '9web')],
  ['null maps', labelled(null, null)],
  ['a custom resource', named('example.com/v1alpha1', 'Widget', 'web')],
  ['a list', { apiVersion: 'v1', kind: 'List', items: [] }],
  ['a review, which is never stored', { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: {} }],
  ['a file of the kubelet', { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' }],
  ['a kustomization', { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' }],
  ['an audit policy', { apiVersion: 'audit.k8s.io/v1', kind: 'Policy' }],
])('accepts %s', (_, manifest) => expect(objectProblems(manifest as never)).toEqual([]));

test.each<[string, object, string, RegExp]>([
  ['no apiVersion', { kind: 'Pod', metadata: { name: 'web' } }, '/apiVersion', /apiVersion is missing/],
  ['an apiVersion with two slashes', named('a/b/c', 'Pod', 'web'), '/apiVersion', /not of the form/],
  ['an apiVersion with a bad group', named('Apps/v1', 'Widget', 'web'), '/apiVersion', /not of the form/],
  ['no kind', { apiVersion: 'v1', metadata: { name: 'web' } }, '/kind', /kind is missing/],
  ['a kind with a space', named('v1', 'Config Map', 'web'), '/kind', /not of the form/],
  ['no metadata', { apiVersion: 'v1', kind: 'Pod' }, '/metadata/name', /has no name/],
  ['an empty name', named('v1', 'Pod', ''), '/metadata/name', /has no name/],
  ['upper case', named('v1', 'Pod', 'Web'), '/metadata/name', /the name "Web" must be lower-case/],
  ['a dotted namespace', named('v1', 'Namespace', 'shop.web'), '/metadata/name', /must be lower-case/],
  ['a dotted StatefulSet', named('apps/v1', 'StatefulSet', 'shop.web'), '/metadata/name', /must be lower-case/],
  ['a StatefulSet of 53 characters', named('apps/v1', 'StatefulSet', 'x'.repeat(53)), '/metadata/name', /longer than 52 .*controller-revision-hash/],
  ['a Job of 64 characters', named('batch/v1', 'Job', 'x'.repeat(64)), '/metadata/name', /longer than 63 .*job-name/],
  ['a CronJob of 53 characters', named('batch/v1', 'CronJob', 'x'.repeat(53)), '/metadata/name', /longer than 52/],
  ['a role with a slash', named('rbac.authorization.k8s.io/v1', 'Role', 'a/b'), '/metadata/name', /neither "\/" nor "%"/],
  ['a bad namespace', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'Shop' } }, '/metadata/namespace', /namespace "Shop" must be/],
  ['a bad label value', labelled({ app: 'a b' }), '/metadata/labels/app', /value "a b" of label "app"/],
  ['a bad label key', labelled({ 'a b': 'x' }), '/metadata/labels/a b', /key of label "a b"/],
  ['a bad annotation key', labelled({}, { 'a/b/c': 'x' }), '/metadata/annotations/a~1b~1c', /key of annotation "a\/b\/c"/],
])('finds %s', (_, manifest, pointer, message) => {
  const problems = objectProblems(manifest as never);
  expect(problems.map((problem) => problem.pointer)).toEqual([pointer]);
  expect(problems[0].message).toMatch(message);
});

test('a Service starts with a letter before Kubernetes 1.36', () => {
  const service = named('v1', 'Service', '9web');
  expect(objectProblems(service, 36)).toEqual([]);
  expect(objectProblems(service, 35).map(({ message }) => message)).toEqual(['the name "9web" must start with a letter; pass another `metadata.name`']);
});
