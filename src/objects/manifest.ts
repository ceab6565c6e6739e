import { isObject } from './pointer';
import { remembered } from './remembered';
import { textOrEmpty } from './value-types';

/** A Kubernetes object as it would be sent to the API server. Nothing about its fields is taken for granted. */
export type Manifest = Readonly<Record<string, unknown>>;

/** What identifies an object in a cluster. */
export interface ObjectKey {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The metadata of an object; empty where the manifest has none. */
export function metadataOf(manifest: Manifest): Readonly<Record<string, unknown>> {
  const { metadata } = manifest;
  return isObject(metadata) ? metadata : {};
}

/** A map of strings, such as labels: entries of any other type are left out. */
export function stringMap(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  for (const key in value) if (typeof value[key] !== 'string') return textsIn(value);
  return value as Record<string, string>; // as nearly all are: no copy
}

const textsIn = (map: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** What kind of object it is, in which version of which group; missing parts are empty. */
export function typeMetaOf({ apiVersion, kind }: Manifest): Pick<ObjectKey, 'apiVersion' | 'kind'> {
  return { apiVersion: textOrEmpty(apiVersion), kind: textOrEmpty(kind) };
}

/** The key of an object; missing parts are empty. */
export function keyOf(manifest: Manifest): ObjectKey {
  const metadata = metadataOf(manifest);
  return {
    apiVersion: textOrEmpty(manifest.apiVersion), kind: textOrEmpty(manifest.kind),
    namespace: textOrEmpty(metadata.namespace), name: textOrEmpty(metadata.name),
  };
}

/** Where an object is that names no namespace: in `default`, where kubectl puts it unless it is told another. */
export const effectiveNamespace = (namespace: string): string => (namespace === '' ? 'default' : namespace);

/** The namespace of an object, by the same rule. */
export const namespaceOf = (manifest: Manifest): string => effectiveNamespace(keyOf(manifest).namespace);

/** What people call an object: `Deployment shop/web`. */
export function titleOf(manifest: Manifest): string {
  const { kind, namespace, name } = keyOf(manifest);
  return [kind, [namespace, name].filter(Boolean).join('/')].filter(Boolean).join(' ');
}

/** The key of an object in `.hardened/index.json`: `apiVersion/kind/namespace/name`; the namespace of a cluster-scoped object is empty. */
export const keyText = ({ apiVersion, kind, namespace, name }: ObjectKey): string => [apiVersion, kind, namespace, name].join('/');

/** The last result: it is needed many times in a row for the same object. */
let latest: { readonly apiVersion: unknown; readonly kind: unknown; readonly answer: string } = { apiVersion: '', kind: '', answer: '' };

const kindIn = remembered((apiVersion) => remembered((kind) => {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? kind : `${apiVersion.slice(0, slash)}/${kind}`;
}));

/** The API group of a kind such as `apps/Deployment`; empty for the core group. */
export const apiGroupOf = (kind: string): string => kind.slice(0, Math.max(kind.lastIndexOf('/'), 0));

/** A kind such as `apps/Deployment` without its API group. */
export const bareKind = (kind: string): string => kind.slice(kind.lastIndexOf('/') + 1);

/** The kind with its API group and without the version: `apps/Deployment`, or plain `Pod` in the core group. */
export function groupKind({ apiVersion, kind }: Manifest): string {
  if (apiVersion !== latest.apiVersion || kind !== latest.kind) {
    latest = { apiVersion, kind, answer: kindIn(textOrEmpty(apiVersion))(textOrEmpty(kind)) };
  }
  return latest.answer;
}
