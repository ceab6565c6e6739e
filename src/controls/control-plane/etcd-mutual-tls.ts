import { defineControl } from '../control';
import { allOf, field, item } from '../require';

const FILES = {
  '--cert-file': '/etc/kubernetes/pki/etcd/server.crt', '--key-file': '/etc/kubernetes/pki/etcd/server.key',
  '--trusted-ca-file': '/etc/kubernetes/pki/etcd/ca.crt',
};
const SECURE = { ...FILES, '--client-cert-auth': true, '--listen-client-urls': ['https://127.0.0.1:2379'] };

export const etcdMutualTls = defineControl({
  id: 'etcd-mutual-tls',
  title: 'etcd serves only clients with certificates of its own CA',
  subject: 'component',
  components: ['etcd'],
  why: 'anyone who can connect to etcd reads every secret of the cluster and writes any object, bypassing the API server, its authorization and its '
    + 'audit log',
  fix: {
    code: 'render the flags with `ControlPlane`, and leave the certificates of etcd to kubeadm',
    yaml: 'pass `--client-cert-auth=true`, `--cert-file`, `--key-file` and `--trusted-ca-file`, remove `--auto-tls`, and listen on `https://` '
      + 'addresses only',
  },
  references: [
    'https://etcd.io/docs/v3.6/op-guide/security/',
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-etcd-clusters',
  ],
  frameworks: ['cis:2.1', 'cis:2.2', 'cis:2.3', 'cis:2.7', 'nsa-cisa:encryption', 'mitre:T1552'],
  require: allOf(
    ...Object.keys(FILES).map((flag) => field(flag).isNotEmpty()),
    field('--client-cert-auth').isTrue(),
    field('--auto-tls').isNotTrue(),
    field('--listen-client-urls').isNotEmpty(), // where it is missing etcd listens on http://localhost:2379
    field('--listen-client-urls').every(item().startsWith('https://')),
  ),
  harden: { component: { '--client-cert-auth': true } },
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'certificates on both sides', subject: SECURE },
      { shows: 'no certificates made on the fly', subject: { ...SECURE, '--auto-tls': false } },
    ],
    bad: [
      { shows: 'no flag', subject: {} },
      { shows: 'the default address, which is plain HTTP', subject: { ...SECURE, '--listen-client-urls': [] } },
      ...Object.keys(FILES).map((flag) => ({ shows: `no ${flag.slice(2)}`, subject: { ...SECURE, [flag]: '' } })),
      { shows: 'no certificate asked of clients', subject: { ...SECURE, '--client-cert-auth': false } },
      { shows: 'certificates made on the fly', subject: { ...SECURE, '--auto-tls': true } },
      { shows: 'plain HTTP', subject: { ...SECURE, '--listen-client-urls': ['https://10.0.0.10:2379', 'http://127.0.0.1:2379'] } },
    ],
  }),
});
