import { Risk, riskyChanges } from '../../src/engine/run-time-risks';
import { SecurityProfile } from '../../src/profile/security-profile';

type Json = Record<string, any>;
interface Pod { readonly container?: object; readonly context?: object; readonly podContext?: object; readonly spec?: object }

const PROFILE = SecurityProfile.restricted();

const pod = ({ container = {}, context, podContext, spec = {} }: Pod): Json => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'x-' },
  spec: { ...spec, ...(podContext && { securityContext: podContext }), containers: [{ name: 'main', image: 'r.example.com/own:1', ...container, ...(context && { securityContext: context }) }] },
});
const risks = (before: Pod, after: Pod): readonly Risk[] => riskyChanges(pod(before), pod({ ...before, ...after }), PROFILE);
/** Each risk by its id and its place in the container. */
const ids = (before: Pod, after: Pod): string[] => risks(before, after).map(({ id, pointer }) => `${id} ${pointer.replace('/spec/containers/0', '')}`);
const of = (id: string, before: Pod, after: Pod): string | undefined => ids(before, after).find((one) => one.startsWith(`${id} `))?.slice(id.length + 1);

const READ_ONLY = { context: { readOnlyRootFilesystem: true } };
const NON_ROOT = { context: { runAsNonRoot: true } };
const USER = { context: { runAsNonRoot: true, runAsUser: 1000 } };
const DROPPED = { context: { capabilities: { drop: ['ALL'] } } };

test('every risk says what may happen and what to do', () => {
  const container = { image: 'postgres:17', command: undefined, ports: [{ containerPort: 80 }], volumeMounts: [{ name: 'v', mountPath: '/v' }] };
  const all = [
    ...risks({ container: { command: ['sh', '-c', 'chown a b; curl $WEB_SERVICE_HOST'], ports: [{ containerPort: 80 }] }, context: { privileged: true, capabilities: { add: ['CHOWN'] } } },
      { context: { ...USER.context, readOnlyRootFilesystem: true }, spec: { enableServiceLinks: false } }),
    ...risks({ container }, { context: { ...NON_ROOT.context, readOnlyRootFilesystem: true } }),
    ...risks({ context: { runAsUser: 0, procMount: 'Unmasked' } }, { context: { runAsUser: 0, ...DROPPED.context, procMount: 'Unmasked', allowPrivilegeEscalation: false } }),
  ];
  const texts = [...new Map(all.map(({ id, message, fix }) => [id, `${id}: ${message}; ${fix}`])).values()];
  expect(texts).toMatchSnapshot();
  expect(texts).toHaveLength(12);
});

test('what hardening does not change is no risk', () => {
  for (const one of [READ_ONLY, USER, NON_ROOT, DROPPED]) expect(ids(one, one)).toEqual([]);
});

describe('a root filesystem that becomes read-only', () => {
  test.each<[string, Pod, Pod, string | undefined]>([
    ['of an image that nobody knows', {}, READ_ONLY, '/securityContext/readOnlyRootFilesystem'],
    ['where it was writable', { context: { readOnlyRootFilesystem: false } }, READ_ONLY, '/securityContext/readOnlyRootFilesystem'],
    ['of an image that is known', { container: { image: 'nginx:1.29' } }, READ_ONLY, undefined],
    ['of an image that is known, which starts another program', { container: { image: 'nginx:1.29', command: ['x'] } }, READ_ONLY, '/securityContext/readOnlyRootFilesystem'],
    ['that was so', READ_ONLY, READ_ONLY, undefined],
    ['nowhere', {}, {}, undefined],
  ])('%s', (_, before, after, pointer) => expect(of('read-only-root', before, after)).toBe(pointer));

  const redis = (mounts: readonly object[] = [], volumes: readonly object[] = []): Pod => ({ container: { image: 'redis:8', volumeMounts: mounts }, spec: { volumes } });

  test('closes folders that its image is known to write to, unless volumes are there', () => {
    expect(of('folders-of-image', redis(), READ_ONLY)).toBe('/image');
    expect(of('folders-of-image', redis([{ name: 'd', mountPath: '/data' }], [{ name: 'd', emptyDir: {} }]), READ_ONLY)).toBeUndefined();
    expect(of('folders-of-image', redis([{ name: 'd', mountPath: '/data' }], [{ name: 'd', configMap: {} }]), READ_ONLY)).toBe('/image');
    expect(of('folders-of-image', redis(), {})).toBeUndefined();
    expect(of('folders-of-image', {}, READ_ONLY)).toBeUndefined();
  });
});

