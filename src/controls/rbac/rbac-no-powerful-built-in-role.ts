import { BINDING_KINDS } from '../bindings';
import { defineControl } from '../control';
import { allOf, anyOf, field, not } from '../require';

/** Built-in roles that hold what a control about rules reports as an error; a law compares this list with the rules of each minor. */
const NAMES = [
  'system:aggregate-to-admin', 'system:aggregate-to-edit', 'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
  'system:certificates.k8s.io:kube-apiserver-client-approver', 'system:certificates.k8s.io:kube-apiserver-client-kubelet-approver',
  'system:certificates.k8s.io:kubelet-serving-approver', 'system:certificates.k8s.io:legacy-unknown-approver', 'system:kube-controller-manager',
  'system:kube-scheduler', 'system:kubelet-api-admin', 'system:node', 'system:node-problem-detector', 'system:persistent-volume-provisioner',
];
/** The documented roles for people; what they hold in the whole cluster leads to everything. */
const USER_FACING = ['admin', 'edit'];

const binding = (name: string, kind = 'ClusterRoleBinding') => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name: 'ops', ...(kind === 'RoleBinding' ? { namespace: 'shop' } : {}) },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
  subjects: [{ kind: 'ServiceAccount', name: 'ops', namespace: 'shop' }],
});

export const rbacNoPowerfulBuiltInRole = defineControl({
  id: 'rbac-no-powerful-built-in-role',
  title: 'Bindings do not refer to powerful built-in roles',
  subject: 'object',
  kinds: BINDING_KINDS,
  why: 'these roles are made for the control plane, or for one namespace: bound to anything else they read all secrets, start workloads, issue certificates or '
    + 'give themselves more rights',
  fix: {
    code: 'state what the workload calls in a `ScopedRole` and bind it with `bindTo`, and bind `admin` and `edit` per namespace',
    yaml: 'point `roleRef.name` to a role of your own, or make it a RoleBinding',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings'],
  frameworks: ['cis:5.1.1', 'nsa-cisa:rbac', 'mitre:T1098.006', 'kubescape:C-0272', 'trivy:KSV-0111'],
  // rbac-no-cluster-admin knows the one role that is left out here.
  require: not(anyOf(
    field('roleRef.name').isOneOf(NAMES),
    field('roleRef.name').startsWith('system:controller:'),
    allOf(field('roleRef.name').isOneOf(USER_FACING), field('kind').equals('ClusterRoleBinding')),
  )),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a role of its own', subject: binding('flags-reader') },
      { shows: 'the built-in view', subject: binding('view') },
      { shows: 'the role of API servers that extend the cluster', subject: binding('system:auth-delegator') },
      ...USER_FACING.map((name) => ({ shows: `${name} in one namespace`, subject: binding(name, 'RoleBinding') })),
    ],
    bad: [
      ...USER_FACING.map((name) => ({ shows: `${name} in the whole cluster`, subject: binding(name) })),
      ...NAMES.map((name) => ({ shows: `the role ${name}`, subject: binding(name) })),
      { shows: 'a role of the control plane', subject: binding('system:controller:clusterrole-aggregation-controller') },
      { shows: 'a role of the control plane in one namespace', subject: binding('system:controller:token-cleaner', 'RoleBinding') },
    ],
  }),
});
