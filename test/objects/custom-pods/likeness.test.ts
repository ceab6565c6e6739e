import { fieldMeantBy, hostPathField, isPodContext, isWholePod, likenessOf } from '../../../src/objects/custom-pods/likeness';

/** What a map looks like, in words. */
const likeness = (map: object): string => Object.entries(likenessOf(map as Record<string, unknown>) ?? {}).filter(([, is]) => is).map(([name]) => name).join(' ');

test.each<[object, string]>([
  [{ containers: [{}] }, 'pod'], [{ initContainers: ['x', {}] }, 'pod'], [{ ephemeralContainers: [{}] }, 'pod'], [{ containers: ['x'] }, ''], [{ containers: {} }, ''], [{ containers: null }, ''],
  ...['hostNetwork', 'hostPID', 'hostIPC'].map((key): [object, string] => [{ [key]: true }, 'pod']), [{ hostNetwork: false }, ''],
  ...['command', 'args', 'env', 'envFrom', 'ports', 'resources', 'volumeMounts', 'volumeDevices', 'securityContext', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle']
    .map((key): [object, string] => [{ image: 'a', [key]: [] }, 'container']),
  [{ image: 'a', command: 'x' }, ''], [{ image: '', command: [] }, ''], [{ image: 7, command: [] }, ''], [{ command: [] }, ''], [{ image: 'a', name: 'b' }, ''],
  [{ hostPath: '/a' }, 'volume'], [{ hostPath: { path: 'a' } }, 'volume'], [{ hostPath: ['a', '/b'] }, 'volume'], [{ hostPath: { x: '/a' } }, 'volume'], [{ hostPath: 'a' }, ''], [{ hostPath: { path: 7 } }, ''],
  [{ hostPath: 7 }, ''], [{ hostPath: ['a'] }, ''],
  ...['host_path', 'hostDisk', 'dataDirHostPath', 'hostDir', 'hostFolder', 'hostMounts', 'host_volumes'].map((key): [object, string] => [{ [key]: '/a' }, 'volume']), [{ ghostFile: '/a' }, ''],
  [{ containers: [{}], image: 'a', args: [], privileged: true, hostPath: '/' }, 'pod container context volume'],
])('%j looks like: %s', (map, expected) => expect(likeness(map)).toBe(expected));

test.each([true, 1, 'true', 'T', 'yes', 'Y', 'on', '1', 'enable', 'Enabled', '${PRIVILEGED}', '{{ .privileged }}'])('%j may turn a privilege on', (value) => {
  expect([{ privileged: value }, { allowPrivilegeEscalation: value }, { hostPID: value }, { windowsOptions: { hostProcess: value } }].map(likeness)).toEqual(['context', 'context', 'pod', 'context']);
});

test.each([false, 0, 2, 'false', 'no', '', 'xtrue', 'truex', 'none', {}, []])('%j turns no privilege on', (value) => {
  expect([{ privileged: value }, { hostPID: value }, { windowsOptions: { hostProcess: value } }].map(likeness)).toEqual(['', '', '']);
});

test.each<[object, boolean]>([
  [{ runAsNonRoot: false }, true], [{ runAsNonRoot: true }, false], [{ runAsNonRoot: 'false' }, false],
  [{ runAsUser: 0 }, true], [{ runAsGroup: '1000' }, true], [{ fsGroup: 1 }, true], [{ runAsUser: 'root' }, false], [{ runAsUser: 0.5 }, false], [{ runAsUser: '1a' }, false], [{ runAsUser: 'a1' }, false],
  [{ supplementalGroups: [] }, true], [{ supplementalGroups: 'x' }, false],
  [{ sysctls: [] }, true], [{ sysctls: { a: 'b' } }, true], [{ sysctls: { a: 1 } }, false], [{ sysctls: 'x' }, false],
  [{ procMount: 'Unmasked' }, true], [{ procMount: {} }, false],
  [{ seccompProfile: { type: 'Unconfined' } }, true], [{ seccompProfile: 'unconfined' }, true], [{ appArmorProfile: { type: 'UNCONFINED' } }, true], [{ seccompProfile: { type: 'RuntimeDefault' } }, false],
  [{ seccompProfile: 'not unconfined' }, false], [{ appArmorProfile: 'unconfined-x' }, false],
  [{ seLinuxOptions: { level: 's0' } }, true], [{ seLinuxOptions: { level: 0 } }, false], [{ seLinuxOptions: 'x' }, false], [{ windowsOptions: 'x' }, false],
  [{ capabilities: { add: [] } }, true], [{ capabilities: { drop: [] } }, true], [{ capabilities: { add: 'ALL' } }, true], [{ capabilities: { add: 'all of them' } }, false], [{ capabilities: {} }, false],
  ...['CAP_CHOWN', 'ALL', 'SYS_ADMIN', 'NET_ADMIN', 'NET_RAW', 'NET_BIND_SERVICE', 'NET_BROADCAST', 'DAC_READ_SEARCH', 'BPF', 'PERFMON', 'MKNOD']
    .flatMap((name): [object, boolean][] => [[{ capabilities: ['x', name] }, true], [{ capabilities: name }, true], [{ capabilities: `x${name}` }, false], [{ capabilities: `${name}x` }, false]]),
  [{ capabilities: ['read', 7] }, false],
])('%j is a security context: %p', (map, is) => expect(likeness(map)).toBe(is ? 'context' : ''));

test.each<[string, string]>([
  ['host_network', 'hostNetwork'], ['useHostPID', 'hostPID'], ['enableHostIpc', 'hostIPC'], ['isHostNetwork', 'hostNetwork'], ['withHostNetworking', 'hostNetwork'], ['hostNetworkEnabled', 'hostNetwork'],
  ['hostPidNamespace', 'hostPID'], ['hostNetworkMode', 'hostNetwork'], ['ghostNetwork', 'ghostNetwork'], ['hostNetworks', 'hostNetworks'],
  ['isPrivileged', 'privileged'], ['privilegedMode', 'privileged'], ['runAsPrivileged', 'privileged'], ['run_privileged', 'privileged'], ['allowPrivileged', 'privileged'], ['usePrivilegedContainers', 'privileged'],
  ['enablePrivilegedPods', 'privileged'], ['privilegedEnabled', 'privileged'], ['privilegedContainer', 'privileged'], ['privilegedPod', 'privileged'], ['unprivileged', 'unprivileged'], ['privilegedUsers', 'privilegedUsers'],
  ['addCapabilities', 'capabilities'], ['extra_capabilities', 'capabilities'], ['additionalCapabilities', 'capabilities'], ['linuxCapabilities', 'capabilities'], ['capabilitiesAdd', 'capabilities'],
  ['caps', 'capabilities'], ['cap_add', 'capabilities'], ['linuxCaps', 'capabilities'], ['capabilitiesToAdd', 'capabilities'], ['capacity', 'capacity'], ['capDrop', 'capDrop'],
  ['storageCapabilities', 'storageCapabilities'], ['image', 'image'], ['containers', 'containers'], ['runAsUser', 'runAsUser'], ['volumes', 'volumes'],
])('%s of an operator is the field %s', (key, field) => expect(fieldMeantBy(key)).toBe(field));

test('a path of the node is found by its field', () => {
  expect(hostPathField({ name: 'a', hostDisk: '/a', hostPath: '/b' })).toBe('hostDisk');
  expect(hostPathField({ hostPath: 'a', path: '/a' })).toBeUndefined();
});

test('a value at a declared place is a whole pod where it names containers, or nothing that tells otherwise', () => {
  expect([{ containers: 'x' }, { initContainers: [] }, {}, { name: 'a' }, { hostPID: true }, { image: 'a', args: [] }].map((map) => isWholePod(map as Record<string, unknown>))).toEqual([true, true, true, true, false, false]);
});

test('a security context is one of a pod by the fields that only it has', () => {
  const fields = ['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'supplementalGroupsPolicy', 'sysctls'];
  expect(fields.every((field) => isPodContext({ [field]: null }))).toBe(true);
  expect(isPodContext({ runAsUser: 1, privileged: true })).toBe(false);
});
