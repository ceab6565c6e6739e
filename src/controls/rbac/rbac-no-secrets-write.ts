import { defineControl } from '../control';
import { grants, WRITE } from '../grants';
import { anyOf, field, not } from '../require';

const rule = (changes: object) => ({ apiGroups: [''], resources: ['secrets'], verbs: ['update'], ...changes });

export const rbacNoSecretsWrite = defineControl({
  id: 'rbac-no-secrets-write',
  title: 'RBAC rules write secrets by name only',
  subject: 'policy-rule',
  why: 'the cluster fills a new Secret of type service-account-token with the token of any account of the namespace, and a changed one reaches every '
    + 'workload that reads it',
  fix: {
    code: 'name the secret in `resourceNames` of the rule of `ScopedRole`, or let an operator such as External Secrets write it',
    yaml: 'name the secrets in `rules[].resourceNames`, or remove the verbs that write',
  },
  references: [
    'https://github.com/PaloAltoNetworks/rbac-police',
    'https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#token-controller',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1528', 'kubescape:C-0015', 'trivy:KSV-0113'],
  // A warning: operators that make certificates and passwords need it, and the token can be read only with a right to read as well.
  require: anyOf(not(grants({ apiGroups: [''], resources: ['secrets'], verbs: WRITE })), field('resourceNames').isNotEmpty()),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'secrets read', subject: rule({ verbs: ['get', 'list', 'watch'] }) },
      { shows: 'one secret by name', subject: rule({ resourceNames: ['web-tls'] }) },
      { shows: 'another resource', subject: rule({ resources: ['leases'] }) },
      { shows: 'secrets of another API group', subject: rule({ apiGroups: ['vault.example.com'] }) },
    ],
    bad: [
      ...WRITE.map((verb) => ({ shows: `${verb} of all secrets`, subject: rule({ verbs: ['get', verb] }) })),
      { shows: 'an empty list of names', subject: rule({ resourceNames: [] }) },
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
