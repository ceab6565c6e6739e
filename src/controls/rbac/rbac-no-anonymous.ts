import { binding, BINDING_KINDS } from '../bindings';
import { defineControl } from '../control';
import { field, item } from '../require';

export const rbacNoAnonymous = defineControl({
  id: 'rbac-no-anonymous',
  title: 'Bindings grant nothing to anonymous callers',
  subject: 'object',
  kinds: BINDING_KINDS,
  why: 'anyone who can reach the API server can use the role, without credentials',
  fix: {
    code: 'bind the role to a service account with `bindTo`',
    yaml: 'remove the subject from `subjects`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege', 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests'],
  frameworks: [
    'nsa-cisa:authentication', 'mitre:T1078.001', 'kubescape:C-0262', 'kyverno:restrict-binding-system-groups', 'trivy:KSV-0122',
    'kubesec:BindingsToSystemAnonymous',
  ],
  require: field('subjects').every(item('name').isNoneOf(['system:anonymous', 'system:unauthenticated'])),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a service account', subject: binding({ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }) },
    ],
    bad: [
      { shows: 'the anonymous user', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'system:anonymous' }) },
      { shows: 'the group of callers without credentials', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:unauthenticated' }) },
      { shows: 'the anonymous user in a namespace', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'system:anonymous' }, 'RoleBinding') },
    ],
  }),
});
