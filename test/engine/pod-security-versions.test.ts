import { container, forbiddenBy, GOOD_CONTEXT, GOOD_POD, judged, pod } from './pods';
import { evaluatePodSecurity, parsePodSecurity } from '../../src/engine/pod-security';
import { activeChecks, NEWEST_POD_SECURITY_VERSION, PodSecurityPolicy } from '../../src/engine/pod-security-policy';
import { Manifest } from '../../src/objects/manifest';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';

const a = container('a');
const ids = (level: PodSecurityLevel, version: string): string[] => activeChecks({ level, version }).map(({ check }) => check.id);
const sysctls = (...names: string[]) => pod([a], { sysctls: names.map((name) => ({ name })) });
const inUserNamespace = (securityContext: object, ofPod: object = {}) => pod([container('a', { ...securityContext })], { ...ofPod }, { hostUsers: false });
const onWindows = (securityContext: object | undefined, ofPod: object = {}) => ({
  apiVersion: 'v1', kind: 'Pod', spec: { os: { name: 'windows' }, containers: [{ name: 'a', securityContext }], securityContext: { runAsNonRoot: true, ...ofPod } },
});

/** Each revision: a check, its level, a pod, and the versions on both sides of the border with whether the check forbids it there. */
const BORDERS: readonly (readonly [string, 'baseline' | 'restricted', Manifest, Readonly<Record<string, boolean>>])[] = [
  ['seLinuxOptions', 'baseline', pod([a], { seLinuxOptions: { type: 'container_engine_t' } }), { 30: true, 31: false }],
  ['procMount', 'baseline', inUserNamespace({ procMount: 'Unmasked' }), { 0: true, 34: true, 35: false }],
  ['procMount', 'restricted', inUserNamespace({ procMount: 'Unmasked' }), { 0: true, 34: true, 35: false }],
  ['procMount_restricted', 'restricted', inUserNamespace({ procMount: 'Unmasked' }), { 34: false, 35: true }],
  ['seccompProfile_baseline', 'baseline', pod([a], {}, {}, { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' }), { 0: true, 18: true, 19: false }],
  ['seccompProfile_baseline', 'baseline', pod([a], { seccompProfile: { type: 'Unconfined' } }), { 18: false, 19: true }],
  ['seccompProfile_restricted', 'restricted', pod([a], { seccompProfile: null }), { 18: false, 19: true }],
  ['seccompProfile_restricted', 'restricted', onWindows({ allowPrivilegeEscalation: false }), { 19: true, 24: true, 25: false }],
  ['seccompProfile_restricted', 'restricted', onWindows({ seccompProfile: { type: 'Unconfined' } }), { 24: true, 25: false }],
  ['sysctls', 'baseline', sysctls('net.ipv4.ip_local_reserved_ports'), { 0: true, 26: true, 27: false, 37: false }],
  ...['time', 'intvl', 'probes'].map((name) => ['sysctls', 'baseline', sysctls(`net.ipv4.tcp_keepalive_${name}`), { 28: true, 29: false, 37: false }] as const),
  ['sysctls', 'baseline', sysctls('net.ipv4.tcp_fin_timeout'), { 28: true, 29: false, 37: false }],
  ['sysctls', 'baseline', sysctls('net.ipv4.tcp_rmem'), { 31: true, 32: false, 37: false }],
  ['sysctls', 'baseline', sysctls('net.ipv4.tcp_wmem'), { 31: true, 32: false, 37: false }],
  ['sysctls', 'baseline', sysctls('net.ipv4.tcp_slow_start_after_idle'), { 36: true, 37: false }],
  ['sysctls', 'baseline', sysctls('net.ipv4.tcp_notsent_lowat'), { 36: true, 37: false }],
  ['hostProbesAndHostLifecycle', 'baseline', pod([container('a', {}, { startupProbe: { tcpSocket: { host: 'x' } } })]), { 33: false, 34: true }],
  ['runAsNonRoot', 'restricted', inUserNamespace({ runAsNonRoot: false }, { runAsNonRoot: null }), { 0: true, 34: true, 35: false }],
  ['runAsUser', 'restricted', pod([container('a', { runAsUser: 0 })]), { 22: false, 23: true }],
  ['runAsUser', 'restricted', inUserNamespace({ runAsUser: 0 }), { 23: true, 34: true, 35: false }],
  ['allowPrivilegeEscalation', 'restricted', pod([container('a', { allowPrivilegeEscalation: true })]), { 7: false, 8: true }],
  ['allowPrivilegeEscalation', 'restricted', onWindows({ allowPrivilegeEscalation: true }), { 24: true, 25: false }],
  ['capabilities_restricted', 'restricted', pod([container('a', { capabilities: {} })]), { 21: false, 22: true }],
  ['capabilities_restricted', 'restricted', onWindows({ capabilities: { add: ['SYS_ADMIN'] } }), { 24: true, 25: false }],
];

test.each(BORDERS.flatMap(([id, level, manifest, at]) => Object.entries(at).map(([minor, forbids]) => ({ id, level, manifest, minor, forbids }))))(
  '$id at $level:v1.$minor forbids: $forbids', ({ id, level, manifest, minor, forbids }) => {
    expect(forbiddenBy(manifest, `${level}:v1.${minor}`).includes(id)).toBe(forbids);
  });

test('keeps older sysctls in newer lists', () => {
  const oldest = ['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start'];
  ['v1.0', 'v1.27', 'v1.29', 'v1.32', 'v1.37'].forEach((version) => expect(forbiddenBy(sysctls(...oldest), `baseline:${version}`)).toEqual([]));
  expect(forbiddenBy(sysctls('net/ipv4/tcp_syncookies'), 'baseline:latest')).toEqual(['sysctls']);
});

test('spares Windows those three checks only', () => {
  const manifest = onWindows({ windowsOptions: { hostProcess: true }, runAsUser: 0 }, { runAsNonRoot: null, windowsOptions: { hostProcess: false } });
  expect(forbiddenBy(manifest)).toEqual(['windowsHostProcess', 'runAsNonRoot', 'runAsUser']);
  expect(forbiddenBy(onWindows(undefined), 'restricted:v1.24')).toEqual(['allowPrivilegeEscalation', 'capabilities_restricted', 'seccompProfile_restricted']);
  expect(forbiddenBy(onWindows({ windowsOptions: { hostProcess: false } }))).toEqual([]);
});

test.each([
  ['v1.0', 11, 12], ['v1.7', 11, 12], ['v1.8', 11, 13], ['v1.18', 11, 13], ['v1.19', 11, 13], ['v1.22', 11, 13], ['v1.23', 11, 14], ['v1.33', 11, 14], ['v1.34', 12, 15],
  ['v1.35', 12, 15], ['v1.37', 12, 15], ['latest', 12, 15],
])('%s makes %i checks of baseline and %i of restricted', (version, baseline, restricted) => {
  expect(ids(PodSecurityLevel.BASELINE, version)).toHaveLength(baseline);
  expect(ids(PodSecurityLevel.RESTRICTED, version)).toHaveLength(restricted);
  expect(ids(PodSecurityLevel.PRIVILEGED, version)).toEqual([]);
});

test('orders checks by level, then by code unit', () => {
  expect(ids(PodSecurityLevel.BASELINE, 'latest')).toEqual([
    'appArmorProfile', 'capabilities_baseline', 'hostNamespaces', 'hostPathVolumes', 'hostPorts', 'hostProbesAndHostLifecycle', 'privileged', 'procMount', 'seLinuxOptions',
    'seccompProfile_baseline', 'sysctls', 'windowsHostProcess',
  ]);
  expect(ids(PodSecurityLevel.RESTRICTED, 'v1.37').slice(8)).toEqual([
    'allowPrivilegeEscalation', 'capabilities_restricted', 'procMount_restricted', 'restrictedVolumes', 'runAsNonRoot', 'runAsUser', 'seccompProfile_restricted',
  ]);
});

test.each([
  ['hostPathVolumes', 'restrictedVolumes', 0], ['seccompProfile_baseline', 'seccompProfile_restricted', 19], ['capabilities_baseline', 'capabilities_restricted', 22],
  ['procMount', 'procMount_restricted', 35],
])('restricted leaves out %s for %s since 1.%i', (baseline, restricted, since) => {
  expect(ids(PodSecurityLevel.RESTRICTED, `v1.${since}`)).toContain(restricted);
  expect(ids(PodSecurityLevel.RESTRICTED, `v1.${since}`)).not.toContain(baseline);
  if (since > 0) expect(ids(PodSecurityLevel.RESTRICTED, `v1.${since - 1}`)).toContain(baseline);
  expect(ids(PodSecurityLevel.BASELINE, `v1.${since}`)).toContain(baseline);
});

test.each(['latest', 'v1.38', 'v1.99', `v1.${Number.MAX_SAFE_INTEGER}`])('%s means the newest version known, and is named in the message', (version) => {
  const { checks, message } = judged(sysctls('net.ipv4.tcp_notsent_lowat', 'kernel.msgmax'), `baseline:${version}`);
  expect(NEWEST_POD_SECURITY_VERSION).toBe('v1.37');
  expect(checks).toMatchObject([{ id: 'sysctls', version: 'v1.37', detail: 'kernel.msgmax' }]);
  expect(message).toBe(`violates PodSecurity "baseline:${version}": forbidden sysctls (kernel.msgmax)`);
});

describe('the notation', () => {
  test.each([
    ['restricted:v1.37', { level: 'restricted', version: 'v1.37', checks: 15 }], ['baseline:latest', { level: 'baseline', version: 'latest', checks: 12 }],
    ['privileged:v1.0', { level: 'privileged', version: 'v1.0', checks: 0 }], ['restricted', { level: 'restricted', version: 'latest', checks: 15 }],
  ])('%s is read', (text, policy) => {
    expect(parsePodSecurity(text)).toEqual(policy);
  });

  test.each([
    ['1.30', 'v1.30'], ['v1.30.2', 'v1.30'], ['v1.030', 'v1.30'], ['v2.1', 'latest'], ['', 'latest'], ['v1.', 'latest'], ['V1.30', 'latest'], ['v1.30 ', 'latest'],
    ['Latest', 'latest'], ['v1.-1', 'latest'], ['v1.99999999999999999999', 'latest'], ['v1.30\n', 'latest'], ['latest:v1.30', 'latest'],
  ])('the version %j is none', (version, meant) => {
    const problem = expect.stringContaining(`names the version "${version}", which must be "latest" or "v1.x"; pass "restricted:${meant}"`);
    expect(parsePodSecurity(`restricted:${version}`)).toEqual({ problem });
    expect(() => evaluatePodSecurity(sysctls(), { level: 'restricted', version } as PodSecurityPolicy)).toThrow(/the Pod Security policy "restricted:/);
  });

  test.each(['Restricted', 'tight', '', 'toString'])('the level %j is none', (level) => {
    expect(parsePodSecurity(`${level}:latest`)).toEqual({ problem: `names the level "${level}", which does not exist; pass privileged, baseline, restricted` });
  });
});

test('lets a pod through that sets as little as each version asks for', () => {
  const least = (minor: number) => ({
    containers: [{ name: 'a', securityContext: { ...(minor >= 8 && { allowPrivilegeEscalation: false }), ...(minor >= 22 && GOOD_CONTEXT) } }],
    securityContext: { runAsNonRoot: true, ...(minor >= 19 && GOOD_POD) },
  });
  for (let minor = 0; minor <= 40; minor++) {
    expect(forbiddenBy({ apiVersion: 'v1', kind: 'Pod', spec: least(minor) }, `restricted:v1.${minor}`)).toEqual([]);
    expect(forbiddenBy({ apiVersion: 'v1', kind: 'Pod', spec: least(22) }, `restricted:v1.${minor}`)).toEqual([]);
    expect(forbiddenBy({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'a' }] } }, `baseline:v1.${minor}`)).toEqual([]);
  }
});
