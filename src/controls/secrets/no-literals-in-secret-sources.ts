import { credentialIn } from '../../objects/credential';
import { Manifest } from '../../objects/manifest';
import { plainText } from '../../objects/plain-text';
import { childPointer, descend, isObject, valueAt } from '../../objects/pointer';
import { sealedTextProblem } from '../../objects/sealed-text';
import { isPlaceholder } from '../../objects/secret-text';
import { isTemplated } from '../../objects/templated-text';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const OPERATOR = 'external-secrets.io';
const KINDS = ['ExternalSecret', 'ClusterExternalSecret', 'SecretStore', 'ClusterSecretStore'].map((kind) => `${OPERATOR}/${kind}`);
const SEALED = 'bitnami.com/SealedSecret';
const CLASS = 'secrets-store.csi.x-k8s.io/SecretProviderClass';

/** The texts below a value that are or hold a credential. What refers to a Secret is a map with its name and key, so that no such text is under the name of a secret. */
function literals(value: unknown, pointer: string, name = ''): Site[] {
  if (Array.isArray(value)) return value.flatMap((element, index) => literals(element, childPointer(pointer, plainText(index)), name));
  if (isObject(value)) return Object.entries(value).flatMap(([key, member]) => literals(member, childPointer(pointer, key), key));
  const kind = typeof value === 'string' && !isTemplated(value) ? credentialIn(name, value) : undefined;
  return kind === undefined ? [] : [{ pointer, message: `"${name}" holds ${kind}` }];
}

/** The provider for tests, which returns what stands in the manifest. */
function fakeValues(manifest: Manifest): Site[] {
  const fake = valueAt(manifest, '/spec/provider/fake');
  return isObject(fake) ? [{ pointer: '/spec/provider/fake', message: 'the provider "fake" holds the secrets itself' }] : [];
}

function unsealed(manifest: Manifest): Site[] {
  const values = valueAt(manifest, '/spec/encryptedData');
  return !isObject(values) ? [] : Object.entries(values).flatMap(([key, value]) => {
    const problem = typeof value === 'string' && !isPlaceholder(value) && !isTemplated(value) ? sealedTextProblem(value) : undefined;
    return problem === undefined ? [] : [{ pointer: descend('/spec/encryptedData', [key]), message: `"${key}" ${problem}` }];
  });
}

/** Where such objects hold texts of their user: templates, settings and parameters. What names a value of the store is left out, as `remoteRef`. */
const PLACES = ['/spec/target/template', '/spec/externalSecretSpec/target/template', '/spec/provider', '/spec/parameters', '/spec/template'];

const source = (groupKind: string, version: string, spec: object) => {
  const [group, kind] = groupKind.split('/');
  return { apiVersion: `${group}/${version}`, kind, metadata: { name: 'db', namespace: 'shop' }, spec };
};
const external = (data: object) => source(KINDS[0], 'v1', {
  secretStoreRef: { kind: 'SecretStore', name: 'vault' }, target: { template: { data } }, data: [{ secretKey: 'password', remoteRef: { key: 'prod/db', property: 'password' } }],
});
const store = (provider: object) => source(KINDS[2], 'v1', { provider });
const providerClass = (parameters: object) => source(CLASS, 'v1', { provider: 'vault', parameters });
const sealed = (encryptedData: object) => source(SEALED, 'v1alpha1', { encryptedData });

export const noLiteralsInSecretSources = defineControl({
  id: 'no-literals-in-secret-sources',
  title: 'Objects that fetch or unseal secrets contain no secret values',
  subject: 'object',
  kinds: [...KINDS, SEALED, CLASS],
  why: 'such an object should only say where a secret is; a value in it is in the repository, its history, every clone and every build log',
  fix: {
    code: 'keep the value in the store and refer to it by `keys` of ExternalSecretMount, or seal it with `kubeseal --raw`',
    yaml: 'move the value to the store and refer to it with `remoteRef`, or seal it with `kubeseal --raw`',
  },
  references: ['https://external-secrets.io/latest/guides/templating/', 'https://github.com/bitnami-labs/sealed-secrets#usage'],
  frameworks: ['nsa-cisa:secrets', 'mitre:T1552.001'],
  inspect: (manifest) => [
    ...PLACES.flatMap((place) => literals(valueAt(manifest, place), place)),
    ...fakeValues(manifest), ...unsealed(manifest),
  ],
  admission: notEnforceable('telling a secret from a setting needs names and values taken apart into words, which the expressions here cannot do'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a template with values of the store', subject: external({ 'app.ini': 'user = shop\npassword = {{ .password }}\n' }) },
      { shows: 'a store that refers to a Secret', subject: store({ doppler: { auth: { secretRef: { dopplerToken: { name: 'doppler-token', key: 'token' } } } } }) },
      { shows: 'parameters of a provider', subject: providerClass({ roleName: 'shop', objects: '- objectName: password\n  secretPath: secret/data/db\n  secretKey: password\n' }) },
      { shows: 'a placeholder instead of ciphertext', subject: sealed({ password: '${SEALED_PASSWORD}' }) },
    ],
    bad: [
      { shows: 'a password in a template', subject: external({ password: 'correct-horse' }) },
      { shows: 'a password in a file of a template', subject: external({ 'app.ini': 'user = {{ .user }}\npassword = correct-horse\n' }) },
      { shows: 'the store for tests', subject: store({ fake: { data: [{ key: 'prod/db', value: 'correct-horse' }] } }) },
      { shows: 'a token in the settings of a store', subject: store({ webhook: { url: 'https://store.example.com', headers: { 'X-Api-Token': 'correct-horse' } } }) },
      { shows: 'a password among parameters', subject: providerClass({ roleName: 'shop', vaultPassword: 'correct-horse' }) },
      { shows: 'a value that nobody sealed', subject: sealed({ password: 'correct-horse' }) },
    ],
  }),
});
