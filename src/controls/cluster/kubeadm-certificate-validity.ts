import { DocumentPart } from '../../objects/document-part';
import { parseDuration } from '../../objects/duration';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';

const DAY = 24 * 3600;
/** What kubeadm would write for each field, in seconds, and what it may be at most. */
const PERIODS: Readonly<Record<string, { readonly usual: number; readonly most: number }>> = {
  certificateValidityPeriod: { usual: 365 * DAY, most: 180 * DAY },
  caCertificateValidityPeriod: { usual: 3650 * DAY, most: 1826 * DAY },
};
const WEAK = ['', 'RSA-2048'];
const file = (rest: object) => ({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', ...rest });
const SHORT = { encryptionAlgorithm: 'ECDSA-P256', certificateValidityPeriod: '2160h0m0s', caCertificateValidityPeriod: '43800h0m0s' };

export const kubeadmCertificateValidity = defineControl({
  id: 'kubeadm-certificate-validity',
  title: 'Certificates of the control plane are renewed several times a year',
  subject: 'object',
  kinds: ['kubeadm.k8s.io/ClusterConfiguration'],
  why: 'a certificate of the control plane cannot be revoked: whoever copies one can act as that component until it expires, a year by default',
  fix: {
    code: 'leave `certificateValidity` of the `ControlPlane` unset, or pass at most 180 days',
    yaml: 'set `certificateValidityPeriod: 2160h0m0s`, `caCertificateValidityPeriod: 43800h0m0s` and `encryptionAlgorithm: ECDSA-P256`, and renew with '
      + '`kubeadm certs renew` or an upgrade',
  },
  references: ['https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/', 'https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/'],
  inspect: (manifest) => {
    const root = new DocumentPart(manifest);
    const algorithm = root.at('encryptionAlgorithm');
    return [
      ...Object.entries(PERIODS).flatMap(([key, { usual, most }]) => {
        const { text, pointer, value } = root.at(key);
        const seconds = parseDuration(text) ?? usual;
        return seconds <= most ? [] : [{ pointer, actual: value, expected: `must be at most ${most / DAY} days, "${most / 3600}h0m0s"` }];
      }),
      ...(WEAK.includes(algorithm.text) ? [{ pointer: algorithm.pointer, actual: algorithm.value, expected: 'must be "ECDSA-P256", or RSA of 3072 bits or more' }] : []),
    ];
  },
  admission: READ_FROM_FILE,
  harden: { objects: { 'kubeadm.k8s.io/ClusterConfiguration': SHORT } },
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'three months, by elliptic curves', subject: file(SHORT) }],
    bad: [
      { shows: 'a year, as kubeadm does', subject: file({ ...SHORT, certificateValidityPeriod: '8760h0m0s' }) },
      { shows: 'a CA of ten years', subject: file({ ...SHORT, caCertificateValidityPeriod: '87600h0m0s' }) },
      { shows: 'keys of 2048 bits', subject: file({ ...SHORT, encryptionAlgorithm: 'RSA-2048' }) },
    ],
  }),
});
