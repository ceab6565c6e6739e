import { Manifest } from '../../src/objects/manifest';
import { podOf } from '../../src/objects/pod-template';
import { AccessRequest } from '../../src/objects/policy-rule';
import { accountOf, hasToken, RbacGraph } from '../../src/objects/rbac-graph';

const pod = (spec: object, namespace?: string): Manifest => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace }, spec });
const rbac = (kind: string, name: string, rest: object, namespace: string | undefined = 'shop') => (
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name, namespace }, ...rest }
);
const account = { kind: 'ServiceAccount', name: 'web', namespace: 'shop' };
const group = (name: string) => ({ kind: 'Group', name });
const user = (name: string) => ({ kind: 'User', name });
const bind = (subject: unknown, roleRef: unknown = { kind: 'Role', name: 'reader' }, kind = 'RoleBinding') => rbac(kind, 'reader', { roleRef, subjects: [subject] });
const read = { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] };
const write = { ...read, verbs: ['update'] };
const role = rbac('Role', 'reader', { rules: [read] });
const MINOR = 37;
const grants = (manifests: Manifest[], namespace = 'shop', name = 'web') => new RbacGraph(manifests, MINOR).grantsOf({ namespace, name });
const rulesOf = (manifests: Manifest[]) => {
  const graph = new RbacGraph(manifests, MINOR);
  return graph.grantsOf({ namespace: 'shop', name: 'web' }).map((grant) => graph.rulesOf(grant));
};

test.each<[object, string, string]>([
  [{ serviceAccountName: 'web' }, 'shop', 'web'],
  [{ serviceAccount: 'old' }, 'shop', 'old'],
  [{ serviceAccountName: '', serviceAccount: 3 }, 'shop', 'default'],
  [{}, '', 'default'],
])('%j in "%s" runs as %s', (spec, namespace, name) => {
  const manifest = pod(spec, namespace || undefined);
  expect(accountOf(manifest, podOf(manifest)!)).toEqual({ namespace, name });
});

const projected = { volumes: [{ emptyDir: {} }, { projected: { sources: [{ configMap: {} }, { serviceAccountToken: { path: 'token' } }] } }] };

test.each<[string, object, Manifest | undefined, boolean]>([
  ['nobody says a word', {}, undefined, true],
  ['the account says no', {}, { automountServiceAccountToken: false }, false],
  ['the pod overrules the account', { automountServiceAccountToken: true }, { automountServiceAccountToken: false }, true],
  ['the pod says no', { automountServiceAccountToken: false }, { automountServiceAccountToken: true }, false],
  ['the pod says null', { automountServiceAccountToken: null }, { automountServiceAccountToken: false }, false],
  ['a volume brings the token', { automountServiceAccountToken: false, ...projected }, undefined, true],
  ['a volume is malformed', { automountServiceAccountToken: false, volumes: ['x', { projected: { sources: {} } }] }, undefined, false],
])('tells whether a pod has a token where %s', (_, spec, serviceAccount, expected) => {
  expect(hasToken(podOf(pod(spec))!, serviceAccount)).toBe(expected);
});

test.each<[string, unknown, boolean]>([
  ['the account', account, true],
  ['the account in the namespace of the binding', { kind: 'ServiceAccount', name: 'web' }, true],
  ['its user name', user('system:serviceaccount:shop:web'), true],
  ['all accounts', group('system:serviceaccounts'), true],
  ['all accounts of the namespace', group('system:serviceaccounts:shop'), true],
  ['everybody who has logged in', group('system:authenticated'), true],
  ['another account', { ...account, name: 'api' }, false],
  ['the account of another namespace', { ...account, namespace: 'billing' }, false],
  ['accounts of another namespace', group('system:serviceaccounts:billing'), false],
  ['a user of this name', user('web'), false],
  ['a group of this name', group('web'), false],
  ['no object', 'web', false],
])('a binding to %s reaches the account: %s', (_, subject, expected) => {
  expect(grants([bind(subject), role])).toHaveLength(expected ? 1 : 0);
});

test('reaches accounts of workloads without namespace by their names, but not the default ones', () => {
  expect(grants([bind(account), role], '')).toHaveLength(1);
  expect(grants([bind({ ...account, name: 'default' }), role], '', 'default')).toHaveLength(0);
  expect(grants([bind({ ...account, name: 'default' }), role], 'shop', 'default')).toHaveLength(1);
});

