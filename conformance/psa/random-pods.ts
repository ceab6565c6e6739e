import { Manifest } from '../../src/objects/manifest';
import { POD_KINDS } from '../../src/objects/pod-template';
import { podObject } from '../../test/engine/pod-kinds';
import { Chance } from '../chance';
import { ALL_SYSCTLS } from './sysctls';

const VERSIONS = ['latest', ...Array.from({ length: 41 }, (_, minor) => `v1.${minor}`)];
const NAMES = ['a', 'b', 'main', 'sidecar', 'a', '', undefined, null, 'ä', 'z"q'];
const PROFILES = ['RuntimeDefault', 'Localhost', 'Unconfined', 'runtimeDefault', 'localhost', '', null, undefined, 'RuntimeDefault', 'other'];
const CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
  'NET_RAW', 'SYS_ADMIN', 'ALL', 'chown', 'CAP_CHOWN', 'CAP_NET_BIND_SERVICE', '', null, 'NET_BIND_SERVICE', 'NET_BIND_SERVICE', '\ue000', '🙂',
];
const SYSCTLS = [...ALL_SYSCTLS, 'kernel.msgmax', 'net/ipv4/tcp_syncookies', 'Net.ipv4.tcp_rmem', '', null, undefined];
const SOURCES = [
  'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret', 'hostPath', 'gcePersistentDisk',
  'awsElasticBlockStore', 'gitRepo', 'nfs', 'iscsi', 'glusterfs', 'rbd', 'flexVolume', 'cinder', 'cephfs', 'flocker', 'fc', 'azureFile', 'vsphereVolume',
  'quobyte', 'azureDisk', 'photonPersistentDisk', 'portworxVolume', 'scaleIO', 'storageos', 'hostPath', 'nfs',
];
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP = ['seccomp.security.alpha.kubernetes.io/pod', ...['a', 'b', 'main', 'sidecar', 'ä'].map((name) => `container.seccomp.security.alpha.kubernetes.io/${name}`)];
const ANNOTATIONS = [...['a', 'b', 'main', 'other', ''].map((name) => `${APPARMOR}${name}`), ...SECCOMP, 'example.com/owner', 'seccomp.security.alpha.kubernetes.io/other'];
const ANNOTATED = [
  'unconfined', 'runtime/default', 'docker/default', 'localhost/web', 'localhost', '', null, 'Runtime/Default', 'a "quoted" \\ text\n\t\r\u0007\b\f\v',
  'ä\u00a0\u200b\u2028\ufeff\ue000', '🙂\u{e0001}', '\u0001\u007f\u0085',
];

/** Random pods, in every kind, that hold what the checks look at: present, missing, null, empty, misspelt. Every type is right. */
export class RandomPods {
  constructor(private readonly chance: Chance) {}

  public request(): { readonly level: string; readonly version: string; readonly object: Manifest } {
    const { chance } = this;
    const level = chance.one(['baseline', 'restricted', 'restricted', 'restricted', 'privileged']);
    return { level, version: chance.one(VERSIONS), object: this.object() };
  }

  private object(): Manifest {
    const kind = this.chance.one(['Pod', ...Object.keys(POD_KINDS)]);
    return podObject(kind, this.chance.often(0.98) ? this.spec() : this.chance.one([null, {}]), this.metadata());
  }

  /** The fields, most of them left out, now and then one in the wrong case. */
  private fields(most: Readonly<Record<string, () => unknown>>, share: number): Record<string, unknown> {
    const present = Object.entries(most).filter(() => this.chance.often(share));
    return Object.fromEntries(present.map(([key, make]) => [this.chance.often(0.003) ? key.toLowerCase() : key, make()]));
  }

  /** What there is, or now and then null or nothing in it. */
  private or(make: () => unknown, empty: unknown = {}): unknown {
    return this.chance.often(0.9) ? make() : this.chance.one([null, empty, undefined]);
  }

  private flag(): boolean | null { return this.chance.one([true, false, null, true, false]); }

  private metadata(): unknown {
    const entry = (): readonly [string, unknown] => [this.chance.one(ANNOTATIONS), this.chance.one(ANNOTATED)];
    return this.or(() => this.fields({ annotations: () => this.or(() => Object.fromEntries(this.chance.some(4, entry))) }, 0.3));
  }

