import { call, folder, write } from './command';
import { Credential } from '../../src/objects/rotation/credential';

const at = folder();

type Entry = Omit<Credential, 'object'>;

async function rotation(...objects: object[]): Promise<Entry[]> {
  write(at, { 'in.yaml': objects.map((object) => JSON.stringify(object)).join('\n---\n') });
  const { out, err } = await call(at, ['check', '--format', 'json', '--now', '2026-11-29', 'in.yaml']);
  if (out === '') throw new Error(err);
  return JSON.parse(out).rotation;
}

/** Credential, what replaces it and how often; `by hand` where nothing does. */
const lines = async (...objects: object[]): Promise<string[]> => (await rotation(...objects))
  .map(({ credential, rotatedBy, everySeconds }) => [credential, rotatedBy ?? 'by hand', ...(everySeconds === null ? [] : [everySeconds])].join(' | '));

const metadata = { name: 'db', namespace: 'shop' };
const externalSecret = (spec: object = {}) => ({ apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata, spec });
const certificate = (spec: object = {}) => ({ apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata, spec: { secretName: 'tls', ...spec } });
const pod = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ name: 'main' }], ...spec } });
const secret = (rest: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata, ...rest });

test('each entry has the same keys, and null where there is nothing to say', async () => {
  const [entry] = await rotation(externalSecret({ refreshInterval: '30m' }));
  expect(entry).toEqual({
    credential: 'Secret shop/db', object: { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', namespace: 'shop', name: 'db' }, pointer: '/spec/refreshInterval',
    rotatedBy: 'the External Secrets Operator, once the store has another value', everySeconds: 1800, byHand: null,
  });
});

test.each([
  ['values of a store, by the hour of the operator', externalSecret(), 'Secret shop/db | the External Secrets Operator, once the store has another value | 3600'],
  ['values that are fetched once', externalSecret({ refreshInterval: '0' }), 'Secret shop/db | by hand'],
  ['values of a Secret of another name', externalSecret({ target: { name: 'other' }, refreshPolicy: 'OnChange' }), 'Secret shop/other | by hand'],
  ['ciphertext', { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', metadata, spec: { encryptedData: {} } }, 'Secret shop/db | by hand'],
  ['a certificate, by the defaults of cert-manager', certificate(), 'Secret shop/tls | cert-manager | 5184000'],
  ['a certificate that is renewed by a share of its lifetime', certificate({ duration: '100h', renewBeforePercentage: 25 }), 'Secret shop/tls | cert-manager | 270000'],
  ['a certificate that is renewed before its end', certificate({ duration: '48h', renewBefore: '24h' }), 'Secret shop/tls | cert-manager | 86400'],
  ['a certificate that is not renewed', certificate({ renewal: { policy: 'Disabled' } }), 'Secret shop/tls | by hand'],
  ['values in a manifest', secret({ stringData: { password: 'correct-horse' } }), 'Secret shop/db | by hand'],
  ['a Secret that something else fills', secret({}), 'Secret shop/db | by hand'],
  ['a token without end', secret({ type: 'kubernetes.io/service-account-token' }), 'Secret shop/db | by hand'],
  ['a driver that mounts', { apiVersion: 'secrets-store.csi.x-k8s.io/v1', kind: 'SecretProviderClass', metadata, spec: {} }, 'SecretProviderClass shop/db | the Secrets Store CSI driver, where its rotation is switched on'],
  ['a token for somebody else', pod({ serviceAccountName: 'api', volumes: [{ name: 't', projected: { sources: [{ serviceAccountToken: { path: 't', audience: 'vault', expirationSeconds: 600 } }] } }] }), 'token of ServiceAccount shop/api for vault | the kubelet | 480'],
  ['a Secret that nothing here makes', pod({ imagePullSecrets: [{ name: 'registry' }] }), 'Secret shop/registry | by hand'],
  ['keys in a file of the API server', { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources: [{ resources: ['secrets'], providers: [{ secretbox: { keys: [] } }] }] }, 'encryption key of etcd | by hand'],
  ['keys of a plugin', { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources: [{ resources: ['secrets'], providers: [{ kms: { apiVersion: 'v2' } }, { identity: {} }] }] }, 'encryption key of etcd | the plugin for key management'],
])('lists %s', async (_, object, line) => expect(await lines(object)).toEqual([line]));

test('lists the key of a certificate on its own where it is never replaced', async () => {
  expect(await lines(certificate({ privateKey: { rotationPolicy: 'Never' } }))).toEqual(['Secret shop/tls | cert-manager | 5184000', 'Secret shop/tls, its key | by hand']);
});

test('lists the certificates of a node and of a control plane', async () => {
  const kubelet = { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', rotateCertificates: true };
  const cluster = { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', certificateValidityPeriod: '2160h0m0s' };
  expect(await lines(kubelet, cluster)).toEqual([
    'client certificate of the kubelet | the kubelet, before it ends', 'serving certificate of the kubelet | by hand', 'certificates of the control plane | by hand',
    'authorities of the cluster, of etcd and of the front proxy | by hand', 'key that signs tokens of ServiceAccounts | by hand',
  ]);
});

test('a Secret that is referred to is listed where it is made, and once where it is not', async () => {
  const referring = pod({ volumes: [{ name: 'a', secret: { secretName: 'db' } }], imagePullSecrets: [{ name: 'registry' }], containers: [{ name: 'main', envFrom: [{ secretRef: { name: 'registry' } }] }] });
  expect(await lines(referring, externalSecret())).toEqual(['Secret shop/db | the External Secrets Operator, once the store has another value | 3600', 'Secret shop/registry | by hand']);
});

test('shows no value', async () => {
  const [{ byHand, pointer }] = await rotation(secret({ data: { password: 'Y29ycmVjdC1ob3JzZQ==' } }));
  expect(pointer).toBe('/data');
  expect(byHand).toBe('replace the values where this manifest comes from, then restart what reads them');
});

test('an input without credentials has an empty list', async () => expect(await rotation(pod({}))).toEqual([]));

test.each([['metadata', 7], ['spec', 'text'], ['spec', { volumes: 'x', imagePullSecrets: [7, null], containers: { a: 1 } }], ['data', 7], ['type', []]])('a wrong type in %s stops nothing', async (field, value) => {
  for (const kind of ['Pod', 'Secret', 'Ingress', 'ServiceAccount']) await expect(rotation({ apiVersion: 'v1', kind, metadata, [field]: value })).resolves.toBeDefined();
});
