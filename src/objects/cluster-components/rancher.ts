import { ComponentName, ComponentSource, ComponentView, Flag } from './component';
import { flagView, FlagWriting } from './flag-view';
import { FlagTexts } from './flags';
import { isNodeFile, nodeFileKind } from './node-files';
import { groupKind, Manifest } from '../manifest';
import { plainText } from '../plain-text';
import { childPointer, elementsOf } from '../pointer';

const CIPHERS = ['AES_256_GCM_SHA384', 'AES_128_GCM_SHA256', 'CHACHA20_POLY1305'].flatMap((cipher) => ['ECDSA', 'RSA'].map((key) => `TLS_ECDHE_${key}_WITH_${cipher}`)).join(',');

/**
 * The flags that k3s and RKE2 give to the components, as far as controls read them. `tls` is the folder of the certificates.
 *
 * @see https://github.com/k3s-io/k3s/blob/main/pkg/daemons/control/server.go
 * @see https://docs.k3s.io/security/self-assessment-1.11
 */
function defaultsOf(component: ComponentName, tls: string, manifest: Manifest): FlagTexts {
  switch (component) {
    case 'kube-apiserver': return {
      'anonymous-auth': 'false', 'authorization-mode': 'Node,RBAC', 'enable-admission-plugins': 'NodeRestriction', 'profiling': 'false',
      'client-ca-file': `${tls}/client-ca.crt`, 'tls-cert-file': `${tls}/serving-kube-apiserver.crt`, 'tls-private-key-file': `${tls}/serving-kube-apiserver.key`,
      'tls-cipher-suites': CIPHERS, 'kubelet-certificate-authority': `${tls}/server-ca.crt`,
      'kubelet-client-certificate': `${tls}/client-kube-apiserver.crt`, 'kubelet-client-key': `${tls}/client-kube-apiserver.key`,
      'service-account-key-file': `${tls}/service.key`, 'service-account-signing-key-file': `${tls}/service.current.key`,
      ...datastore(tls, manifest),
      ...(manifest['secrets-encryption'] === true || isRke2(manifest) ? { 'encryption-provider-config': `${tls}/../cred/encryption-config.json` } : {}),
      ...(isRke2(manifest) ? auditOfRke2(manifest) : {}),
    };
    case 'kube-controller-manager': return {
      'bind-address': '127.0.0.1', 'profiling': 'false', 'use-service-account-credentials': 'true', 'root-ca-file': `${tls}/server-ca.crt`,
      'service-account-private-key-file': `${tls}/service.current.key`,
    };
    case 'kube-scheduler': return { 'bind-address': '127.0.0.1', 'profiling': 'false' };
    case 'kubelet': return {
      'anonymous-auth': 'false', 'authentication-token-webhook': 'true', 'authorization-mode': 'Webhook', 'read-only-port': '0',
      'client-ca-file': `${tls}/client-ca.crt`, 'tls-cert-file': `${tls}/serving-kubelet.crt`, 'tls-private-key-file': `${tls}/serving-kubelet.key`,
      // k3s renews certificates itself, whenever it starts. https://docs.k3s.io/cli/certificate
      'rotate-certificates': 'true',
      ...(manifest['protect-kernel-defaults'] === true || hasProfile(manifest) ? { 'protect-kernel-defaults': 'true' } : {}),
    };
    default: return {};
  }
}

const isRke2 = (manifest: Manifest): boolean => groupKind(manifest) === nodeFileKind('Rke2Configuration');
const hasProfile = ({ profile }: Manifest): boolean => typeof profile === 'string' && profile.startsWith('cis');

/** Without etcd the API server connects to kine, on a socket of the host. https://docs.k3s.io/datastore */
function datastore(tls: string, manifest: Manifest): FlagTexts {
  const endpoint = manifest['datastore-endpoint'];
  const text = (key: string): string => (typeof manifest[key] === 'string' ? manifest[key] : '');
  if (typeof endpoint === 'string' && endpoint.startsWith('http')) {
    return {
      'etcd-servers': endpoint, 'etcd-cafile': text('datastore-cafile'), 'etcd-certfile': text('datastore-certfile'), 'etcd-keyfile': text('datastore-keyfile'),
    };
  }
  const hasEtcd = isRke2(manifest) || manifest['cluster-init'] === true || typeof manifest.server === 'string';
  if (!hasEtcd || typeof endpoint === 'string') return { 'etcd-servers': 'unix://kine.sock' };
  return {
    'etcd-servers': 'https://127.0.0.1:2379', 'etcd-cafile': `${tls}/etcd/server-ca.crt`, 'etcd-certfile': `${tls}/etcd/client.crt`,
    'etcd-keyfile': `${tls}/etcd/client.key`,
  };
}

