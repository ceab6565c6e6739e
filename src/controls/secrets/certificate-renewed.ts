import { DocumentPart } from '../../objects/document-part';
import { parseDuration } from '../../objects/duration';
import { Manifest } from '../../objects/manifest';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const DAY = 24 * 3600;
const USUAL_DURATION = 90 * DAY;
/** Browsers accept no longer ones, and the shorter a lifetime, the less a stolen key is worth. */
const LONGEST_DAYS = 398;

function lifetimeFaults(spec: DocumentPart): Site[] {
  const [duration, renewBefore] = [spec.at('duration'), spec.at('renewBefore')];
  const seconds = duration.isSet ? parseDuration(duration.text) : USUAL_DURATION;
  if (seconds === undefined) return [{ pointer: duration.pointer, message: 'duration could not be read, so that it is not known when the certificate ends', undecided: true }];
  const remainder = renewBefore.isSet ? parseDuration(renewBefore.text) : undefined;
  return [
    ...(seconds > LONGEST_DAYS * DAY ? [{ pointer: duration.pointer, actual: duration.value, expected: `must be at most ${LONGEST_DAYS} days, "${LONGEST_DAYS * 24}h"` }] : []),
    ...(remainder !== undefined && remainder >= seconds ? [{ pointer: renewBefore.pointer, actual: renewBefore.value, expected: 'must be below the duration' }] : []),
  ];
}

function inspect(manifest: Manifest): Site[] {
  const spec = new DocumentPart(manifest).at('spec');
  const [rotation, policy, percentage] = [spec.at('privateKey').at('rotationPolicy'), spec.at('renewal').at('policy'), spec.at('renewBeforePercentage')];
  return [
    ...(rotation.text === 'Never' ? [{ pointer: rotation.pointer, actual: rotation.value, expected: 'must be "Always"' }] : []),
    ...(policy.text === 'Disabled' ? [{ pointer: policy.pointer, actual: policy.value, expected: 'must be "RenewBefore" or unset' }] : []),
    ...(percentage.isSet && spec.at('renewBefore').isSet ? [{ pointer: percentage.pointer, message: 'renewBeforePercentage stands beside renewBefore, and cert-manager refuses the Certificate; keep one of them' }] : []),
    ...lifetimeFaults(spec),
  ];
}

const example = (spec: object) => ({
  apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'web', namespace: 'shop' },
  spec: { secretName: 'web-tls', dnsNames: ['web.shop.svc'], issuerRef: { name: 'internal', kind: 'ClusterIssuer' }, ...spec },
});

export const certificateRenewed = defineControl({
  id: 'certificate-renewed',
  title: 'Certificates of cert-manager are renewed, with a new key each time',
  subject: 'object',
  kinds: ['cert-manager.io/Certificate'],
  why: 'a certificate that nobody renews stops the service on the day that it ends, and a key that outlives its certificate is the thief\'s for as long',
  fix: {
    code: 'use `RotatedCertificate`, which renews after two thirds of the lifetime',
    yaml: 'set `spec.privateKey.rotationPolicy: Always`, `spec.duration: 2160h` and one of `renewBefore` and `renewBeforePercentage: 33`',
  },
  references: ['https://cert-manager.io/docs/usage/certificate/', 'https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.CertificateSpec'],
  frameworks: ['mitre:T1552.004'],
  inspect,
  admission: notEnforceable('the kind exists only where cert-manager is installed, and a policy that names a missing kind is refused'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'what cert-manager does by itself', subject: example({}) },
      { shows: 'a new key each time', subject: example({ duration: '2160h', renewBeforePercentage: 33, privateKey: { rotationPolicy: 'Always' } }) },
      { shows: 'a year', subject: example({ duration: '8760h', renewBefore: '720h', renewal: { policy: 'RenewBefore' } }) },
    ],
    bad: [
      { shows: 'the same key for ever', subject: example({ privateKey: { rotationPolicy: 'Never' } }) },
      { shows: 'no renewal', subject: example({ renewal: { policy: 'Disabled' } }) },
      { shows: 'ten years', subject: example({ duration: '87600h' }) },
      { shows: 'a renewal before the first day', subject: example({ duration: '24h', renewBefore: '48h' }) },
      { shows: 'both ways to say when', subject: example({ renewBefore: '360h', renewBeforePercentage: 33 }) },
    ],
  }),
});
