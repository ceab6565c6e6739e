import { ApiObject, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ConfigMapMount, Mount, SecretMount, SecureDeployment, WritableMount } from '../../../src';
import { chart, CONTAINER, deployment, errors, IMAGE, Json, ofKind, podSpec } from '../fixtures';

const mountsOf = ({ volumeMounts = [] }: Json): string[] => volumeMounts.map(({ mountPath }: Json) => mountPath);
const secret = (workload: SecureDeployment, name = 'db') => kplus.Secret.fromSecretName(workload.node.scope as any, `secret-${name}`, name);

describe('writable', () => {
  test('is an emptyDir with a limit, in every container', () => {
    const workload = deployment(undefined, { initContainers: [{ image: IMAGE }] });
    workload.writable('/var/cache/app', Size.mebibytes(64));
    const { containers, initContainers, volumes } = podSpec(workload);
    expect(volumes).toEqual([{ name: 'writable-var-cache-app', emptyDir: { sizeLimit: '64Mi' } }]);
    expect([containers[0], initContainers[0]].map(mountsOf)).toEqual([['/var/cache/app'], ['/var/cache/app']]);
  });

  test('is kept in memory, and in one container, where that is asked for', () => {
    const workload = deployment();
    workload.addContainer({ ...CONTAINER, name: 'sidecar', portNumber: 9090 });
    workload.writable('/run', Size.kibibytes(512), { inMemory: true, container: 'sidecar' });
    const { containers, volumes } = podSpec(workload);
    expect(volumes[0].emptyDir).toEqual({ medium: 'Memory', sizeLimit: '512Ki' });
    expect(containers.map(mountsOf)).toEqual([[], ['/run']]);
  });

  test('reaches containers that are added or attached later', () => {
    const workload = deployment();
    workload.writable('/tmp', Size.gibibytes(1));
    workload.attachContainer(new kplus.Container({ image: IMAGE, name: 'attached' }));
    expect(podSpec(workload).containers.map(mountsOf)).toEqual([['/tmp'], ['/tmp']]);
  });

  test('gives each volume a name of its own, and no name longer than 63 characters', () => {
    const workload = deployment();
    ['/_', '/a.b', '/a-b', `/${'long/'.repeat(20)}`].forEach((path) => workload.writable(path, Size.mebibytes(1)));
    const names = podSpec(workload).volumes.map(({ name }: Json) => name);
    expect(names.slice(0, 3)).toEqual(['writable', 'writable-a-b', 'writable-a-b-2']);
    expect(names[3].length).toBeLessThanOrEqual(63);
    expect(errors(workload)).toEqual([]);
  });
});

describe('mountSecret', () => {
  test('is a read-only volume of the first container, readable by the group of the pod alone', () => {
    const workload = deployment();
    workload.addContainer({ ...CONTAINER, name: 'sidecar', portNumber: 9090 });
    workload.mountSecret(secret(workload), '/db');
    const { containers, volumes } = podSpec(workload);
    expect(volumes).toEqual([{ name: 'secret-db', secret: { secretName: 'db', defaultMode: 0o440 } }]);
    expect(containers[0].volumeMounts).toEqual([{ name: 'secret-db', mountPath: '/db', readOnly: true }]);
    expect(mountsOf(containers[1])).toEqual([]);
    expect(errors(workload)).toEqual([]);
  });

  test('mounts chosen keys, and may wait for the secret', () => {
    const workload = deployment(chart());
    workload.mountSecret(secret(workload), '/db', { items: { password: 'pw' }, optional: true, container: 'main' });
    expect(podSpec(workload).volumes[0].secret).toEqual({ secretName: 'db', defaultMode: 0o440, items: [{ key: 'password', path: 'pw' }], optional: true });
  });
});

