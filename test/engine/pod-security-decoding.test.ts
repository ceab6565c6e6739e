import { wellTyped, wrongTypes } from './ill-typed-pods';
import { podObject } from './pod-kinds';
import { container, forbiddenBy, GOOD_CONTEXT, GOOD_POD, judged, pod } from './pods';
import { CONTAINER_LISTS } from '../../src/objects/container';
import { POD_KINDS } from '../../src/objects/pod-template';

const a = container('a');
const volumes = (...list: unknown[]) => pod([a], {}, { volumes: list });
const port = (fields: object) => container('a', {}, { ports: [{ containerPort: 8080, ...fields }] });

describe('every kind and every list of containers', () => {
  const places = Object.keys(POD_KINDS).flatMap((kind) => CONTAINER_LISTS.map(({ field }) => ({ kind, field })));

  test.each(places)('$field of $kind are judged', ({ kind, field }) => {
    const spec = { containers: [a], securityContext: GOOD_POD, [field]: [a, container('bad', { privileged: true })] };
    const { checks } = judged(podObject(kind, spec, {}));
    expect(checks).toMatchObject([{ id: 'privileged', detail: 'container "bad" must not set securityContext.privileged=true' }]);
    expect(checks[0].offenders).toEqual([{ pointer: `${POD_KINDS[kind].spec}/${field}/1/securityContext/privileged`, container: 'bad', actual: true }]);
  });

  test.each(Object.keys(POD_KINDS))('the annotations of a %s are those of its template', (kind) => {
    const object = podObject(kind, { containers: [a], securityContext: GOOD_POD }, { annotations: { 'container.apparmor.security.beta.kubernetes.io/a': 'unconfined' } });
    expect(judged(object).checks[0].offenders[0].pointer).toBe(`${POD_KINDS[kind].metadata}/annotations/container.apparmor.security.beta.kubernetes.io~1a`);
  });

  test.each(['Pod', 'ReplicationController', 'batch/CronJob'])('a %s without template is let through, as upstream', (kind) => {
    const [name, group] = kind.split('/').reverse();
    [undefined, null, {}].forEach((spec) => expect(judged({ apiVersion: group ? `${group}/v1` : 'v1', kind: name, spec }).allowed).toBe(true));
  });

  test('a kind without pods is let through, a declared custom one is judged, an unknown one with containers is undecided', () => {
    const spec = { template: { spec: { containers: [{ name: 'a', securityContext: { privileged: true } }] } } };
    expect(judged({ apiVersion: 'v1', kind: 'Service', spec: {} }).allowed).toBe(true);
    expect(forbiddenBy({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', spec }, 'baseline:latest')).toEqual(['privileged']);
    expect(judged({ apiVersion: 'example.com/v1', kind: 'Fleet', metadata: { name: 'x', namespace: 'y' }, spec })).toMatchObject({
      allowed: false, checks: [], undecided: Array.from({ length: 15 }, () => ({ message: 'looks like pods of a kind that is not known, so they cannot be judged' })),
    });
  });
});

describe('null and nothing', () => {
  test.each([
    ['a null security context', pod([{ name: 'a', securityContext: null }])], ['an empty one', pod([{ name: 'a', securityContext: {} }])],
    ['null capabilities', pod([{ name: 'a', securityContext: { capabilities: null } }])],
    ['empty capabilities', pod([{ name: 'a', securityContext: { capabilities: {} } }])],
    ['null lists', pod([{ name: 'a', securityContext: { capabilities: { drop: null, add: null } } }])],
  ])('%s lacks what the restricted level asks for', (_, manifest) => {
    expect(forbiddenBy(manifest)).toEqual(['allowPrivilegeEscalation', 'capabilities_restricted']);
    expect(forbiddenBy(manifest, 'baseline:latest')).toEqual([]);
  });

  test('null is as good as unset for every field that may be unset', () => {
    const names = ['privileged', 'procMount', 'seLinuxOptions', 'appArmorProfile', 'windowsOptions', 'runAsUser', 'runAsNonRoot', 'seccompProfile'];
    const nothing = Object.fromEntries(names.map((name) => [name, null]));
    const handler = { httpGet: null, tcpSocket: { host: null } };
    const rest = { ports: [{ hostPort: null }], livenessProbe: null, readinessProbe: handler, lifecycle: { postStart: null, preStop: handler } };
    const manifest = pod([container('a', { ...nothing, capabilities: { drop: ['ALL'], add: null } }, rest)], { ...nothing, ...GOOD_POD, sysctls: null }, {
      hostNetwork: null, hostPID: null, hostIPC: null, hostUsers: null, os: null, initContainers: null, ephemeralContainers: null, volumes: null,
    });
    expect(judged(manifest)).toMatchObject({ allowed: true, checks: [], undecided: [] });
  });

  test('a null element of a list is an empty one', () => {
    expect(judged(pod([null])).aggregate).toContain('container "" must set securityContext.allowPrivilegeEscalation=false');
    expect(judged(volumes(null)).allowed).toBe(true);
  });

  test('an empty list of containers has no fault of its own', () => {
    expect(judged(pod([])).allowed).toBe(true);
  });
});

describe('volumes', () => {
  const SOURCES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];

  test('of every allowed source, at every version', () => {
    ['v1.0', 'v1.24', 'latest'].forEach((version) => expect(forbiddenBy(volumes(...SOURCES.map((source) => ({ name: source, [source]: {} }))), `restricted:${version}`))
      .not.toContain('restrictedVolumes'));
  });

  test.each([
    'hostPath', 'gcePersistentDisk', 'awsElasticBlockStore', 'gitRepo', 'nfs', 'iscsi', 'glusterfs', 'rbd', 'flexVolume', 'cinder', 'cephfs', 'flocker', 'fc', 'azureFile',
    'vsphereVolume', 'quobyte', 'azureDisk', 'photonPersistentDisk', 'portworxVolume', 'scaleIO', 'storageos',
  ])('from %s are named so', (source) => {
    expect(judged(volumes({ name: 'v', [source]: {} })).checks[0].detail).toBe(`volume "v" uses restricted volume type "${source}"`);
  });

  test('with a name alone, or a null source, are emptyDirs', () => {
    expect(judged(volumes({ name: 'tmp' }, { name: 'b', hostPath: null }, {})).allowed).toBe(true);
  });

  test('with an empty hostPath are hostPaths', () => {
    expect(judged(volumes({ name: 'v', hostPath: {} })).checks).toMatchObject([{ id: 'restrictedVolumes', offenders: [{ pointer: '/spec/volumes/0/hostPath' }] }]);
    expect(forbiddenBy(volumes({ name: 'v', hostPath: {} }), 'baseline:latest')).toEqual(['hostPathVolumes']);
  });

  test('with an allowed and a forbidden source pass, as upstream', () => {
    expect(judged(volumes({ name: 'v', hostPath: { path: '/' }, emptyDir: {} })).allowed).toBe(true);
  });
});

describe('the host ports of hostNetwork', () => {
  const spec = (ports: object) => ({
    hostNetwork: true, securityContext: GOOD_POD, containers: [port(ports)], initContainers: [port({ hostPort: 9 })], ephemeralContainers: [port({})],
  });

  test.each([{}, { hostPort: null }, { hostPort: 0 }])('are implied in a Pod by %j', (ports) => {
    const { checks } = judged(podObject('Pod', spec(ports), {}));
    expect(checks.map(({ id, detail }) => `${id}: ${detail}`)).toEqual(['hostNamespaces: hostNetwork=true', 'hostPorts: containers "a", "a" use hostPorts 8080, 9']);
    expect(checks[1].offenders.map(({ pointer }) => pointer)).toEqual(['/spec/initContainers/0/ports/0/hostPort', '/spec/containers/0/ports/0/hostPort']);
  });

  test('are not implied in a template, nor where the caller says so, nor without a port', () => {
    expect(forbiddenBy(podObject('apps/Deployment', { ...spec({}), initContainers: [] }, {}))).toEqual(['hostNamespaces']);
    expect(judged(podObject('Pod', { ...spec({}), initContainers: [] }, {}), undefined, { impliedHostPorts: false }).checks).toHaveLength(1);
    expect(forbiddenBy(podObject('Pod', { ...spec({ containerPort: null }), initContainers: [] }, {}))).toEqual(['hostNamespaces']);
  });
});

describe('a value of the wrong type', () => {
  test('is never let through, wherever a check reads', () => {
    const wrong = wrongTypes();
    wellTyped().forEach((manifest) => expect(judged(manifest)).toMatchObject({ allowed: true, undecided: [] }));
    expect(wrong.length).toBeGreaterThan(1000);
    expect(wrong.filter((manifest) => judged(manifest).allowed)).toEqual([]);
  });

  test('leaves its own check undecided and the others decided', () => {
    const { checks, undecided, aggregate } = judged(pod([container('a', { privileged: 'true' }), container('b', { procMount: 'Unmasked', privileged: 7 })]));
    expect(checks.map(({ id }) => id)).toEqual(['procMount_restricted']);
    expect(aggregate).toBe('procMount (container "b" must not set securityContext.procMount to "Unmasked")');
    expect(undecided).toMatchObject([
      { id: 'privileged', pointer: '/spec/containers/0/securityContext/privileged', container: 'a', actual: 'true', message: expect.stringContaining('must be true or false') },
      { id: 'privileged', pointer: '/spec/containers/1/securityContext/privileged', container: 'b', actual: 7 },
    ]);
  });

  test('that hides containers leaves every check of containers undecided', () => {
    const { undecided } = judged(pod([], {}, { initContainers: { name: 'a' } }), 'baseline:v1.0');
    expect(undecided.map(({ id }) => id)).toEqual(['appArmorProfile', 'capabilities_baseline', 'hostPorts', 'privileged', 'procMount', 'seLinuxOptions', 'seccompProfile_baseline', 'windowsHostProcess']);
    expect(undecided[0]).toMatchObject({ pointer: '/spec/initContainers', message: 'initContainers must be a list, so the pod cannot be judged' });
  });

  test('instead of a container leaves every check of containers undecided, once', () => {
    const { checks, undecided } = judged(pod([container('a'), 'x']), 'baseline:v1.0');
    expect(checks).toEqual([]);
    expect(undecided).toHaveLength(8);
    expect(undecided[0]).toEqual({ id: 'appArmorProfile', pointer: '/spec/containers/1', actual: 'x', message: 'the container must be a map' });
  });

  test.each([['', 'no'], ['/spec', 7], ['/spec/template', []], ['/spec/template/spec', 'x']])('at %j instead of a pod leaves everything undecided', (pointer, value) => {
    const at = (path: readonly string[]): unknown => (path.length === 0 ? value : { [path[0]]: at(path.slice(1)) });
    const keys = pointer.split('/').slice(1);
    const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', ...(keys.length > 0 ? at(keys) as object : { spec: value }) };
    expect(judged(manifest).undecided).toHaveLength(15);
    expect(judged(manifest).undecided[14].message).toMatch(/^(spec|template) must be a map, so the pod cannot be judged$/);
  });

  test('in what would spare a pod leaves open whether it does', () => {
    const manifest = { apiVersion: 'v1', kind: 'Pod', spec: { os: { name: 7 }, containers: [{ name: 'a', securityContext: GOOD_CONTEXT }], securityContext: GOOD_POD } };
    expect(judged(manifest)).toMatchObject({ allowed: false, checks: [], undecided: [{ id: 'allowPrivilegeEscalation', pointer: '/spec/os/name' }, {}, {}] });
  });
});

test('the caller may say for which operating system a pod is, and that root stays forbidden in user namespaces', () => {
  const bare = podObject('Pod', { containers: [{ name: 'a' }], securityContext: { runAsNonRoot: true } }, {});
  expect(judged(bare, undefined, { os: 'windows' }).allowed).toBe(true);
  expect(judged(bare, undefined, { os: 'linux' }).checks).toHaveLength(3);
  const root = pod([container('a', { runAsUser: 0, procMount: 'Unmasked' })], { runAsNonRoot: false }, { hostUsers: false });
  expect(judged(root, undefined, { strictRoot: true }).checks.map(({ id }) => id)).toEqual(['procMount_restricted', 'runAsNonRoot', 'runAsUser']);
  expect(judged(root, 'baseline:latest', { strictRoot: true }).allowed).toBe(true);
});
