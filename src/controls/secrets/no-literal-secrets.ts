import { Manifest } from '../../objects/manifest';
import { descend, isObject } from '../../objects/pointer';
import { isPlaceholder } from '../../objects/secret-text';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const LONGEST_ENCODED = 1000;

// no-long-lived-service-account-token and bootstrap-token-expires report these
const OTHER_CONTROLS: readonly unknown[] = ['kubernetes.io/service-account-token', 'bootstrap.kubernetes.io/token'];

/** A placeholder is one in `data` as well, encoded or, where something fills it in before the API server sees it, as it is. */
function standsForValue(value: unknown): boolean {
  return typeof value === 'string' && (isPlaceholder(value) || (value.length <= LONGEST_ENCODED && BASE64.test(value) && isPlaceholder(atob(value))));
}

/** One site per key that holds a value. The value itself appears nowhere, also where the map is malformed. */
function faults(manifest: Manifest, field: string): Site[] {
  const values = manifest[field];
  if (values === undefined || values === null || values === '') return [];
  if (!isObject(values)) return [{ pointer: descend('', [field]), message: `${field} holds something other than a map of values` }];
  return Object.keys(values).filter((key) => values[key] !== null && values[key] !== '' && !standsForValue(values[key]))
    .map((key) => ({ pointer: descend('', [field, key]), message: `${field} holds a value for the key "${key}"` }));
}

const secret = (rest: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: 'shop' }, ...rest });

export const noLiteralSecrets = defineControl({
  id: 'no-literal-secrets',
  title: 'Manifests do not contain secret values',
  subject: 'object',
  kinds: ['Secret'],
  why: 'base64 is not encryption: the value is in the repository, its history, every clone and every build log, and every rotation is a commit',
  fix: {
    code: 'mount the value with ExternalSecretMount, CsiSecretMount or SealedSecretMount; mount a Secret that already exists with `mountSecret` and '
      + '`Secret.fromSecretName`',
    yaml: 'remove `data` and `stringData` from the manifest: make the Secret with an ExternalSecret or a SealedSecret, or mount the value with the Secrets Store CSI driver',
  },
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/#developers'],
  frameworks: ['nsa-cisa:secrets', 'mitre:T1552.001'],
  inspect: (manifest) => (OTHER_CONTROLS.includes(manifest.type) ? [] : [...faults(manifest, 'data'), ...faults(manifest, 'stringData')]),
  admission: notEnforceable('in the cluster every Secret holds values: the API server cannot tell an operator that fetched them from a file that spells them out'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a secret that something else fills', subject: secret({ data: {}, stringData: null }) },
      { shows: 'a key without value', subject: secret({ stringData: { password: '' } }) },
      { shows: 'the ciphertext of SOPS', subject: secret({ stringData: { password: 'ENC[AES256_GCM,data:q83v,iv:AAAA,tag:BBBB,type:str]' }, sops: { version: '3.8.1' } }) },
      { shows: 'a placeholder', subject: secret({ stringData: { password: '<path:secret/data/db#password>' } }) },
      { shows: 'an encoded placeholder', subject: secret({ data: { password: 'JHtEQl9QQVNTV09SRH0=' } }) },
      { shows: 'a token that Kubernetes fills', subject: secret({ type: 'kubernetes.io/service-account-token', data: { extra: 'YQ==' } }) },
      { shows: 'a bootstrap token', subject: secret({ type: 'bootstrap.kubernetes.io/token', stringData: { 'token-id': 'abcdef' } }) },
    ],
    bad: [
      { shows: 'encoded data', subject: secret({ data: { password: 'Y29ycmVjdA==' } }) },
      { shows: 'plain data', subject: secret({ stringData: { password: 'correct-horse' } }) },
      { shows: 'a private key', subject: secret({ type: 'kubernetes.io/tls', data: { 'tls.crt': 'LS0t', 'tls.key': 'LS0t' } }) },
      { shows: 'plain data beside the ciphertext of SOPS', subject: secret({ stringData: { user: 'ENC[AES256_GCM,data:q83v,iv:AAAA,tag:BBBB,type:str]', password: 'correct-horse' }, sops: {} }) },
      { shows: 'data that is no map', subject: secret({ data: 'Y29ycmVjdA==' }) },
    ],
  }),
});
