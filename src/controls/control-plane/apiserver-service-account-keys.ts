import { defineControl } from '../control';
import { field } from '../require';

export const apiserverServiceAccountKeys = defineControl({
  id: 'apiserver-service-account-keys',
  title: 'The API server verifies ServiceAccount tokens with a dedicated key',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'without one the API server verifies tokens with its serving key, so a single stolen key is enough to impersonate the API server and to forge '
    + 'tokens',
  fix: {
    code: 'render the flags with `ControlPlane`, and leave the keys to kubeadm',
    yaml: 'pass `--service-account-key-file` with the public key that belongs to `--service-account-signing-key-file`',
  },
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/'],
  frameworks: ['cis:1.2.22'],
  require: field('--service-account-key-file').isNotEmpty(),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a key', subject: { '--service-account-key-file': ['/etc/kubernetes/pki/sa.pub'] } },
    ],
    bad: [
      { shows: 'no key', subject: { '--service-account-key-file': [] } },
    ],
  }),
});
