import { API_RESOURCES } from './api-resources';
import { groupKind, Manifest } from './manifest';

const kindsOf = (wanted: boolean): string[] => API_RESOURCES
  .filter(({ resource, namespaced }) => !resource.includes('/') && namespaced === wanted)
  .map(({ group, kind }) => (group === '' ? kind : `${group}/${kind}`));

/** Every built-in kind that lives in a namespace, with its group. */
export const NAMESPACED_KINDS: readonly string[] = kindsOf(true);

/** Every built-in kind that belongs to the cluster as a whole, with its group; also the one that older releases served. */
export const CLUSTER_SCOPED_KINDS: readonly string[] = [...kindsOf(false), 'policy/PodSecurityPolicy'];

const SCOPES: ReadonlyMap<string, boolean> = new Map([
  ...NAMESPACED_KINDS.map((kind) => [kind, false] as const), ...CLUSTER_SCOPED_KINDS.map((kind) => [kind, true] as const),
]);

/** Whether Kubernetes brings this kind, given with its group. */
export function isBuiltInKind(kind: string): boolean {
  return SCOPES.has(kind);
}

/** Whether an object of this kind belongs to no namespace; undefined for a kind that Kubernetes does not bring: only its definition states the scope. */
export function isClusterScoped(manifest: Manifest): boolean | undefined {
  return SCOPES.get(groupKind(manifest));
}
