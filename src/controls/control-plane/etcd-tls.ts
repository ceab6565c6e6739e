import { defineControl } from '../control';
import { STRONG_CIPHERS, usesStrongTls } from '../strong-ciphers';

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
  examples: () => ({
    good: [
      { shows: 'TLS 1.3', subject: { '--tls-min-version': 'TLS1.3' } },
      { shows: 'strong ciphers', subject: { '--tls-min-version': 'TLS1.2', '--cipher-suites': STRONG_CIPHERS } },
      { shows: 'strong ciphers of the default version', subject: { '--cipher-suites': STRONG_CIPHERS } },
    ],
    bad: [
      { shows: 'ciphers by default', subject: { '--tls-min-version': 'TLS1.2' } },
      { shows: 'a weak cipher', subject: { '--cipher-suites': ['TLS_RSA_WITH_AES_128_CBC_SHA'] } },
      { shows: 'an old version', subject: { '--tls-min-version': 'TLS1.0', '--cipher-suites': STRONG_CIPHERS } },
      { shows: 'an empty list', subject: { '--cipher-suites': [] } },
    ],
  }),
});
