import { ComponentName, ComponentSource, ComponentView, Flag, WrittenSetting } from './component';
import { flagView } from './flag-view';
import { groupKind, Manifest } from '../manifest';
import { plainText } from '../plain-text';
import { descend, elementsOf, isObject, lastKey, parentPointer, valueAt } from '../pointer';
import { isFilledText } from '../value-types';

/** The flags that kubeadm gives to a component, by the folder of its certificates. */
type Defaults = Readonly<Record<string, string>>;

/** Flags for files that are named; a certificate is of no use without its key. */
function externalEtcd({ endpoints, caFile, certFile, keyFile }: Manifest): Defaults {
  return {
    'etcd-servers': elementsOf(endpoints).map(plainText).join(','),
    ...(isFilledText(caFile) ? { 'etcd-cafile': caFile } : {}),
    ...(isFilledText(certFile) && isFilledText(keyFile) ? { 'etcd-certfile': certFile, 'etcd-keyfile': keyFile } : {}),
  };
}

/** @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/cmd/kubeadm/app/phases/controlplane/manifests.go */
function apiServer(pki: string, { etcd }: Manifest): Defaults {
  const external = isObject(etcd) && isObject(etcd.external) ? etcd.external : undefined;
  return {
    'authorization-mode': 'Node,RBAC', 'enable-admission-plugins': 'NodeRestriction', 'enable-bootstrap-token-auth': 'true', 'allow-privileged': 'true',
    'client-ca-file': `${pki}/ca.crt`, 'tls-cert-file': `${pki}/apiserver.crt`, 'tls-private-key-file': `${pki}/apiserver.key`,
    'kubelet-client-certificate': `${pki}/apiserver-kubelet-client.crt`, 'kubelet-client-key': `${pki}/apiserver-kubelet-client.key`,
    'service-account-key-file': `${pki}/sa.pub`, 'service-account-signing-key-file': `${pki}/sa.key`,
    ...(external ? externalEtcd(external) : {
      'etcd-servers': 'https://127.0.0.1:2379', 'etcd-cafile': `${pki}/etcd/ca.crt`,
      'etcd-certfile': `${pki}/apiserver-etcd-client.crt`, 'etcd-keyfile': `${pki}/apiserver-etcd-client.key`,
    }),
  };
}

const controllerManager = (pki: string): Defaults => ({
  'bind-address': '127.0.0.1', 'use-service-account-credentials': 'true', 'root-ca-file': `${pki}/ca.crt`, 'client-ca-file': `${pki}/ca.crt`,
  'service-account-private-key-file': `${pki}/sa.key`,
});

/** @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/cmd/kubeadm/app/phases/etcd/local.go */
const localEtcd = (pki: string): Defaults => ({
  'cert-file': `${pki}/etcd/server.crt`, 'key-file': `${pki}/etcd/server.key`, 'trusted-ca-file': `${pki}/etcd/ca.crt`, 'client-cert-auth': 'true',
  'peer-cert-file': `${pki}/etcd/peer.crt`, 'peer-key-file': `${pki}/etcd/peer.key`, 'peer-trusted-ca-file': `${pki}/etcd/ca.crt`,
  'peer-client-cert-auth': 'true', 'listen-client-urls': 'https://127.0.0.1:2379', 'listen-peer-urls': 'https://127.0.0.1:2380',
  'listen-metrics-urls': 'http://127.0.0.1:2381',
});

/** A list of `extraArgs`, and the component that gets them. */
interface ExtraArguments {
  readonly component: ComponentName;
  readonly path: readonly string[];
  readonly defaults?: Defaults;
  readonly isPartial: boolean;
}

const KUBELET: ExtraArguments = { component: 'kubelet', path: ['nodeRegistration', 'kubeletExtraArgs'], isPartial: true };

function listsOfCluster(configuration: Manifest): ExtraArguments[] {
  const { certificatesDir } = configuration;
  const pki = typeof certificatesDir === 'string' && certificatesDir !== '' ? certificatesDir : '/etc/kubernetes/pki';
  const etcd = isObject(configuration.etcd) && isObject(configuration.etcd.external);
  return [
    { component: 'kube-apiserver', path: ['apiServer', 'extraArgs'], defaults: apiServer(pki, configuration), isPartial: false },
    { component: 'kube-controller-manager', path: ['controllerManager', 'extraArgs'], defaults: controllerManager(pki), isPartial: false },
    { component: 'kube-scheduler', path: ['scheduler', 'extraArgs'], defaults: { 'bind-address': '127.0.0.1' }, isPartial: false },
    ...(etcd ? [] : [{ component: 'etcd', path: ['etcd', 'local', 'extraArgs'], defaults: localEtcd(pki), isPartial: false } as const]),
  ];
}