test('counts a binding once, however often it names the account', () => {
  const twice = rbac('RoleBinding', 'reader', { roleRef: { kind: 'Role', name: 'reader' }, subjects: [account, account, group('system:serviceaccounts')] });
  expect(grants([twice, role])).toEqual([{ binding: twice, clusterWide: false, roleRef: { kind: 'Role', name: 'reader' }, role }]);
});

test('finds the role by kind, name and namespace', () => {
  const clusterRole = rbac('ClusterRole', 'reader', { rules: [write] });
  const elsewhere = rbac('Role', 'reader', { rules: [write] }, 'billing');
  expect(rulesOf([bind(account), elsewhere, clusterRole])).toEqual([undefined]);
  expect(rulesOf([bind(account), elsewhere, clusterRole, role])).toEqual([[read]]);
  const toClusterRole = { kind: 'ClusterRole', name: 'reader' };
  expect(grants([bind(account, toClusterRole), role, clusterRole])).toMatchObject([{ clusterWide: false, role: clusterRole }]);
  expect(grants([bind(account, toClusterRole, 'ClusterRoleBinding'), clusterRole])).toMatchObject([{ clusterWide: true, role: clusterRole }]);
  expect(grants([bind(account, 'reader'), role])).toMatchObject([{ roleRef: { kind: '', name: '' }, role: undefined }]);
  expect(rulesOf([bind(account), rbac('Role', 'reader', { rules: 'all' })])).toEqual([[]]);
});

test('adds up aggregated roles, also in a circle', () => {
  const part = (name: string, labels: object, rest: object) => ({ ...rbac('ClusterRole', name, rest), metadata: { name, labels } });
  const aggregate = (label: string) => ({ aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [label]: 'true' } }] } });
  const manifests = [
    bind(account, { kind: 'ClusterRole', name: 'all' }),
    part('all', { loop: 'true' }, aggregate('part')),
    part('one', { part: 'true' }, { rules: [read] }),
    part('two', { part: 'true' }, { rules: [write], ...aggregate('loop') }),
    part('other', {}, { rules: [read] }),
  ];
  expect(rulesOf(manifests)).toEqual([expect.arrayContaining([read, write])]);
});

test('knows the manifests of accounts', () => {
  const manifest = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'shop' } };
  const graph = new RbacGraph([manifest, { ...manifest, apiVersion: 'example.com/v1' }, bind(account)], MINOR);
  expect(graph.account({ namespace: 'shop', name: 'web' })).toBe(manifest);
  expect(graph.account({ namespace: 'shop', name: 'api' })).toBeUndefined();
});

test('ignores kinds of the same name in other API groups', () => {
  expect(grants([{ ...bind(account), apiVersion: 'authorization.openshift.io/v1' }, role])).toEqual([]);
});

