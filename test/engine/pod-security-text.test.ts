import { container, judged, pod } from './pods';
import { Manifest } from '../../src/objects/manifest';

type Fields = Readonly<Record<string, unknown>>;

const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const httpGet = (host: string) => ({ httpGet: { port: 80, host } });
const a = (securityContext: Fields = {}, rest: Fields = {}) => container('a', securityContext, rest);
const b = (securityContext: Fields = {}, rest: Fields = {}) => container('b', securityContext, rest);
const profile = (field: string, type?: string) => ({ [field]: type === undefined ? {} : { type } });
const apparmor = (type?: string) => profile('appArmorProfile', type);
const seccomp = (type?: string) => profile('seccompProfile', type);
const selinux = (seLinuxOptions: object) => ({ seLinuxOptions });
const ports = (...hostPorts: number[]) => ({ ports: hostPorts.map((hostPort) => ({ containerPort: 80, hostPort })) });
const volumes = (...sources: string[]) => ({ volumes: sources.map((source, i) => ({ name: `v${i}`, [source]: {} })) });
const bare = (name: string) => ({ name, securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } });

// The texts are those of k8s.io/pod-security-admission v0.37.2, which conformance/psa.ts compares on many more pods.
const TEXTS: readonly [string, Manifest, string, string?][] = [
  ['one namespace of the host', pod([a()], {}, { hostPID: true }), 'host namespaces (hostPID=true)'],
  ['all of them in their order', pod([a()], {}, { hostIPC: true, hostPID: true, hostNetwork: true }), 'host namespaces (hostNetwork=true, hostPID=true, hostIPC=true)'],
  ['one privileged container', pod([a({ privileged: true }), b()]), 'privileged (container "a" must not set securityContext.privileged=true)'],
  ['two in visiting order', pod([a({ privileged: true })], {}, { initContainers: [b({ privileged: true })] }), 'privileged (containers "b", "a" must not set securityContext.privileged=true)'],
  ['two of the same name', pod([a({ privileged: true }), a({ privileged: true })]), 'privileged (containers "a", "a" must not set securityContext.privileged=true)'],
  ['capabilities, sorted and once', pod([a({ capabilities: { add: ['SYS_TIME', 'NET_RAW'] } }), b({ capabilities: { add: ['NET_RAW', 'CHOWN'] } })]),
    'non-default capabilities (containers "a", "b" must not include "NET_RAW", "SYS_TIME" in securityContext.capabilities.add)', 'baseline:latest'],
  ['one hostPath volume', pod([a()], {}, volumes('hostPath', 'emptyDir')), 'hostPath volumes (volume "v0")', 'baseline:latest'],
  ['two hostPath volumes', pod([a()], {}, volumes('hostPath', 'emptyDir', 'hostPath')), 'hostPath volumes (volumes "v0", "v2")', 'baseline:latest'],
  ['one host port', pod([a({}, ports(8080))]), 'hostPort (container "a" uses hostPort 8080)'],
  ['host ports sorted as texts', pod([a({}, ports(8080, 10250, 8080)), b({}, ports(9))]), 'hostPort (containers "a", "b" use hostPorts 10250, 8080, 9)'],
  ['two containers with one host port', pod([a({}, ports(80)), b({}, ports(80))]), 'hostPort (containers "a", "b" use hostPort 80)'],
  ['an AppArmor profile', pod([a(apparmor('Unconfined'))]), 'forbidden AppArmor profile (container "a" must not set AppArmor profile type to "Unconfined")'],
  ['no AppArmor type', pod([a(apparmor())]), 'forbidden AppArmor profile (container "a" must not set AppArmor profile type to "")'],
  ['AppArmor on pod, containers and annotation', pod([a(apparmor('X')), b(apparmor('Unconfined'))], apparmor('X'), {}, { [`${APPARMOR}a`]: 'unconfined' }),
    `forbidden AppArmor profiles (pod and containers "a", "b" and annotation must not set AppArmor profile type to "Unconfined", "X", "${APPARMOR}a="unconfined"")`],
  ['AppArmor annotations, of no container and with control characters', pod([a()], {}, {}, { [`${APPARMOR}z`]: 'x\n"\u200b', [`${APPARMOR}b`]: 'y' }),
    `forbidden AppArmor profiles (annotations must not set AppArmor profile type to "${APPARMOR}b="y"", "${APPARMOR}z="x\\n\\"\\u200b"")`],
  ['a SELinux type', pod([a()], selinux({ type: 'spc_t' })), 'seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type "spc_t")'],
  ['a SELinux user alone', pod([a(selinux({ user: 'u' }))]), 'seLinuxOptions (container "a" set forbidden securityContext.seLinuxOptions: user may not be set)'],
  ['SELinux types, user and role', pod([a(selinux({ type: 'x_t', role: 'r' })), b(selinux({ user: 'u' }))], selinux({ type: 'spc_t' })),
    'seLinuxOptions (pod and containers "a", "b" set forbidden securityContext.seLinuxOptions: types "spc_t", "x_t"; user may not be set; role may not be set)'],
  ['procMount of baseline', pod([a({ procMount: 'Unmasked' }), b({ procMount: '' })]), 'procMount (containers "a", "b" must not set securityContext.procMount to "", "Unmasked")', 'baseline:latest'],
  ['procMount of restricted', pod([a({ procMount: 'Unmasked' })]), 'procMount (container "a" must not set securityContext.procMount to "Unmasked")'],
  ['a seccomp annotation', pod([a()], {}, {}, { [`${SECCOMP}a`]: 'unconfined' }), `seccompProfile (forbidden annotation ${SECCOMP}a="unconfined")`, 'baseline:v1.18'],
  ['seccomp annotations, sorted', pod([a()], {}, {}, { 'seccomp.security.alpha.kubernetes.io/pod': '', [`${SECCOMP}a`]: 'x' }),
    `seccompProfile (forbidden annotations ${SECCOMP}a="x", seccomp.security.alpha.kubernetes.io/pod="")`, 'baseline:v1.18'],
  ['seccomp types on both levels', pod([a(seccomp('Unconfined')), b(seccomp())], seccomp('other')),
    'seccompProfile (pod and containers "a", "b" must not set securityContext.seccompProfile.type to "", "Unconfined", "other")', 'baseline:latest'],
  ['a seccomp type that wins over a missing one', pod([bare('a'), b(seccomp('Unconfined'))], { seccompProfile: null }),
    'seccompProfile (container "b" must not set securityContext.seccompProfile.type to "Unconfined")'],
  ['no seccomp profile', pod([bare('a'), b(seccomp('Localhost'))], { seccompProfile: null }),
    'seccompProfile (pod or container "a" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")'],
  ['no seccomp profile at all', pod([bare('a'), bare('b')], { seccompProfile: null }),
    'seccompProfile (pod or containers "a", "b" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")'],
  ['sysctls in their order, each time', pod([a()], { sysctls: ['z', 'net.ipv4.tcp_syncookies', 'y', 'z', undefined].map((name) => ({ name })) }), 'forbidden sysctls (z, y, z, )'],
  ['HostProcess on both levels', pod([a({ windowsOptions: { hostProcess: true } })], { windowsOptions: { hostProcess: true } }),
    'hostProcess (pod and container "a" must not set securityContext.windowsOptions.hostProcess=true)'],
  ['a probe host', pod([a({}, { livenessProbe: httpGet('127.0.0.1') })]), 'probe or lifecycle host (container "a" uses probe or lifecycle host "127.0.0.1")'],
  ['probe hosts, containers sorted and once', pod([b({}, { livenessProbe: httpGet('z'), startupProbe: httpGet('y') }), a({}, { lifecycle: { preStop: { tcpSocket: { host: 'z' } } } }), b({}, { livenessProbe: httpGet('z') })]),
    'probe or lifecycle host (containers "a", "b" use probe or lifecycle hosts "y", "z")'],
  ['one restricted volume', pod([a()], {}, volumes('nfs')), 'restricted volume types (volume "v0" uses restricted volume type "nfs")'],
  ['restricted volumes, types sorted', pod([a()], {}, volumes('nfs', 'secret', 'hostPath', 'nfs')), 'restricted volume types (volumes "v0", "v2", "v3" use restricted volume types "hostPath", "nfs")'],
  ['a volume of an unknown type', pod([a()], {}, volumes('newerThanThis')), 'restricted volume types (volume "v0" uses restricted volume type "unknown")'],
  ['a volume with two restricted sources', pod([a()], {}, { volumes: [{ name: 'v', storageos: {}, fc: {}, newer: {} }] }), 'restricted volume types (volume "v" uses restricted volume type "fc")'],
  ['privilege escalation', pod([a({ allowPrivilegeEscalation: null }), b({ allowPrivilegeEscalation: true })]),
    'allowPrivilegeEscalation != false (containers "a", "b" must set securityContext.allowPrivilegeEscalation=false)'],
  ['runAsNonRoot false on both levels', pod([a({ runAsNonRoot: false }), b()], { runAsNonRoot: false }), 'runAsNonRoot != true (pod and container "a" must not set securityContext.runAsNonRoot=false)'],
  ['runAsNonRoot false on the pod alone', pod([a({ runAsNonRoot: true })], { runAsNonRoot: false }), 'runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)'],
  ['runAsNonRoot false, which wins over missing', pod([a(), b({ runAsNonRoot: false })], { runAsNonRoot: null }), 'runAsNonRoot != true (container "b" must not set securityContext.runAsNonRoot=false)'],
  ['no runAsNonRoot', pod([a(), b()], { runAsNonRoot: null }), 'runAsNonRoot != true (pod or containers "a", "b" must set securityContext.runAsNonRoot=true)'],
  ['root by number', pod([a({ runAsUser: 0 })], { runAsUser: 0 }), 'runAsUser=0 (pod and container "a" must not set runAsUser=0)'],
  ['capabilities neither dropped nor harmless', pod([a({ capabilities: { add: ['CHOWN'] } }), b({ capabilities: null })]),
    'unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"]; container "a" must not include "CHOWN" in securityContext.capabilities.add)'],
  ['capabilities that are added', pod([a({ capabilities: { drop: ['ALL'], add: ['SYS_TIME', 'CHOWN', 'NET_BIND_SERVICE'] } })]),
    'unrestricted capabilities (container "a" must not include "CHOWN", "SYS_TIME" in securityContext.capabilities.add)'],
  ['a container without name', pod([{ ...a({ privileged: true }), name: undefined }]), 'privileged (container "" must not set securityContext.privileged=true)'],
];

