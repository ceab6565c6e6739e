import { defineControl, notEnforceable } from '../control';
import { allOf, field } from '../require';

const scope = (name: string) => field(['metadata', 'annotations', `sealedsecrets.bitnami.com/${name}`]);
const sealed = (annotations?: object) => ({
  apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata: { name: 'db', namespace: 'shop', ...(annotations && { annotations }) }, spec: { encryptedData: {} },
});

export const sealedSecretStrictScope = defineControl({
  id: 'sealed-secret-strict-scope',
  title: 'Sealed secrets can be unsealed only under one name in one namespace',
  subject: 'object',
  kinds: ['bitnami.com/SealedSecret'],
  why: 'with a wider scope, anyone who can read the ciphertext can copy it into a SealedSecret of their own, and the controller decrypts it for them',
  fix: {
    code: 'seal the values again with `kubeseal --raw --namespace NAMESPACE --name NAME`, and mount them with SealedSecretMount',
    yaml: 'seal the values again with `kubeseal --scope strict`, and remove the annotations `sealedsecrets.bitnami.com/namespace-wide` and `sealedsecrets.bitnami.com/cluster-wide`',
  },
  references: ['https://github.com/bitnami-labs/sealed-secrets#scopes'],
  frameworks: ['nsa-cisa:secrets'],
  require: allOf(scope('cluster-wide').isNoneOf(['true']), scope('namespace-wide').isNoneOf(['true'])),
  admission: notEnforceable('the generated policies are about kinds that every cluster has, and SealedSecret comes with its controller'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'no scope, which is strict', subject: sealed() },
      { shows: 'other scopes switched off', subject: sealed({ 'sealedsecrets.bitnami.com/cluster-wide': 'false', 'sealedsecrets.bitnami.com/namespace-wide': 'false' }) },
    ],
    bad: [
      { shows: 'a scope of the namespace', subject: sealed({ 'sealedsecrets.bitnami.com/namespace-wide': 'true' }) },
      { shows: 'a scope of the cluster', subject: sealed({ 'sealedsecrets.bitnami.com/cluster-wide': 'true' }) },
    ],
  }),
});