describe('what somebody is allowed', () => {
  const secrets = { verb: 'list', group: '', resource: 'secrets', namespace: 'shop' };
  const allows = (name: string, groups: string[], request: AccessRequest, ...manifests: Manifest[]) => new RbacGraph(manifests,
    MINOR).allows({ name, groups }, request);
  const reader = rbac('Role', 'reader', { rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }] });
  const clusterReader = { ...reader, kind: 'ClusterRole', metadata: { name: 'reader' } };
  const toClusterRole = { kind: 'ClusterRole', name: 'reader' };

  test('a RoleBinding allows it in its namespace alone', () => {
    expect(allows('anna', [], secrets, bind(user('anna')), reader)).toBe(true);
    expect(allows('anna', [], { ...secrets, namespace: 'billing' }, bind(user('anna')), reader)).toBe(false);
    expect(allows('anna', [], { ...secrets, namespace: '' }, bind(user('anna'), toClusterRole), clusterReader)).toBe(false);
    expect(allows('anna', [], { ...secrets, namespace: undefined }, bind(user('anna'), toClusterRole), clusterReader)).toBe(false);
  });

  test('a ClusterRoleBinding allows it everywhere', () => {
    for (const namespace of ['shop', 'billing', '']) {
      expect(allows('anna', ['team'], { ...secrets, namespace }, bind(group('team'), toClusterRole, 'ClusterRoleBinding'), clusterReader)).toBe(true);
    }
  });

  test('a path is allowed by a ClusterRoleBinding alone', () => {
    const metrics = { verb: 'get', path: '/metrics' };
    const scraper = rbac('ClusterRole', 'reader', { rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] });
    expect(allows('anna', [], metrics, bind(user('anna'), toClusterRole, 'ClusterRoleBinding'), scraper)).toBe(true);
    expect(allows('anna', [], metrics, bind(user('anna'), toClusterRole), scraper)).toBe(false);
  });

  test('a role that does not exist allows nothing', () => {
    expect(allows('anna', [], secrets, bind(user('anna')))).toBe(false);
  });

  test('Kubernetes grants to its own users and groups', () => {
    expect(allows('anna', ['system:masters'], secrets)).toBe(true);
    expect(allows('anna', ['system:authenticated'], { verb: 'get', path: '/version' })).toBe(true);
    expect(allows('anna', ['system:authenticated'], secrets)).toBe(false);
    expect(allows('system:kube-controller-manager', [], secrets)).toBe(true);
  });

  test('a role of a set adds to the built-in one of its name, and to one that aggregates it', () => {
    const list = (resource: string): AccessRequest => ({ verb: 'list', group: '', resource, namespace: 'shop' });
    const toView = bind(user('anna'), { kind: 'ClusterRole', name: 'view' });
    const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'] }];
    const extended = rbac('ClusterRole', 'view', { rules });
    const added = { ...rbac('ClusterRole', 'extra', { rules }), metadata: { name: 'extra', labels: { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' } } };
    expect([list('pods'), list('secrets')].map((request) => allows('anna', [], request, toView))).toEqual([true, false]);
    expect([list('pods'), list('secrets')].map((request) => allows('anna', [], request, toView, added))).toEqual([true, true]);
    const basic = bind(user('anna'), { kind: 'ClusterRole', name: 'system:basic-user' });
    expect(allows('anna', [], list('secrets'), basic, { ...extended, metadata: { name: 'system:basic-user' } })).toBe(true);
    expect(allows('anna', [], { ...list('selfsubjectaccessreviews'), verb: 'create', group: 'authorization.k8s.io' } as AccessRequest, basic,
      { ...extended, metadata: { name: 'system:basic-user' } })).toBe(true);
  });

  test('of two roles of a name in a set both count', () => {
    const other = rbac('Role', 'reader', { rules: [write] });
    for (const roles of [[reader, other], [other, reader]]) {
      expect(allows('anna', [], secrets, bind(user('anna')), ...roles)).toBe(true);
      expect(allows('anna', [], { ...secrets, verb: 'update', resource: 'configmaps' }, bind(user('anna')), ...roles)).toBe(true);
    }
  });
});

test('the accounts of the control plane hold what Kubernetes grants them; others of their names do not', () => {
  const name = 'clusterrole-aggregation-controller';
  expect(grants([], 'kube-system', name).map(({ roleRef }) => roleRef.name)).toEqual([`system:controller:${name}`]);
  expect(grants([], 'shop', name)).toEqual([]);
});

test('knows built-in roles of older and newer releases by the nearest one', () => {
  const has = (minor: number, name: string) => new RbacGraph([], minor).role({ kind: 'ClusterRole', name }) !== undefined;
  expect([30, 34, 36, 37, 40].map((minor) => has(minor, 'system:controller:device-taint-eviction-controller'))).toEqual([false, false, true, true, true]);
  expect([30, 40].map((minor) => has(minor, 'view'))).toEqual([true, true]);
});

test('a summary of a role covers what it aggregates', () => {
  const graph = new RbacGraph([bind(account, { kind: 'ClusterRole', name: 'edit' }), bind(account)], MINOR);
  const count = graph.summaries((rules) => rules.length, (one, other) => one + other);
  const [toEdit, toNothing] = graph.grantsOf({ namespace: 'shop', name: 'web' });
  expect(count(toEdit)).toBe(graph.rulesOf(toEdit)!.length);
  expect(count(toEdit)).toBeGreaterThan(15);
  expect(count(toNothing)).toBeUndefined();
});
