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
  why: 'these verbs switch off the check that nobody hands out more than they have: with one of them a service account becomes cluster-admin',
  fix: 'drop the verb from the rules of `ScopedRole`, and let a platform engineer apply the binding; in YAML remove escalate, bind, impersonate and `*` '
    + 'from `rules[].verbs` of these resources',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb',
    'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
  ],
  frameworks: [
    'cis:5.1.8', 'nsa-cisa:rbac', 'mitre:T1098.006', 'kubescape:C-0191', 'kubescape:C-0065', 'kyverno:restrict-escalation-verbs-roles',
    'checkov:CKV_K8S_157', 'checkov:CKV_K8S_158', 'checkov:CKV2_K8S_1', 'checkov:CKV2_K8S_3', 'trivy:KSV-0043', 'trivy:KSV-0050', 'trivy:KSV-0051',
    'trivy:KSV-0052', 'trivy:KSV-0055',
  ],
  // One list for all: these verbs mean nothing on the other resources of the list. Names do not help, the named role can be cluster-admin.
  // Not `grants`: impersonation of extra fields has resources of any name below userextras, and verbs such as impersonate:user-info (KEP-5284).
  require: not(allOf(
    field('resources').some(anyOf(item().isOneOf([...RESOURCES, '*']), item().startsWith('userextras'))),
    field('apiGroups').some(item().isOneOf([...GROUPS, '*'])),
    field('verbs').some(anyOf(item().isOneOf(['escalate', 'bind', '*']), item().startsWith('impersonate'))),
  )),
  absent: 'good',
  examples: {
    good: [
      { shows: 'roles read', subject: rule({ verbs: ['get', 'list', 'watch'] }) },
      { shows: 'bind of another resource', subject: rule({ resources: ['rolebindings'] }) },
      { shows: 'bind in another API group', subject: rule({ apiGroups: ['apis.example.com'] }) },
    ],
    bad: [
      ...VERBS.map((verb) => ({ shows: verb, subject: rule({ verbs: ['get', verb] }) })),
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      ...RESOURCES.map((resource) => ({ shows: `the resource ${resource}`, subject: rule({ resources: [resource] }) })),
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'impersonation of user scopes', subject: rule({ apiGroups: ['authentication.k8s.io'], resources: ['userextras/scopes'], verbs: ['impersonate'] }) },
      { shows: 'impersonation of users', subject: rule({ apiGroups: [''], resources: ['users'], verbs: ['impersonate'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  },
});
