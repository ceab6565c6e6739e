import { defineControl } from '../control';
import { allOf, anyOf, field, item, not } from '../require';

const GROUPS = ['rbac.authorization.k8s.io', '', 'authentication.k8s.io'];
const RESOURCES = ['roles', 'clusterroles', 'users', 'groups', 'serviceaccounts', 'uids'];
const VERBS = ['escalate', 'bind', 'impersonate'];
const rule = (changes: object) => ({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'], verbs: ['bind'], ...changes });

export const rbacNoEscalationVerbs = defineControl({
  id: 'rbac-no-escalation-verbs',
  title: 'RBAC rules do not grant escalate, bind or impersonate',
  subject: 'policy-rule',
  why: 'these verbs bypass the check that nobody grants more than they hold: with one of them a service account becomes cluster-admin',
  fix: {
    code: 'remove the verb from the rules of the `ScopedRole`; let a platform engineer apply the binding',
    yaml: 'remove `escalate`, `bind`, `impersonate` and `*` from `rules[].verbs`',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
  ],
  frameworks: [
    'cis:5.1.8', 'nsa-cisa:rbac', 'mitre:T1098.006', 'kubescape:C-0191', 'kubescape:C-0065', 'kyverno:restrict-escalation-verbs-roles',
    'checkov:CKV_K8S_157', 'checkov:CKV_K8S_158', 'checkov:CKV2_K8S_1', 'checkov:CKV2_K8S_3', 'trivy:KSV-0043', 'trivy:KSV-0050', 'trivy:KSV-0051',
    'trivy:KSV-0052', 'trivy:KSV-0055',
  ],
  power: { may: 'give itself more rights' },
  // By their names these verbs count on every resource: they have no other meaning, custom API groups have roles of their own, and
  // impersonate-on:user-info:list stands on what is then listed (KEP-5284). Names do not help, the named role can be cluster-admin.
  // A wildcard counts on the resources that have these verbs; impersonation of extra fields has resources of any name below userextras.
  require: allOf(
    field('verbs').every(not(anyOf(item().isOneOf(['escalate', 'bind']), item().startsWith('impersonate')))),
    not(allOf(
      field('resources').some(anyOf(item().isOneOf([...RESOURCES, '*']), item().startsWith('userextras'))),
      field('apiGroups').some(item().isOneOf([...GROUPS, '*'])),
      field('verbs').includes('*'),
    )),
  ),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'roles read', subject: rule({ verbs: ['get', 'list', 'watch'] }) },
      { shows: 'all verbs on another resource', subject: rule({ resources: ['rolebindings'], verbs: ['*'] }) },
      { shows: 'all verbs in another API group', subject: rule({ apiGroups: ['apis.example.com'], verbs: ['*'] }) },
    ],
    bad: [
      ...VERBS.map((verb) => ({ shows: verb, subject: rule({ verbs: ['get', verb] }) })),
      { shows: 'bind in an API group of its own', subject: rule({ apiGroups: ['iam.example.com'], resources: ['globalroles'] }) },
      { shows: 'constrained impersonation', subject: rule({ apiGroups: ['authentication.k8s.io'], resources: ['users'], verbs: ['impersonate:user-info'] }) },
      { shows: 'what is done while impersonating', subject: rule({ apiGroups: [''], resources: ['pods'], verbs: ['impersonate-on:user-info:list'] }) },
      ...RESOURCES.map((resource) => ({ shows: `all verbs on ${resource}`, subject: rule({ resources: [resource], verbs: ['*'] }) })),
      ...GROUPS.map((group) => ({ shows: `all verbs in the group "${group}"`, subject: rule({ apiGroups: [group], resources: ['*'], verbs: ['*'] }) })),
      { shows: 'all verbs on user scopes', subject: rule({ apiGroups: ['authentication.k8s.io'], resources: ['userextras/scopes'], verbs: ['*'] }) },
      { shows: 'all verbs in all API groups', subject: rule({ apiGroups: ['*'], verbs: ['*'] }) },
    ],
  }),
});