describe('a ConfigMap', () => {
  const flags = (workload: SecureDeployment) => kplus.ConfigMap.fromConfigMapName(workload, 'flags', 'feature.flags');

  test('is a read-only volume of the first container', () => {
    const workload = deployment();
    workload.addContainer({ ...CONTAINER, name: 'sidecar', portNumber: 9090 });
    workload.mounts.add(ConfigMapMount.of(flags(workload), '/etc/flags'));
    const { containers, volumes } = podSpec(workload);
    expect(volumes).toEqual([{ name: 'config-map-feature-flags', configMap: { name: 'feature.flags' } }]);
    expect(containers[0].volumeMounts).toEqual([{ name: 'config-map-feature-flags', mountPath: '/etc/flags', readOnly: true }]);
    expect(mountsOf(containers[1])).toEqual([]);
    expect(errors(workload)).toEqual([]);
  });

  test('is mounted with chosen keys and mode, and may be absent', () => {
    const workload = deployment();
    workload.mounts.add(ConfigMapMount.of(flags(workload), '/scripts', { items: { start: 'start.sh' }, optional: true, fileMode: 0o555, container: 'main' }));
    expect(podSpec(workload).volumes[0].configMap).toEqual({
      name: 'feature.flags', defaultMode: 0o555, items: [{ key: 'start', path: 'start.sh' }], optional: true,
    });
  });

  test.each([
    [0o644, /"\/etc" in "c\/api": fileMode 420 is 0o644, which has a write bit.*pass `fileMode` in octal/],
    [444, /fileMode 444 is 0o674, which has a write bit/],
    [0o1000, /fileMode 512 is not from 0 to 0o777/],
    [-1, /fileMode -1 is not from 0/],
    [0.5, /fileMode 0.5 is not from 0/],
  ])('fails to be mounted with mode %d', (fileMode, message) => {
    const workload = deployment();
    expect(() => workload.mounts.add(ConfigMapMount.of(flags(workload), '/etc', { fileMode }))).toThrow(message);
  });
});

describe('mounts', () => {
  test.each([
    ['tmp', /cannot mount "tmp" in "c\/api": the path must start with a slash; pass an absolute path/],
    ['/', /cannot mount "\/" in "c\/api": the path is the root of the container, over which no runtime mounts; pass a folder/],
    ['/./', /the path is the root of the container/],
  ])('fail at the path %s', (path, message) => expect(() => deployment().writable(path, Size.mebibytes(1))).toThrow(message));

  test('take a folder whose name is dots alone', () => {
    expect(() => deployment().writable('/...', Size.mebibytes(1))).not.toThrow();
  });

  test('are values: one may be added to several workloads', () => {
    const scope = chart();
    const [api, web] = ['api', 'web'].map((id) => new SecureDeployment(scope, id, { containers: [CONTAINER] }));
    const mount = SecretMount.of(secret(api), '/db');
    [api, web].forEach((workload) => workload.mounts.add(mount));
    expect([api, web].map((workload) => podSpec(workload).volumes[0].name)).toEqual(['secret-db', 'secret-db']);
    expect([mount.path, mount.readOnly, WritableMount.of('/tmp', Size.mebibytes(1)).readOnly]).toEqual(['/db', true, false]);
  });

  test('of a kind that nobody has thought of need a volume source, and may bring the objects that it refers to', () => {
    const workload = deployment();
    workload.mounts.add(Mount._of({
      path: '/vault',
      volumeName: 'csi-vault',
      readOnly: true,
      otherwise: 'every container',
      source: () => ({ csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'vault' } } }),
      addObjects: (scope) => new ApiObject(scope, 'Vault', { apiVersion: 'secrets-store.csi.x-k8s.io/v1', kind: 'SecretProviderClass', metadata: { name: 'vault' } }),
    }));
    expect(podSpec(workload).volumes).toMatchObject([{ name: 'csi-vault', csi: { driver: 'secrets-store.csi.k8s.io' } }]);
    expect(podSpec(workload).containers[0].volumeMounts).toEqual([{ name: 'csi-vault', mountPath: '/vault', readOnly: true }]);
    expect(ofKind(workload, 'SecretProviderClass')).toHaveLength(1);
  });
});