describe('a container that is root no more', () => {
  test.each<[string, Pod, Pod, readonly string[]]>([
    ['by a user', {}, USER, ['other-user /securityContext/runAsUser']],
    ['by a user of its pod', {}, { podContext: { runAsUser: 1000 } }, ['other-user /securityContext/runAsUser']],
    ['by a demand', {}, NON_ROOT, ['root-image /securityContext/runAsNonRoot']],
    ['by a demand of its pod', {}, { podContext: { runAsNonRoot: true } }, ['root-image /securityContext/runAsNonRoot']],
    ['by a user where one was', { context: { runAsUser: 1 } }, { context: { runAsUser: 2, runAsNonRoot: true } }, []],
    ['by a user where its pod had one', { podContext: { runAsUser: 1 } }, { context: { runAsUser: 2 }, podContext: { runAsUser: 1 } }, []],
    ['by a demand that it had', NON_ROOT, NON_ROOT, []],
    ['by a user beside a demand that it had', NON_ROOT, USER, ['other-user /securityContext/runAsUser']],
  ])('%s', (_, before, after, found) => expect(ids(before, after)).toEqual(found));

  test.each<[string, string, number, boolean]>([
    ['any user', 'nginx:1.29', 4711, true], ['its own user', 'postgres:17', 999, true], ['another user', 'postgres:17', 1000, false], ['any user of an image that nobody knows', 'x:1', 1000, false],
  ])('fits an image that runs as %s', (_, image, runAsUser, fits) => {
    expect(of('other-user', { container: { image } }, { context: { runAsUser } })).toBe(fits ? undefined : '/securityContext/runAsUser');
  });

  test('needs the variables of its image', () => {
    const postgres = (container: object = {}): Pod => ({ container: { image: 'postgres:17', ...container } });
    expect(of('variables-of-image', postgres(), NON_ROOT)).toBe('/image');
    expect(of('variables-of-image', postgres({ env: [{ name: 'PGDATA', value: '/x' }] }), NON_ROOT)).toBeUndefined();
    expect(of('variables-of-image', postgres(), {})).toBeUndefined();
    expect(of('variables-of-image', { container: { image: 'redis:8' } }, NON_ROOT)).toBeUndefined();
  });

  test('loses the capabilities that it adds', () => {
    expect(of('capabilities-without-root', { context: { capabilities: { add: ['CHOWN'] } } }, { context: { capabilities: { add: ['CHOWN'] }, runAsNonRoot: true } })).toBe('/securityContext/capabilities/add');
    expect(of('capabilities-without-root', { context: { capabilities: { add: [] } } }, NON_ROOT)).toBeUndefined();
    expect(of('capabilities-without-root', { context: { capabilities: { add: ['CHOWN'] } } }, DROPPED)).toBeUndefined();
  });

  test('loses files of the node', () => {
    const mounting = (volume: object, name = 'v'): Pod => ({ container: { volumeMounts: ['x', { name: 'other', mountPath: '/o' }, { name, mountPath: '/v' }] }, spec: { volumes: ['x', { name: 'v', ...volume }] } });
    expect(of('root-files-of-node', mounting({ hostPath: { path: '/x' } }), NON_ROOT)).toBe('/volumeMounts/2');
    expect(of('root-files-of-node', mounting({ emptyDir: {} }), NON_ROOT)).toBeUndefined();
    expect(of('root-files-of-node', mounting({ hostPath: { path: '/x' } }, 'w'), NON_ROOT)).toBeUndefined();
    expect(of('root-files-of-node', mounting({ hostPath: { path: '/x' } }), READ_ONLY)).toBeUndefined();
    expect(of('root-files-of-node', { context: { privileged: true } }, { context: { privileged: true, runAsNonRoot: true } })).toBe('/securityContext/privileged');
    expect(of('root-files-of-node', { context: { privileged: false } }, NON_ROOT)).toBeUndefined();
  });
});

test('root without capabilities cannot do what root does', () => {
  expect(of('root-without-capabilities', { context: { runAsUser: 0 } }, { context: { runAsUser: 0, ...DROPPED.context } })).toBe('/securityContext/capabilities/drop');
  expect(of('root-without-capabilities', { podContext: { runAsUser: 0 } }, DROPPED)).toBe('/securityContext/capabilities/drop');
  expect(of('root-without-capabilities', {}, DROPPED)).toBeUndefined();
  expect(of('root-without-capabilities', { context: { runAsUser: 0, ...DROPPED.context } }, { context: { runAsUser: 0, ...DROPPED.context } })).toBeUndefined();
  expect(of('root-without-capabilities', { context: { runAsUser: 0 } }, { context: { runAsUser: 0, capabilities: { drop: ['CHOWN'] } } })).toBeUndefined();
});

