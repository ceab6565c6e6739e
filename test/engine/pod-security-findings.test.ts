import { container, forbiddenBy, GOOD_POD, pod } from './pods';
import { podSecurityFindings } from '../../src/engine/pod-security';
import { Manifest } from '../../src/objects/manifest';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';

const findings = (...manifests: Manifest[]) => podSecurityFindings(
  manifests.map((manifest, document) => ({ manifest, origin: { file: 'pods.yaml', document } })), { level: PodSecurityLevel.RESTRICTED, version: 'latest' },
);
const profile = (field: string, type: unknown) => ({ [field]: { type } });

test('there is one finding for each check and object, at its first offender', () => {
  const bad = pod([container('a', { privileged: true }, { ports: [{ hostPort: 80 }] }), container('b', { privileged: true })]);
  const found = findings(pod([container('a')]), bad);
  expect(found.map(({ control, message }) => [control, message])).toEqual([
    ['hostPorts', 'hostPort (container "a" uses hostPort 80)'],
    ['privileged', 'privileged (containers "a", "b" must not set securityContext.privileged=true)'],
  ]);
  expect(found[1]).toMatchObject({
    severity: 'error', outcome: 'violation', origin: { file: 'pods.yaml', document: 1 }, object: { apiVersion: 'v1', kind: 'Pod', namespace: '', name: 'web' },
    pointer: '/spec/containers/0/securityContext/privileged', container: 'a', waiver: null, why: expect.stringContaining('owns the node'), fix: expect.stringContaining('privileged'),
  });
});

test('a fault of the pod names no container', () => {
  expect(findings(pod([container('a')], {}, { hostPID: true }))[0]).not.toHaveProperty('container');
});

test('a wrong type is one inconclusive finding, however many checks need it', () => {
  expect(findings(pod([{ name: 'a', securityContext: 'none' }]))).toMatchObject([{
    control: 'appArmorProfile', outcome: 'inconclusive', severity: 'error', pointer: '/spec/containers/0/securityContext', container: 'a',
    message: 'container "a": securityContext is a text, must be a map',
  }]);
  expect(findings(pod([], {}, { containers: 'none' }))).toMatchObject([{ control: 'appArmorProfile', outcome: 'inconclusive', pointer: '/spec/containers' }]);
});

test('a wrong type that nothing else looks at is told all the same', () => {
  expect(findings(pod([container('a')], {}, { volumes: [{ name: 'v', csi: 'x' }] }))).toMatchObject([
    { control: 'restrictedVolumes', outcome: 'inconclusive', pointer: '/spec/volumes/0/csi', message: 'pod: volumes[0].csi is a text, must be a map' },
  ]);
});

// What the fixtures of Kubernetes leave out.
test.each<[string, Manifest, string[], string?]>([
  ['an unknown AppArmor type', pod([container('a', profile('appArmorProfile', 'runtime/default'))]), ['appArmorProfile']],
  ['AppArmor types that are allowed', pod([container('a', profile('appArmorProfile', 'Localhost'))], profile('appArmorProfile', 'RuntimeDefault')), []],
  ['a null AppArmor type', pod([container('a', profile('appArmorProfile', null))]), ['appArmorProfile']],
  ['AppArmor annotations that are allowed', pod([container('a')], {}, {}, {
    'container.apparmor.security.beta.kubernetes.io/a': '', 'container.apparmor.security.beta.kubernetes.io/b': 'runtime/default', 'container.apparmor.security.beta.kubernetes.io/c': 'localhost/x',
  }), []],
  ['a seccomp annotation of no container', pod([container('a')], {}, {}, { 'container.seccomp.security.alpha.kubernetes.io/b': 'unconfined' }), [], 'baseline:v1.0'],
  ['seccomp annotations that are allowed', pod([container('a')], {}, {}, {
    'container.seccomp.security.alpha.kubernetes.io/a': 'docker/default', 'seccomp.security.alpha.kubernetes.io/pod': 'localhost/x',
  }), [], 'baseline:v1.0'],
  ['a seccomp annotation instead of the field', pod([container('a')], { seccompProfile: null }, {}, { 'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default' }), ['seccompProfile_restricted']],
  ['an empty seccomp type', pod([container('a', profile('seccompProfile', ''))]), ['seccompProfile_restricted']],
  ['an unknown seccomp type', pod([container('a', profile('seccompProfile', 'runtimeDefault'))]), ['seccompProfile_baseline'], 'baseline:latest'],
  ['a bad container in a good pod', pod([container('a', profile('seccompProfile', 'Unconfined'))]), ['seccompProfile_restricted']],
  ['a good container in a bad pod', pod([container('a', profile('seccompProfile', 'Localhost'))], profile('seccompProfile', 'Unconfined')), ['seccompProfile_restricted']],
  ['capabilities dropped in lower case', pod([container('a', { capabilities: { drop: ['all'] } })]), ['capabilities_restricted']],
  ['all capabilities taken back', pod([container('a', { capabilities: { drop: ['ALL'], add: ['ALL'] } })]), ['capabilities_restricted']],
  ['a capability with prefix', pod([container('a', { capabilities: { drop: ['ALL'], add: ['CAP_NET_BIND_SERVICE'] } })]), ['capabilities_restricted']],
  ['every capability of the baseline level', pod([container('a', {
    capabilities: { add: [
      'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
    ] },
  })]), [], 'baseline:latest'],
  ['a capability in lower case', pod([container('a', { capabilities: { add: ['chown'] } })]), ['capabilities_baseline'], 'baseline:latest'],
  ['a container that says false in a pod that says true', pod([container('a', { runAsNonRoot: false })]), ['runAsNonRoot']],
  ['a container that says true in a pod that says nothing', pod([container('a', { runAsNonRoot: true })], { runAsNonRoot: null }), []],
  ['groups of root, which the standard leaves alone', pod([container('a', { runAsGroup: 0 })], { fsGroup: 0, supplementalGroups: [0] }), []],
  ['a SELinux level', pod([container('a', { seLinuxOptions: { level: 's0', user: '', role: '', type: 'container_engine_t' } })]), []],
  ['hosts of init containers', pod([], {}, { initContainers: [container('a', {}, { startupProbe: { httpGet: { host: 'x' } } })] }), ['hostProbesAndHostLifecycle']],
  ['a host in preStop', pod([container('a', {}, { lifecycle: { preStop: { httpGet: { host: 'x' } } } })]), ['hostProbesAndHostLifecycle']],
  ['a TCP host in postStart', pod([container('a', {}, { lifecycle: { postStart: { tcpSocket: { host: 'x' } } } })]), ['hostProbesAndHostLifecycle']],
  ['a Host header', pod([container('a', {}, { livenessProbe: { httpGet: { httpHeaders: [{ name: 'Host', value: 'x' }] }, grpc: { port: 1, service: 'x' } } })]), []],
  ['procMount in capitals', pod([container('a', { procMount: 'DEFAULT' })]), ['procMount_restricted']],
  ['pod fields alone, on an ephemeral container', pod([], GOOD_POD, { ephemeralContainers: [{ name: 'a' }] }), ['allowPrivilegeEscalation', 'capabilities_restricted']],
])('%s', (_, manifest, ids, policy = 'restricted:latest') => {
  expect(forbiddenBy(manifest, policy as string)).toEqual(ids);
});
