import { BINDING_KINDS } from '../bindings';
import { defineControl } from '../control';
import { field } from '../require';

const binding = (kind: string, name: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name: 'ops', ...(kind === 'RoleBinding' ? { namespace: 'shop' } : {}) },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
  subjects: [{ kind: 'ServiceAccount', name: 'ops', namespace: 'shop' }],
});

export const rbacNoClusterAdmin = defineControl({
  id: 'rbac-no-cluster-admin',
  title: 'Bindings do not refer to cluster-admin',
  subject: 'object',
  kinds: BINDING_KINDS,
  why: 'cluster-admin is every verb on every resource: whoever takes over one of these subjects owns the namespace, or the cluster',
  fix: {
    code: 'state what the workload calls in a `ScopedRole` and bind it with `bindTo`',
    yaml: 'point `roleRef.name` to a role with only the rules that the subject needs',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  frameworks: [
    'cis:5.1.1', 'nsa-cisa:rbac', 'mitre:T1078', 'mitre:T1098.006', 'kube-linter:cluster-admin-role-binding', 'kubescape:C-0035', 'kubescape:C-0185',
    'kubescape:C-0272', 'kyverno:restrict-binding-clusteradmin', 'polaris:clusterrolebindingClusterAdmin',
    'polaris:rolebindingClusterAdminClusterRole', 'polaris:rolebindingClusterAdminRole', 'trivy:KSV-0111',
  ],
  // The built-in roles admin and edit, which Trivy reports too, are the documented way to hand a namespace to people.
  require: field('roleRef.name').differsFrom('cluster-admin'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a role of our own', subject: binding('RoleBinding', 'flags-reader') },
      { shows: 'the built-in view', subject: binding('ClusterRoleBinding', 'view') },
    ],
    bad: [
      { shows: 'the whole cluster', subject: binding('ClusterRoleBinding', 'cluster-admin') },
      { shows: 'all of one namespace', subject: binding('RoleBinding', 'cluster-admin') },
    ],
  }),
});
