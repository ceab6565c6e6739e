import { defineControl } from '../control';
import { allOf, anyOf, field, item } from '../require';

const FILES = {
  '--peer-cert-file': '/etc/kubernetes/pki/etcd/peer.crt', '--peer-key-file': '/etc/kubernetes/pki/etcd/peer.key',
  '--peer-trusted-ca-file': '/etc/kubernetes/pki/etcd/ca.crt',
};
/** A member that listens on the loopback address only has no peers. */
const LOCAL = ['http://127.0.0.1:', 'http://localhost:'];
const SECURE = { ...FILES, '--peer-client-cert-auth': true, '--listen-peer-urls': ['https://10.0.0.10:2380'] };

export const etcdPeerMutualTls = defineControl({
  id: 'etcd-peer-mutual-tls',
  title: 'etcd members accept only peers with certificates',
  subject: 'component',
  components: ['etcd'],
  why: 'anyone who can pose as a member of etcd receives a copy of all its data, and votes on what it stores',
  fix: {
    code: 'render the flags with `ControlPlane`, and leave the certificates of etcd to kubeadm',
    yaml: 'pass `--peer-client-cert-auth=true`, `--peer-cert-file`, `--peer-key-file` and `--peer-trusted-ca-file`, remove `--peer-auto-tls`, and '
      + 'listen on `https://` addresses only',
  },
  references: ['https://etcd.io/docs/v3.6/op-guide/security/#example-3-transport-security--client-certificates-in-a-cluster'],
  frameworks: ['cis:2.4', 'cis:2.5', 'cis:2.6', 'nsa-cisa:encryption'],
  require: allOf(
    ...Object.keys(FILES).map((flag) => field(flag).isNotEmpty()),
    field('--peer-client-cert-auth').isTrue(),
    field('--peer-auto-tls').isNotTrue(),
    field('--listen-peer-urls').every(anyOf(...['https://', ...LOCAL].map((start) => item().startsWith(start)))),
  ),
  harden: { component: { '--peer-client-cert-auth': true } },
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'certificates on both sides', subject: { ...SECURE, '--peer-auto-tls': false } },
      ...LOCAL.map((start) => ({ shows: `a single member at ${start}2380`, subject: { ...SECURE, '--listen-peer-urls': [`${start}2380`] } })),
    ],
    bad: [
      { shows: 'no flag', subject: {} },
      ...Object.keys(FILES).map((flag) => ({ shows: `no ${flag.slice(2)}`, subject: { ...SECURE, [flag]: '' } })),
      { shows: 'no certificate asked of members', subject: { ...SECURE, '--peer-client-cert-auth': false } },
      { shows: 'certificates made on the fly', subject: { ...SECURE, '--peer-auto-tls': true } },
      { shows: 'plain HTTP', subject: { ...SECURE, '--listen-peer-urls': ['http://10.0.0.10:2380'] } },
    ],
  }),
});
