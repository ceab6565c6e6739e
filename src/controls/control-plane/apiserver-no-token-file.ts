import { defineControl } from '../control';
import { field } from '../require';

export const apiserverNoTokenFile = defineControl({
  id: 'apiserver-no-token-file',
  title: 'The API server accepts no tokens from a file',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'such tokens never expire, are stored in plain text on the disk, and cannot be revoked without a restart',
  fix: {
    code: 'leave `token-auth-file` out of `extraArguments`, and authenticate users with an issuer of `Authentication`',
    yaml: 'remove `--token-auth-file`; use ServiceAccount tokens, or an issuer in the file of `--authentication-config`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#static-token-file'],
  frameworks: ['cis:1.2.2', 'nsa-cisa:authentication', 'mitre:T1078'],
  require: field('--token-auth-file').isEmpty(),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'no file', subject: { '--token-auth-file': '' } },
    ],
    bad: [
      { shows: 'a file', subject: { '--token-auth-file': '/etc/kubernetes/tokens.csv' } },
    ],
  }),
});
