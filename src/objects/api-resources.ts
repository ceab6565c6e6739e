import { RESOURCE_LINES } from './api-resources-table';

/** Something that the API server serves, and that RBAC can grant verbs on. */
export interface ApiResource {
  readonly group: string;
  /** The plural that URLs use; with its subresource: `pods/exec`. */
  readonly resource: string;
  readonly kind: string;
  /** False where its objects belong to no namespace. */
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  /** The versions in which the newest of its minors serves it, alpha and beta included. */
  readonly versions: readonly string[];
  /** The minors that serve it, as in `35-`; all of the table where it is missing. */
  readonly minors?: string;
}

/** The verbs of a resource that is stored. */
const STORED = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

function readLine(group: string, line: string): ApiResource {
  const [resource, kind, scope, verbs, versions, minors] = line.split(' ');
  return { group, resource, kind, namespaced: scope === 'namespaced', verbs: verbs === '*' ? STORED : verbs.split(','), versions: versions.split(','), minors };
}

/** What the API server of Kubernetes 1.34 to 1.37 serves, subresources included. */
export const API_RESOURCES: readonly ApiResource[] = Object.entries(RESOURCE_LINES)
  .flatMap(([group, lines]) => lines.map((line) => readLine(group, line)));

/** A resource as people write it, `deployments.apps/scale`: the plural, the group behind the first dot where one is named, the subresource with its slash. */
export function resourceParts(text: string): { readonly plural: string; readonly group?: string; readonly subresource: string } {
  const slash = text.indexOf('/');
  const [qualified, subresource] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash)];
  const dot = qualified.indexOf('.');
  return dot < 0 ? { plural: qualified, subresource } : { plural: qualified.slice(0, dot), group: qualified.slice(dot + 1), subresource };
}