describe('a container without profiles', () => {
  const UNCONFINED = { seccompProfile: { type: 'Unconfined' } };
  const after = (before: object): Pod => ({ context: { ...before, allowPrivilegeEscalation: false } });

  test.each<[string, object]>([
    ['seccomp', UNCONFINED], ['AppArmor', { appArmorProfile: { type: 'Unconfined' } }], ['a masked /proc', { procMount: 'Unmasked' }],
  ])('gets no privileges of set-uid programs any more where it had no %s', (_, context) => {
    expect(of('set-uid-programs', { context }, after(context))).toBe('/securityContext/allowPrivilegeEscalation');
  });

  test('may have it from its pod', () => {
    expect(of('set-uid-programs', { podContext: UNCONFINED }, after({}))).toBe('/securityContext/allowPrivilegeEscalation');
  });

  test.each<[string, object, Pod]>([
    ['with a profile', { seccompProfile: { type: 'RuntimeDefault' } }, after({})],
    ['without any word on it', {}, after({})],
    ['that got no privileges before', { ...UNCONFINED, allowPrivilegeEscalation: false }, after(UNCONFINED)],
    ['that still may get them', UNCONFINED, { context: { ...UNCONFINED, allowPrivilegeEscalation: true } }],
  ])('runs as before %s', (_, context, then) => expect(of('set-uid-programs', { context }, then)).toBeUndefined());
});

describe('a port that only root may listen on', () => {
  const ports = (...numbers: readonly unknown[]): object => ({ ports: numbers.map((containerPort) => ({ containerPort })) });

  test.each<[string, Pod, Pod, string | undefined]>([
    ['is the first below 1024', { container: ports(8080, 1024, 1023, 80) }, NON_ROOT, '/ports/2/containerPort'],
    ['is none from 1024 on', { container: ports(1024) }, NON_ROOT, undefined],
    ['is none of a wrong type', { container: { ports: ['80', { containerPort: '80' }, { containerPort: 0 }, { containerPort: -1 }] } }, NON_ROOT, undefined],
    ['may be opened by the pod', { container: ports(80), podContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] } }, NON_ROOT, undefined],
    ['may be opened from a number on', { container: ports(80), podContext: { sysctls: ['x', { name: 'net.ipv4.ip_unprivileged_port_start', value: '81' }] } }, NON_ROOT, '/ports/0/containerPort'],
    ['is not opened by another setting', { container: ports(80), podContext: { sysctls: [{ name: 'net.x', value: '0' }] } }, NON_ROOT, '/ports/0/containerPort'],
    ['needs a capability of root', { container: ports(80), context: { runAsUser: 0 } }, { context: { runAsUser: 0, ...DROPPED.context } }, '/ports/0/containerPort'],
    ['needs no capability of a user', { container: ports(80), context: { runAsUser: 1 } }, { context: { runAsUser: 1, ...DROPPED.context } }, undefined],
    ['stays with root', { container: ports(80) }, READ_ONLY, undefined],
  ])('%s', (_, before, after, pointer) => expect(of('low-port', before, after)).toBe(pointer));
});

describe('a command that needs root', () => {
  const PROGRAMS = 'chown chgrp chmod chroot su sudo su-exec gosu setpriv setcap setuidgid sysctl mount umount modprobe mknod iptables ip6tables nft '
    + 'useradd adduser usermod apt-get apt apk yum dnf swapoff nsenter';

  test.each(PROGRAMS.split(' '))('may be %s', (program) => {
    const texts = [program, `/usr/sbin/${program}`, `a; ${program} x`, `a&&${program}`, `(${program})`, `a|${program};`, `"${program}"`, `'${program}'`, `\`${program}\``];
    expect(texts.filter((text) => of('root-command', { container: { command: ['sh', '-c', text] } }, NON_ROOT) !== '/command')).toEqual([]);
    expect([`x${program}`, `${program}x`, `${program}=1`, `-${program}`].filter((text) => of('root-command', { container: { args: [text] } }, NON_ROOT) !== undefined)).toEqual([]);
  });

  test('may be a variant of one', () => {
    expect(['iptables-save', 'ip6tables-restore'].map((args) => of('root-command', { container: { args: [args] } }, NON_ROOT))).toEqual(['/args', '/args']);
  });

  test('matters where root or its capabilities go, in the command and in the arguments', () => {
    const chown = { container: { command: [7, 'x'], args: ['chown a b'] } };
    expect([NON_ROOT, USER, DROPPED, READ_ONLY].map((after) => of('root-command', chown, after))).toEqual(['/args', '/args', '/args', undefined]);
  });
});

