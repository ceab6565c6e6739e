import { nodeFile, nodeFileKind } from '../../objects/cluster-components/node-files';
import { plainText } from '../../objects/plain-text';
import { defineControl, notEnforceable } from '../control';
import { HOST_FILE_RULES, hostFileRule } from '../host-files';

const file = (path: string, owner: string) => nodeFile('HostFile', { path, mode: '0600', owner });

export const hostFileOwner = defineControl({
  id: 'host-file-owner',
  title: 'Files of the node with keys or settings belong to root',
  subject: 'object',
  kinds: [nodeFileKind('HostFile')],
  why: 'the owner of such a file can change what the kubelet and the control plane do, whatever its mode is',
  fix: {
    code: 'copy the files of `ClusterBaseline` to the host as root',
    yaml: 'run `chown` with the owner that the message names',
  },
  references: ['https://www.cisecurity.org/benchmark/kubernetes'],
  frameworks: [...new Set(HOST_FILE_RULES.flatMap(({ cis: [, owner] }) => owner ?? []))].map((id) => `cis:${id}`),
  inspect: ({ path, owner }) => {
    if (typeof path !== 'string') return [{ pointer: '/path', message: 'has a path that could not be read', undecided: true }];
    const rule = hostFileRule(path);
    if (!rule || rule.owners.includes(plainText(owner))) return [];
    const [first] = rule.owners;
    return [{ pointer: '/owner', message: `the owner is ${plainText(owner)}, must be ${rule.owners.join(' or ')}: \`chown ${first} ${path}\`` }];
  },
  admission: notEnforceable('files of hosts are not known to the API server'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a file of root', subject: file('/var/lib/kubelet/config.yaml', 'root:root') },
      { shows: 'the data of etcd with a user of its own', subject: file('/var/lib/etcd', 'etcd:etcd') },
      { shows: 'a file that is of no concern', subject: file('/home/me/.profile', 'me:me') },
    ],
    bad: [
      { shows: 'a key of a user', subject: file('/etc/kubernetes/pki/ca.key', 'me:me') },
      { shows: 'a group that is not that of root', subject: file('/etc/kubernetes/manifests/kube-apiserver.yaml', 'root:docker') },
    ],
  }),
});
