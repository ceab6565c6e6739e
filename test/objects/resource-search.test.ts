import { CustomPodSpecs } from '../../src/objects/custom-pod-specs';
import { embeddedContent } from '../../src/objects/custom-pods/embedded-content';
import { placeTree } from '../../src/objects/custom-pods/place';
import { PLACE_LINES } from '../../src/objects/custom-pods/place-table';
import { mayHoldObjects, searchResource } from '../../src/objects/custom-pods/resource-search';
import { groupKind } from '../../src/objects/manifest';
import { isBuiltInKind } from '../../src/objects/scope';

type Json = Record<string, any>;

const container = { name: 'a', image: 'registry.example.com/a:1.0.0' };
const spec = { containers: [container] };
const widget = (rest: Json): Json => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' }, ...rest });
const patterns = (manifest: Json, custom?: CustomPodSpecs): string[] => searchResource(manifest, custom).undeclared.map(({ pattern }) => pattern);
const found = (manifest: Json, custom?: CustomPodSpecs): string[] => searchResource(manifest, custom).found.map(({ what, pointer }) => `${what} ${pointer}`);

const objects = (manifest: Json): string[] => searchResource(manifest).objects.map(({ manifest: one, pointer }) => `${groupKind(one)} ${pointer}`);

describe('in a kind that nobody declared, a map looks like pods', () => {
  test.each<[string, Json, string[]]>([
    ['with containers in a template', { spec: { template: { spec } } }, ['/spec/template/spec']],
    ['with containers at the top', { containers: [container] }, ['']],
    ['with init containers only', { spec: { pod: { initContainers: [{}] } } }, ['/spec/pod']],
    ['with containers for debugging only', { spec: { ephemeralContainers: [{}] } }, ['/spec']],
    ['in a list', { groups: ['x', { spec }, { spec }] }, ['/groups/*/spec']],
    ['under an odd key', { 'a/b': { spec } }, ['/a~1b/spec']],
    ['twice', { a: { x: { spec } }, b: { spec } }, ['/a/x/spec', '/b/spec']],
    ['beside and below another', { spec: { containers: [{}], more: { spec } } }, ['/spec', '/spec/more/spec']],
    ['with an image and a command', { spec: { main: { image: 'a', command: ['x'] } } }, ['/spec/main']],
    ['with an image and a security context', { spec: { steps: [{ image: 'a', securityContext: { privileged: true } }] } }, ['/spec/steps/*']],
    ['with an image and amounts', { spec: { image: 'a', resources: {} } }, ['/spec']],
    ['with a privilege', { spec: { podOptions: { privileged: true } } }, ['/spec/podOptions']],
    ['with the user root', { spec: { containerSecurityContext: { runAsUser: 0 } } }, ['/spec/containerSecurityContext']],
    ['with capabilities', { spec: { security: { capabilities: { add: ['SYS_ADMIN'] } } } }, ['/spec/security']],
    ['with a namespace of the host', { spec: { driver: { hostPID: true } } }, ['/spec/driver']],
    ['with a namespace of the host in a text', { spec: { driver: { hostNetwork: 'true' } } }, ['/spec/driver']],
    ['with a privilege in a parameter', { spec: { options: { privileged: '{{inputs.parameters.root}}' } } }, ['/spec/options']],
    ['with a path of the host as a text', { spec: { storage: { hostPath: '/' } } }, ['/spec/storage']],
    ['with a path of the host by another name', { spec: { volumes: [{ name: 'x', hostDisk: { path: '/', type: 'Disk' } }] } }, ['/spec/volumes/*']],
    ['with a path of the host by a longer name', { spec: { dataDirHostPath: '/var/lib/rook' } }, ['/spec']],
    ['with a path of the host', { spec: { extra: [{ name: 'x', hostPath: { path: '/' } }] } }, ['/spec/extra/*']],
    ['in a container beside a pod', { spec: { hostNetwork: true, templates: [{ container: { image: 'a', args: [] } }] } }, ['/spec', '/spec/templates/*/container']],
  ])('%s', (_, rest, expected) => expect(patterns(widget(rest))).toEqual(expected));

  test('only with values of the right types', () => {
    for (const containers of [[], ['x'], {}, 'x', null, [null], [[]]]) expect(patterns(widget({ spec: { containers } }))).toEqual([]);
    const schema = { image: { type: 'string' }, command: { type: 'array' }, privileged: { type: 'boolean' }, hostPath: { type: 'object', properties: { path: {} } } };
    expect(patterns(widget({ spec: { properties: schema } }))).toEqual([]);
    expect(patterns(widget({ spec: { hostNetwork: false, image: 'a', name: 'b' } }))).toEqual([]);
    expect(patterns({})).toEqual([]);
  });

  test('not in the schema of another kind', () => {
    expect(patterns(widget({ spec: { versions: [{ schema: { openAPIV3Schema: { default: { image: 'a', command: [] } } } }] } }))).toEqual([]);
  });
});

