import { binding } from '../bindings';
import { defineControl } from '../control';
import { allOf, anyOf, field, item, not } from '../require';

const user = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name });
const account = { kind: 'ServiceAccount', name: 'deployer', namespace: 'shop' };
const bound = (name: string, subject: object, kind = 'ClusterRole') => ({
  ...binding({}, 'RoleBinding'), roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name }, subjects: [subject],
});

export const rbacNoUserFacingRole = defineControl({
  id: 'rbac-no-user-facing-role',
  title: 'Service accounts are not bound to admin or edit',
  subject: 'object',
  kinds: ['rbac.authorization.k8s.io/RoleBinding'],
  why: 'these roles are made for people: with either of them a workload reads all secrets of the namespace, runs commands in its pods and takes any of its accounts',
  fix: {
    code: 'state what the workload calls in a `ScopedRole` and bind it with `bindTo`',
    yaml: 'point `roleRef` to a role of your own',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles'],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1078.001', 'trivy:KSV-0111'],
  // A warning: in its own namespace this is what many delivery pipelines run as. In the whole cluster rbac-no-powerful-built-in-role reports it.
  require: not(allOf(
    field('roleRef.name').isOneOf(['admin', 'edit']),
    field('roleRef.kind').equals('ClusterRole'),
    field('subjects').some(anyOf(item('kind').equals('ServiceAccount'), item('name').startsWith('system:serviceaccount'))),
  )),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a group of people', subject: bound('edit', { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'oidc:shop-team' }) },
      { shows: 'the built-in view', subject: bound('view', account) },
      { shows: 'a Role of this name', subject: bound('edit', account, 'Role') },
    ],
    bad: [
      { shows: 'an account that may edit', subject: bound('edit', account) },
      { shows: 'an account that is admin', subject: bound('admin', account) },
      { shows: 'the user name of an account', subject: bound('edit', user('system:serviceaccount:shop:deployer')) },
      { shows: 'all accounts of the namespace', subject: bound('edit', { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:serviceaccounts:shop' }) },
    ],
  }),
});