test.each(TEXTS.map(([what, manifest, text, policy = 'restricted:latest']) => ({ what, manifest, text, policy })))('says of $what what the API server says', ({ manifest, text, policy }) => {
  const { allowed, aggregate, undecided } = judged(manifest, policy);
  expect({ allowed, aggregate, undecided }).toEqual({ allowed: false, aggregate: text, undecided: [] });
});

test('joins what all checks say, baseline first and each level by id', () => {
  const { aggregate, message, checks } = judged(pod([{ name: 'a', securityContext: { privileged: true } }], {}, { hostPID: true }), 'restricted:v1.99');
  expect(checks.map(({ id, level, version }) => `${level} ${id} ${version}`)).toEqual([
    'baseline hostNamespaces v1.37', 'baseline privileged v1.37', 'restricted allowPrivilegeEscalation v1.37', 'restricted capabilities_restricted v1.37',
  ]);
  expect(aggregate).toBe('host namespaces (hostPID=true), privileged (container "a" must not set securityContext.privileged=true), '
    + 'allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false), '
    + 'unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"])');
  expect(message).toBe(`violates PodSecurity "restricted:v1.99": ${aggregate}`);
});

test('names the place of every offender, those included that the text leaves out', () => {
  const { checks } = judged(pod([container('a'), container('b', { runAsNonRoot: false })], { runAsNonRoot: null }));
  expect(checks).toMatchObject([{ id: 'runAsNonRoot', reason: 'runAsNonRoot != true', detail: 'container "b" must not set securityContext.runAsNonRoot=false' }]);
  expect(checks[0].offenders).toEqual([
    { pointer: '/spec/containers/1/securityContext/runAsNonRoot', container: 'b', actual: false },
    { pointer: '/spec/containers/0/securityContext/runAsNonRoot', container: 'a', actual: undefined },
  ]);
});
