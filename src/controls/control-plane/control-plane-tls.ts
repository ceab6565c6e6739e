import { defineControl } from '../control';
import { tlsExamples, usesStrongTls } from '../strong-ciphers';

export const controlPlaneTls = defineControl({
  id: 'control-plane-tls',
  title: 'The control plane uses TLS 1.3, or 1.2 with strong ciphers',
  subject: 'component',
  components: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'],
  why: 'without forward secrecy, traffic that was recorded today (tokens, secrets, commands in containers) can be decrypted once a key leaks or a '
    + 'cipher is broken',
  fix: {
    code: 'render the flags with `ControlPlane`, which sets TLS 1.3',
    yaml: 'pass `--tls-min-version=VersionTLS13`, or `--tls-cipher-suites` with suites that have forward secrecy and GCM or ChaCha20',
  },
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/', 'https://datatracker.ietf.org/doc/html/rfc9325'],
  frameworks: ['cis:1.2.29', 'nsa-cisa:encryption'],
  require: usesStrongTls('--tls-min-version', '--tls-cipher-suites'),
  harden: { component: { '--tls-min-version': 'VersionTLS13' } },
  absent: 'bad',
  examples: () => tlsExamples('--tls-min-version', '--tls-cipher-suites'),
});
