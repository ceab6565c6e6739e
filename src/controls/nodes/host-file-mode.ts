import { nodeFile, nodeFileKind } from '../../objects/cluster-components/node-files';
import { plainText } from '../../objects/plain-text';
import { defineControl, notEnforceable } from '../control';
import { exceeds, HOST_FILE_RULES, hostFileRule, modeText } from '../host-files';

const file = (path: string, mode: string) => nodeFile('HostFile', { path, mode, owner: 'root:root' });

export const hostFileMode = defineControl({
  id: 'host-file-mode',
  title: 'Files of the node with keys or settings are not open to other users',
  subject: 'object',
  kinds: [nodeFileKind('HostFile')],
  why: 'any process of the host could read the keys of the cluster, or change what the kubelet and the control plane do',
  fix: {
    code: 'copy the files of `ClusterBaseline` to the host with the modes that their README names',
    yaml: 'run `chmod` with the mode that the message names',
  },
  references: ['https://www.cisecurity.org/benchmark/kubernetes'],
  frameworks: [...new Set(HOST_FILE_RULES.flatMap(({ cis: [mode] }) => mode ?? []))].map((id) => `cis:${id}`),
  inspect: ({ path, mode }) => {
    if (typeof path !== 'string') return [{ pointer: '/path', message: 'has a path that could not be read', undecided: true }];
    const rule = hostFileRule(path);
    if (rule && !/^[0-7]{3,4}$/.test(plainText(mode))) return [{ pointer: '/mode', message: 'has a mode that could not be read', undecided: true }];
    if (!rule || !exceeds(Number.parseInt(plainText(mode), 8), rule.mode)) return [];
    const most = modeText(rule.mode);
    return [{ pointer: '/mode', message: `the mode is ${plainText(mode)}, must be ${most} or stricter: \`chmod ${most} ${path}\`` }];
  },
  admission: notEnforceable('files of hosts are not known to the API server'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a key for root alone', subject: file('/etc/kubernetes/pki/sa.key', '0600') },
      { shows: 'a key that cannot be written', subject: file('/etc/kubernetes/pki/etcd/ca.key', '0400') },
      { shows: 'a certificate that everybody may read', subject: file('/etc/kubernetes/pki/ca.crt', '0644') },
      { shows: 'a file that is of no concern', subject: file('/etc/hosts', '0777') },
    ],
    bad: [
      { shows: 'a key that everybody may read', subject: file('/etc/kubernetes/pki/etcd/ca.key', '0644') },
      { shows: 'administrative credentials for a group', subject: file('/etc/kubernetes/admin.conf', '0640') },
      { shows: 'a certificate that everybody may change', subject: file('/etc/kubernetes/pki/ca.crt', '0666') },
      { shows: 'the data of etcd in an open folder', subject: file('/var/lib/etcd', '0755') },
    ],
  }),
});
