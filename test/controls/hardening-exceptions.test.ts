import { CATALOGUE } from '../../src/controls';
import { forProfile } from '../../src/controls/control';
import { ControlId } from '../../src/controls/vocabulary';
import { Filler } from '../../src/engine/fill';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Severity } from '../../src/profile/severity';

const PROFILE = SecurityProfile.restricted();

/** Whether a control fills anything into a pod of one container. */
function fills(id: ControlId, container: object, pod: object): boolean {
  const spec = { containers: [{ name: 'main', ...container }], ...pod };
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec };
  const filler = new Filler(CATALOGUE.filter((control) => control.id === id));
  return filler.fill(manifest, PROFILE.extend({ severities: { [id]: Severity.WARNING } })).length > 0;
}

const context = (securityContext: object) => ({ securityContext });
const { uid, gid } = PROFILE.runAs;

test.each<ControlId>([
  'no-privilege-escalation', 'no-privileged', 'drop-all-capabilities', 'seccomp-profile', 'user-namespace', 'fs-group', 'read-only-root-filesystem', 'no-root-group', 'high-uid-gid',
])('%s fills nothing into a pod of Windows, which the API server would refuse', (id) => {
  expect(fills(id, {}, { os: { name: 'linux' } })).toBe(true);
  expect(fills(id, {}, { os: { name: 'windows' } })).toBe(false);
});

test.each([[{ privileged: true }], [{ capabilities: { add: ['SYS_ADMIN'] } }], [{ capabilities: { add: ['NET_RAW', 'CAP_SYS_ADMIN'] } }]])(
  'escalation is not forbidden beside %j, which implies it', (securityContext) => expect(fills('no-privilege-escalation', context(securityContext), {})).toBe(false),
);

test.each([[{ privileged: false }], [{ capabilities: { add: ['NET_RAW'] } }]])('escalation is forbidden beside %j', (securityContext) => {
  expect(fills('no-privilege-escalation', context(securityContext), {})).toBe(true);
});

test.each(['hostNetwork', 'hostPID', 'hostIPC'])('a pod with %s has no user namespace, which would exclude it', (field) => {
  expect(fills('user-namespace', {}, { [field]: true })).toBe(false);
  expect(fills('user-namespace', {}, { [field]: false })).toBe(true);
});

test('a pod with raw devices has no user namespace, which would exclude them', () => {
  const devices = { volumeDevices: [{ name: 'disk', devicePath: '/dev/xvda' }] };
  expect(fills('user-namespace', devices, {})).toBe(false);
  expect(fills('user-namespace', {}, { initContainers: [{ name: 'init', ...devices }] })).toBe(false);
  expect(fills('user-namespace', { volumeDevices: [] }, {})).toBe(true);
});

test.each([[{ runAsUser: 1000 }, false], [{ runAsGroup: 1000 }, false], [{ runAsUser: uid }, true], [{ runAsGroup: gid }, true]])(
  'a container that inherits %j from its pod is given other numbers: %j', (securityContext, filled) => {
    expect(fills('high-uid-gid', {}, context(securityContext))).toBe(filled);
  },
);

test.each([['Localhost', false], ['Unconfined', false], ['RuntimeDefault', true]])('a container that inherits the seccomp profile %s from its pod is given another: %j', (type, filled) => {
  expect(fills('seccomp-profile', {}, context({ seccompProfile: { type } }))).toBe(filled);
});

test.each<[ControlId, string, string]>([['memory-request', 'limits', 'memory'], ['memory-limit', 'requests', 'memory'], ['cpu-request', 'limits', 'cpu'], ['cpu-limit', 'requests', 'cpu']])(
  '%s guesses nothing where %s.%s is set', (id, list, resource) => {
    expect(fills(id, { resources: { [list]: { [resource]: '3' } } }, {})).toBe(false);
    expect(fills(id, {}, {})).toBe(true);
  },
);

test.each([['requests'], ['limits']])('ephemeral-storage guesses nothing where its %s are set to something else', (list) => {
  expect(fills('ephemeral-storage', { resources: { [list]: { 'ephemeral-storage': '7Gi' } } }, {})).toBe(false);
});

test('only amounts of resources, and what other settings of a cluster must match, are guesses', () => {
  const assumed = CATALOGUE.filter(({ harden }) => harden && forProfile(harden, PROFILE).assumed).map(({ id }) => id);
  expect(assumed.sort()).toEqual([
    'apiserver-verifies-kubelet', 'cpu-limit', 'cpu-request', 'ephemeral-storage', 'kubelet-client-ca', 'kubelet-protects-kernel-defaults',
    'kubelet-serving-certificate', 'memory-limit', 'memory-request',
  ]);
});
