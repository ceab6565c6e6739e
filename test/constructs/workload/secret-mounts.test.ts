import { Chart, Cron, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  CsiSecretMount, ExternalSecretMount, ExternalSecretMountOptions, ISecretStore, Mount, ProjectedTokenMount, ProjectedTokenMountOptions,
  SealedSecretMount, SecretMount, SecretStore, SecureCronJob, SecureDaemonSet, SecureDeployment, SecureJob, SecurePod, SecureStatefulSet,
} from '../../../src';
import { app, chart, CONTAINER, deployment, errors, Json, manifest, ofKind, podSpec, warnings } from '../fixtures';

const PATH = '/var/run/secrets/db';
const containers = [CONTAINER];
const storeIn = (scope: Chart): ISecretStore => SecretStore.fromName(scope, 'store', 'vault');
/** As kubeseal makes it: the length of the encrypted key, that key, and the ciphertext with its tag. */
const sealed = (keyLength = 512, rest = 20): string => Buffer.from([Math.floor(keyLength / 256), keyLength % 256, ...Array<number>(keyLength + rest).fill(7)]).toString('base64');

function external(options: ExternalSecretMountOptions = { keys: { password: { key: 'prod/db', property: 'password' } } }, scope = chart()): SecureDeployment {
  const workload = deployment(scope);
  workload.mounts.add(ExternalSecretMount.of('db', storeIn(scope), PATH, options));
  return workload;
}

describe('an external secret', () => {
  test('is fetched into a Secret of its name, which is mounted read-only', () => {
    const workload = external();
    const [secret] = ofKind(workload, 'ExternalSecret');
    expect(secret).toMatchObject({ apiVersion: 'external-secrets.io/v1', metadata: { name: 'db', namespace: 'shop' } });
    expect(secret.spec).toEqual({
      refreshInterval: '3600s',
      secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      target: { name: 'db', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: [{ secretKey: 'password', remoteRef: { key: 'prod/db', property: 'password', conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } }],
    });
    expect(podSpec(workload).volumes).toEqual([{ name: 'secret-db', secret: { secretName: 'db', defaultMode: 0o440 } }]);
    expect(podSpec(workload).containers[0].volumeMounts).toEqual([{ name: 'secret-db', mountPath: PATH, readOnly: true }]);
    expect([...errors(workload), ...warnings(workload)]).toEqual([]);
  });

  test('may be all fields of one secret, and files made from them', () => {
    const workload = external({ extract: 'prod/db', template: { 'app.ini': 'password = {{ .password }}' }, refreshInterval: Duration.minutes(5) });
    const [{ spec }] = ofKind(workload, 'ExternalSecret');
    expect(spec).toMatchObject({ refreshInterval: '300s', dataFrom: [{ extract: { key: 'prod/db' } }], target: { template: { data: { 'app.ini': 'password = {{ .password }}' } } } });
    expect(spec).not.toHaveProperty('data');
    expect(errors(workload)).toEqual([]);
  });

  test('is made once for all workloads of a namespace that mount it', () => {
    const scope = chart();
    const mount = ExternalSecretMount.of('db', storeIn(scope), PATH, { extract: 'prod/db' });
    for (const id of ['api', 'worker']) new SecureDeployment(scope, id, { containers }).mounts.add(mount);
    expect(ofKind(scope, 'ExternalSecret')).toHaveLength(1);
    expect(ofKind(scope, 'Deployment').map(({ spec }) => spec.template.spec.volumes[0].secret.secretName)).toEqual(['db', 'db']);
    expect(errors(scope)).toEqual([]);
  });

  test('fails without values and with an interval that would never fetch again', () => {
    expect(() => external({})).toThrow(/cannot mount "\/var\/run\/secrets\/db" in "c\/api": no value of the store is named.*pass `keys` or `extract`/);
    expect(() => external({ extract: 'db', refreshInterval: Duration.seconds(0) })).toThrow(/`refreshInterval` is below one second, .* would never arrive; pass an interval such as Duration\.hours\(1\)$/);
  });

  test('fails for a file that no Secret can hold', () => {
    expect(() => external({ keys: { 'my key': { key: 'db' } } })).toThrow(/the file name "my key" must consist of letters, digits, "-", "_" and "."; rename it/);
    expect(() => external({ extract: 'db', template: { '..a': '{{ .b }}' } })).toThrow(/the file name "..a" must not be "." and not start with ".."/);
    expect(() => external({ keys: { ['a'.repeat(254)]: { key: 'db' } } })).toThrow(/must have at most 253 characters/);
    expect(() => deployment().mounts.add(SealedSecretMount.of('db', PATH, { 'a/b': sealed() }))).toThrow(/the file name "a\/b" must consist of/);
  });

  test('fails where the store is in another namespace, and leaves nothing behind', () => {
    const scope = new Chart(app(), 'other', { namespace: 'other' });
    const mount = ExternalSecretMount.of('db', storeIn(scope), PATH, { extract: 'db' });
    const workload = deployment();
    expect(() => workload.mounts.add(mount)).toThrow(/SecretStore "vault" is in namespace "other" and the workload in namespace "shop".*build a SecretStore there/);
    expect(ofKind(workload, 'ExternalSecret')).toEqual([]);
  });

  test('fails to be made twice by one workload, and for a name that no Secret can have', () => {
    const workload = external();
    const store = SecretStore.fromName(workload, 'store', 'vault');
    expect(() => workload.mounts.add(ExternalSecretMount.of('db', store, '/other', { extract: 'db' }))).toThrow(/already has the ExternalSecret "db".*refer to it by name/);
    expect(() => workload.mounts.add(ExternalSecretMount.of('My DB', store, '/other', { extract: 'db' }))).toThrow(/the name "My DB" of its ExternalSecret/);
  });
});

describe('a secret of the CSI driver', () => {
  const parameters = { vaultAddress: 'https://vault.example.com', roleName: 'shop', objects: '- objectName: password\n  secretPath: secret/data/db\n  secretKey: password\n' };

  test('is mounted read-only from a SecretProviderClass, which makes no Secret', () => {
    const workload = deployment();
    workload.mounts.add(CsiSecretMount.of('db', PATH, { provider: 'vault', parameters }));
    const [{ apiVersion, metadata, spec }] = ofKind(workload, 'SecretProviderClass');
    expect([apiVersion, metadata.name, spec]).toEqual(['secrets-store.csi.x-k8s.io/v1', 'db', { provider: 'vault', parameters }]);
    expect(podSpec(workload).volumes).toEqual([{
      name: 'csi-db', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'db' } },
    }]);
    expect(podSpec(workload).containers[0].volumeMounts).toEqual([{ name: 'csi-db', mountPath: PATH, readOnly: true }]);
    expect([...errors(workload), ...warnings(workload)]).toEqual([]);
  });

  test('may come from a SecretProviderClass that exists', () => {
    const workload = deployment();
    workload.mounts.add(CsiSecretMount.fromProviderClass('db', PATH));
    expect(podSpec(workload).volumes[0].csi.volumeAttributes).toEqual({ secretProviderClass: 'db' });
    expect(ofKind(workload, 'SecretProviderClass')).toEqual([]);
  });
});

