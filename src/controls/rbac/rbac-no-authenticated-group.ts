import { binding, BINDING_KINDS } from '../bindings';
import { defineControl } from '../control';
import { field, item } from '../require';

export const rbacNoAuthenticatedGroup = defineControl({
  id: 'rbac-no-authenticated-group',
  title: 'Bindings grant nothing to all authenticated users',
  subject: 'object',
  kinds: BINDING_KINDS,
  why: 'every user, node and pod of the cluster gets the role; on some managed platforms anyone with an account at the provider is authenticated',
  fix: {
    code: 'bind the role to the one workload that needs it with `bindTo`',
    yaml: 'replace the group in `subjects` by the service account that needs the role',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege', 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings'],
  frameworks: ['kubescape:C-0246', 'kyverno:restrict-binding-system-groups', 'trivy:KSV-01011'],
  // system:serviceaccounts is the same for workloads: every pod of every namespace
  require: field('subjects').every(item('name').isNoneOf(['system:authenticated', 'system:serviceaccounts'])),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a service account', subject: binding({ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }) },
      { shows: 'a group of the identity provider', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'oidc:platform-team' }) },
    ],
    bad: [
      { shows: 'everyone with an account', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:authenticated' }) },
      { shows: 'every pod of the cluster', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:serviceaccounts' }) },
      { shows: 'everyone with an account, in a namespace', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:authenticated' }, 'RoleBinding') },
    ],
  }),
});
