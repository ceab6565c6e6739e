import { defineControl } from '../control';
import { grants } from '../grants';
import { not } from '../require';

const rule = (changes: object) => ({ apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'], ...changes });

export const rbacNoTokenRequest = defineControl({
  id: 'rbac-no-token-request',
  title: 'RBAC rules do not issue service account tokens',
  subject: 'policy-rule',
  why: 'whoever issues tokens of a service account can act as that account, with all of its rights, even from outside the cluster',
  fix: {
    code: 'leave `serviceaccounts/token` out of the rules of the `ScopedRole`; `bindTo` mounts a short-lived token of the workload itself',
    yaml: 'remove `serviceaccounts/token` from `rules[].resources`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request'],
  frameworks: ['cis:5.1.13', 'nsa-cisa:rbac', 'mitre:T1528', 'kubescape:C-0282'],
  power: { may: 'make tokens of other accounts' },
  // Names do hold for this subresource, but what the named account may do is not to be seen here: a case for a waiver.
  require: not(grants({ apiGroups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] })),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'service accounts read', subject: rule({ resources: ['serviceaccounts'], verbs: ['get'] }) },
      { shows: 'service accounts made', subject: rule({ resources: ['serviceaccounts'] }) },
      { shows: 'a subresource of another API group', subject: rule({ apiGroups: ['subresources.example.com'] }) },
      { shows: 'a verb that issues nothing', subject: rule({ verbs: ['get'] }) },
    ],
    bad: [
      { shows: 'tokens of every account', subject: rule({}) },
      { shows: 'tokens of a named account', subject: rule({ resourceNames: ['deployer'] }) },
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'tokens of anything', subject: rule({ resources: ['*/token'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
