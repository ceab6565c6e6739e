import { isKindOfKubernetes } from '../../objects/custom-pods/embedded-object';
import { literalCredentials } from '../../objects/custom-pods/literal-credentials';
import { groupKind, Manifest } from '../../objects/manifest';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

/** no-literals-in-secret-sources knows what these mean: https://external-secrets.io, https://github.com/bitnami-labs/sealed-secrets */
const OF_OTHER_CONTROL = /^(?:external-secrets\.io|secrets-store\.csi\.x-k8s\.io)\/|^bitnami\.com\/SealedSecret$/;
/** Policies compare values with patterns. */
const OF_POLICIES = /^(?:(?:policies\.)?kyverno\.io|[\w.]+\.gatekeeper\.sh)\//;

function faults(manifest: Manifest): Site[] {
  const kind = groupKind(manifest);
  if (!kind.includes('/') || isKindOfKubernetes(manifest) || OF_OTHER_CONTROL.test(kind) || OF_POLICIES.test(kind)) return [];
  return literalCredentials(manifest).map(({ pointer, name, kind: what }) => ({ pointer, message: `"${name}" holds ${what}` }));
}

const custom = (apiVersion: string, kind: string, spec: object) => ({ apiVersion, kind, metadata: { name: 'db', namespace: 'shop' }, spec });
const database = (spec: object) => custom('db.example.com/v1', 'Database', spec);
const release = (values: object) => custom('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { interval: '10m', values });
const application = (helm: object) => custom('argoproj.io/v1alpha1', 'Application', { project: 'shop', source: { repoURL: 'https://charts.example.com', chart: 'db', helm } });

export const noLiteralSecretsInCustomResources = defineControl({
  id: 'no-literal-secrets-in-custom-resources',
  title: 'Custom resources do not contain secret values',
  subject: 'object',
  why: 'whoever may read the resource reads the value, encryption at rest usually covers Secrets only, and it is in the repository, its history and every clone',
  fix: {
    code: 'keep the value in a secret store, make the Secret with an ExternalSecret, and give the operator its name',
    yaml: 'move the value to a Secret that a secret store fills, and refer to it with the field that the operator has for that, such as `passwordSecretRef` or `valuesFrom`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/#developers', 'https://fluxcd.io/flux/components/helm/helmreleases/#values-references'],
  frameworks: ['nsa-cisa:secrets', 'mitre:T1552.001', 'kubescape:C-0012'],
  // What these controls know the meaning of, in pods and objects that stand in the resource, they report.
  coveredBy: (['no-literal-secrets-in-environment', 'no-literal-secrets', 'no-secrets-in-config-map'] as const).map((control) => ({ control, where: 'same-field' as const })),
  inspect: faults,
  admission: notEnforceable('telling a secret from a setting needs names and values taken apart into words, which the expressions here cannot do'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a reference to a Secret', subject: database({ passwordSecretRef: { name: 'db', key: 'password' }, credentials: 'db-login', passwordKey: 'password' }) },
      { shows: 'settings about secrets', subject: database({ passwordPolicy: 'strong', tokenTTL: '15m', requirePassword: true, secretEngine: 'kv-v2' }) },
      { shows: 'a placeholder', subject: release({ auth: { password: '${DB_PASSWORD}', existingSecret: 'db' } }) },
      { shows: 'the public half of a pair of keys', subject: custom('cert-manager.io/v1', 'Issuer', { acme: { solvers: [{ dns01: { route53: { accessKeyID: `AKIA${'A'.repeat(16)}` } } }] } }) },
      { shows: 'a digest', subject: database({ artifact: { checksum: 'kJ8vQ2xLm5RtYw9ZbN3cPd7F' } }) },
    ],
    bad: [
      { shows: 'a password', subject: database({ auth: { adminPassword: 'correct-horse' } }) },
      { shows: 'a password that YAML reads as a number', subject: database({ password: 123456 }) },
      { shows: 'a password among the values of a chart', subject: release({ postgresql: { auth: { password: 'correct-horse' } } }) },
      { shows: 'a password in a text of values', subject: application({ values: 'auth:\n  user: shop\n  password: correct-horse\n' }) },
      { shows: 'a password as a parameter', subject: application({ parameters: [{ name: 'auth.password', value: 'correct-horse' }] }) },
      { shows: 'an access key', subject: database({ backup: { options: `key=AKIA${'A'.repeat(16)}` } }) },
      { shows: 'a URL with a password', subject: database({ mirrors: ['postgres://app:hunter2@db/shop'] }) },
    ],
  }),
});
