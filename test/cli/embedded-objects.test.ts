import { call, folder, write } from './command';

/** Objects of Kubernetes in custom resources: their controller creates them, so they are judged as what they are, and never silence. */

type Found = Readonly<Record<'control' | 'outcome' | 'pointer' | 'message', string>> & { readonly line: number };

let at: string;
beforeEach(() => { at = folder(); });

async function check(manifest: object, ...options: string[]): Promise<{ code: number; findings: Found[] }> {
  write(at, { 'x.json': JSON.stringify(manifest, undefined, 1) });
  const { code, out } = await call(at, ['check', '--format', 'json', 'x.json', ...options]);
  return { code, findings: (JSON.parse(out) as { findings: Found[] }).findings };
}
const places = (findings: readonly Found[], id: string): string[] => findings.filter(({ control }) => control === id).map(({ pointer }) => pointer);

const of = (apiVersion: string, kind: string, rest: object, name = 'x') => ({ apiVersion, kind, metadata: { name, namespace: 'shop' }, ...rest });
const inCrossplane = (manifest: object) => of('kubernetes.crossplane.io/v1alpha2', 'Object', { spec: { forProvider: { manifest } } });
const inOpenShift = (manifest: object) => of('template.openshift.io/v1', 'Template', { objects: [manifest], parameters: [{ name: 'NAME' }] });
const inUnknown = (manifest: object) => of('example.com/v1', 'Bundle', { spec: { parts: [{ objects: { first: manifest } }] } });
const HOLDERS: readonly (readonly [string, (manifest: object) => object, string])[] = [
  ['an Object of Crossplane', inCrossplane, '/spec/forProvider/manifest'],
  ['a Template of OpenShift', inOpenShift, '/objects/0'],
  ['a kind that nobody knows', inUnknown, '/spec/parts/0/objects/first'],
];

const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];
const DANGEROUS: readonly (readonly [string, object, string, string])[] = [
  ['a ClusterRole', of('rbac.authorization.k8s.io/v1', 'ClusterRole', { rules: everything }), 'rbac-no-wildcard-verbs', '/rules/0/verbs'],
  [
    'a binding of cluster-admin',
    of('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [] }),
    'rbac-no-cluster-admin', '/roleRef/name',
  ],
  ['a Secret', of('v1', 'Secret', { stringData: { password: 'x8Kq2v9Lw0pZ' } }), 'no-literal-secrets', '/stringData/password'],
  ['a NetworkPolicy', of('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, ingress: [{}] } }), 'no-allow-all-network-policy', '/spec/ingress/0'],
  ['a PersistentVolume', of('v1', 'PersistentVolume', { spec: { hostPath: { path: '/' } } }), 'persistent-volume-no-host-path', '/spec/hostPath'],
  ['a Service', of('v1', 'Service', { spec: { externalIPs: ['192.0.2.1'] } }), 'no-external-ips', '/spec/externalIPs'],
  ['a Namespace', of('v1', 'Namespace', {}), 'namespace-pod-security-labels', '/metadata/labels'],
  [
    'a Pod', of('v1', 'Pod', { spec: { containers: [{ name: 'a', image: 'registry.example.com/a:1.0.0', securityContext: { privileged: true } }] } }),
    'no-privileged', '/spec/containers/0/securityContext/privileged',
  ],
  [
    'a CronJob',
    of('batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template: { spec: { hostPID: true, containers: [{ name: 'a', image: 'a' }] } } } } } }),
    'no-host-namespaces', '/spec/jobTemplate/spec/template/spec/hostPID',
  ],
];

describe.each(HOLDERS)('in %s', (_, holder, around) => {
  test.each(DANGEROUS)('%s is judged', async (__, manifest, control, pointer) => {
    const { findings } = await check(holder(manifest));
    expect(findings.filter((one) => one.control === control).map((one) => one.pointer).some((one) => one.startsWith(around + pointer))).toBe(true);
    expect(findings.filter((one) => one.control === control)[0].line).toBeGreaterThan(5);
  });
});

test('the message names the object', async () => {
  const { findings } = await check(inCrossplane(of('v1', 'PersistentVolume', { spec: { hostPath: { path: '/' } } }, 'root')));
  expect(findings.find(({ control }) => control === 'persistent-volume-no-host-path')!.message).toMatch(/ \(in the PersistentVolume "root" that the object holds\)$/);
});

test('a reference to an object is none', async () => {
  const { code, findings } = await check(inUnknown({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', labelSelector: { matchLabels: { app: 'web' } } }));
  expect([code, findings]).toEqual([0, []]);
});

test('an object that is no manifest yet is not refused for what is missing', async () => {
  const { findings } = await check(inCrossplane({ apiVersion: 'v1', kind: 'Service', spec: {} }));
  expect(places(findings, 'valid-manifest')).toEqual([]);
});

test('the rules of an operator are those of a role', async () => {
  const permissions = [{ serviceAccountName: 'x', rules: everything }];
  const { findings } = await check(of('operators.coreos.com/v1alpha1', 'ClusterServiceVersion', { spec: { install: { spec: { clusterPermissions: permissions } } } }));
  expect(places(findings, 'rbac-no-wildcard-verbs')).toEqual(['/spec/install/spec/clusterPermissions/0/rules/0/verbs/0']);
});

test('what a parameter says is not known', async () => {
  const verbs = [{ apiGroups: [''], resources: ['pods'], verbs: ['${VERB}'] }];
  const { code, findings } = await check(inOpenShift(of('rbac.authorization.k8s.io/v1', 'ClusterRole', { rules: verbs })));
  expect(code).toBe(2);
  expect(findings.filter(({ outcome }) => outcome === 'inconclusive').map(({ pointer }) => pointer)).toContain('/objects/0/rules/0/verbs/0');
});

test('an object in a text is judged', async () => {
  const manifest = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { hostNetwork: true }\n';
  const { code, findings } = await check(of('argoproj.io/v1alpha1', 'Workflow', { spec: { templates: [{ name: 'a', resource: { action: 'create', manifest } }] } }));
  expect(code).toBe(1);
  expect(places(findings, 'no-host-namespaces')).toEqual(['/spec/templates/0/resource/manifest']);
});

test('a waiver excuses one', async () => {
  const annotations = { 'waive.cdk8s-hardened.dev/persistent-volume-no-host-path': 'the disk of the database is local on purpose' };
  const holder = inCrossplane(of('v1', 'PersistentVolume', { spec: { hostPath: { path: '/data' } } }));
  const { findings } = await check({ ...holder, metadata: { ...holder.metadata, annotations } });
  expect(findings.find(({ control }) => control === 'persistent-volume-no-host-path')!.outcome).toBe('waived');
});

test('a profile can say that nothing in a kind is applied', async () => {
  write(at, { 'settings.yaml': 'profile: { customPodSpecs: { example.com/Bundle: [] } }\n' });
  const { code, findings } = await check(inUnknown(DANGEROUS[0][1]), '--config', 'settings.yaml');
  expect([code, findings]).toEqual([0, []]);
});

test('the Pod Security Standards alone do not decide about parts of pods, which is said', async () => {
  const task = of('tekton.dev/v1', 'Task', { spec: { steps: [{ name: 'a', image: 'a', securityContext: { privileged: true } }] } });
  for (const holder of [task, inCrossplane(DANGEROUS[7][1])]) expect((await check(holder, '--pod-security', 'restricted')).code).toBe(2);
});
