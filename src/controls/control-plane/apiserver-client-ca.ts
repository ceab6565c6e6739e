import { defineControl } from '../control';
import { field } from '../require';

export const apiserverClientCa = defineControl({
  id: 'apiserver-client-ca',
  title: 'The API server verifies client certificates',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'without a CA for client certificates, components fall back to tokens, which are easier to steal',
  fix: {
    code: 'render the flags with `ControlPlane`, and leave `client-ca-file` to kubeadm',
    yaml: 'pass `--client-ca-file=/etc/kubernetes/pki/ca.crt`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates'],
  frameworks: ['cis:1.2.25', 'nsa-cisa:authentication'],
  require: field('--client-ca-file').isNotEmpty(),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'an authority', subject: { '--client-ca-file': '/etc/kubernetes/pki/ca.crt' } },
    ],
    bad: [
      { shows: 'an empty path', subject: { '--client-ca-file': '' } },
    ],
  }),
});
