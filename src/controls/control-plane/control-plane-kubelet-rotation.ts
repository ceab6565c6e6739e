import { defineControl } from '../control';
import { field } from '../require';

const GATE = ['--feature-gates', 'RotateKubeletServerCertificate'];

export const controlPlaneKubeletRotation = defineControl({
  id: 'control-plane-kubelet-rotation',
  title: 'The controller manager lets kubelets renew their serving certificates',
  subject: 'component',
  components: ['kube-controller-manager'],
  why: 'kubelets fall back to self-signed certificates, which nobody can verify',
  fix: {
    code: 'leave the feature gate `RotateKubeletServerCertificate` out of `extraArguments` of `ControlPlane`',
    yaml: 'remove `RotateKubeletServerCertificate=false` from `--feature-gates`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#certificate-rotation'],
  frameworks: ['cis:1.3.6'],
  require: field(GATE).isNotFalse(),
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'another gate', subject: { '--feature-gates': { ContextualLogging: false } } }],
    bad: [{ shows: 'renewal off', subject: { '--feature-gates': { RotateKubeletServerCertificate: false } } }],
  }),
});
