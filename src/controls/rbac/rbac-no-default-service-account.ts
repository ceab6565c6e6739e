import { binding, BINDING_KINDS } from '../bindings';
import { defineControl } from '../control';
import { allOf, anyOf, field, item, not } from '../require';

export const rbacNoDefaultServiceAccount = defineControl({
  id: 'rbac-no-default-service-account',
  title: 'Bindings grant nothing to the default service account',
  subject: 'object',
  kinds: BINDING_KINDS,
  why: 'every pod that names no service account runs as the default one, so each of them gets what was meant for one',
  fix: {
    code: 'bind the role with `bindTo`: each workload has a service account of its own',
    yaml: 'name a service account of the workload itself in `subjects[].name`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/service-accounts/#default-service-accounts'],
  frameworks: ['cis:5.1.5', 'mitre:T1078.001', 'kubescape:C-0189', 'kubescape:C-0225', 'checkov:CKV_K8S_42'],
  // The account also has a user name. https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens
  require: field('subjects').every(allOf(
    anyOf(item('name').differsFrom('default'), item('kind').differsFrom('ServiceAccount')),
    not(allOf(item('name').startsWith('system:serviceaccount:'), item('name').endsWith(':default'))),
  )),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'an account of its own', subject: binding({ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }) },
      { shows: 'a user of this name', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'default' }) },
      { shows: 'the user name of another account', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'system:serviceaccount:shop:api' }) },
      { shows: 'a user whose name ends alike', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'team:default' }) },
    ],
    bad: [
      { shows: 'the default account', subject: binding({ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }) },
      { shows: 'the default account in a namespace', subject: binding({ kind: 'ServiceAccount', name: 'default', namespace: 'shop' }, 'RoleBinding') },
      { shows: 'the user name of the default account', subject: binding({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'system:serviceaccount:shop:default' }) },
    ],
  }),
});