describe('a sealed secret', () => {
  const seal = (value: string, scope = chart()): SecureDeployment => {
    const workload = deployment(scope);
    workload.mounts.add(SealedSecretMount.of('db', PATH, { password: value }));
    return workload;
  };

  test('holds for its name and namespace alone', () => {
    const workload = seal(sealed());
    const [rendered] = ofKind(workload, 'SealedSecret');
    expect(rendered).toMatchObject({ apiVersion: 'bitnami.com/v1alpha1', metadata: { name: 'db', namespace: 'shop' } });
    expect(rendered.metadata).not.toHaveProperty('annotations');
    expect(rendered.spec).toEqual({ encryptedData: { password: sealed() }, template: { metadata: { name: 'db', namespace: 'shop' }, type: 'Opaque' } });
    expect(podSpec(workload).volumes[0].secret).toEqual({ secretName: 'db', defaultMode: 0o440 });
    expect([...errors(workload), ...warnings(workload)]).toEqual([]);
  });

  test.each([
    ['hunter2', /the value of "password" is no ciphertext: it is not base64; pass what `kubeseal --raw` printed/],
    ['aHVudGVyMg==', /it does not start with an encrypted key/],
    [sealed(512, 0), /it does not start with an encrypted key/],
    ['', /it does not start with an encrypted key/],
  ])('fails for %p, which it does not print', (value, message) => {
    expect(() => seal(value)).toThrow(message);
    expect(() => seal(value)).not.toThrow(value === '' ? 'never' : value);
  });

  test('fails without a value and without a namespace', () => {
    expect(() => deployment().mounts.add(SealedSecretMount.of('db', PATH, {}))).toThrow(/`encryptedData` is empty/);
    expect(() => seal(sealed(), new Chart(app(), 'c'))).toThrow(/the workload has no namespace, and sealed values hold for one namespace/);
  });
});

