import { defineControl } from '../control';
import { field } from '../require';

export const apiserverVerifiesKubelet = defineControl({
  id: 'apiserver-verifies-kubelet',
  title: 'The API server verifies the certificates of kubelets',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'otherwise an attacker between the API server and a node can pose as the kubelet, and read and change commands in containers, their input and '
    + 'their output',
  fix: {
    code: 'render the flags with `ControlPlane`, which names the authority, and run an approver for the certificates of kubelets',
    yaml: 'pass `--kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt` once the kubelets serve with certificates of that authority '
      + '(`serverTLSBootstrap`)',
  },
  references: ['https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#apiserver-to-kubelet'],
  frameworks: ['cis:1.2.5', 'nsa-cisa:encryption'],
  require: field('--kubelet-certificate-authority').isNotEmpty(),
  harden: { component: { '--kubelet-certificate-authority': '/etc/kubernetes/pki/ca.crt' }, assumed: true },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'an authority', subject: { '--kubelet-certificate-authority': '/etc/kubernetes/pki/ca.crt' } },
    ],
    bad: [
      { shows: 'an empty path', subject: { '--kubelet-certificate-authority': '' } },
    ],
  }),
});
