import { Chance } from '../chance';
import { MadePod } from './good-pods';
import { ALL_SYSCTLS, sysctlsOf } from './sysctls';

type Fields = Record<string, unknown>;
type Violation = (pod: MadePod, chance: Chance, minor: number) => void;

const SELINUX = [{ type: 'spc_t' }, { type: 'Container_t' }, { user: 'sysadm_u' }, { role: 'sysadm_r' }, { type: 'container_t', user: 'u', role: 'r' }];
const FORBIDDEN_SOURCES = [
  'hostPath', 'gcePersistentDisk', 'awsElasticBlockStore', 'gitRepo', 'nfs', 'iscsi', 'glusterfs', 'rbd', 'flexVolume', 'cinder', 'cephfs', 'flocker', 'fc',
  'azureFile', 'vsphereVolume', 'quobyte', 'azureDisk', 'photonPersistentDisk', 'portworxVolume', 'scaleIO', 'storageos',
];
const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HOOKS = ['postStart', 'preStop'];

/** A probe or a hook that calls this host. */
function handler(chance: Chance, host: string): Fields {
  const call = { [chance.one(['httpGet', 'tcpSocket'])]: { port: 80, host } };
  return chance.often(0.6) ? { [chance.one(PROBES)]: call } : { lifecycle: { [chance.one(HOOKS)]: call } };
}

/** The security context of a container or, now and then, of the pod. */
const someContext = ({ spec, containers }: MadePod, chance: Chance): Fields => (chance.often(0.3) ? spec : chance.one(containers)).securityContext;

const inContainer = (fields: (chance: Chance) => Fields): Violation => ({ containers }, chance) => {
  Object.assign(chance.one(containers).securityContext, fields(chance));
};
const inContext = (fields: (chance: Chance) => Fields): Violation => (pod, chance) => { Object.assign(someContext(pod, chance), fields(chance)); };

const mount = (source: (chance: Chance) => Fields): Violation => ({ spec }, chance) => {
  spec.volumes = [...(spec.volumes as Fields[] | undefined) ?? [], { name: 'other', ...source(chance) }];
};

const addCapability = (of: readonly string[]) => (chance: Chance): Fields => ({ capabilities: { drop: ['ALL'], add: [chance.one(of)] } });

const seccomp: Violation = (pod, chance, minor) => {
  if (minor >= 19) {
    someContext(pod, chance).seccompProfile = chance.one([{ type: 'Unconfined' }, {}, { type: '' }, { type: 'runtimeDefault' }, { type: null }]);
    return;
  }
  const key = chance.one(['seccomp.security.alpha.kubernetes.io/pod', 'container.seccomp.security.alpha.kubernetes.io/main']);
  pod.annotations[key] = chance.one(['unconfined', '', 'Runtime/Default', 'localhost']);
};

const unfiltered: Violation = (pod, chance, minor) => {
  if (chance.often(0.5)) return seccomp(pod, chance, minor);
  for (const { securityContext } of [pod.spec, chance.one(pod.containers)]) delete securityContext.seccompProfile;
};

const rootAllowed: Violation = (pod, chance) => {
  if (chance.often(0.5)) Object.assign(someContext(pod, chance), { runAsNonRoot: false });
  else for (const { securityContext } of [pod.spec, chance.one(pod.containers)]) securityContext.runAsNonRoot = chance.one([undefined, null]);
};

/** For each check, how a good pod comes to break it and nothing else. */
export const VIOLATIONS: Readonly<Record<string, Violation>> = {
  appArmorProfile: (pod, chance) => {
    const key = `container.apparmor.security.beta.kubernetes.io/${chance.one(['main', 'gone'])}`;
    if (chance.often(0.5)) pod.annotations[key] = chance.one(['unconfined', 'Runtime/Default', 'localhost']);
    else someContext(pod, chance).appArmorProfile = chance.one([{ type: 'Unconfined' }, {}, { type: '' }, { type: 'localhost' }]);
  },
  capabilities_baseline: inContainer(addCapability(['SYS_ADMIN', 'NET_RAW', 'ALL', 'CAP_CHOWN', 'chown', ''])),
  hostNamespaces: ({ spec }, chance) => { spec[chance.one(['hostPID', 'hostIPC', 'hostPID', 'hostNetwork'])] = true; },
  hostPathVolumes: mount((chance) => ({ hostPath: chance.one([{}, { path: '/' }]) })),
  hostPorts: ({ containers }, chance) => { chance.one(containers).ports = [{ containerPort: 80, hostPort: chance.one([80, 443, 65535]) }]; },
  hostProbesAndHostLifecycle: ({ containers }, chance) => { Object.assign(chance.one(containers), handler(chance, chance.one(['127.0.0.1', 'localhost', 'example.com', ' ']))); },
  privileged: inContainer(() => ({ privileged: true })),
  procMount: inContainer((chance) => ({ procMount: chance.one(['Unmasked', 'default', '', 'Other']) })),
  seLinuxOptions: inContext((chance) => ({ seLinuxOptions: chance.one(SELINUX) })),
  seccompProfile_baseline: seccomp,
  sysctls: ({ spec }, chance, minor) => {
    const tooNew = ALL_SYSCTLS.filter((name) => !sysctlsOf(minor).includes(name));
    spec.securityContext.sysctls = [{ name: chance.one(['kernel.msgmax', 'net/ipv4/tcp_syncookies', 'Kernel.shm_rmid_forced', '', ...tooNew]), value: '1' }];
  },
  windowsHostProcess: inContext(() => ({ windowsOptions: { hostProcess: true } })),
  allowPrivilegeEscalation: inContainer((chance) => ({ allowPrivilegeEscalation: chance.one([true, null, undefined]) })),
  capabilities_restricted: inContainer((chance) => (chance.often(0.4)
    ? addCapability(['SYS_ADMIN', 'CHOWN', 'KILL', 'net_bind_service', 'CAP_NET_BIND_SERVICE', 'ALL'])(chance)
    : { capabilities: chance.one([null, {}, { drop: [] }, { drop: ['all'] }, { drop: ['NET_RAW'] }, { drop: null, add: ['NET_BIND_SERVICE'] }]) })),
  procMount_restricted: inContainer((chance) => ({ procMount: chance.one(['Unmasked', 'default', '', 'Other']) })),
  restrictedVolumes: mount((chance) => ({ [chance.one(FORBIDDEN_SOURCES)]: {} })),
  runAsNonRoot: rootAllowed,
  runAsUser: inContext(() => ({ runAsUser: 0 })),
  seccompProfile_restricted: unfiltered,
};
