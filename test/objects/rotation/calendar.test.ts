import { Manifest } from '../../../src/objects/manifest';
import { RotationCalendar } from '../../../src/objects/rotation/calendar';

type Json = Record<string, any>;

const object = (apiVersion: string, kind: string, rest: object = {}): Manifest => ({ apiVersion, kind, metadata: { name: 'db', namespace: 'shop' }, ...rest });
const secret = (rest: object): Manifest => object('v1', 'Secret', rest);
const pod = (spec: object): Manifest => object('v1', 'Pod', { spec: { containers: [], ...spec } });
const certificate = (spec: object = {}): Manifest => object('cert-manager.io/v1', 'Certificate', { spec: { secretName: 'tls', ...spec } });
const external = (spec: object = {}): Manifest => object('external-secrets.io/v1', 'ExternalSecret', { spec });
const encryption = (...providers: readonly object[]): Manifest => object('apiserver.config.k8s.io/v1', 'EncryptionConfiguration', { resources: [{ providers }] });

function calendar(...manifests: readonly Manifest[]): readonly Json[] {
  const found = new RotationCalendar();
  for (const manifest of manifests) found.note(manifest);
  return found.entries();
}

/** What is said of each credential, without the object that says it. */
const said = (...manifests: readonly Manifest[]): unknown[] => calendar(...manifests).map(({ credential, pointer, ...how }) =>
  (how.rotatedBy === null ? [credential, pointer, how.byHand] : [credential, pointer, `by ${how.rotatedBy}`, how.everySeconds]));

const DAY = 24 * 3600;
const MADE_BY_NOBODY = 'whoever makes the Secret replaces its values: no object of the input does';
const CERT_MANAGER = 'by cert-manager';
const STORE = 'by the External Secrets Operator, once the store has another value';