/** `extraArgs` are a list of names and values; up to v1beta3 they were a map. */
function flagsAt(list: unknown, pointer: string): Flag[] {
  if (isObject(list)) return Object.entries(list).map(([name, value]) => ({ name, text: plainText(value), pointer: descend(pointer, [name]), prefix: '' }));
  return elementsOf(list).flatMap((entry, i) => (isObject(entry) && typeof entry.name === 'string'
    ? [{ name: entry.name, text: plainText(entry.value ?? ''), pointer: `${pointer}/${i}/value`, prefix: '' }] : []));
}

function viewOf({ component, path: own, defaults, isPartial }: ExtraArguments, manifest: Manifest, base: readonly string[] = []): ComponentView {
  const path = [...base, ...own];
  const holder = descend('', path);
  return flagView({
    component, defaults, isPartial, holder, flags: flagsAt(valueAt(manifest, holder), holder),
    writing: {
      add: (name, text) => addTo(manifest, path, name, text),
      replace: ({ pointer }, text) => {
        (valueAt(manifest, parentPointer(pointer)) as Record<string, unknown>)[lastKey(pointer)] = text;
        return { pointer, value: text };
      },
    },
  });
}

function addTo(manifest: Manifest, path: readonly string[], name: string, text: string): WrittenSetting {
  const pointer = descend('', path);
  const known = valueAt(manifest, pointer);
  if (isObject(known)) {
    known[name] = text;
    return { pointer: descend(pointer, [name]), value: text };
  }
  const entry = { name, value: text };
  if (Array.isArray(known)) {
    known.push(entry);
    return { pointer: `${pointer}/-`, value: entry };
  }
  let map = manifest as Record<string, unknown>;
  for (const key of path.slice(0, -1)) map = (isObject(map[key]) ? map[key] : map[key] = {}) as Record<string, unknown>;
  map[path[path.length - 1]] = [entry];
  return { pointer, value: [{ ...entry }] };
}

export const KUBEADM_KINDS: readonly string[] = ['ClusterConfiguration', 'InitConfiguration', 'JoinConfiguration'].map((kind) => `kubeadm.k8s.io/${kind}`);

const isOfCluster = (kind: string): boolean => kind === KUBEADM_KINDS[0];

/** The configuration files of kubeadm, whose `extraArgs` replace the flags that kubeadm gives. */
export const kubeadmFiles: ComponentSource = {
  isIn: (kind) => KUBEADM_KINDS.includes(kind),
  viewsOf: (manifest) => (isOfCluster(groupKind(manifest)) ? listsOfCluster(manifest) : [KUBELET]).map((list) => viewOf(list, manifest)),
};

/** Where Cluster API has what it makes files of kubeadm from. https://github.com/kubernetes-sigs/cluster-api */
const SPECS: Readonly<Record<string, readonly string[]>> = {
  'controlplane.cluster.x-k8s.io/KubeadmControlPlane': ['spec', 'kubeadmConfigSpec'],
  'controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate': ['spec', 'template', 'spec', 'kubeadmConfigSpec'],
  'bootstrap.cluster.x-k8s.io/KubeadmConfig': ['spec'],
  'bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate': ['spec', 'template', 'spec'],
};

/** Clusters that Cluster API makes with kubeadm. Only a control plane has a configuration of the cluster, be it empty. */
export const clusterApi: ComponentSource = {
  isIn: (kind) => Object.hasOwn(SPECS, kind),
  viewsOf: (manifest) => {
    const kind = groupKind(manifest);
    const base = SPECS[kind];
    const spec = valueAt(manifest, descend('', base));
    if (!isObject(spec)) return [];
    const isControlPlane = kind.startsWith('controlplane.') || isObject(spec.clusterConfiguration);
    const cluster = isObject(spec.clusterConfiguration) ? spec.clusterConfiguration : {};
    return [
      ...(isControlPlane ? listsOfCluster(cluster).map((list) => viewOf(list, manifest, [...base, 'clusterConfiguration'])) : []),
      ...['initConfiguration', 'joinConfiguration'].filter((key) => isObject(spec[key])).map((key) => viewOf(KUBELET, manifest, [...base, key])),
    ];
  },
};
