import { defineControl } from '../control';
import { allOf, field } from '../require';

export const apiserverServingCertificate = defineControl({
  id: 'apiserver-serving-certificate',
  title: 'The API server serves with a certificate that clients can verify',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'without one the API server makes its own certificate, which clients can only accept without verification, so an impostor could read every '
    + 'token they send',
  fix: {
    code: 'render the flags with `ControlPlane`, and leave the certificate to kubeadm',
    yaml: 'pass `--tls-cert-file` and `--tls-private-key-file`',
  },
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  frameworks: ['cis:1.2.24', 'nsa-cisa:encryption'],
  require: allOf(field('--tls-cert-file').isNotEmpty(), field('--tls-private-key-file').isNotEmpty()),
  absent: 'bad',
  examples: () => ({
    good: [
      {
        shows: 'all of them',
        subject: { '--tls-cert-file': '/etc/kubernetes/pki/apiserver.crt', '--tls-private-key-file': '/etc/kubernetes/pki/apiserver.key' },
      },
    ],
    bad: [
      { shows: 'no tls-cert-file', subject: { '--tls-cert-file': '', '--tls-private-key-file': '/etc/kubernetes/pki/apiserver.key' } },
      { shows: 'no tls-private-key-file', subject: { '--tls-cert-file': '/etc/kubernetes/pki/apiserver.crt', '--tls-private-key-file': '' } },
    ],
  }),
});