test.each<[string, Manifest, unknown]>([
  ['a Secret with data', secret({ data: { a: 'eA==' } }), [['Secret shop/db', '/data', 'replace the values where this manifest comes from, then restart what reads them']]],
  ['a Secret with texts', secret({ data: {}, stringData: { a: 'x' } }), [['Secret shop/db', '/stringData', 'replace the values where this manifest comes from, then restart what reads them']]],
  ['an empty Secret', secret({ data: null }), [['Secret shop/db', '', 'whoever fills the Secret replaces its values: no object of the input does']]],
  ['a token of a ServiceAccount', secret({ type: 'kubernetes.io/service-account-token', data: { a: 'eA==' } }),
    [['Secret shop/db', '/type', 'delete the Secret: its token never expires; mount a projected token instead']]],
  ['a bootstrap token', secret({ type: 'bootstrap.kubernetes.io/token', stringData: { expiration: '2027-01-01T00:00:00Z' } }),
    [['Secret shop/db', '/stringData/expiration', 'make another bootstrap token whenever nodes join; this one ends by itself']]],
  ['an ExternalSecret', external(), [['Secret shop/db', '/spec', STORE, 3600]]],
  ['an ExternalSecret with an interval', external({ refreshInterval: '15m' }), [['Secret shop/db', '/spec/refreshInterval', STORE, 900]]],
  ['an ExternalSecret with an interval that is none', external({ refreshInterval: 'often' }), [['Secret shop/db', '/spec/refreshInterval', STORE, null]]],
  ['an ExternalSecret that is never fetched again', external({ refreshInterval: '0' }), [['Secret shop/db', '/spec/refreshInterval', 'delete the Secret, so that its values are fetched once more']]],
  ['an ExternalSecret that is fetched once', external({ refreshPolicy: 'CreatedOnce' }), [['Secret shop/db', '/spec', 'delete the Secret, so that its values are fetched once more']]],
  ['an ExternalSecret that is fetched on change', external({ refreshPolicy: 'OnChange' }), [['Secret shop/db', '/spec', 'change the ExternalSecret, so that its values are fetched once more']]],
  ['a SealedSecret', object('bitnami.com/v1alpha1', 'SealedSecret', { spec: {} }), [['Secret shop/db', '/spec/encryptedData', 'seal another value and commit it']]],
  ['a SecretProviderClass', object('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass'),
    [['SecretProviderClass shop/db', '/spec', 'by the Secrets Store CSI driver, where its rotation is switched on', null]]],
  ['a Certificate', certificate(), [['Secret shop/tls', '/spec', CERT_MANAGER, 60 * DAY]]],
  ['a Certificate with a lifetime', certificate({ duration: '72h' }), [['Secret shop/tls', '/spec', CERT_MANAGER, 2 * DAY]]],
  ['a Certificate with a remainder', certificate({ duration: '72h', renewBefore: '12h' }), [['Secret shop/tls', '/spec', CERT_MANAGER, 60 * 3600]]],
  ['a Certificate with a remainder as a share', certificate({ duration: '100h', renewBeforePercentage: 25 }), [['Secret shop/tls', '/spec', CERT_MANAGER, 75 * 3600]]],
  ['a Certificate with a share that is none', certificate({ duration: '72h', renewBeforePercentage: '25' }), [['Secret shop/tls', '/spec', CERT_MANAGER, 2 * DAY]]],
  ['a Certificate with a lifetime that is none', certificate({ duration: 'long' }), [['Secret shop/tls', '/spec', CERT_MANAGER, null]]],
  ['a Certificate with a remainder that is none', certificate({ renewBefore: 'late' }), [['Secret shop/tls', '/spec', CERT_MANAGER, null]]],
  ['a Certificate that nothing renews', certificate({ renewal: { policy: 'Disabled' } }), [['Secret shop/tls', '/spec', 'renew it before it ends: `cmctl renew`']]],
  ['a Certificate whose key stays', certificate({ privateKey: { rotationPolicy: 'Never' } }), [
    ['Secret shop/tls', '/spec', CERT_MANAGER, 60 * DAY], ['Secret shop/tls, its key', '/spec/privateKey/rotationPolicy', 'delete the Secret, so that a new key is made'],
  ]],
  ['a cluster of kubeadm', object('kubeadm.k8s.io/v1beta4', 'ClusterConfiguration'), [
    ['certificates of the control plane', '/certificateValidityPeriod', 'upgrade, or run `kubeadm certs renew all`, within 8760h0m0s'],
    ['authorities of the cluster, of etcd and of the front proxy', '/caCertificateValidityPeriod', 'replace them by hand within 87600h0m0s'],
    ['key that signs tokens of ServiceAccounts', '', 'add another key, have every API server verify by both, then remove the old one'],
  ]],
  ['a cluster of kubeadm with lifetimes', object('kubeadm.k8s.io/v1beta4', 'ClusterConfiguration', { certificateValidityPeriod: '1h', caCertificateValidityPeriod: '2h' }), [
    ['certificates of the control plane', '/certificateValidityPeriod', 'upgrade, or run `kubeadm certs renew all`, within 1h'],
    ['authorities of the cluster, of etcd and of the front proxy', '/caCertificateValidityPeriod', 'replace them by hand within 2h'],
    ['key that signs tokens of ServiceAccounts', '', 'add another key, have every API server verify by both, then remove the old one'],
  ]],
  ['a kubelet', object('kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration'), [
    ['client certificate of the kubelet', '/rotateCertificates', 'set rotateCertificates: true; otherwise the node drops out when it ends'],
    ['serving certificate of the kubelet', '/serverTLSBootstrap', 'set serverTLSBootstrap: true; otherwise it signs itself, and nobody can verify it'],
  ]],
  ['a kubelet that rotates', object('kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration', { rotateCertificates: true, serverTLSBootstrap: true }), [
    ['client certificate of the kubelet', '/rotateCertificates', 'by the kubelet, before it ends', null],
    ['serving certificate of the kubelet', '/serverTLSBootstrap', 'by the kubelet, once an approver has signed what it asks for', null],
  ]],
  ['an encryption key of a plugin', encryption({ kms: {} }, { identity: {} }), [['encryption key of etcd', '/resources/0/providers/0/kms', 'by the plugin for key management', null]]],
  ...['secretbox', 'aesgcm', 'aescbc'].map((name): [string, Manifest, unknown] => [`an encryption key of ${name}`, encryption({ identity: {} }, { [name]: {} }), [[
    'encryption key of etcd', `/resources/0/providers/1/${name}`, 'add a key, write every object again, remove the old key: `rotateTo` of `EncryptionAtRest` makes the files',
  ]]]),
  ['something without credentials', object('v1', 'ConfigMap', { data: { a: 'b' } }), []],
])('%s', (_, manifest, entries) => expect(said(manifest)).toEqual(entries));

