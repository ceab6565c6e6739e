import { readFileSync } from 'fs';
import { join } from 'path';
import { BARE, call, Called, folder, write } from './command';

describe('harden across files', () => {
  let at: string;
  beforeEach(() => { at = folder(); });
  const hardened = async (files: Readonly<Record<string, string>>, ...options: string[]): Promise<Called> => {
    write(at, files);
    return call(at, ['harden', '--in-place', ...options, '.']);
  };
  const text = (file: string): string => readFileSync(join(at, file), 'utf8');

  const PATCH = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers: [{name: main, image: "registry.example.com/web:2.0.0", args: [--debug]}]
`;

  test.each([
    ['patches', 'kustomization.yaml', 'patches: [{path: patch.yaml}]'],
    ['patches in a file of another name', 'kustomization.yml', 'patches: [{path: ./patch.yaml}]'],
    ['patches in a file without extension', 'Kustomization', 'patches: [{path: patch.yaml}]'],
    ['strategic merge patches', 'kustomization.yaml', 'patchesStrategicMerge: [patch.yaml]'],
    ['JSON patches', 'kustomization.yaml', 'patchesJson6902: [{target: {kind: Deployment, name: web}, path: patch.yaml}]'],
    ['patches of a component', 'kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: patch.yaml}]'],
    ['patches of a transformer in the text', 'kustomization.yaml', 'transformers: ["{apiVersion: builtin, kind: PatchTransformer, metadata: {name: a}, path: patch.yaml}\\n"]'],
    ['patches beside a chart that only helm renders', 'kustomization.yaml', 'helmCharts: [{name: web, repo: "https://charts.example.com"}]\npatches: [{path: patch.yaml}]'],
    ['patches of a base that is elsewhere', 'kustomization.yaml', 'resources: ["https://example.com/web.yaml"]\npatches: [{path: patch.yaml}]'],
    ['the data of a generator in the text', 'kustomization.yaml', 'generators: ["{apiVersion: builtin, kind: ConfigMapGenerator, metadata: {name: c}, files: [deploy.yaml=patch.yaml]}\\n"]'],
    ['the data of a ConfigMap', 'kustomization.yaml', 'configMapGenerator: [{name: c, files: [deploy.yaml=patch.yaml]}]'],
  ])('leaves %s alone, and says so', async (_, name, kustomization) => {
    const whole = PATCH.replace('spec:\n', 'spec:\n  selector: {matchLabels: {app: web}}\n');
    const { code, err } = await hardened({ [`overlay/${name}`]: `${kustomization}\n`, 'overlay/patch.yaml': whole, 'base/web.yaml': BARE });
    expect(code).toBe(0);
    expect(text('overlay/patch.yaml')).toBe(whole);
    expect(text('base/web.yaml')).toContain('readOnlyRootFilesystem: true');
    expect(err).toContain(`overlay/${name} lists it as`);
  });

  test('leaves a patch alone that a kustomization above it lists, though only the patch was named', async () => {
    write(at, { 'kustomization.yaml': 'patches: [{path: patches/web.yaml}]\n', 'patches/web.yaml': BARE });
    const { err } = await call(at, ['harden', '--in-place', 'patches/web.yaml']);
    expect([text('patches/web.yaml'), err]).toEqual([BARE, expect.stringContaining('kustomization.yaml lists it as a patch')]);
  });

  test('leaves a patch alone that a transformer names', async () => {
    await hardened({ 'kustomization.yaml': 'transformers: [t.yaml]\n', 't.yaml': 'apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: t}\npath: web.yaml\n', 'web.yaml': BARE });
    expect(text('web.yaml')).toBe(BARE);
  });

  test('leaves everything alone below a kustomization that cannot be read', async () => {
    await hardened({ 'kustomization.yaml': 'patches: [\n', 'web.yaml': BARE });
    expect(text('web.yaml')).toBe(BARE);
  });

  test.each([
    ['a directive of a patch', BARE.replace('        image:', '        $patch: delete\n        image:'), '`$patch`'],
    ['no image', BARE.replace(/ *image: .*\n/, ''), 'has the container "main" without an image'],
    ['no selector', BARE.replace(/ *selector: .*\n/, ''), 'has no selector'],
    ['no pod template', BARE.slice(0, BARE.indexOf('  template:')), 'has no pod template'],
    ['no containers', BARE.replace(/containers:[^]*$/, 'hostPID: false\n'), 'has no containers'],
    ['no name', BARE.replace(/ *name: web .*\n/, ''), 'has no name'],
  ])('leaves an object alone that has %s', async (_, part, because) => {
    const { code, err } = await hardened({ 'part.yaml': part });
    expect([code, text('part.yaml')]).toEqual([0, part]);
    expect(err).toContain(because);
  });

  const account = (more = '') => `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: op, namespace: shop}\n${more}`;
  const WITH_ACCOUNT = BARE.replace('      containers:', '      serviceAccountName: op\n      containers:');
  const binding = (kind: string, subject: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: {name: op, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [${subject}]
`;

  test.each([
    ['a RoleBinding', binding('RoleBinding', '{kind: ServiceAccount, name: op}')],
    ['a ClusterRoleBinding', binding('ClusterRoleBinding', '{kind: ServiceAccount, name: op, namespace: shop}')],
    ['its group', binding('ClusterRoleBinding', '{kind: Group, name: "system:serviceaccounts:shop"}')],
  ])('leaves the token to an account that is bound by %s in a later file, and to its pods', async (_, bound) => {
    const { err } = await hardened({ 'a.yaml': account(), 'b.yaml': WITH_ACCOUNT, 'z/binding.yaml': bound });
    expect(text('a.yaml') + text('b.yaml')).not.toContain('automountServiceAccountToken');
    expect(err).toMatch(/Binding "shop\/op" gives a role to the ServiceAccount "op"/);
  });

  test('leaves pods alone whose account asks for the token', async () => {
    await hardened({ 'a.yaml': account('automountServiceAccountToken: true\n'), 'b.yaml': WITH_ACCOUNT });
    expect(text('b.yaml')).not.toContain('automountServiceAccountToken');
  });

  test('takes the token from an account that nothing binds', async () => {
    await hardened({ 'a.yaml': account(), 'b.yaml': WITH_ACCOUNT, 'c.yaml': binding('RoleBinding', '{kind: ServiceAccount, name: other}') });
    expect([text('a.yaml'), text('b.yaml')].map((one) => one.includes('automountServiceAccountToken: false'))).toEqual([true, true]);
  });

  const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
  const workload = (more: string) => BARE.replace('      containers:', `      ${more}\n      containers:`);

  test.each([
    ['restricted', BARE],
    ['baseline', workload('securityContext: {runAsUser: 0}')],
    ['privileged', workload('hostNetwork: true')],
    ['restricted', workload('hostNetwork: true').replace('namespace: shop', 'namespace: other')],
  ])('gives a namespace the level "%s" that its workloads meet', async (level, deployment) => {
    const { err } = await hardened({ 'a.yaml': NAMESPACE, 'b.yaml': deployment });
    expect(text('a.yaml')).toContain(`pod-security.kubernetes.io/enforce: ${level}`);
    expect(text('a.yaml')).toContain('pod-security.kubernetes.io/warn: restricted');
    if (level !== 'restricted') expect(err).toMatch(new RegExp(`Deployment "shop/web" does not meet .*"${level}"`, 's'));
  });

  test('counts workloads that a kustomization puts into the namespace', async () => {
    await hardened({ 'kustomization.yaml': 'namespace: shop\nresources: [a.yaml, b.yaml]\n', 'a.yaml': NAMESPACE, 'b.yaml': workload('hostNetwork: true').replace(/ *namespace: shop\n/, '') });
    expect(text('a.yaml')).toContain('pod-security.kubernetes.io/enforce: privileged');
  });

  test('keeps the level that a namespace has', async () => {
    await hardened({ 'a.yaml': NAMESPACE.replace('}', ', labels: {pod-security.kubernetes.io/enforce: restricted}}'), 'b.yaml': workload('hostNetwork: true') });
    expect(text('a.yaml')).toContain('pod-security.kubernetes.io/enforce: restricted');
  });

  test('exits with 2 where a text cannot be edited, and names the place', async () => {
    const aliased = workload('securityContext: &s {runAsUser: 65532}').concat('        securityContext: *s\n');
    const { code, err } = await hardened({ 'a.yaml': aliased });
    expect([code, err]).toEqual([2, expect.stringContaining('the text cannot be changed there')]);
  });
});
