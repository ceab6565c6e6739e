import { Chart } from 'cdk8s';
import { CloudIdentity, HardenedNamespace, SecretStore, SecretStoreProvider } from '../../../src';
import { app, chart, errors, ofKind } from '../fixtures';

const ROLE = 'arn:aws:iam::123456789012:role/shop';
const CLIENT = '11111111-2222-3333-4444-555555555555';
const vault = SecretStoreProvider.vault({ server: 'https://vault.example.com', role: 'shop' });

const PROVIDERS: Record<string, SecretStoreProvider> = {
  aws: SecretStoreProvider.aws({ region: 'eu-central-1', roleArn: ROLE }),
  azurekv: SecretStoreProvider.azure({ vaultUrl: 'https://shop.vault.azure.net', clientId: CLIENT, tenantId: CLIENT }),
  gcpsm: SecretStoreProvider.gcp({ projectId: 'shop', serviceAccountEmail: 'shop@shop.iam.gserviceaccount.com' }),
  vault,
};

describe('a SecretStore', () => {
  test('lives in the namespace of its scope and has a ServiceAccount of its own, without a token', () => {
    const scope = new Chart(app(), 'c');
    const store = new SecretStore(new HardenedNamespace(scope, 'shop'), 'vault', { provider: vault });
    const [rendered] = ofKind(scope, 'SecretStore');
    const [account] = ofKind(store, 'ServiceAccount');
    expect([store.namespace, rendered.metadata.namespace, account.metadata.namespace]).toEqual(['shop', 'shop', 'shop']);
    expect(rendered.metadata.name).toBe(store.name);
    expect(account.automountServiceAccountToken).toBe(false);
    expect(rendered.spec.provider.vault.auth.kubernetes).toEqual({ mountPath: 'kubernetes', role: 'shop', serviceAccountRef: { name: account.metadata.name } });
  });

  test('says to the operator where its secrets are', () => {
    const serviceAccountRef = { name: 'account' };
    const kubernetes = (mountPath: string) => ({ kubernetes: { mountPath, role: 'shop', serviceAccountRef } });
    const parameters = SecretStoreProvider.aws({ region: 'eu-central-1', roleArn: ROLE, parameterStore: true });
    const openBao = SecretStoreProvider.vault({ server: 'https://bao.example.com', role: 'shop', path: 'kv', authPath: 'cluster-1', caBundle: 'Q0E=' });
    expect([...Object.values(PROVIDERS), parameters, openBao, SecretStoreProvider.custom('acme', { a: 1 })].map((provider) => provider._toManifest('account'))).toEqual([
      { aws: { service: 'SecretsManager', region: 'eu-central-1', auth: { jwt: { serviceAccountRef } } } },
      { azurekv: { authType: 'WorkloadIdentity', vaultUrl: 'https://shop.vault.azure.net', serviceAccountRef } },
      { gcpsm: { projectID: 'shop', auth: { workloadIdentity: { serviceAccountRef } } } },
      { vault: { server: 'https://vault.example.com', path: 'secret', version: 'v2', auth: kubernetes('kubernetes') } },
      { aws: { service: 'ParameterStore', region: 'eu-central-1', auth: { jwt: { serviceAccountRef } } } },
      { vault: { server: 'https://bao.example.com', path: 'kv', version: 'v2', caBundle: 'Q0E=', auth: kubernetes('cluster-1') } },
      { acme: { a: 1 } },
    ]);
  });

  test.each(Object.entries(PROVIDERS))('of %s proves who it is by its ServiceAccount, and refers to no key', (name, provider) => {
    const scope = chart();
    const store = new SecretStore(scope, 'store', { provider });
    const [rendered] = ofKind(scope, 'SecretStore');
    expect(Object.keys(rendered.spec.provider)).toEqual([name]);
    expect(JSON.stringify(rendered.spec)).toContain(`"serviceAccountRef":{"name":"${store.serviceAccount.name}"}`);
    expect(JSON.stringify(rendered.spec)).not.toContain('ecretRef');
    expect(errors(scope)).toEqual([]);
  });

  test('annotates its ServiceAccount for the cloud', () => {
    const store = new SecretStore(chart(), 'store', { provider: PROVIDERS.aws });
    expect(ofKind(store, 'ServiceAccount')[0].metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': ROLE });
  });

  test.each<[CloudIdentity, object]>([
    [CloudIdentity.awsRole('arn:aws-us-gov:iam::123456789012:role/team/shop+web=1,a.b@c_d-e'), { 'eks.amazonaws.com/role-arn': 'arn:aws-us-gov:iam::123456789012:role/team/shop+web=1,a.b@c_d-e' }],
    [CloudIdentity.gcpServiceAccount('shop-1@project.iam.gserviceaccount.com'), { 'iam.gke.io/gcp-service-account': 'shop-1@project.iam.gserviceaccount.com' }],
    [CloudIdentity.azureClient(CLIENT, { tenantId: CLIENT.replace('1', 'A') }),
      { 'azure.workload.identity/client-id': CLIENT, 'azure.workload.identity/tenant-id': CLIENT.replace('1', 'A') }],
  ])('an identity of the cloud is %j', ({ _accountAnnotations }, annotations) => {
    expect(_accountAnnotations).toEqual(annotations);
  });

  test('that exists already is known by its name', () => {
    const store = SecretStore.fromName(new HardenedNamespace(new Chart(app(), 'c'), 'shop'), 'vault', 'team-vault');
    expect([store.name, store.namespace]).toEqual(['team-vault', 'shop']);
    expect(() => SecretStore.fromName(chart(), 'vault', 'Team Vault')).toThrow(/cannot refer to SecretStore "Team Vault" at "c\/vault": its name/);
  });

  test.each<[() => unknown, RegExp]>([
    [() => SecretStoreProvider.vault({ server: 'http://vault', role: 'shop' }), /server "http:\/\/vault" does not start with https:\/\/.*plain text/],
    [() => SecretStoreProvider.azure({ vaultUrl: 'shop.vault.azure.net', clientId: CLIENT, tenantId: CLIENT }), /vaultUrl "shop.vault.azure.net"/],
    [() => SecretStoreProvider.custom('fake', { data: [] }), /"fake": it holds the secrets in the manifest/],
    [() => CloudIdentity.awsRole('shop'), /role "shop" is no ARN of a role; pass one such as "arn:aws:iam::/],
    ...['', 'shop@example.com', 'shop@p.iam.gserviceaccount.com.evil.example', 'a b@p.iam.gserviceaccount.com', 'shop@p!.iam.gserviceaccount.com'].map((email): [() => unknown, RegExp] => (
      [() => CloudIdentity.gcpServiceAccount(email), /service account ".*" has no email of Google Cloud; pass one such as "shop@project\.iam\.gserviceaccount\.com"/])),
    ...['arn:aws:iam::12345678901:role/shop', 'x arn:aws:iam::123456789012:role/shop', 'arn:aws:iam::123456789012:role/a b', 'arn:aws:iam::123456789012:user/shop', 'arn:aws:iam::123456789012:role/']
      .map((role): [() => unknown, RegExp] => [() => CloudIdentity.awsRole(role), /is no ARN of a role/]),
    [() => CloudIdentity.azureClient('shop'), /^cannot build a CloudIdentity: client id "shop" is no UUID; pass one such as "00000000-0000-0000-0000-000000000000"/],
    ...[`${CLIENT}0`, `0${CLIENT}`, CLIENT.slice(0, -1), CLIENT.replace('-', ''), CLIENT.replace('1', 'g')].map((id): [() => unknown, RegExp] => [() => CloudIdentity.azureClient(id), /is no UUID/]),
    [() => CloudIdentity.azureClient(CLIENT, { tenantId: 'shop' }), /tenant id "shop" is no UUID/],
  ])('fails for %s', (build, message) => {
    expect(build).toThrow(message);
  });
});
