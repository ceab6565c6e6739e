/** The kinds that give roles to subjects. */
export const BINDING_KINDS: readonly string[] = ['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding'];

/** The example of controls that look at subjects: a role without dangers, given to a workload and to one subject more. */
export const binding = (subject: object, kind = 'ClusterRoleBinding'): object => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name: 'reader', ...(kind === 'RoleBinding' ? { namespace: 'shop' } : {}) },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  subjects: [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }, subject],
});
