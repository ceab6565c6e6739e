import { Credential, kept, rotated, within } from './credential';
import { containersOf } from '../container';
import { entries } from '../container-shape';
import { keyOf, Manifest } from '../manifest';
import { PodView, podsOf } from '../pod-template';
import { isObject, valueAt } from '../pointer';

/**
 * The kubelet replaces a token after 80 % of its lifetime, and after a day at most.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection
 */
const SHARE = 0.8;
const DAY = 24 * 3600;
const USUAL_SECONDS = 3600;

/** A Secret that something refers to, and that may be made by nothing. */
export interface SecretReference { readonly namespace: string; readonly name: string; readonly pointer: string }

/** Tokens that the kubelet mounts on demand. Those of the API server that pods get by themselves are alike for all pods, and not listed. */
export const tokensOf = (manifest: Manifest): Credential[] => podsOf(manifest).flatMap(({ spec, pointer }) => {
  const name = typeof spec.serviceAccountName === 'string' ? spec.serviceAccountName : 'default';
  const account = `ServiceAccount ${within(keyOf(manifest).namespace, name)}`;
  return projections(spec, pointer).flatMap((projection) => tokenOf(manifest, account, projection));
});

function tokenOf(manifest: Manifest, account: string, { source, at }: Projection): Credential[] {
  if (isObject(source.podCertificate)) return [rotated(manifest, { credential: `certificate of pods of ${account}`, pointer: at }, 'the kubelet')];
  const token = source.serviceAccountToken;
  if (!isObject(token)) return [];
  const seconds = typeof token.expirationSeconds === 'number' ? token.expirationSeconds : USUAL_SECONDS;
  const audience = typeof token.audience === 'string' ? ` for ${token.audience}` : '';
  return [rotated(manifest, { credential: `token of ${account}${audience}`, pointer: at }, 'the kubelet', Math.min(seconds * SHARE, DAY))];
}

interface Projection { readonly source: Readonly<Record<string, unknown>>; readonly at: string }

const projections = (spec: Readonly<Record<string, unknown>>, pointer: string): Projection[] => entries(spec.volumes, `${pointer}/volumes`)
  .flatMap((volume) => entries(valueAt(volume.value, '/projected/sources'), `${volume.pointer}/projected/sources`))
  .map(({ value, pointer: at }) => ({ source: value, at }));

/** The Secrets that pods, Ingresses and ServiceAccounts refer to. */
export function secretReferences(manifest: Manifest): SecretReference[] {
  const { namespace } = keyOf(manifest);
  const named = [...podsOf(manifest).flatMap(ofPod), ...ofObject(manifest)];
  return named.flatMap(({ name, pointer }) => (typeof name === 'string' && name !== '' ? [{ namespace, name, pointer }] : []));
}

interface Named { readonly name: unknown; readonly pointer: string }

function ofPod(pods: PodView): Named[] {
  const { spec, pointer } = pods;
  const at = (one: { readonly value: unknown; readonly pointer: string }, path: string): Named => ({ name: valueAt(one.value, path), pointer: `${one.pointer}${path}` });
  return [
    ...entries(spec.imagePullSecrets, `${pointer}/imagePullSecrets`).map((one) => at(one, '/name')),
    ...entries(spec.volumes, `${pointer}/volumes`).map((one) => at(one, '/secret/secretName')),
    ...projections(spec, pointer).map(({ source, at: place }) => at({ value: source, pointer: place }, '/secret/name')),
    ...containersOf(pods).flatMap(({ value, pointer: place }) => (isObject(value) ? [
      ...entries(value.env, `${place}/env`).map((one) => at(one, '/valueFrom/secretKeyRef/name')),
      ...entries(value.envFrom, `${place}/envFrom`).map((one) => at(one, '/secretRef/name')),
    ] : [])),
  ];
}

function ofObject(manifest: Manifest): Named[] {
  if (manifest.kind === 'ServiceAccount') return entries(manifest.imagePullSecrets, '/imagePullSecrets').map(({ value, pointer }) => ({ name: value.name, pointer: `${pointer}/name` }));
  if (manifest.kind !== 'Ingress') return [];
  return entries(valueAt(manifest, '/spec/tls'), '/spec/tls').map(({ value, pointer }) => ({ name: value.secretName, pointer: `${pointer}/secretName` }));
}

/** A Secret that no object of the input makes. */
export const unmade = (manifest: Manifest, { namespace, name, pointer }: SecretReference): Credential =>
  kept(manifest, { credential: `Secret ${within(namespace, name)}`, pointer }, 'whoever makes the Secret replaces its values: no object of the input does');