describe('what a profile declares', () => {
  const twice = widget({ spec: { a: { spec }, b: [{ spec }] } });

  test('does not silence other places', () => {
    expect(patterns(twice, { 'example.com/Widget': ['/spec/a/spec'] })).toEqual(['/spec/b/*/spec']);
    expect(patterns(twice, { 'example.com/Other': [] })).toEqual(['/spec/a/spec', '/spec/b/*/spec']);
  });

  test('silences all of a kind only where it says that there are none', () => expect(patterns(twice, { 'example.com/Widget': [] })).toEqual([]));

  test.each<[string, Json, string]>([
    ['the spec of pods', spec, 'pod'],
    ['a part of one', { hostNetwork: true }, 'part'],
    ['a container', { image: 'a', args: [] }, 'container'],
    ['a security context', { privileged: true }, 'context'],
    ['a volume', { hostPath: { path: '/' } }, 'volume'],
  ])('is %s by its fields', (_, value, what) => {
    const manifest = widget({ spec: { here: [value] } });
    const declared = { 'example.com/Widget': patterns(manifest) };
    expect(declared).toEqual({ 'example.com/Widget': ['/spec/here/*'] });
    expect(patterns(manifest, declared)).toEqual([]);
    expect(found(manifest, declared)).toEqual([`${what} /spec/here/0`]);
  });
});

describe('objects in an object', () => {
  const inner = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { template: { spec } } };

  test('are judged as what they are, so that their pods are not looked for again', () => {
    expect(objects(widget({ spec: { manifests: [inner] } }))).toEqual(['apps/Deployment /spec/manifests/0']);
    expect(found(widget({ spec: { manifests: [inner] } }))).toEqual([]);
    expect(patterns(widget({ spec: { manifests: [inner] } }))).toEqual([]);
  });

  test.each<[string, Json]>([
    ['without metadata', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', rules: [] }],
    ['in a list of objects', { apiVersion: 'v1', kind: 'List', items: [inner] }],
    ['in an object of another custom kind', widget({ spec: { object: inner } })],
    ['of a version that is gone', { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', spec: {} }],
  ])('are found %s', (_, value) => expect(objects(widget({ spec: { here: value } }))).toHaveLength(1));

  test.each<[string, Json]>([
    ['a reference', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }],
    ['a reference with a selector', { apiVersion: 'apps/v1', kind: 'Deployment', labelSelector: { matchLabels: { app: 'web' } } }],
    ['an object of a kind that nobody knows', widget({ spec: { a: 1 } })],
    ['a map without a kind', { apiVersion: 'v1', metadata: { name: 'x' } }],
  ])('%s is none', (_, value) => expect(objects(widget({ spec: { here: value } }))).toEqual([]));

  test('rules of roles are those of a role, wherever they stand', () => {
    const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];
    expect(objects(widget({ spec: { permissions: rules } }))).toEqual(['rbac.authorization.k8s.io/ClusterRole /spec/permissions']);
    expect(objects(widget({ spec: { permissions: [{ resources: ['*'], verbs: ['*'] }] } }))).toEqual([]);
    expect(objects(widget({ spec: { permissions: [{ apiGroups: '*', resources: '*', verbs: '*' }] } }))).toEqual(['rbac.authorization.k8s.io/ClusterRole /spec/permissions']);
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'x' }, rules };
    expect(objects(widget({ spec: { role } }))).toEqual(['rbac.authorization.k8s.io/Role /spec/role']);
  });

  test('a role of OpenShift is one of Kubernetes', () => {
    const role = { apiVersion: 'authorization.openshift.io/v1', kind: 'ClusterRole', metadata: { name: 'x' }, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] };
    expect(objects(role)).toEqual(['rbac.authorization.k8s.io/ClusterRole ']);
    expect(objects({ ...role, kind: 'SubjectAccessReviewX' })).toEqual(['rbac.authorization.k8s.io/ClusterRole /rules']);
  });

  test.each<[string, string, string[]]>([
    ['YAML', 'apiVersion: v1\nkind: Pod\n', ['/spec/text']],
    ['YAML after comments and a marker', '# generated\n---\nkind: Secret\napiVersion: v1\n', ['/spec/text']],
    ['JSON', '{ "kind": "Pod", "apiVersion": "v1" }', ['/spec/text']],
    ['a list', 'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n', ['/spec/text']],
    ['YAML whose fields are in another order', 'spec:\n  containers: []\nkind: Pod\napiVersion: v1\n', ['/spec/text']],
    ['YAML with an explicit key', '? kind\n: Pod\n? apiVersion\n: v1\n', ['/spec/text']],
    ['base64', Buffer.from('apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n').toString('base64'), ['/spec/text']],
    ['a pod of a custom kind', 'apiVersion: tekton.dev/v1\nkind: Task\n', ['/spec/text']],
    ['the configuration of a component', 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n', ['/spec/text']],
    ['a script', '#!/bin/sh\nkubectl apply -f - <<EOF\napiVersion: v1\nkind: Pod\nEOF\n', []],
    ['a kubeconfig', 'apiVersion: v1\nkind: Config\n', []],
    ['prose', 'the apiVersion: v1 of a kind: Pod', []],
  ])('a text that holds one in %s', (_, text, expected) => {
    expect(embeddedContent(searchResource(widget({ spec: { text } })), {}).unread.map(({ pointer }) => pointer)).toEqual(expected);
  });

  test('annotations hold copies, which are no objects', () => {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"apiVersion":"v1","kind":"Pod"}' };
    expect(searchResource(widget({ metadata: { name: 'w', annotations } })).texts).toEqual([]);
  });

  test('hide nothing by a kind without pods', () => {
    const hiding = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, spec };
    expect(patterns(widget({ spec: { template: hiding } }))).toEqual(['/spec/template/spec']);
    expect(patterns(widget({ spec: { template: { ...hiding, apiVersion: 'kyverno.io/v1', kind: 'Policy' } } }))).toEqual(['/spec/template/spec']);
  });
});

