import { defineControl } from '../control';
import { tlsExamples, usesStrongTls } from '../strong-ciphers';

export const etcdTls = defineControl({
  id: 'etcd-tls',
  title: 'etcd uses TLS 1.3, or 1.2 with strong ciphers',
  subject: 'component',
  components: ['etcd'],
  why: 'every object of the cluster passes this connection, and a cipher that can be broken later gives away what was recorded today',
  fix: {
    code: 'render the flags with `ControlPlane`, which sets TLS 1.3',
    yaml: 'pass `--tls-min-version=TLS1.3` to etcd, or `--cipher-suites` with suites that have forward secrecy and GCM or ChaCha20',
  },
  references: ['https://etcd.io/docs/v3.6/op-guide/security/', 'https://datatracker.ietf.org/doc/html/rfc9325'],
  frameworks: ['nsa-cisa:encryption'],
  require: usesStrongTls('--tls-min-version', '--cipher-suites', 'TLS1.'),
  harden: { component: { '--tls-min-version': 'TLS1.3' } },
  absent: 'bad',
  examples: () => tlsExamples('--tls-min-version', '--cipher-suites', 'TLS1.'),
});
