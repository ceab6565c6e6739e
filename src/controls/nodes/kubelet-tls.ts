import { defineControl } from '../control';
import { tlsExamples, usesStrongTls } from '../strong-ciphers';

export const kubeletTls = defineControl({
  id: 'kubelet-tls',
  title: 'The kubelet uses TLS 1.3, or 1.2 with strong ciphers',
  subject: 'component',
  components: ['kubelet'],
  why: 'without forward secrecy, traffic that was recorded today (commands in containers, their output, tokens) can be decrypted once a key leaks or '
    + 'a cipher is broken',
  fix: {
    code: 'render the configuration of the kubelet with `NodeConfiguration`, which sets TLS 1.3',
    yaml: 'set `tlsMinVersion: VersionTLS13`, or set `tlsCipherSuites` to suites with forward secrecy and GCM or ChaCha20',
  },
  references: ['https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/', 'https://datatracker.ietf.org/doc/html/rfc9325'],
  frameworks: ['cis:4.2.12', 'nsa-cisa:encryption'],
  require: usesStrongTls('tlsMinVersion', 'tlsCipherSuites'),
  harden: { component: { tlsMinVersion: 'VersionTLS13' } },
  absent: 'bad',
  examples: () => tlsExamples('tlsMinVersion', 'tlsCipherSuites'),
});
