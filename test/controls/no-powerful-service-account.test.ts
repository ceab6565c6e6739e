import { inspected } from './inspected';

const rbac = (kind: string, name: string, rest: object) =>
  ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: kind.startsWith('Cluster') ? { name } : { name, namespace: 'shop' }, ...rest });
const subjects = [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }];
const POD = {
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' },
  spec: { serviceAccountName: 'web', automountServiceAccountToken: true, containers: [{ name: 'main', image: 'registry.example.com/web:1.0.0' }] },
};

const bound = (scope: '' | 'Cluster', name: string, ...roles: object[]) => inspected(
  'no-powerful-service-account', POD, ...roles,
  rbac(`${scope}RoleBinding`, 'web', { subjects, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name } }),
);
const granted = (scope: '' | 'Cluster', ...rules: object[]) => bound(scope, 'power', rbac('ClusterRole', 'power', { rules }));
const says = (power: string, scope: '' | 'Cluster', role = 'power') => [`service account "web" may ${power}: ${scope}RoleBinding "web" binds it to ClusterRole "${role}"`];

const rule = (apiGroup: string, resource: string, verb: string) => ({ apiGroups: [apiGroup], resources: [resource], verbs: [verb] });
const EDIT = 'read all secrets, give itself more rights, run commands in pods, start workloads, make tokens of other accounts';
const SECRETS = rule('', 'secrets', 'list');

test.each([
  ['read all secrets', SECRETS], ['give itself more rights', rule('rbac.authorization.k8s.io', 'roles', 'escalate')], ['run commands in pods', rule('', 'pods/exec', 'create')],
  ['start workloads', rule('apps', 'deployments', 'create')], ['make tokens of other accounts', rule('', 'serviceaccounts/token', 'create')],
])('an account that may %s is powerful in its namespace and in the cluster', (power, given) => {
  expect(granted('', given)).toEqual(says(power, ''));
  expect(granted('Cluster', given)).toEqual(says(power, 'Cluster'));
});

test.each([
  ['command the kubelets', rule('', 'nodes/proxy', 'get')],
  ['change what the API server admits', rule('admissionregistration.k8s.io', 'validatingwebhookconfigurations', 'update')],
  ['issue certificates', rule('certificates.k8s.io', 'certificatesigningrequests/approval', 'update')], ['mount the disks of nodes', rule('', 'persistentvolumes', 'create')],
])('an account that may %s is powerful only where a ClusterRoleBinding gives it', (power, given) => {
  expect(granted('', given)).toEqual([]);
  expect(granted('Cluster', given)).toEqual(says(power, 'Cluster'));
});

test.each([['cluster-admin', 'do everything'], ['admin', EDIT], ['edit', EDIT]])(
  'the built-in role %s may %s', (role, power) => expect(bound('', role)).toEqual(says(power, '', role)),
);

test.each(['view', 'toString'])('the role %s is not powerful', (role) => expect(bound('', role)).toEqual([]));

test('several powers stand in one line', () => {
  expect(granted('', SECRETS, rule('', 'pods/exec', 'create'))).toEqual(says('read all secrets, run commands in pods', ''));
});