  private spec(): unknown {
    const { chance } = this;
    const sysctls = (): unknown => this.or(() => chance.some(3, () => this.sysctl()), []);
    return {
      containers: this.or(() => chance.some(3, () => this.container()), []),
      ...this.fields({ initContainers: () => this.or(() => chance.some(2, () => this.container()), []) }, 0.3),
      ...this.fields({ ephemeralContainers: () => this.or(() => chance.some(2, () => this.container()), []) }, 0.15),
      ...this.fields({ hostNetwork: () => this.flag(), hostPID: () => this.flag(), hostIPC: () => this.flag() }, 0.12),
      ...this.fields({ hostUsers: () => this.flag(), os: () => this.or(() => ({ name: chance.one(['windows', 'windows', 'linux', 'Windows', '', null]) })) }, 0.2),
      ...this.fields({ volumes: () => this.or(() => chance.some(3, () => this.volume()), []) }, 0.35),
      ...this.fields({ securityContext: () => this.or(() => this.security({ sysctls })) }, 0.6),
    };
  }

  private sysctl(): unknown { return this.chance.often(0.97) ? { name: this.chance.one(SYSCTLS), value: '1' } : null; }

  private volume(): unknown {
    const { chance } = this;
    if (chance.often(0.02)) return null;
    return { name: chance.one(NAMES), ...Object.fromEntries(chance.some(2, () => [chance.one(SOURCES), chance.often(0.9) ? {} : null] as const)) };
  }

  /** The part of a security context that pods and containers share. */
  private security(more: Readonly<Record<string, () => unknown>>): unknown {
    const { chance } = this;
    const profile = () => this.or(() => ({ type: chance.one(PROFILES) }));
    return this.fields({
      runAsNonRoot: () => chance.one([true, true, true, false, null]),
      runAsUser: () => chance.one([0, 1, 1000, -1, null, 65532]),
      seccompProfile: profile,
      ...(chance.often(0.2) && { appArmorProfile: profile }),
      ...(chance.often(0.2) && { windowsOptions: () => this.or(() => ({ hostProcess: this.flag() })) }),
      ...(chance.often(0.2) && { seLinuxOptions: () => this.or(() => this.selinux()) }),
      ...more,
    }, 0.6);
  }

  private selinux(): unknown {
    const { chance } = this;
    return this.fields({
      type: () => chance.one(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', 'spc_t', 'Container_t', null]),
      user: () => chance.one(['', 'sysadm_u', null]), role: () => chance.one(['', 'sysadm_r', null]), level: () => 's0:c1',
    }, 0.5);
  }

  private container(): unknown {
    const { chance } = this;
    if (chance.often(0.01)) return null;
    return {
      name: chance.one(NAMES),
      ...this.fields({ securityContext: () => this.or(() => this.containerSecurity()) }, 0.85),
      ...this.fields({ ports: () => this.or(() => chance.some(3, () => this.port()), []), lifecycle: () => this.or(() => this.lifecycle()) }, 0.15),
      ...this.fields({ livenessProbe: () => this.handler(), readinessProbe: () => this.handler(), startupProbe: () => this.handler() }, 0.1),
    };
  }

  private containerSecurity(): unknown {
    const { chance } = this;
    return this.security({
      allowPrivilegeEscalation: () => chance.one([false, false, false, false, true, null]),
      capabilities: () => this.or(() => this.fields({
        drop: () => this.or(() => ['ALL', ...chance.some(1, () => chance.one(['all', 'NET_RAW', '']))].slice(chance.often(0.8) ? 0 : 1), []),
        add: () => this.or(() => chance.some(2, () => chance.one(CAPABILITIES)), []),
      }, 0.7)),
      ...(chance.often(0.2) && { privileged: () => this.flag() }),
      ...(chance.often(0.2) && { procMount: () => chance.one(['Default', 'Unmasked', 'default', '', null, 'Other']) }),
    });
  }

  private port(): unknown {
    const port = (): unknown => this.chance.one([80, 443, 8080, 10250, 9, 0, null, undefined]);
    return this.chance.often(0.98) ? this.fields({ containerPort: port, hostPort: port, protocol: () => 'TCP' }, 0.7) : null;
  }

  private lifecycle(): unknown { return this.fields({ postStart: () => this.handler(), preStop: () => this.handler() }, 0.7); }

  private handler(): unknown {
    const { chance } = this;
    const host = (): unknown => chance.one(['127.0.0.1', 'localhost', 'example.com', '', null, 'Z', undefined]);
    return this.or(() => this.fields({
      httpGet: () => this.or(() => ({ port: 80, host: host(), httpHeaders: [{ name: 'Host', value: 'x' }] })),
      tcpSocket: () => this.or(() => ({ port: 'http', host: host() })),
      exec: () => ({ command: ['true'] }),
      grpc: () => ({ port: 5 }),
    }, 0.5));
  }
}
