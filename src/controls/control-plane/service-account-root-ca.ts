import { defineControl } from '../control';
import { field } from '../require';

export const serviceAccountRootCa = defineControl({
  id: 'service-account-root-ca',
  title: 'Pods receive the CA certificate that verifies the API server',
  subject: 'component',
  components: ['kube-controller-manager'],
  why: 'without it pods cannot verify the API server, and send their tokens to whoever answers',
  fix: {
    code: 'render the flags with `ControlPlane`, and leave `root-ca-file` to kubeadm',
    yaml: 'pass `--root-ca-file=/etc/kubernetes/pki/ca.crt`',
  },
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  frameworks: ['cis:1.3.5', 'nsa-cisa:encryption'],
  require: field('--root-ca-file').isNotEmpty(),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'the authority', subject: { '--root-ca-file': '/etc/kubernetes/pki/ca.crt' } },
    ],
    bad: [
      { shows: 'an empty path', subject: { '--root-ca-file': '' } },
    ],
  }),
});
