import { defineControl } from '../control';
import { allOf, field } from '../require';

const CLIENT = '/etc/kubernetes/pki/apiserver-kubelet-client';

export const apiserverKubeletClientCertificate = defineControl({
  id: 'apiserver-kubelet-client-certificate',
  title: 'The API server authenticates to kubelets',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'without a client certificate the API server reaches only kubelets that accept anonymous requests, and those accept them from anyone',
  fix: {
    code: 'render the flags with `ControlPlane`, and leave the certificate to kubeadm',
    yaml: 'pass `--kubelet-client-certificate` and `--kubelet-client-key`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/'],
  frameworks: ['cis:1.2.4', 'nsa-cisa:authentication'],
  require: allOf(field('--kubelet-client-certificate').isNotEmpty(), field('--kubelet-client-key').isNotEmpty()),
  absent: 'bad',
  examples: () => ({
    good: [
      {
        shows: 'all of them',
        subject: { '--kubelet-client-certificate': `${CLIENT}.crt`, '--kubelet-client-key': `${CLIENT}.key` },
      },
    ],
    bad: [
      {
        shows: 'no kubelet-client-certificate',
        subject: { '--kubelet-client-certificate': '', '--kubelet-client-key': `${CLIENT}.key` },
      },
      {
        shows: 'no kubelet-client-key',
        subject: { '--kubelet-client-certificate': `${CLIENT}.crt`, '--kubelet-client-key': '' },
      },
    ],
  }),
});
