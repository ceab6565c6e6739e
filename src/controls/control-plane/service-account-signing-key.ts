import { defineControl } from '../control';
import { field } from '../require';

export const serviceAccountSigningKey = defineControl({
  id: 'service-account-signing-key',
  title: 'The controller manager signs ServiceAccount tokens with a key',
  subject: 'component',
  components: ['kube-controller-manager'],
  why: 'without the key no token is created for Secrets of type `kubernetes.io/service-account-token`, and whatever relies on them is given shared '
    + 'credentials instead',
  fix: {
    code: 'render the flags with `ControlPlane`, and leave the key to kubeadm',
    yaml: 'pass `--service-account-private-key-file=/etc/kubernetes/pki/sa.key`',
  },
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/'],
  frameworks: ['cis:1.3.4'],
  require: field('--service-account-private-key-file').isNotEmpty(),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a key', subject: { '--service-account-private-key-file': '/etc/kubernetes/pki/sa.key' } },
    ],
    bad: [
      { shows: 'an empty path', subject: { '--service-account-private-key-file': '' } },
    ],
  }),
});
