import { Chance } from '../chance';
import { sysctlsOf } from './sysctls';

type Fields = Record<string, unknown>;
type Container = Fields & { readonly securityContext: Fields };

/** A pod as it is made: its containers are at hand, so that one thing in it can be changed. */
export interface MadePod {
  readonly spec: Fields & { readonly securityContext: Fields };
  readonly annotations: Record<string, string>;
  readonly containers: readonly Container[];
}

const ALLOWED_SOURCES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t'];
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/main';
const SECCOMP = ['seccomp.security.alpha.kubernetes.io/pod', 'container.seccomp.security.alpha.kubernetes.io/main'];

/** What is so throughout one pod. */
interface Traits {
  readonly minor: number;
  /** The pod says it for its containers. */
  readonly saysNonRoot: boolean;
  readonly saysFilter: boolean;
  /** Neither is asked of it. */
  readonly isWindows: boolean;
  readonly hasUserNamespace: boolean;
}

/** The fields that are worth a value; the others stay away. */
const present = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Pods that pass the restricted level of a version, each in another way. */
export class GoodPods {
  constructor(private readonly chance: Chance) {}

  public pod(minor: number): MadePod {
    const { chance } = this;
    const traits = {
      minor, saysNonRoot: chance.often(0.6), saysFilter: chance.often(0.6),
      isWindows: minor >= 25 && chance.often(0.06), hasUserNamespace: minor >= 35 && chance.often(0.06),
    };
    const lists = {
      containers: [this.container('main', traits), ...chance.some(2, () => this.container('extra', traits))],
      initContainers: chance.some(2, () => this.container('init', traits)),
      ephemeralContainers: chance.some(1, () => this.container('debug', traits)),
    };
    const spec = { ...this.fields(traits), ...this.shown(lists), securityContext: this.podContext(traits) };
    return { spec, annotations: this.annotations(minor), containers: Object.values(lists).flat() };
  }

  private maybe<T>(share: number, make: () => T): T | undefined { return this.chance.often(share) ? make() : undefined; }

  /** A list without containers may be written in several ways. */
  private shown(lists: Readonly<Record<string, readonly Container[]>>): Fields {
    const none = (): unknown => this.chance.one([undefined, null, []]);
    return present(Object.fromEntries(Object.entries(lists).map(([field, list]) => [field, list.length > 0 ? list : none()])));
  }

  private fields({ isWindows, hasUserNamespace }: Traits): Fields {
    const { chance } = this;
    const no = (): unknown => this.maybe(0.2, () => chance.one([false, null]));
    return present({
      hostNetwork: no(), hostPID: no(), hostIPC: no(),
      hostUsers: hasUserNamespace ? false : this.maybe(0.1, () => chance.one([true, null])),
      os: isWindows ? { name: 'windows' } : this.maybe(0.1, () => chance.one([{ name: 'linux' }, { name: '' }, {}, null])),
      volumes: this.maybe(0.3, () => chance.some(2, () => ({ name: 'data', [chance.one(ALLOWED_SOURCES)]: {}, hostPath: null }))),
    });
  }

  private podContext(traits: Traits): Fields {
    const { chance } = this;
    const sysctls = this.maybe(0.2, () => chance.some(2, () => ({ name: chance.one(sysctlsOf(traits.minor)), value: '1' })));
    return { ...this.shared(traits.saysNonRoot, traits.saysFilter, traits), ...present({ sysctls }) };
  }

  private annotations(minor: number): Record<string, string> {
    const { chance } = this;
    return {
      ...(chance.often(0.1) && { [APPARMOR]: chance.one(['', 'runtime/default', 'localhost/web']) }),
      ...(minor < 19 && chance.often(0.2) && { [chance.one(SECCOMP)]: chance.one(['runtime/default', 'docker/default', 'localhost/web']) }),
      ...(chance.often(0.1) && { 'example.com/owner': chance.one(['unconfined', '']) }),
    };
  }

  /** What pods and containers may both say. */
  private shared(nonRoot: boolean, filtered: boolean, { minor, isWindows, hasUserNamespace }: Traits): Fields {
    const { chance } = this;
    const type = (): string => chance.one([...SELINUX_TYPES, ...(minor >= 31 ? ['container_engine_t'] : [])]);
    return present({
      runAsNonRoot: hasUserNamespace ? chance.one([undefined, true, false]) : nonRoot || undefined,
      seccompProfile: !isWindows && filtered ? { type: chance.one(['RuntimeDefault', 'Localhost']) } : chance.one([undefined, null]),
      runAsUser: this.maybe(0.3, () => chance.one([1, 1000, 65532, null, ...(hasUserNamespace ? [0, 0] : [])])),
      appArmorProfile: this.maybe(0.15, () => chance.one([null, { type: 'RuntimeDefault' }, { type: 'Localhost' }])),
      windowsOptions: this.maybe(0.1, () => chance.one([null, {}, { hostProcess: false }, { hostProcess: null }])),
      seLinuxOptions: this.maybe(0.15, () => chance.one([null, {}, { level: 's0' }, ...[{}, {}, { user: '', role: '' }].map((more) => ({ type: type(), ...more }))])),
    });
  }

  private container(name: string, traits: Traits): Container {
    const { chance } = this;
    const { saysNonRoot, saysFilter, isWindows } = traits;
    const capabilities = { drop: chance.one([['ALL'], ['ALL', 'NET_RAW'], ['all', 'ALL']]), add: chance.one([undefined, null, [], ['NET_BIND_SERVICE']]) };
    const linux = { allowPrivilegeEscalation: false, capabilities: present(capabilities) };
    return {
      ...this.endpoints(),
      name,
      securityContext: {
        ...this.shared(!saysNonRoot || chance.often(0.3), !saysFilter || chance.often(0.3), traits),
        ...(isWindows ? {} : linux),
        ...present({ privileged: this.maybe(0.1, () => chance.one([false, null])), procMount: this.maybe(0.1, () => chance.one(['Default', null])) }),
      },
    };
  }

  private endpoints(): Fields {
    const { chance } = this;
    const handler = (): Fields => {
      const host = chance.one([undefined, '', null]);
      return chance.one([{ httpGet: present({ port: 80, host }) }, { tcpSocket: present({ port: 80, host }) }, { exec: {} }]);
    };
    return present({
      ports: this.maybe(0.2, () => chance.some(2, () => ({ containerPort: 8080, hostPort: chance.one([0, null]) }))),
      livenessProbe: this.maybe(0.15, handler), readinessProbe: this.maybe(0.15, handler), startupProbe: this.maybe(0.15, handler),
      lifecycle: this.maybe(0.2, () => ({ preStop: handler(), postStart: chance.one([null, {}, handler()]) })),
    });
  }
}
