import { BaselineFile } from './baseline-files';
import { CATALOGUE } from '../controls';
import { Control } from '../controls/control';
import { Finding } from '../engine/finding';
import { Frames } from '../engine/frames';
import { isActive } from '../engine/severity';
import { SecurityProfile } from '../profile/security-profile';

const CIS = /^cis:(.+)$/;
const byNumber = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

/** Where each file goes, in which order things are done, and which settings of the CIS benchmark are met. */
export function baselineReadme(files: readonly BaselineFile[], findings: readonly Finding[], profile: SecurityProfile): string {
  return [
    '# Cluster baseline', '',
    `Made by cdk8s-hardened for Kubernetes ${profile.kubernetesVersion}. Change the program that makes these files, not the files.`, '',
    '## Files', '',
    '| file | goes to | hosts | mode | owner | for |', '|---|---|---|---|---|---|',
    ...files.map(({ file: { path, target, purpose } }) => `| \`${path}\` | ${target ? `\`${target.path}\` | ${target.hosts} | ${target.mode} | ${target.owner}` : '- | - | - | -'} | ${purpose} |`), '',
    '## Order', '',
    ...orderOf(files.map(({ file }) => file.path)).map((step, i) => `${i + 1}. ${step}`), '',
    '## CIS Kubernetes Benchmark', '',
    'Numbers are those of versions 1.12 and 2.0.1. A setting that is not listed is none of these files.', '',
    '| CIS | setting | control | file | status |', '|---|---|---|---|---|',
    ...rowsOf(files, findings, profile), '',
  ].join('\n');
}

function orderOf(paths: readonly string[]): string[] {
  const has = (path: string): boolean => paths.includes(path);
  return [
    ...(has('host-firewall.nft') ? ['On each host: `nft -c -f host-firewall.nft`, then `nft -f` it, and load it at boot (`/etc/nftables.conf`). Keep a second session open until you have logged in again.'] : []),
    'On each host: copy `90-kubelet.conf`, then `sysctl --system`. Without these settings the kubelet does not start.',
    'On each host of the control plane: `install -d -m 0700 -o root -g root /etc/kubernetes/secure /var/log/kubernetes/audit`, then copy the files there with the modes above.',
    ...(has('fill-encryption-keys.sh') ? ['On the first host `sh fill-encryption-keys.sh --generate-missing encryption.yaml /etc/kubernetes/secure/encryption.yaml`; copy `/etc/kubernetes/secure/encryption-keys` to the others, and run it there without `--generate-missing`. Keep a copy of the keys where etcd backups are not.'] : []),
    'On the first host: `kubeadm config validate --config kubeadm.yaml`, then `kubeadm init --config kubeadm.yaml --upload-certs`.',
    'Install a network plugin, and an approver of the certificates that kubelets ask for (`kubernetes.io/kubelet-serving`): kubeadm approves none, and without one `kubectl logs` and `exec` fail.',
    'For each further host: `kubeadm token create --ttl 1h`, write the discovery file that `kubeadm.yaml` names, then `kubeadm join --config kubeadm.yaml`. Delete the token afterwards: `kubeadm token delete`.',
    'Judge what runs: `cdk8s-hardened check /etc/kubernetes /var/lib/kubelet/config.yaml`.',
  ];
}

function rowsOf(files: readonly BaselineFile[], findings: readonly Finding[], profile: SecurityProfile): string[] {
  const rows = files.flatMap(({ file, documents }) => documents.flatMap((document) => {
    const frames = new Frames(document);
    return CATALOGUE.filter((control) => isActive(control, profile) && control.subject.name !== 'set' && frames.of(control).length > 0)
      .flatMap((control) => numbersOf(control).map((number) => ({ number, control, path: file.path })));
  }));
  const status = ({ id }: Control): string => {
    const found = findings.filter(({ control }) => control === id);
    if (found.length === 0) return 'met';
    const [{ waiver, message }] = found;
    return waiver ? `deviates: ${waiver.reason}` : `not met: ${message}`;
  };
  const lines = rows.sort((one, other) => byNumber(one.number, other.number))
    .map(({ number, control, path }) => `| ${number} | ${control.title} | \`${control.id}\` | \`${path}\` | ${status(control)} |`);
  return [...new Set(lines)];
}

const numbersOf = ({ frameworks = [] }: Control): string[] => frameworks.flatMap((framework) => CIS.exec(framework)?.[1] ?? []);
