import { Chart, Testing } from 'cdk8s';
import { CsiSecretMount, ExternalSecretMount, HardenedNamespace, SealedSecretMount, SecretStore, SecretStoreProvider, SecureDeployment } from '../../../src';
import { FieldCoverage } from '../../../src/engine/unjudged';
import { CustomTypes } from '../../../src/objects/fields/custom-types';
import { fieldProblems } from '../../../src/objects/fields/manifest-fields';
import { app, CONTAINER, Json } from '../../constructs/fixtures';

const SEALED = Buffer.from([2, 0, ...Array<number>(512 + 20).fill(7)]).toString('base64');
const CLIENT = '11111111-2222-3333-4444-555555555555';

/** One object of each kind that our constructs emit and Kubernetes does not bring, and a SecretStore of each provider. */
function emitted(): Json[] {
  const chart = new Chart(app(), 'c');
  const shop = new HardenedNamespace(chart, 'shop');
  const providers = [
    SecretStoreProvider.aws({ region: 'eu-central-1', roleArn: 'arn:aws:iam::123456789012:role/shop' }), SecretStoreProvider.vault({ server: 'https://vault', role: 'shop', caBundle: 'TUlJ' }),
    SecretStoreProvider.azure({ vaultUrl: 'https://vault', clientId: CLIENT, tenantId: CLIENT }), SecretStoreProvider.custom('doppler', { auth: {} }),
    SecretStoreProvider.gcp({ projectId: 'shop', serviceAccountEmail: 'shop@shop.iam.gserviceaccount.com' }),
  ];
  const [store] = providers.map((provider, i) => new SecretStore(shop, `store-${i}`, { provider }));
  const { mounts } = new SecureDeployment(shop, 'api', { containers: [CONTAINER] });
  mounts.add(ExternalSecretMount.of('db', store, '/db', { keys: { a: { key: 'a', property: 'b', version: '1' } }, extract: 'x', template: { f: '{{ .a }}' } }));
  mounts.add(CsiSecretMount.of('csi', '/csi', { provider: 'vault', parameters: { roleName: 'shop' } }));
  mounts.add(SealedSecretMount.of('sealed', '/sealed', { key: SEALED }));
  return (Testing.synth(chart) as Json[]).filter(({ apiVersion }) => /external-secrets|bitnami|secrets-store/.test(apiVersion));
}

const changed = (kind: string, change: (spec: Json) => void): readonly { message: string; undecided?: true }[] => {
  const object = structuredClone(emitted().find((one) => one.kind === kind)!);
  change(object.spec);
  return fieldProblems(object, 36);
};

test('what our constructs emit has the fields of its definition', () => {
  const objects = emitted();
  expect(new Set(objects.map(({ kind }) => kind))).toEqual(new Set(['ExternalSecret', 'SecretStore', 'SealedSecret', 'SecretProviderClass']));
  expect(objects.flatMap((object) => fieldProblems(object, 36))).toEqual([]);
});

test('a value of a wrong type and a missing field are wrong', () => {
  expect(changed('ExternalSecret', (spec) => { spec.refreshInterval = 60; })).toMatchObject([{ message: expect.stringContaining('refreshInterval is a number') }]);
  expect(changed('SealedSecret', (spec) => { spec.encryptedData = 'x'; })).toMatchObject([{ message: expect.stringContaining('must be a map') }]);
  expect(changed('SecretStore', (spec) => { delete spec.provider; })).toMatchObject([{ message: 'SecretStore: spec.provider is missing, and required' }]);
});

test('an unknown field or value is undecided, since the cluster may have a newer definition', () => {
  const [problem] = changed('ExternalSecret', (spec) => { spec.refreshIntervall = '1h'; });
  expect(problem).toMatchObject({ undecided: true });
  expect(problem.message).toMatch(/spec has no field "refreshIntervall" in the newest definition that this release knows \(pass that of your cluster with `--crds`\); did you mean "refreshInterval"\?/);
  expect(changed('ExternalSecret', (spec) => { spec.target.creationPolicy = 'Later'; })).toMatchObject([{ undecided: true }]);
  expect(changed('SecretStore', (spec) => { spec.provider.aws.regoin = 'x'; })).toMatchObject([{ undecided: true }]);
});

test('their fields count as judged', () => {
  const coverage = new FieldCoverage(new Set());
  emitted().forEach((object) => coverage.note(object, 36));
  expect(coverage.unjudged(CustomTypes.NONE)).toEqual([]);
});
