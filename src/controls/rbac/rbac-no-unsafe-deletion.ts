import { defineControl } from '../control';
import { field, item } from '../require';

const VERB = 'unsafe-delete-ignore-read-errors';

export const rbacNoUnsafeDeletion = defineControl({
  id: 'rbac-no-unsafe-deletion',
  title: 'RBAC rules do not delete objects that cannot be decrypted',
  subject: 'policy-rule',
  why: 'this verb deletes an object that cannot be decrypted without finalizers or admission, which leaves volumes and cloud resources behind without an owner',
  fix: {
    code: 'grant the verb to a person for the hour of the repair only',
    yaml: 'remove `unsafe-delete-ignore-read-errors` from `rules[].verbs`',
  },
  references: ['https://kep.k8s.io/3926'],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1485'],
  // Only by its name: rbac-no-wildcard-verbs says what a wildcard holds.
  require: field('verbs').every(item().differsFrom(VERB)),
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'ordinary deletion', subject: { apiGroups: [''], resources: ['secrets'], verbs: ['delete'], resourceNames: ['web-tls'] } }],
    bad: [{ shows: 'deletion past every check', subject: { apiGroups: [''], resources: ['secrets'], verbs: ['delete', VERB], resourceNames: ['web-tls'] } }],
  }),
});
