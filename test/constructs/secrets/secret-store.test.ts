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
    [() => CloudIdentity.gcpServiceAccount('shop@example.com'), /service account "shop@example.com" has no email of Google Cloud/],
    [() => CloudIdentity.azureClient('shop'), /client id "shop" is no UUID/],
    [() => CloudIdentity.azureClient(CLIENT, { tenantId: 'shop' }), /tenant id "shop" is no UUID/],
  ])('fails for %s', (build, message) => {
    expect(build).toThrow(message);
  });
});
