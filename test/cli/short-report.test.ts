import { readFileSync } from 'fs';
import { join } from 'path';
import { BARE, call, folder, PRIVILEGED, write } from './command';

/** The report that `check` prints for people. */

const NGINX = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: nginx
          image: nginx:1.25
          ports: [{ containerPort: 80 }]
`;

let at: string;
beforeEach(() => { at = folder(); });

test('a small Deployment that leaves nearly everything unset reads in 40 lines', async () => {
  write(at, { 'web.yaml': NGINX });
  const { out } = await call(at, ['check', 'web.yaml']);
  expect(out.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test('the documentation shows the report that is printed', async () => {
  write(at, { 'web.yaml': NGINX });
  const { out } = await call(at, ['check', 'web.yaml']);
  const ofSomeControls = (text: string): string => text.replace(/by \d+ controls/, 'by … controls'); // each new control changes their number
  expect(ofSomeControls(readFileSync(join(__dirname, '..', '..', 'docs', 'cli.md'), 'utf8'))).toContain(`\`\`\`text\n${ofSomeControls(out.trimEnd())}\n\`\`\`\n`);
});

test('--verbose names each finding that the short report names or counts', async () => {
  write(at, { 'web.yaml': NGINX });
  const { findings } = JSON.parse((await call(at, ['check', '--format', 'json', 'web.yaml'])).out);
  const { out } = await call(at, ['check', '--verbose', 'web.yaml']);
  const all = findings.flatMap((one: { covers: object[] }) => [one, ...one.covers]);
  expect(all.length).toBeGreaterThan(20);
  const words = out.replace(/\s+/g, ' ');
  expect(all.filter((one: { control: string; message: string }) => !words.includes(one.control) || !words.includes(one.message))).toEqual([]);
});

test('proposes commands with the paths and options of the call', async () => {
  write(at, { 'a b/web.yaml': NGINX, 'p.yaml': 'base: restricted\n' });
  const { out } = await call(at, ['check', '--profile', 'p.yaml', 'a b']);
  expect(out).toContain('cdk8s-hardened harden --diff --profile p.yaml \'a b\'');
});

describe('what `harden` fills in is what a run of it fills in', () => {
  interface Found { readonly control: string; readonly file: string; readonly object: { readonly name: string }; readonly pointer: string }

  const keys = async (): Promise<string[]> => (JSON.parse((await call(at, ['check', '--format', 'json', '.'])).out).findings as Found[])
    .map(({ control, file, object, pointer }) => [control, file, object.name, pointer].join(' '));

  const filledIn = async (): Promise<number> => {
    const { out } = await call(at, ['check', '.']);
    return Number(/^`harden` fills in (\d+) of/m.exec(out)?.[1] ?? 0);
  };

  const WITH_ACCOUNT = BARE.replace('      containers:', '      serviceAccountName: op\n      containers:');
  const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: op, namespace: shop}\n';
  const BINDING = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: op, namespace: shop}\n'
    + 'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: op}\nsubjects: [{kind: ServiceAccount, name: op}]\n';

  test.each<[string, Record<string, string>]>([
    ['an object without anything', { 'web.yaml': BARE }],
    ['the Deployment of the documentation', { 'web.yaml': NGINX }],
    ['an explicit bad value, which stays', { 'pod.yaml': PRIVILEGED }],
    ['a list that is extended', { 'web.yaml': BARE.replace(/$/, '        securityContext: {capabilities: {drop: [NET_RAW]}}\n') }],
    ['a number of the user that stays, though what covers it is filled in', { 'web.yaml': BARE.replace(/$/, '        securityContext: {runAsUser: 101}\n') }],
    ['an account that nothing binds', { 'a.yaml': ACCOUNT, 'b.yaml': WITH_ACCOUNT }],
    ['an account that a later file binds', { 'a.yaml': ACCOUNT, 'b.yaml': WITH_ACCOUNT, 'c.yaml': BINDING }],
    ['a namespace whose workloads need a lower level', { 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n', 'b.yaml': PRIVILEGED }],
    ['the items of a list', { 'list.yaml': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [0, 1].map((i) => (
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${i}`, namespace: 'shop' }, spec: { containers: [{ name: 'main', image: 'a.example.com/a:1' }] } })) }) }],
    ['a map that an alias repeats, which cannot be edited', { 'web.yaml': BARE.replace('      containers:', '      securityContext: &shared {runAsNonRoot: true}\n      containers:')
      .replace(/$/, '        securityContext: *shared\n') }],
    ['a patch of kustomize', { 'kustomization.yaml': 'resources: [web.yaml]\npatches: [{path: patch.yaml}]\n', 'web.yaml': BARE, 'patch.yaml': BARE }],
    ['an object without an image', { 'web.yaml': BARE.replace(/ *image: .*\n/, '') }],
    ['a text that holds a configuration, to which nothing is added', { 'kubeadm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubeadm-config, namespace: kube-system}\n'
      + 'data:\n  ClusterConfiguration: |\n    apiVersion: kubeadm.k8s.io/v1beta4\n    kind: ClusterConfiguration\n    apiServer: {extraArgs: [{name: anonymous-auth, value: "true"}]}\n' }],
    ['a role in a custom resource', { 'object.yaml': 'apiVersion: kubernetes.crossplane.io/v1alpha2\nkind: Object\nmetadata: {name: r}\nspec:\n  forProvider:\n    manifest:\n'
      + '      {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: r}, rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]}\n' }],
    ['a waiver that expired', { 'web.yaml': BARE.replace('namespace: shop',
      "namespace: shop\n  annotations: {waive.cdk8s-hardened.dev/no-service-links: 'a reason | expires 2020-01-01 | by team-x'}") }],
  ])('%s', async (_, files) => {
    write(at, files);
    const before = await keys();
    const claimed = await filledIn();
    await call(at, ['harden', '--in-place', '.']);
    const after = await keys();
    const isNew = (key: string): boolean => !before.includes(key);
    const appeared = after.filter(isNew).filter((key) => !/^(?:namespace-pod-security-level|image-needs-met) /.test(key));
    expect(claimed).toBe(before.filter((key) => !after.includes(key)).length - appeared.length);
  });
});

test('what a definition shows to be wrong is not counted among what `harden` fills in', async () => {
  const schema = { type: 'object', properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } } };
  write(at, {
    'crd.json': JSON.stringify({
      apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'things.example.com' },
      spec: {
        group: 'example.com', scope: 'Namespaced', names: { kind: 'Thing', plural: 'things' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
      },
    }),
    'thing.yaml': 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: t, namespace: shop}\nspec: {size: big}\n',
  });
  const { out } = await call(at, ['check', '--crds', 'crd.json', 'thing.yaml']);
  expect(out).toContain('spec.size is "big"');
  expect(out).not.toContain('`harden` fills in');
});
