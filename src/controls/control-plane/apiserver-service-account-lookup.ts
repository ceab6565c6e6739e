import { defineControl } from '../control';
import { field } from '../require';

export const apiserverServiceAccountLookup = defineControl({
  id: 'apiserver-service-account-lookup',
  title: 'Deleting a ServiceAccount revokes its tokens',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'the token of a deleted ServiceAccount would stay valid until it expires, long after an administrator believed it revoked',
  fix: {
    code: 'leave `service-account-lookup` out of `extraArguments` of `ControlPlane`',
    yaml: 'remove `--service-account-lookup=false`',
  },
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  frameworks: ['cis:1.2.21'],
  require: field('--service-account-lookup').isNotFalse(),
  harden: { component: { '--service-account-lookup': true } },
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'looked up', subject: { '--service-account-lookup': true } },
    ],
    bad: [
      { shows: 'not looked up', subject: { '--service-account-lookup': false } },
    ],
  }),
});
