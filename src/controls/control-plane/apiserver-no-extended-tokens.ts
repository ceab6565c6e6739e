import { defineControl } from '../control';
import { field } from '../require';

export const apiserverNoExtendedTokens = defineControl({
  id: 'apiserver-no-extended-tokens',
  title: 'Pod tokens expire after the hour they were requested for',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'a token that leaks from a pod would be valid for a year instead of an hour',
  fix: {
    code: 'render the flags with `ControlPlane`, which does not extend tokens',
    yaml: 'pass `--service-account-extend-token-expiration=false`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-token-volume'],
  frameworks: ['cis:1.2.30'],
  require: field('--service-account-extend-token-expiration').isFalse(),
  harden: { component: { '--service-account-extend-token-expiration': false } },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'an hour', subject: { '--service-account-extend-token-expiration': false } },
    ],
    bad: [
      { shows: 'a year', subject: { '--service-account-extend-token-expiration': true } },
    ],
  }),
});
