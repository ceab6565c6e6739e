import { binding, BINDING_KINDS } from '../bindings';
import { defineControl } from '../control';
import { field, item } from '../require';

export const rbacNoSystemMasters = defineControl({
  id: 'rbac-no-system-masters',
  title: 'Bindings grant nothing to system:masters',
  subject: 'object',
  kinds: BINDING_KINDS,
  why: 'the group bypasses authorization altogether and its members cannot be revoked, so a binding to it only hides who really has access',
  fix: {
    code: 'bind the role to a group of your identity provider, or to a service account with `bindTo`',
    yaml: 'remove the subject from `subjects`, and bind a group of your identity provider instead',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  frameworks: ['cis:5.1.7', 'mitre:T1078', 'kubescape:C-0246', 'kyverno:restrict-binding-system-groups', 'trivy:KSV-0123'],
  require: field('subjects').every(item('name').differsFrom('system:masters')),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a group of the identity provider', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'oidc:platform-team' }) },
    ],
    bad: [
      { shows: 'the group of masters', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:masters' }) },
      { shows: 'the group of masters in a namespace', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:masters' }, 'RoleBinding') },
    ],
  }),
});
