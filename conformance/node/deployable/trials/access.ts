import { Manifest } from '../../../../src/objects/manifest';
import { ask } from '../actions';
import { object, selector, Trial, workload } from '../trial';

const NAME = 'web';
const SETTINGS = 'configmaps/settings';

const bound = [
  object('v1', 'ServiceAccount', NAME),
  object('v1', 'ConfigMap', 'settings'),
  object('rbac.authorization.k8s.io/v1', 'Role', NAME, { rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }] }),
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', NAME, {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: NAME }, subjects: [{ kind: 'ServiceAccount', name: NAME }],
  }),
];
const asking = (pod: object = {}): Manifest => workload({ pod: { serviceAccountName: NAME, ...pod } });
const dns = { to: [{ namespaceSelector: {} }], ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }] };
const anywhere = { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] };
const policy = (...egress: object[]): Manifest => (
  object('networking.k8s.io/v1', 'NetworkPolicy', NAME, { spec: { podSelector: selector, policyTypes: ['Egress'], egress } }));

/** Rights that the processes of a pod cannot use. */
export const ACCESS: readonly Trial[] = [
  {
    control: 'bound-account-usable', shows: 'no token', action: ask(SETTINGS),
    faulty: [...bound, asking({ automountServiceAccountToken: false })], mended: [...bound, asking()], happens: /^the API server: .*no such file/,
  },
  {
    control: 'bound-account-usable', shows: 'no way to the API server', action: ask(SETTINGS),
    faulty: [...bound, asking(), policy(dns)], mended: [...bound, asking(), policy(dns, anywhere)], happens: /^the API server: .*(refused|timeout|deadline)/,
  },
];