test('configuration files of components and of Cluster API hold no pods', () => {
  const clusterConfiguration = { apiServer: { extraVolumes: [{ name: 'audit', hostPath: '/etc/audit', mountPath: '/etc/audit' }] } };
  expect(patterns({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', ...clusterConfiguration })).toEqual([]);
  expect(patterns({ apiVersion: 'controlplane.cluster.x-k8s.io/v1beta1', kind: 'KubeadmControlPlane', spec: { kubeadmConfigSpec: { clusterConfiguration } } })).toEqual([]);
});

test('built-in kinds are not searched', () => {
  expect(searchResource({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { other: spec } })).toEqual({ found: [], undeclared: [], objects: [], texts: [], isComplete: true });
  expect(patterns({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec })).toEqual([]);
});

describe('hostile objects are searched in linear time', () => {
  test('deep ones', () => {
    let deep: Json = { spec };
    for (let i = 0; i < 20_000; i++) deep = { a: deep };
    expect(patterns(widget(deep))[0].endsWith('/a/spec')).toBe(true);
  });

  test('shared and round ones', () => {
    let shared: Json = { x: 1 };
    for (let i = 0; i < 60; i++) shared = { a: shared, b: shared }; // 2^60 paths
    expect(patterns(widget(shared))).toEqual([]);
    const round: Json = {};
    round.self = round;
    expect(patterns(widget(round))).toEqual([]);
  });

  test('ones with many places, which are not all told apart', () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, { spec }]));
    const search = searchResource(widget(many));
    expect([search.undeclared.length, search.isComplete]).toEqual([1000, false]);
  });

  test('ones with a text that aliases repeat, which is read once and judged a limited number of times', () => {
    const read = jest.fn(() => Array.from({ length: 30 }, () => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec })));
    const texts = Array<string>(400).fill('apiVersion: v1\nkind: Pod\n');
    const content = embeddedContent(searchResource(widget({ spec: { texts } })), { read });
    expect(read).toHaveBeenCalledTimes(1);
    expect(content.objects.length).toBeGreaterThan(900);
    expect(content.objects.length).toBeLessThan(1100);
    expect(content.objects.length / 30 + content.unread.length).toBe(400);
  });

  test('shared pods are told at each place', () => expect(patterns(widget({ a: { spec }, b: { spec } }))).toEqual(['/a/spec', '/b/spec']));
});

describe('the table', () => {
  test.each(Object.keys(PLACE_LINES))('is readable for %s, which Kubernetes does not bring', (kind) => {
    expect(placeTree(kind.replace('*', 'Any'))).toBeDefined();
    expect(isBuiltInKind(kind) && !mayHoldObjects(kind)).toBe(false);
    for (const line of PLACE_LINES[kind]) expect(line).toMatch(/^(none|(none|pod|part|container|context|podContext|volumes|volume|image|patch)( (\/([A-Za-z0-9]+|\*))+))$/);
  });
});
