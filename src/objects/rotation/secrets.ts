import { Credential, kept, rotated, within } from './credential';
import { bootstrapTokensIn } from '../bootstrap-tokens';
import { DocumentPart } from '../document-part';
import { parseDuration } from '../duration';
import { madeSecretName } from '../made-secrets';
import { keyOf, Manifest } from '../manifest';

const HOUR = 3600;
const USUAL_CERTIFICATE = 90 * 24 * HOUR;
/** cert-manager renews after two thirds of the lifetime where nothing is said. */
const USUAL_REMAINDER = 1 / 3;

const nameOf = (manifest: Manifest): string => `Secret ${within(keyOf(manifest).namespace, madeSecretName(manifest) ?? '')}`;

/** A Secret that stands in a manifest. */
export function ofSecret(manifest: Manifest): Credential[] {
  const root = new DocumentPart(manifest);
  const said = { credential: nameOf(manifest), pointer: '' };
  const [token] = bootstrapTokensIn(manifest);
  if (token) return [kept(manifest, { ...said, pointer: token.pointer }, 'make another bootstrap token whenever nodes join; this one ends by itself')];
  if (root.at('type').value === 'kubernetes.io/service-account-token') return [kept(manifest, { ...said, pointer: '/type' }, 'delete the Secret: its token never expires; mount a projected token instead')];
  const held = ['data', 'stringData'].find((key) => Object.keys(Object(root.at(key).value) as object).length > 0);
  if (held === undefined) return [kept(manifest, said, 'whoever fills the Secret replaces its values: no object of the input does')];
  return [kept(manifest, { ...said, pointer: `/${held}` }, 'replace the values where this manifest comes from, then restart what reads them')];
}

/** Values of a store. */
export function ofExternalSecret(manifest: Manifest): Credential[] {
  const spec = new DocumentPart(manifest).at('spec');
  const [interval, policy] = [spec.at('refreshInterval'), spec.at('refreshPolicy')];
  const seconds = interval.isSet ? parseDuration(interval.text) : HOUR;
  const said = { credential: nameOf(manifest), pointer: interval.isSet ? interval.pointer : '/spec' };
  if (seconds === 0 || policy.text === 'CreatedOnce') return [kept(manifest, said, 'delete the Secret, so that its values are fetched once more')];
  if (policy.text === 'OnChange') return [kept(manifest, said, 'change the ExternalSecret, so that its values are fetched once more')];
  return [rotated(manifest, said, 'the External Secrets Operator, once the store has another value', seconds)];
}

/** Values in ciphertext. */
export const ofSealedSecret = (manifest: Manifest): Credential[] =>
  [kept(manifest, { credential: nameOf(manifest), pointer: '/spec/encryptedData' }, 'seal another value and commit it')];

/** Values that a driver mounts. */
export function ofSecretProviderClass(manifest: Manifest): Credential[] {
  const { namespace, name } = keyOf(manifest);
  return [rotated(manifest, { credential: `SecretProviderClass ${within(namespace, name)}`, pointer: '/spec' }, 'the Secrets Store CSI driver, where its rotation is switched on')];
}

/** A certificate with its key. */
export function ofCertificate(manifest: Manifest): Credential[] {
  const spec = new DocumentPart(manifest).at('spec');
  const [duration, renewBefore, percentage] = [spec.at('duration'), spec.at('renewBefore'), spec.at('renewBeforePercentage').value];
  const said = { credential: nameOf(manifest), pointer: '/spec' };
  if (spec.at('renewal').at('policy').text === 'Disabled') return [kept(manifest, said, 'renew it before it ends: `cmctl renew`')];
  const seconds = duration.isSet ? parseDuration(duration.text) : USUAL_CERTIFICATE;
  const left = renewBefore.isSet ? parseDuration(renewBefore.text) : seconds && seconds * (typeof percentage === 'number' ? percentage / 100 : USUAL_REMAINDER);
  const every = seconds === undefined || left === undefined ? undefined : seconds - left;
  const certificate = rotated(manifest, said, 'cert-manager', every);
  const key = spec.at('privateKey').at('rotationPolicy');
  if (key.text !== 'Never') return [certificate];
  return [certificate, kept(manifest, { credential: `${said.credential}, its key`, pointer: key.pointer }, 'delete the Secret, so that a new key is made')];
}