/** @see https://docs.rke2.io/security/hardening_guide#api-server-audit-configuration */
function auditOfRke2(manifest: Manifest): FlagTexts {
  const file = manifest['audit-policy-file'];
  if (typeof file !== 'string' && !hasProfile(manifest)) return {};
  return {
    'audit-policy-file': typeof file === 'string' ? file : '/etc/rancher/rke2/audit-policy.yaml', 'audit-log-path': '/var/lib/rancher/rke2/server/logs/audit.log',
    'audit-log-maxage': '30', 'audit-log-maxbackup': '10', 'audit-log-maxsize': '100',
  };
}

const KEYS: readonly (readonly [ComponentName, string])[] = [
  ['kube-apiserver', 'kube-apiserver-arg'], ['kube-controller-manager', 'kube-controller-manager-arg'], ['kube-scheduler', 'kube-scheduler-arg'],
  ['kubelet', 'kubelet-arg'], ['kube-proxy', 'kube-proxy-arg'],
];
const ON_AGENTS: readonly ComponentName[] = ['kubelet', 'kube-proxy'];
const ON_SERVERS = [
  'cluster-init', 'tls-san', 'write-kubeconfig-mode', 'secrets-encryption', 'kube-apiserver-arg', 'kube-controller-manager-arg', 'kube-scheduler-arg', 'etcd-arg',
  'disable', 'flannel-backend', 'cluster-cidr', 'service-cidr', 'datastore-endpoint', 'audit-policy-file', 'cni', 'agent-token',
];

/** A node that joins a server, and has no setting that only servers take, is an agent. */
const isAgent = (manifest: Manifest): boolean => typeof manifest.server === 'string' && !ON_SERVERS.some((key) => Object.hasOwn(manifest, key));

/** `kubelet-arg` holds flags without dashes, in a list or alone. */
function flagsAt(value: unknown, pointer: string): Flag[] {
  const items = typeof value === 'string' ? [[value, pointer] as const] : elementsOf(value).map((item, i) => [plainText(item), childPointer(pointer, i)] as const);
  return items.map(([item, at]) => {
    const [, name, text] = /^-{0,2}([^=]*)=?([^]*)$/.exec(item)!;
    return { name, text: item.includes('=') ? text : 'true', pointer: at, prefix: `${name}=` };
  });
}

function writingInto(manifest: Manifest, key: string): FlagWriting {
  const map = manifest as Record<string, unknown>;
  const pointer = childPointer('', key);
  return {
    add: (name, text) => {
      const value = `${name}=${text}`;
      const known = map[key];
      if (Array.isArray(known)) {
        known.push(value);
        return { pointer: `${pointer}/-`, value };
      }
      map[key] = typeof known === 'string' ? [known, value] : [value];
      return { pointer, value: [...map[key] as unknown[]] };
    },
    replace: ({ pointer: at, prefix }, text) => {
      const value = prefix + text;
      if (at === pointer) map[key] = value;
      else (map[key] as unknown[])[Number(at.slice(pointer.length + 1))] = value;
      return { pointer: at, value };
    },
  };
}

function viewOf(component: ComponentName, key: string, manifest: Manifest): ComponentView {
  const tls = `/var/lib/rancher/${isRke2(manifest) ? 'rke2' : 'k3s'}/server/tls`;
  // a list of k3s whose key ends in a plus adds to that of another file
  const lists = [key, `${key}+`].filter((one) => Object.hasOwn(manifest, one));
  const given = lists.flatMap((one) => flagsAt(manifest[one], childPointer('', one)));
  const isText = typeof manifest[key] === 'string';
  return flagView({
    component, flags: given, defaults: defaultsOf(component, tls, manifest), holder: childPointer('', lists[0] ?? key), isPartial: lists.includes(`${key}+`),
    ...(isText ? {} : { writing: writingInto(manifest, key) }),
  });
}

/** The configuration of k3s and of RKE2, which set all components of their node. */
export const rancherFiles: ComponentSource = {
  isIn: (kind) => isNodeFile(kind) && (kind === nodeFileKind('K3sConfiguration') || kind === nodeFileKind('Rke2Configuration')),
  viewsOf: (manifest) => KEYS.filter(([component]) => !isAgent(manifest) || ON_AGENTS.includes(component))
    .map(([component, key]) => viewOf(component, key, manifest)),
};
