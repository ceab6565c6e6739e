import { defineControl } from '../control';
import { field } from '../require';

const secret = (rest: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'api', namespace: 'shop' }, ...rest });

export const noLongLivedServiceAccountToken = defineControl({
  id: 'no-long-lived-service-account-token',
  title: 'Secrets do not hold ServiceAccount tokens, which never expire',
  subject: 'object',
  kinds: ['Secret'],
  why: 'the token in such a Secret never expires and is not bound to a pod, so one leak gives lasting access to the API server',
  fix: {
    code: 'let `bindTo` mount a projected token; for people, `kubectl create token` issues one that expires',
    yaml: 'delete the Secret of `type: kubernetes.io/service-account-token`; mount a projected `serviceAccountToken` volume instead',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token',
    'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets',
  ],
  frameworks: ['mitre:T1528', 'mitre:T1552.001', 'kyverno:deny-secret-service-account-token-type', 'kyverno:check-serviceaccount-secrets'],
  require: field('type').differsFrom('kubernetes.io/service-account-token'),
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'another type', subject: secret({ type: 'kubernetes.io/tls' }) }],
    bad: [
      {
        shows: 'a token for a service account',
        subject: secret({
          type: 'kubernetes.io/service-account-token',
          metadata: { name: 'api', namespace: 'shop', annotations: { 'kubernetes.io/service-account.name': 'api' } },
        }),
      },
    ],
  }),
});