describe('a projected token', () => {
  const mounted = (audience: string, options?: ProjectedTokenMountOptions): SecureDeployment => {
    const workload = deployment();
    workload.mounts.add(ProjectedTokenMount.of(audience, '/var/run/secrets/vault', options));
    return workload;
  };

  test('is for its audience and lasts an hour', () => {
    const workload = mounted('vault');
    expect(podSpec(workload).volumes).toEqual([{
      name: 'token-vault',
      projected: { defaultMode: 0o440, sources: [{ serviceAccountToken: { audience: 'vault', expirationSeconds: 3600, path: 'token' } }] },
    }]);
    expect(podSpec(workload).automountServiceAccountToken).toBe(false);
    expect([...errors(workload), ...warnings(workload)]).toEqual([]);
  });

  test('has the lifetime and the file that are given', () => {
    const [{ projected }] = podSpec(mounted('vault', { lifetime: Duration.minutes(10), fileName: 'vault.jwt' })).volumes;
    expect(projected.sources[0].serviceAccountToken).toMatchObject({ expirationSeconds: 600, path: 'vault.jwt' });
  });

  test.each<[string, ProjectedTokenMountOptions, RegExp]>([
    [' ', {}, /the audience is empty/],
    ['vault', { lifetime: Duration.minutes(9) }, /a lifetime of 540 seconds is not from 600 to 2\^32/],
    ['vault', { lifetime: Duration.millis(700_500) }, /a lifetime of 700.5 seconds is not from 600/],
    ['vault', { lifetime: Duration.days(60_000) }, /is not from 600 to 2\^32/],
    ['vault', { fileName: '../token' }, /fileName "..\/token" is not below the path/],
  ])('fails for audience %p and options %p', (audience, options, message) => {
    expect(() => mounted(audience, options)).toThrow(message);
  });
});

describe('a restart on rotation', () => {
  const mounts = (scope: Chart): Mount[] => [
    SecretMount.of(kplus.Secret.fromSecretName(scope, 'tls', 'tls'), '/tls', { restartOnRotation: true }),
    ExternalSecretMount.of('db', storeIn(scope), '/db', { extract: 'db', restartOnRotation: true }),
    SealedSecretMount.of('key', '/key', { key: sealed() }, { restartOnRotation: true }),
    CsiSecretMount.fromProviderClass('vault', '/vault', { restartOnRotation: true }),
  ];
  const annotations = (workload: kplus.Workload): Json => manifest(workload).metadata.annotations;

  test.each<[string, (scope: Chart) => kplus.Workload & { readonly mounts: { add(mount: Mount): void } }]>([
    ['Deployment', (scope) => new SecureDeployment(scope, 'web', { containers })],
    ['StatefulSet', (scope) => new SecureStatefulSet(scope, 'web', { containers })],
    ['DaemonSet', (scope) => new SecureDaemonSet(scope, 'web', { containers, metadata: { annotations: { team: 'shop' } } })],
  ])('of a %s is an annotation that names what is mounted', (_, build) => {
    const scope = chart();
    const workload = build(scope);
    mounts(scope).forEach((mount) => workload.mounts.add(mount));
    expect(annotations(workload)).toMatchObject({
      'secret.reloader.stakater.com/reload': 'tls,db,key', 'secretproviderclass.reloader.stakater.com/reload': 'vault',
    });
    expect(annotations(workload)).toEqual(annotations(workload)); // rendering again adds nothing
    expect(errors(scope)).toEqual([]);
  });

  test('joins what the user named', () => {
    const scope = chart();
    const workload = deployment(scope, { metadata: { annotations: { 'secret.reloader.stakater.com/reload': 'own,tls' } } });
    workload.mounts.add(mounts(scope)[0]);
    expect(annotations(workload)).toEqual({ 'secret.reloader.stakater.com/reload': 'own,tls' });
  });

  test('is left out where nobody wants it', () => {
    expect(manifest(external()).metadata).not.toHaveProperty('annotations');
  });

  test.each<[string, (scope: Chart) => { readonly mounts: { add(mount: Mount): void } }]>([
    ['Job', (scope) => new SecureJob(scope, 'web', { containers })],
    ['CronJob', (scope) => new SecureCronJob(scope, 'web', { containers, schedule: Cron.daily() })],
    ['Pod', (scope) => new SecurePod(scope, 'web', { containers })],
  ])('fails for a %s, which has no rollout', (kind, build) => {
    const scope = chart();
    expect(() => build(scope).mounts.add(mounts(scope)[0])).toThrow(new RegExp(`a ${kind} has no rollout, so nothing would restart it when the secret changes; leave \`restartOnRotation\` unset`));
  });
});
