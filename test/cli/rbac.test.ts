import { readFileSync } from 'fs';
import { join } from 'path';
import { call, folder, write } from './command';

const RBAC = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: flags, namespace: shop}
rules:
  - {apiGroups: [""], resources: [configmaps], resourceNames: [flags], verbs: [get, watch]}
  - {apiGroups: [apps], resources: [deployments], verbs: [get, patch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: flags, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: flags}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: deployer, namespace: shop}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: deployer}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: deployer, namespace: shop}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: developers, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: Group, name: "oidc:developers", apiGroup: rbac.authorization.k8s.io}]
`;
const UNKNOWN = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: metrics, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: metrics-reader}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
`;

describe('rbac', () => {
  let at: string;
  beforeEach(() => {
    at = folder();
    write(at, { 'rbac.yaml': RBAC });
  });
  const rbac = (...argv: string[]) => call(at, ['rbac', ...argv]);

  test('says what a subject may do, through which binding, and what it can become', async () => {
    const { code, out } = await rbac('--subject', 'serviceaccount:shop/web');
    expect(out).toMatchSnapshot();
    expect(code).toBe(1);
  });

  test('follows a Secret that holds the token of an account, and shows nothing of it', async () => {
    write(at, { 'token.yaml': `apiVersion: v1
kind: Secret
type: kubernetes.io/service-account-token
metadata: {name: deployer-token, namespace: shop, annotations: {kubernetes.io/service-account.name: deployer}}
data: {token: c2VjcmV0}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: token, namespace: shop}
rules: [{apiGroups: [""], resources: [secrets], resourceNames: [deployer-token], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: token, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: token}
subjects: [{kind: User, name: anna, apiGroup: rbac.authorization.k8s.io}]
` });
    const { out } = await rbac('--subject', 'user:anna');
    expect(out).toContain('read its token from a Secret');
    expect(out).not.toContain('c2VjcmV0');
  });

  test('says of the others only where there are others', async () => {
    const [, , , deployer] = RBAC.split('---\n');
    write(at, { 'rbac.yaml': deployer });
    expect((await rbac('.')).out).toMatch(/\n\nno binding has any other subject\n$/);
    write(at, { 'rbac.yaml': RBAC.split('---\n')[0] });
    expect(await rbac('.')).toMatchObject({ out: expect.stringMatching(/^no binding has a subject, so that nobody can become cluster-admin$/m) as string, code: 0 });
  });

  test('says who can become cluster-admin', async () => {
    const { code, out } = await rbac('.');
    expect(code).toBe(1);
    expect(out.split('\n').filter((line) => /^(ServiceAccount|\d)/.test(line))).toEqual([
      'ServiceAccount shop/deployer holds everything in the cluster',
      'ServiceAccount shop/web can become cluster-admin in 1 step',
      '1 other subject of bindings cannot become cluster-admin by the rights that are known',
    ]);
  });

  test('says who may do something, limited by names', async () => {
    const { code, out } = await rbac('--can', 'get', 'configmaps', 'rbac.yaml');
    expect(out).toBe(`may get configmaps
  ServiceAccount shop/web
    in namespace shop, only "flags", by RoleBinding shop/flags to Role flags (rbac.yaml:8)
  ServiceAccount shop/deployer
    in the whole cluster, by ClusterRoleBinding deployer to ClusterRole cluster-admin (rbac.yaml:18)
  Group oidc:developers
    in namespace shop, by RoleBinding shop/developers to ClusterRole view (rbac.yaml:24)
`);
    expect(code).toBe(1);
  });

  test.each<[string[], number, string]>([
    [['--subject', 'user:anna', '--group', 'oidc:developers', '--can', 'list', 'pods'], 1, 'User anna, in group oidc:developers may list pods'],
    [['--subject', 'group:oidc:developers', '--can', 'list', 'secrets'], 0, 'Group oidc:developers may not list secrets'],
    [['--subject', 'group:oidc:developers', '--can', 'list', 'pods', '--namespace', 'front'], 0, 'Group oidc:developers may not list pods in namespace front'],
    [['--subject', 'sa:shop/web', '--can', 'get', 'cm', '--name', 'flags'], 2, 'knows no resource "cm"'],
    [['--subject', 'system:serviceaccount:shop:web', '--can', 'get', 'configmaps', '--name', 'flags'], 1, 'may get configmaps "flags"'],
    [['--subject', 'sa:shop/web', '--can', 'get', 'configmaps', '--name', 'other'], 0, 'may not get configmaps "other"'],
    [['--subject', 'sa:shop/web', '--can', 'patch', 'Deployment'], 1, 'may patch Deployment'],
    [['--subject', 'sa:shop/web', '--can', 'get', '/version'], 1, 'ClusterRoleBinding system:public-info-viewer'],
    [['--can', 'escalate', 'clusterroles', '--built-in'], 1, 'ServiceAccount kube-system/clusterrole-aggregation-controller'],
    [['--can', 'list', 'widgets.example.com', '--namespace', 'shop'], 1, 'ServiceAccount shop/deployer'],
    [['--subject', 'group:oidc:developers'], 0, 'can become nobody else'],
  ])('answers %j', async (argv, code, text) => {
    const called = await rbac(...argv);
    expect([called.code, called.out + called.err]).toEqual([code, expect.stringContaining(text)]);
  });

  test.each<[string, string[], string]>([
    ['a subject of no kind', ['--subject', 'anna'], 'write serviceaccount:NAMESPACE/NAME, user:NAME or group:NAME'],
    ['a mistyped subject', ['--subject', 'group:oidc:develpers'], 'did you mean "group:oidc:developers"?'],
    ['a subject that is far from any', ['--subject', 'user:x'], 'check the name and its kind'],
    ['a mistyped verb', ['--can', 'lst', 'secrets'], '--can "lst" is no verb of the API; did you mean "list"?'],
    ['a mistyped resource', ['--can', 'list', 'secretz'], 'did you mean'],
    ['a verb alone', ['--can', 'list'], '--can list lacks a resource'],
    ['a namespace of nodes', ['--can', 'list', 'nodes', '--namespace', 'shop'], 'nodes belong to no namespace'],
    ['a namespace of a path', ['--can', 'get', '/metrics', '--namespace', 'shop'], 'a path, which has no namespace'],
    ['a namespace without a question', ['--namespace', 'shop'], 'add --can VERB RESOURCE'],
    ['groups of an account', ['--subject', 'sa:shop/web', '--group', 'x'], '--group is about a user'],
    ['groups of nobody', ['--group', 'x'], 'add --subject user:NAME'],
    ['a path that is not there', ['nowhere.yaml'], 'there is nothing to read: "nowhere.yaml"'],
  ])('fails for %s', async (_, argv, text) => {
    const { code, err } = await rbac(...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(text)]);
  });

  test('a kind in the singular is taken for its resource', async () => {
    expect((await rbac('--can', 'list', 'secret')).code).toBe(1);
  });

  test('fails where a role is not known, and says which', async () => {
    write(at, { 'metrics.yaml': UNKNOWN });
    const { code, out } = await rbac('--subject', 'sa:shop/web', '--can', 'list', 'secrets');
    expect(code).toBe(2);
    expect(out.replace(/\s+/g, ' ')).toContain('RoleBinding shop/metrics to ClusterRole metrics-reader (metrics.yaml:1): this role is neither in the input nor built in');
  });

  test('fails where a file cannot be read, and answers from the others', async () => {
    write(at, { 'broken.yaml': 'a: [' });
    const { code, out, err } = await rbac('--can', 'list', 'pods');
    expect([code, out, err]).toEqual([2, expect.stringContaining('oidc:developers'), expect.stringContaining('"broken.yaml" is not YAML')]);
  });

  test('writes JSON with every way, also to a file', async () => {
    const { out } = await rbac('--subject', 'sa:shop/web', '--format', 'json');
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      version: 1, about: 'subject', subject: { kind: 'ServiceAccount', namespace: 'shop', name: 'web' }, unknownRoles: [],
      grants: [{ binding: { kind: 'RoleBinding', namespace: 'shop', name: 'flags', place: 'rbac.yaml:8' }, role: { kind: 'Role', name: 'flags' }, namespace: 'shop' }],
    });
    expect(report.paths.find(({ to }: any) => to.kind === 'ClusterAdmin').steps).toEqual([{
      technique: 'start-pod-as-account', does: expect.any(String), provided: null, source: expect.stringMatching(/^https:/),
      by: [expect.objectContaining({ binding: expect.objectContaining({ name: 'flags' }) })], to: { kind: 'ServiceAccount', namespace: 'shop', name: 'deployer' },
    }]);
    await rbac('--subject', 'sa:shop/web', '--format', 'json', '-o', 'out.json');
    expect(readFileSync(join(at, 'out.json'), 'utf8')).toBe(out);
    for (const argv of [['.'], ['--can', 'list', 'pods'], ['--can', 'list', 'pods', '--subject', 'sa:shop/web']]) {
      expect(JSON.parse((await rbac(...argv, '--format', 'json')).out)).toHaveProperty('version', 1);
    }
  });

  test('names from manifests cannot steer the terminal', async () => {
    write(at, { 'hostile.yaml': RBAC.replace(/oidc:developers/g, 'evil\\u001b[2J') });
    expect((await rbac('--can', 'list', 'pods')).out).toContain('Group evil\\u001b[2J');
  });
});
