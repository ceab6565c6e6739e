import { ComponentName, ComponentSource, ComponentView, Flag, WrittenSetting } from './component';
import { flagView } from './flag-view';
import { FlagTexts } from './flags';
import { TALOS_KIND } from './node-files';
import { Manifest } from '../manifest';
import { plainText } from '../plain-text';
import { descend, elementsOf, isObject, pointerKeys, valueAt } from '../pointer';

const SECRETS = '/system/secrets/kubernetes';
const CIPHERS = ['AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305_SHA256'].flatMap((cipher) => ['ECDSA', 'RSA'].map((key) => `TLS_ECDHE_${key}_WITH_${cipher}`)).join(',');

/** @see https://github.com/siderolabs/talos/blob/main/internal/app/machined/pkg/controllers/k8s/control_plane_static_pod.go */
const API_SERVER: FlagTexts = {
  'admission-control-config-file': '/system/config/kubernetes/kube-apiserver/admission-control-config.yaml', 'anonymous-auth': 'false',
  'authorization-mode': 'Node,RBAC', 'enable-admission-plugins': 'NodeRestriction', 'profiling': 'false',
  'client-ca-file': `${SECRETS}/kube-apiserver/ca.crt`, 'tls-cert-file': `${SECRETS}/kube-apiserver/apiserver.crt`,
  'tls-private-key-file': `${SECRETS}/kube-apiserver/apiserver.key`, 'tls-min-version': 'VersionTLS12', 'tls-cipher-suites': CIPHERS,
  'encryption-provider-config': `${SECRETS}/kube-apiserver/encryptionconfig.yaml`,
  'audit-policy-file': '/system/config/kubernetes/kube-apiserver/auditpolicy.yaml', 'audit-log-path': '/var/log/audit/kube/kube-apiserver.log',
  'audit-log-maxage': '30', 'audit-log-maxbackup': '10', 'audit-log-maxsize': '100',
  'etcd-servers': 'https://127.0.0.1:2379', 'etcd-cafile': `${SECRETS}/kube-apiserver/etcd-client-ca.crt`,
  'etcd-certfile': `${SECRETS}/kube-apiserver/etcd-client.crt`, 'etcd-keyfile': `${SECRETS}/kube-apiserver/etcd-client.key`,
  'kubelet-client-certificate': `${SECRETS}/kube-apiserver/apiserver-kubelet-client.crt`,
  'kubelet-client-key': `${SECRETS}/kube-apiserver/apiserver-kubelet-client.key`,
  'service-account-key-file': `${SECRETS}/kube-apiserver/service-account.pub`, 'service-account-signing-key-file': `${SECRETS}/kube-apiserver/service-account.key`,
};
const CONTROLLER_MANAGER: FlagTexts = {
  'bind-address': '127.0.0.1', 'use-service-account-credentials': 'true', 'profiling': 'false', 'tls-min-version': 'VersionTLS13',
  'root-ca-file': `${SECRETS}/kube-controller-manager/ca.crt`, 'service-account-private-key-file': `${SECRETS}/kube-controller-manager/service-account.key`,
};
const SCHEDULER: FlagTexts = { 'bind-address': '127.0.0.1', 'profiling': 'false', 'tls-min-version': 'VersionTLS13' };
/** @see https://github.com/siderolabs/talos/blob/main/internal/app/machined/pkg/controllers/k8s/kubelet_spec.go */
const KUBELET: FlagTexts = {
  'anonymous-auth': 'false', 'authentication-token-webhook': 'true', 'authorization-mode': 'Webhook', 'client-ca-file': '/etc/kubernetes/pki/ca.crt',
  'rotate-certificates': 'true', 'tls-min-version': 'VersionTLS13', 'protect-kernel-defaults': 'true',
};
/** @see https://github.com/siderolabs/talos/blob/main/internal/app/machined/pkg/system/services/etcd.go */
const ETCD: FlagTexts = {
  'cert-file': '/system/secrets/etcd/server.crt', 'key-file': '/system/secrets/etcd/server.key', 'trusted-ca-file': '/system/secrets/etcd/ca.crt',
  'client-cert-auth': 'true', 'peer-cert-file': '/system/secrets/etcd/peer.crt', 'peer-key-file': '/system/secrets/etcd/peer.key',
  'peer-trusted-ca-file': '/system/secrets/etcd/ca.crt', 'peer-client-cert-auth': 'true', 'listen-client-urls': 'https://0.0.0.0:2379',
  'listen-peer-urls': 'https://0.0.0.0:2380',
};