describe('variables of Services', () => {
  const reads = (text: string): Pod => ({ container: { args: [text] } });
  const OFF = { spec: { enableServiceLinks: false } };

  test.each<[string, string | undefined]>([
    ['curl $WEB_SERVICE_HOST', '/args'], ['$(WEB1_SERVICE_PORT)', '/args'], ['$KUBERNETES_SERVICE_HOST', undefined], ['$KUBERNETES_SERVICE_PORT $DB_SERVICE_PORT', '/args'], ['web_service_host', undefined],
    ['$WEB_SERVICE_HOSTS', undefined], ['$_SERVICE_HOST', undefined],
  ])('%s', (text, pointer) => expect(of('service-variables', reads(text), OFF)).toBe(pointer));

  test('are there unless hardening takes them away', () => {
    const text = reads('$WEB_SERVICE_HOST');
    expect(of('service-variables', { ...text, spec: { enableServiceLinks: false } }, OFF)).toBeUndefined();
    expect(of('service-variables', text, { spec: { enableServiceLinks: true } })).toBeUndefined();
  });
});

describe('an object', () => {
  const found = (before: Json, after: Json): string[] => riskyChanges(before, { ...before, ...after }, PROFILE).map(({ id, pointer }) => `${id} ${pointer}`);
  const spec = (more: object = {}): object => ({ spec: { containers: [], ...more } });
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'a' } };
  const namespace = (labels?: object): Json => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels } });
  const level = (value: string): object => ({ 'pod-security.kubernetes.io/enforce': value });

  test('gets no token any more', () => {
    expect(found(account, { automountServiceAccountToken: false })).toEqual(['removed-token /automountServiceAccountToken']);
    expect(found({ ...account, automountServiceAccountToken: true }, { automountServiceAccountToken: false })).toEqual(['removed-token /automountServiceAccountToken']);
    expect(found({ ...account, automountServiceAccountToken: false }, {})).toEqual([]);
    expect(found(account, {})).toEqual([]);
    expect(found({ ...account, kind: 'Other' }, { automountServiceAccountToken: false })).toEqual([]);
  });

  test.each<[string, object, boolean]>([
    ['that names its account', { serviceAccountName: 'a' }, true], ['that names its account as of old', { serviceAccount: 'a' }, true], ['of the default account', { serviceAccountName: 'default' }, false],
    ['without account', {}, false], ['with an empty name', { serviceAccountName: '' }, false], ['that had none', { serviceAccountName: 'a', automountServiceAccountToken: false }, false],
  ])('which is a pod %s loses its token', (_, more, isRisk) => {
    const before = { ...pod({}), ...spec(more) };
    expect(found(before, spec({ ...more, automountServiceAccountToken: false }))).toEqual(isRisk ? ['removed-token /spec/automountServiceAccountToken'] : []);
  });

  test('refuses pods from now on', () => {
    const place = 'namespace-refuses-pods /metadata/labels/pod-security.kubernetes.io~1enforce';
    expect(found(namespace(), namespace(level('restricted')))).toEqual([place]);
    expect(found(namespace(level('baseline')), namespace(level('restricted')))).toEqual([place]);
    expect(found(namespace(level('restricted')), namespace(level('restricted')))).toEqual([]);
    expect(found(namespace(), namespace(level('privileged')))).toEqual([]);
    expect(found(namespace(), namespace({}))).toEqual([]);
    expect(found({ ...namespace(), kind: 'Other' }, { metadata: namespace(level('restricted')).metadata })).toEqual([]);
  });

  test('cannot be changed in the cluster', () => {
    const named = { metadata: { name: 'a' } };
    const job = (template: object): Json => ({ apiVersion: 'batch/v1', kind: 'Job', ...named, spec: { template } });
    expect(found({ ...pod({}), ...named, ...spec() }, spec({ hostUsers: false }))).toEqual(['cannot-be-changed /spec']);
    expect(found({ ...pod({}), ...spec() }, spec({ hostUsers: false }))).toEqual([]);
    expect(found({ ...pod({}), ...named, ...spec() }, { metadata: { name: 'a', labels: { a: 'b' } } })).toEqual([]);
    expect(found(job({}), { spec: { template: { spec: {} } } })).toEqual(['cannot-be-changed /spec/template']);
    expect(found(job({}), { spec: { template: {}, suspend: true } })).toEqual([]);
    expect(found({ ...job({}), apiVersion: 'apps/v1', kind: 'Deployment' }, { spec: { template: { spec: {} } } })).toEqual([]);
  });

  test('is told of each of its containers', () => {
    const deployment = (context?: object): Json => ({
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' },
      spec: { template: { spec: { initContainers: [{ name: 'i', image: 'x', securityContext: context }], containers: ['x', { name: 'm', image: 'x', securityContext: context }] } } },
    });
    expect(riskyChanges(deployment(), deployment({ readOnlyRootFilesystem: true }), PROFILE).map(({ container, pointer }) => `${container} ${pointer}`)).toEqual([
      'i /spec/template/spec/initContainers/0/securityContext/readOnlyRootFilesystem', 'm /spec/template/spec/containers/1/securityContext/readOnlyRootFilesystem',
    ]);
  });
});
