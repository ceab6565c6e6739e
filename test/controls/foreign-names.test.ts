import { CATALOGUE } from '../../src/controls';
import { withCovered } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { SecurityProfile } from '../../src/profile/security-profile';

/** What operators call fields of pods otherwise is in doubt where nobody declared it, and judged where somebody did. */

const WANTED = /^(no-privileged|no-host-namespaces|no-added-capabilities|no-host-path|no-sensitive-host-path|run-as-non-root|high-uid-gid|seccomp-profile|sysctls|safe-sysctls)$/;
const judge = new Judge(CATALOGUE.filter(({ id }) => id === 'valid-manifest' || WANTED.test(id)));

function found(spec: object, customPodSpecs: Record<string, string[]> = {}): { outcome: string; pointer: string }[] {
  const manifest = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'shop' }, spec };
  const profile = SecurityProfile.restricted({ customPodSpecs });
  return judge.findings([{ manifest, profile, origin: {}, waivers: [] }]).flatMap(withCovered).map(({ outcome, pointer }) => ({ outcome, pointer }));
}

const TRUE = [true, 'true', 'True', 'yes', 'on', 'y', 1, '{{parameters.on}}'];
const NAMES = [
  'hostNetwork', 'HostNetwork', 'host_network', 'useHostNetwork', 'hostNetworking', 'hostNetworkEnabled', 'hostPid', 'host-pid', 'enableHostIPC', 'privileged', 'Privileged', 'isPrivileged',
  'privilegedMode', 'enable_privileged', 'runPrivileged',
];
const SWITCHES = NAMES.flatMap((name) => TRUE.map((value) => [name, value] as const));
const VALUES: readonly (readonly [string, unknown])[] = [
  ['capabilities', { add: 'SYS_ADMIN' }], ['capabilities', ['SYS_ADMIN']], ['addCapabilities', ['NET_ADMIN']], ['runAsUser', '0'], ['seccompProfile', 'Unconfined'],
  ['sysctls', { 'kernel.msgmax': '1' }], ['hostDisk', { path: '/' }], ['dataDirHostPath', '/var/lib'], ['hostPaths', ['/etc']], ['hostMounts', { a: '/etc' }],
];

test.each([...SWITCHES, ...VALUES])('%s: %j', (name, value) => {
  const spec = { driver: { [name]: value } };
  expect(found(spec)).toContainEqual({ outcome: 'inconclusive', pointer: '/spec/driver' });
  const declared = found(spec, { 'example.com/Widget': ['/spec/driver'] });
  expect(declared.filter(({ pointer }) => pointer.startsWith(`/spec/driver/${name}`))).not.toEqual([]);
});

const HARMLESS: readonly (readonly [string, unknown])[] = [
  ...NAMES.map((name) => [name, false] as const), ['unprivileged', true], ['hostNetworkPolicy', true], ['nonPrivileged', true], ['hostPath', 'relative'],
  ['capabilities', ['search']],
];

test.each(HARMLESS)(
  'is nothing of a pod: %s: %j', (name, value) => expect(found({ driver: { [name]: value } })).toEqual([]));
