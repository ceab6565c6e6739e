/** What a file of a node may be read by, and whose it must be. */
export interface HostFileRule {
  /** The path on the host. A star stands for a name in a folder, two for any folders below one. */
  readonly path: string;
  /** The bits that the mode may have. */
  readonly mode: number;
  /** The users and groups that may own it, as `root:root`. */
  readonly owners: readonly string[];
  /** The numbers of its mode and of its owner in the CIS benchmark 1.12. */
  readonly cis: readonly [mode: string | undefined, owner: string | undefined];
}

const ROOT = ['root:root'];
/** kubeadm runs etcd as root; the benchmark requires a user of its own, which only some distributions have. */
const OF_ETCD = ['etcd:etcd', 'root:root'];

const rule = (path: string, mode: number, cis: HostFileRule['cis'], owners: readonly string[] = ROOT): HostFileRule => ({ path, mode, owners, cis });

/**
 * The files and folders of a node that hold keys, credentials or settings, by the first rule that fits. Files that are not there are of no concern.
 *
 * @see https://www.cisecurity.org/benchmark/kubernetes sections 1.1 and 4.1
 */
export const HOST_FILE_RULES: readonly HostFileRule[] = [
  rule('/etc/kubernetes/manifests/kube-apiserver.yaml', 0o600, ['1.1.1', '1.1.2']),
  rule('/etc/kubernetes/manifests/kube-controller-manager.yaml', 0o600, ['1.1.3', '1.1.4']),
  rule('/etc/kubernetes/manifests/kube-scheduler.yaml', 0o600, ['1.1.5', '1.1.6']),
  rule('/etc/kubernetes/manifests/etcd.yaml', 0o600, ['1.1.7', '1.1.8']),
  rule('/etc/kubernetes/manifests/*', 0o600, [undefined, undefined]),
  rule('/etc/cni/net.d/*', 0o600, ['1.1.9', '1.1.10']),
  rule('/var/lib/cni/networks/**/*', 0o600, ['1.1.9', '1.1.10']),
  rule('/var/lib/etcd', 0o700, ['1.1.11', '1.1.12'], OF_ETCD),
  rule('/etc/kubernetes/admin.conf', 0o600, ['1.1.13', '1.1.14']),
  rule('/etc/kubernetes/super-admin.conf', 0o600, ['1.1.13', '1.1.14']),
  rule('/etc/kubernetes/scheduler.conf', 0o600, ['1.1.15', '1.1.16']),
  rule('/etc/kubernetes/controller-manager.conf', 0o600, ['1.1.17', '1.1.18']),
  rule('/etc/kubernetes/pki', 0o755, [undefined, '1.1.19']),
  rule('/etc/kubernetes/pki/**/*.key', 0o600, ['1.1.21', '1.1.19']),
  rule('/etc/kubernetes/pki/ca.crt', 0o644, ['4.1.7', '4.1.8']),
  rule('/etc/kubernetes/pki/**/*.crt', 0o644, ['1.1.20', '1.1.19']),
  rule('/etc/kubernetes/pki/**/*.pub', 0o644, [undefined, '1.1.19']),
  rule('/usr/lib/systemd/system/kubelet.service', 0o600, ['4.1.1', '4.1.2']),
  rule('/etc/systemd/system/kubelet.service', 0o600, ['4.1.1', '4.1.2']),
  rule('/usr/lib/systemd/system/kubelet.service.d/*', 0o600, ['4.1.1', '4.1.2']),
  rule('/etc/systemd/system/kubelet.service.d/*', 0o600, ['4.1.1', '4.1.2']),
  rule('/var/lib/kube-proxy/kubeconfig.conf', 0o600, ['4.1.3', '4.1.4']),
  rule('/etc/kubernetes/proxy.conf', 0o600, ['4.1.3', '4.1.4']),
  rule('/etc/kubernetes/kubelet.conf', 0o600, ['4.1.5', '4.1.6']),
  rule('/var/lib/kubelet/pki/*.pem', 0o600, [undefined, undefined]),
  rule('/var/lib/kubelet/config.yaml', 0o600, ['4.1.9', '4.1.10']),
  rule('/var/lib/kubelet/kubeadm-flags.env', 0o644, [undefined, undefined]),
  rule('/etc/rancher/k3s/k3s.yaml', 0o600, ['1.1.13', '1.1.14']),
  rule('/etc/rancher/rke2/rke2.yaml', 0o600, ['1.1.13', '1.1.14']),
  rule('/etc/rancher/k3s/config.yaml', 0o600, ['4.1.9', '4.1.10']),
  rule('/etc/rancher/rke2/config.yaml', 0o600, ['4.1.9', '4.1.10']),
  rule('/var/lib/rancher/*/server/db/etcd', 0o700, ['1.1.11', '1.1.12'], OF_ETCD),
  rule('/var/lib/rancher/*/server/tls/**/*.key', 0o600, ['1.1.21', '1.1.19']),
  rule('/var/lib/rancher/*/server/cred/*', 0o600, ['1.1.15', '1.1.16']),
  rule('/var/lib/rancher/*/agent/*.kubeconfig', 0o600, ['4.1.5', '4.1.6']),
  rule('/var/lib/rancher/*/agent/pod-manifests/*', 0o600, ['1.1.1', '1.1.2']),
];

const STARS: Readonly<Record<string, string>> = { '**/*': '(?:.+/)?[^/]*', '*': '[^/]*' };
const pattern = (path: string): RegExp => new RegExp(`^${path.replace(/\./g, '\\.').replace(/\*\*\/\*|\*/g, (star) => STARS[star])}$`);
const PATTERNS = HOST_FILE_RULES.map((one) => [pattern(one.path), one] as const);

/** The rule for a path of a host. */
export const hostFileRule = (path: string): HostFileRule | undefined => PATTERNS.find(([matcher]) => matcher.test(path))?.[1];

/** The permissions of user, group and others as zeros and ones. */
const bitsOf = (mode: number): string => (mode % 0o1000).toString(2).padStart(9, '0');

/** Whether a mode permits something that another does not. */
export const exceeds = (mode: number, most: number): boolean => [...bitsOf(mode)].some((bit, i) => bit === '1' && bitsOf(most)[i] === '0');

/** A mode as people write it: `0600`. */
export const modeText = (mode: number): string => mode.toString(8).padStart(4, '0');
