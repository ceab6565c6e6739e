import { BaselineFile } from './baseline-files';
import { AUDIT_LOG_FOLDER, HostFile, SECURE_FOLDER } from './host-file';
import { Manifest } from '../objects/manifest';
import { valueAt } from '../objects/pointer';

/** How the files get to the hosts, in order, as an operator does it: a list in Markdown. */
export function baselineSteps(files: readonly BaselineFile[]): string {
  const named = new Map(files.map(({ file }) => [file.path, file]));
  const documents = files.flatMap((file) => file.documents);
  const steps = [
    ...(named.has('host-firewall.nft') ? [firewall(named.get('host-firewall.nft')!)] : []),
    `On each host: ${installed(named.get('90-kubelet.conf')!)}, then \`sysctl --system\`. Without these settings the kubelet does not start.`,
    `On each host of the control plane, as root:\n\n${indented(block(serverCommands([...named.values()], named.has('fill-encryption-keys.sh'))))}`,
    ...(named.has('fill-encryption-keys.sh') ? [KEYS] : []),
    `On each host: ${installed(named.get('kubeadm.yaml')!)}.`,
    INIT,
    SERVING_CERTIFICATES,
    ...joining(documents),
    'On each host: `cdk8s-hardened check --host-root /` judges all of these files, with their modes and owners.',
  ];
  return steps.map((step, i) => `${i + 1}. ${step}`).join('\n');
}

const installed = ({ path, target }: HostFile): string => `\`install -D -m ${target!.mode} ${path} ${target!.path}\``;

const block = (lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n');
const indented = (text: string): string => text.split('\n').map((line) => (line === '' ? line : `   ${line}`)).join('\n');

const firewall = (file: HostFile): string => `On each host: \`nft -c -f ${file.path}\`, ${installed(file)}, and \`nft -f ${file.target!.path}\`. For the next boot, add `
  + `\`include "${file.target!.path}"\` to \`/etc/nftables.conf\` and enable \`nftables.service\`. Keep a second session open until you have logged in again.`;

/** The file with placeholders for keys is filled in by its own script. */
function serverCommands(files: readonly HostFile[], isFilledIn: boolean): string[] {
  const own = files.filter(({ path, target }) => target?.path.startsWith(`${SECURE_FOLDER}/`) && !(isFilledIn && path === 'encryption.yaml'));
  const [nested, flat] = [own.filter(({ path }) => path.includes('/')), own.filter(({ path }) => !path.includes('/'))];
  return [
    `install -d -m 0700 ${SECURE_FOLDER} ${AUDIT_LOG_FOLDER}`,
    `install -m 0600 -t ${SECURE_FOLDER} ${flat.map(({ path }) => path).join(' ')}`,
    ...nested.map(({ path, target }) => `install -D -m 0600 ${path} ${target!.path}`),
  ];
}

const KEYS = `On the first host: \`sh fill-encryption-keys.sh --generate-missing encryption.yaml ${SECURE_FOLDER}/encryption.yaml\`. Copy \`${SECURE_FOLDER}/encryption-keys\` to the `
  + 'other hosts of the control plane, and run the script there without `--generate-missing`. Keep a copy of the keys where the backups of etcd are not.';

const INIT = 'On the first host: `kubeadm init --config /etc/kubernetes/kubeadm.yaml --dry-run`, which checks the file and the host, then the same with `--upload-certs` in place '
  + 'of `--dry-run`, and `rm -r /etc/kubernetes/tmp`, where the first run leaves keys that nobody uses. (`kubeadm config validate` also checks how hosts join, and fails before the discovery file is there.)';

const SERVING_CERTIFICATES = 'Install a network plugin, and an approver of the certificates that kubelets request (signer `kubernetes.io/kubelet-serving`), such as kubelet-csr-approver. kubeadm '
  + 'approves none, and until then `kubectl logs`, `kubectl exec` and metrics fail. By hand: `kubectl get csr`, `kubectl certificate approve NAME`.';

const CONTROL_PLANE_HOST = 'A further host of the control plane needs `controlPlane: { certificateKey: KEY }` in its JoinConfiguration, with the key that `--upload-certs` printed; it is valid for two hours.';

function joining(documents: readonly Manifest[]): string[] {
  const [cluster, join] = ['ClusterConfiguration', 'JoinConfiguration'].map((kind) => documents.find((document) => document.kind === kind));
  const file = valueAt(join, '/discovery/file/kubeConfigPath');
  const delivery = 'Afterwards delete the token: `kubeadm token delete ID`.';
  if (typeof file !== 'string') {
    return [`For each further host: \`kubeadm token create --ttl 1h --print-join-command\` prints what replaces \`<bootstrap-token>\` and \`<ca-certificate-hash>\` in its copy of \`kubeadm.yaml\`; then \`kubeadm join --config /etc/kubernetes/kubeadm.yaml\`. ${CONTROL_PLANE_HOST} ${delivery}`];
  }
  const endpoint = String(valueAt(cluster, '/controlPlaneEndpoint'));
  return [
    `On the first host, write the discovery file for hosts that join:\n\n${indented(block(discoveryCommands(endpoint)))}\n`,
    `On each further host: \`install -D -m 0600 discovery.conf ${file}\`, \`kubeadm join --config /etc/kubernetes/kubeadm.yaml\`, \`shred -u ${file}\`. ${CONTROL_PLANE_HOST} ${delivery}`,
  ];
}

/** A here-document, so that no argument of a process shows the token. */
const discoveryCommands = (endpoint: string): string[] => [
  '(umask 077; cat > discovery.conf) <<EOF',
  'apiVersion: v1',
  'kind: Config',
  `clusters: [{ name: cluster, cluster: { server: "https://${endpoint}", certificate-authority-data: "$(base64 -w0 /etc/kubernetes/pki/ca.crt)" } }]`,
  'users: [{ name: join, user: { token: "$(kubeadm token create --ttl 1h)" } }]',
  'contexts: [{ name: join, context: { cluster: cluster, user: join } }]',
  'current-context: join',
  'EOF',
];