/** Flags to which those of the user are added instead of replacing them. */
const ADDITIVE = ['enable-admission-plugins', 'authorization-mode', 'tls-cipher-suites', 'feature-gates'];

interface TalosComponent { readonly component: ComponentName; readonly path: readonly string[]; readonly defaults: FlagTexts }

const ON_CONTROL_PLANE: readonly TalosComponent[] = [
  { component: 'kube-apiserver', path: ['cluster', 'apiServer', 'extraArgs'], defaults: API_SERVER },
  { component: 'kube-controller-manager', path: ['cluster', 'controllerManager', 'extraArgs'], defaults: CONTROLLER_MANAGER },
  { component: 'kube-scheduler', path: ['cluster', 'scheduler', 'extraArgs'], defaults: SCHEDULER },
  { component: 'etcd', path: ['cluster', 'etcd', 'extraArgs'], defaults: ETCD },
];

/** `extraArgs` is a map; newer versions of Talos take a list for one flag. */
function flagsAt(map: unknown, pointer: string, defaults: FlagTexts): Flag[] {
  return Object.entries(isObject(map) ? map : {}).map(([name, value]) => {
    const text = Array.isArray(value) ? elementsOf(value).map(plainText).join(',') : plainText(value);
    const all = ADDITIVE.includes(name) && Object.hasOwn(defaults, name) ? `${defaults[name]},${text}` : text;
    return { name, text: all, pointer: descend(pointer, [name]), prefix: '' };
  });
}

function write(manifest: Manifest, path: readonly string[], name: string, text: string): WrittenSetting {
  let map = manifest as Record<string, unknown>;
  for (const key of path) map = (isObject(map[key]) ? map[key] : map[key] = {}) as Record<string, unknown>;
  map[name] = text;
  return { pointer: descend('', [...path, name]), value: text };
}

function viewOf({ component, path, defaults }: TalosComponent, manifest: Manifest): ComponentView {
  const holder = descend('', path);
  return flagView({
    component, defaults, isPartial: false, holder, flags: flagsAt(valueAt(manifest, holder), holder, defaults),
    writing: {
      add: (name, text) => write(manifest, path, name, text),
      replace: ({ pointer }, text) => write(manifest, path, pointerKeys(pointer).slice(-1)[0], text),
    },
  });
}

/** The kubelet takes flags, and fields of its configuration in `extraConfig`. */
function kubelet(manifest: Manifest): ComponentView[] {
  const runtime: FlagTexts = valueAt(manifest, '/machine/kubelet/defaultRuntimeSeccompProfileEnabled') === true ? { 'seccomp-default': 'true' } : {};
  const flags = viewOf({ component: 'kubelet', path: ['machine', 'kubelet', 'extraArgs'], defaults: { ...KUBELET, ...runtime } }, manifest);
  const fields = valueAt(manifest, '/machine/kubelet/extraConfig');
  if (!isObject(fields)) return [flags];
  const settings = mergedSettings(fields, flags.settings);
  return [{
    ...flags, settings, derived: {
      isPartial: false,
      flags: flags.derived!.flags,
      placeOf: (pointer) => (valueAt(fields, pointer) === undefined ? flags.derived!.placeOf(pointer) : `/machine/kubelet/extraConfig${pointer}`),
      write: (fill, replace) => flags.derived!.write(withoutGiven(fill, fields), replace),
    },
  }];
}

const mergedSettings = (over: Readonly<Record<string, unknown>>, base: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...base,
  ...Object.fromEntries(Object.entries(over)
    .map(([key, value]) => [key, isObject(value) && isObject(base[key]) ? mergedSettings(value, base[key]) : value])),
});

/** What a fill says that the fields do not. */
function withoutGiven(fill: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fill).flatMap(([key, value]) => {
    const given = fields[key];
    if (given === undefined || given === null) return [[key, value]];
    return isObject(value) && isObject(given) ? [[key, withoutGiven(value, given)]] : [];
  }));
}

/** The machine configuration of Talos. */
export const talosFiles: ComponentSource = {
  isIn: (kind) => kind === TALOS_KIND,
  viewsOf: (manifest) => {
    const type = valueAt(manifest, '/machine/type');
    const isControlPlane = type === undefined ? isObject(manifest.cluster) && Object.hasOwn(manifest.cluster, 'apiServer') : type !== 'worker';
    return [...kubelet(manifest), ...(isControlPlane ? ON_CONTROL_PLANE.map((place) => viewOf(place, manifest)) : [])];
  },
};
