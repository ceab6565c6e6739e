import { defineControl } from '../control';
import { allOf, anyOf, field, item, not } from '../require';

const FILES = {
  '--etcd-cafile': '/etc/kubernetes/pki/etcd/ca.crt', '--etcd-certfile': '/etc/kubernetes/pki/apiserver-etcd-client.crt',
  '--etcd-keyfile': '/etc/kubernetes/pki/apiserver-etcd-client.key',
};
const SECURE = { ...FILES, '--etcd-servers': ['https://127.0.0.1:2379'], '--client-ca-file': '/etc/kubernetes/pki/ca.crt' };
const SOCKET = { '--etcd-servers': ['unix://kine.sock'], '--etcd-cafile': '', '--etcd-certfile': '', '--etcd-keyfile': '' };

export const etcdClientCertificates = defineControl({
  id: 'etcd-client-certificates',
  title: 'The API server and etcd authenticate each other, with a CA of their own',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'without a client certificate etcd cannot tell the API server from other clients, and with a shared CA every client certificate of the cluster '
    + 'opens etcd',
  fix: {
    code: 'render the flags with `ControlPlane`, and leave the certificates of etcd to kubeadm',
    yaml: 'pass `--etcd-cafile`, `--etcd-certfile` and `--etcd-keyfile`, use `https://` addresses in `--etcd-servers`, and use another CA for etcd '
      + 'than for `--client-ca-file`',
  },
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#limiting-access-of-etcd-clusters'],
  frameworks: ['cis:1.2.23', 'cis:1.2.26', 'cis:2.7', 'nsa-cisa:encryption'],
  // a socket of the same host needs no certificate
  require: anyOf(
    allOf(
      ...Object.keys(FILES).map((flag) => field(flag).isNotEmpty()),
      field('--etcd-servers').every(item().startsWith('https://')),
      not(field('--etcd-cafile').isSameAs(field('--client-ca-file'))),
    ),
    allOf(field('--etcd-servers').isNotEmpty(), field('--etcd-servers').every(item().startsWith('unix://'))),
  ),
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'certificates on both sides', subject: SECURE }, { shows: 'a socket of the host', subject: SOCKET }],
    bad: [
      ...Object.keys(FILES).map((flag) => ({ shows: `no ${flag.slice(2)}`, subject: { ...SECURE, [flag]: '' } })),
      { shows: 'plain HTTP', subject: { ...SECURE, '--etcd-servers': ['http://127.0.0.1:2379'] } },
      { shows: 'plain HTTP without certificates', subject: { ...SOCKET, '--etcd-servers': ['http://127.0.0.1:2379'] } },
      { shows: 'no server', subject: { ...SOCKET, '--etcd-servers': [] } },
      { shows: 'the authority of all clients', subject: { ...SECURE, '--client-ca-file': '/etc/kubernetes/pki/etcd/ca.crt' } },
    ],
  }),
});
