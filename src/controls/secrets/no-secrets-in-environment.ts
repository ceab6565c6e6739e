import { defineControl } from '../control';
import { allOf, field, item } from '../require';

export const noSecretsInEnvironment = defineControl({
  id: 'no-secrets-in-environment',
  title: 'Secrets are not read into environment variables',
  subject: 'container',
  why: 'environment variables leak into crash reports, logs and every child process, and keep the old value when the secret is rotated',
  fix: {
    code: 'mount the secret as files with `mountSecret` and let the process read them',
    yaml: 'replace `env[].valueFrom.secretKeyRef` and `envFrom[].secretRef` with a read-only secret volume',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod',
  ],
  frameworks: [
    'cis:5.4.1', 'mitre:T1552.001', 'kube-linter:read-secret-from-env-var', 'kubescape:C-0207', 'kyverno:disallow-secrets-from-env-vars',
    'checkov:CKV_K8S_35', 'kubesec:SecretsAsEnvironmentVariables',
  ],
  require: allOf(field('env').every(item('valueFrom.secretKeyRef').isAbsent()), field('envFrom').every(item('secretRef').isAbsent())),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a literal value', subject: { env: [{ name: 'LOG_LEVEL', value: 'info' }] } },
      { shows: 'values of a config map', subject: { envFrom: [{ configMapRef: { name: 'settings' } }] } },
    ],
    bad: [
      { shows: 'one key of a secret', subject: { env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] } },
      { shows: 'an optional key of a secret', subject: { env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password', optional: true } } }] } },
      { shows: 'all keys of a secret', subject: { envFrom: [{ configMapRef: { name: 'settings' } }, { secretRef: { name: 'db' } }] } },
    ],
  }),
});