const token = (source: object, spec: object = {}): Manifest => pod({ volumes: [{ name: 'a' }, { projected: { sources: [{ configMap: {} }, source] } }], ...spec });
const AT = '/spec/volumes/1/projected/sources/1';

test.each<[string, Manifest, unknown]>([
  ['a token', token({ serviceAccountToken: {} }), ['token of ServiceAccount shop/default', AT, 'by the kubelet', 2880]],
  ['a token of an account', token({ serviceAccountToken: {} }, { serviceAccountName: 'api' }), ['token of ServiceAccount shop/api', AT, 'by the kubelet', 2880]],
  ['a token for an audience', token({ serviceAccountToken: { audience: 'vault', expirationSeconds: 600 } }), ['token of ServiceAccount shop/default for vault', AT, 'by the kubelet', 480]],
  ['a token for long', token({ serviceAccountToken: { expirationSeconds: 10 * DAY } }), ['token of ServiceAccount shop/default', AT, 'by the kubelet', DAY]],
  ['a token with a lifetime that is none', token({ serviceAccountToken: { expirationSeconds: '600' } }), ['token of ServiceAccount shop/default', AT, 'by the kubelet', 2880]],
  ['a certificate of pods', token({ podCertificate: {} }), ['certificate of pods of ServiceAccount shop/default', AT, 'by the kubelet', null]],
])('%s that the kubelet mounts', (_, manifest, entry) => expect(said(manifest)).toEqual([entry]));

test('an object without namespace has its name alone', () => {
  const cluster = { ...secret({ data: { a: 'eA==' } }), metadata: { name: 'db' } };
  expect(said(cluster)).toMatchObject([['Secret db', '/data', expect.any(String)]]);
  expect(calendar(cluster)[0].object).toMatchObject({ kind: 'Secret', name: 'db' });
});

describe('a Secret that something refers to', () => {
  const container = (more: object): object => ({ name: 'c', ...more });

  test.each<[string, Manifest, string]>([
    ['pulling images', pod({ imagePullSecrets: [{ name: 's' }] }), '/spec/imagePullSecrets/0/name'],
    ['a volume', pod({ volumes: [{ secret: { secretName: 's' } }] }), '/spec/volumes/0/secret/secretName'],
    ['a projected volume', pod({ volumes: [{ projected: { sources: [{ secret: { name: 's' } }] } }] }), '/spec/volumes/0/projected/sources/0/secret/name'],
    ['a variable', pod({ containers: [container({ env: [{ name: 'A' }, { valueFrom: { secretKeyRef: { name: 's' } } }] })] }), '/spec/containers/0/env/1/valueFrom/secretKeyRef/name'],
    ['all variables', pod({ initContainers: [container({ envFrom: [{ secretRef: { name: 's' } }] })] }), '/spec/initContainers/0/envFrom/0/secretRef/name'],
    ['an account', object('v1', 'ServiceAccount', { imagePullSecrets: [{ name: 's' }] }), '/imagePullSecrets/0/name'],
    ['an Ingress', object('networking.k8s.io/v1', 'Ingress', { spec: { tls: [{ secretName: 's' }] } }), '/spec/tls/0/secretName'],
  ])('for %s is replaced by hand where no object makes it', (_, manifest, pointer) => {
    expect(said(manifest)).toEqual([['Secret shop/s', pointer, MADE_BY_NOBODY]]);
    expect(said(manifest, { ...secret({ data: { a: 'eA==' } }), metadata: { name: 's', namespace: 'shop' } })).not.toContainEqual(expect.arrayContaining([MADE_BY_NOBODY]));
    expect(said(manifest, { ...secret({ data: { a: 'eA==' } }), metadata: { name: 's', namespace: 'bank' } })).toContainEqual(['Secret shop/s', pointer, MADE_BY_NOBODY]);
  });

  test('is named once, behind all others, and an empty or wrong name is none', () => {
    const refers = pod({ imagePullSecrets: [{ name: 's' }, { name: '' }, { name: 7 }, 'x', { name: 's' }], containers: ['x'] });
    expect(said(refers, secret({ data: { a: 'eA==' } })).map(([credential]: any) => credential)).toEqual(['Secret shop/db', 'Secret shop/s']);
    expect(said(object('networking.k8s.io/v1', 'IngressClass', { spec: { tls: [{ secretName: 's' }] } }))).toEqual([]);
  });
});
