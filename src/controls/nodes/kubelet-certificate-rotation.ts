import { defineControl } from '../control';
import { allOf, field } from '../require';

export const kubeletCertificateRotation = defineControl({
  id: 'kubelet-certificate-rotation',
  title: 'The kubelet renews its certificates',
  subject: 'component',
  components: ['kubelet'],
  why: 'a node whose certificate expires drops out of the cluster, and certificates that are not renewed are issued for years, which also suits '
    + 'whoever steals one',
  fix: {
    code: 'render the configuration of the kubelet with `NodeConfiguration`, which renews certificates',
    yaml: 'set `rotateCertificates: true`, and leave the feature gate `RotateKubeletServerCertificate` on',
  },
  references: ['https://kubernetes.io/docs/tasks/tls/certificate-rotation/'],
  frameworks: ['cis:4.2.10', 'cis:4.2.11'],
  require: allOf(field('rotateCertificates').isTrue(), field('featureGates.RotateKubeletServerCertificate').isNotFalse()),
  harden: { component: { rotateCertificates: true } },
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'renewal', subject: { rotateCertificates: true, featureGates: { RotateKubeletServerCertificate: true } } }],
    bad: [
      { shows: 'no renewal', subject: { rotateCertificates: false } },
      {
        shows: 'no renewal of the serving certificate',
        subject: { rotateCertificates: true, featureGates: { RotateKubeletServerCertificate: false } },
      },
    ],
  }),
});
