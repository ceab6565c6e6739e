import { defineControl } from '../control';
import { grants } from '../grants';
import { allOf, field, not } from '../require';

const secrets = { apiGroups: [''], resources: ['secrets'] };
const rule = (changes: object) => ({ ...secrets, verbs: ['get'], ...changes });

export const rbacNoSecretsRead = defineControl({
  id: 'rbac-no-secrets-read',
  title: 'RBAC rules read secrets by name only',
  subject: 'policy-rule',
  why: 'whoever reads all secrets of a namespace holds the credentials of every workload in it; list and watch return their contents too',
  fix: {
    code: 'mount the secret with `mountSecret`, or name it in `resourceNames` of a rule with the verb `get` alone',
    yaml: 'remove `secrets` from `rules[].resources`, or set `rules[].resourceNames` and `verbs: [get]`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'],
  frameworks: [
    'cis:5.1.2', 'nsa-cisa:rbac', 'mitre:T1552.007', 'kube-linter:access-to-secrets', 'kubescape:C-0015', 'kubescape:C-0186',
    'kyverno:restrict-secret-role-verbs', 'checkov:CKV2_K8S_5', 'trivy:KSV-0041', 'trivy:KSV-0113',
  ],
  power: { may: 'read all secrets' },
  // Names do not tame list and watch: a rule with names still reads them with a field selector, in bulk and with every later version.
  require: not(allOf(grants({ ...secrets, verbs: ['get', 'list', 'watch'] }), not(allOf(
    field('resourceNames').isNotEmpty(), field('verbs').excludes('list'), field('verbs').excludes('watch'), field('verbs').excludes('*'),
  )))),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'one secret by name', subject: rule({ resourceNames: ['web-tls'] }) },
      { shows: 'secrets written but not read', subject: rule({ verbs: ['create', 'delete'] }) },
      { shows: 'another resource', subject: rule({ resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }) },
      { shows: 'secrets of another API group', subject: rule({ apiGroups: ['vault.example.com'] }) },
    ],
    bad: [
      { shows: 'any secret by get', subject: rule({}) },
      { shows: 'an empty list of names', subject: rule({ resourceNames: [] }) },
      { shows: 'all secrets by list', subject: rule({ verbs: ['list'] }) },
      { shows: 'all secrets by watch', subject: rule({ verbs: ['watch'] }) },
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'a named secret by list', subject: rule({ verbs: ['list'], resourceNames: ['web-tls'] }) },
      { shows: 'a named secret by watch', subject: rule({ verbs: ['watch'], resourceNames: ['web-tls'] }) },
      { shows: 'a named secret by all verbs', subject: rule({ verbs: ['*'], resourceNames: ['web-tls'] }) },
      { shows: 'all resources of the core group', subject: rule({ resources: ['*'] }) },
      { shows: 'secrets in all groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
