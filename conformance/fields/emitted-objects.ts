import { Chart, Testing } from 'cdk8s';
import {
  CsiSecretMount, ExternalSecretMount, HardenedApp, HardenedNamespace, SealedSecretMount, SecretStore, SecretStoreProvider, SecureDeployment,
} from '../../src';
import { Manifest } from '../../src/objects/manifest';

const SEALED = Buffer.from([2, 0, ...Array<number>(512 + 20).fill(7)]).toString('base64');
const CLIENT = '11111111-2222-3333-4444-555555555555';
/** A provider whose settings are left to its definition. */
export const OPEN_PROVIDER = 'doppler';
const OURS = /^(?:external-secrets\.io|bitnami\.com|secrets-store\.csi\.x-k8s\.io)\//;

/** One object of each kind that our constructs emit and Kubernetes does not bring, with every field that they render; of SecretStore one of each provider. */
export function emittedObjects(): readonly Manifest[] {
  const chart = new Chart(new HardenedApp(), 'emitted');
  const namespace = new HardenedNamespace(chart, 'emitted');
  const providers = [
    SecretStoreProvider.aws({ region: 'eu-central-1', roleArn: 'arn:aws:iam::123456789012:role/shop' }),
    SecretStoreProvider.aws({ region: 'eu-central-1', roleArn: 'arn:aws:iam::123456789012:role/shop', parameterStore: true }),
    SecretStoreProvider.azure({ vaultUrl: 'https://vault.example.com', clientId: CLIENT, tenantId: CLIENT }),
    SecretStoreProvider.gcp({ projectId: 'shop', serviceAccountEmail: 'shop@shop.iam.gserviceaccount.com' }),
    SecretStoreProvider.vault({ server: 'https://vault.example.com', role: 'shop', caBundle: 'TUlJ' }),
    SecretStoreProvider.custom(OPEN_PROVIDER, { auth: { secretRef: { dopplerToken: { name: 'doppler', key: 'token' } } } }),
  ];
  const [store] = providers.map((provider, i) => new SecretStore(namespace, `store-${i}`, { provider }));
  const { mounts } = new SecureDeployment(namespace, 'api', { containers: [{ image: 'registry.example.com/api:1.0.0', portNumber: 8080 }] });
  const keys = { password: { key: 'prod/db', property: 'password', version: '1' } };
  mounts.add(ExternalSecretMount.of('external', store, '/external', { keys, extract: 'prod/all', template: { 'app.ini': '{{ .password }}' } }));
  mounts.add(CsiSecretMount.of('csi', '/csi', { provider: 'vault', parameters: { roleName: 'shop' } }));
  mounts.add(SealedSecretMount.of('sealed', '/sealed', { key: SEALED }));
  return (Testing.synth(chart) as Manifest[]).filter(({ apiVersion }) => OURS.test(String(apiVersion)));
}
