import { Minors, Release, sourceOf } from '../releases';

/** What one minor serves under a name. */
interface Served { readonly kind: string; readonly namespaced: boolean; readonly verbs: readonly string[]; readonly versions: readonly string[] }

/** Every verb of a resource that is stored, which most resources have. */
const STORED = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

const verbText = (verbs: readonly string[]): string => (verbs.join() === STORED.join() ? '*' : verbs.join());

/** Everything that RBAC can grant verbs on, by group and name: `apps` and `deployments/scale`. */
function servedBy(release: Release): Map<string, Served> {
  const found = new Map<string, Served>();
  const add = (group: string, name: string, { versions, ...rest }: Served): void => {
    const key = `${group} ${name}`;
    found.set(key, { ...rest, ...found.get(key), versions: [...found.get(key)?.versions ?? [], ...versions] });
  };
  const core = JSON.parse(sourceOf(release, 'api/discovery/api__v1.json')) as any;
  for (const { name, kind, namespaced, verbs } of core.resources) add('', name, { kind, namespaced, verbs, versions: ['v1'] });
  const groups = JSON.parse(sourceOf(release, 'api/discovery/aggregated_v2.json')) as any;
  for (const { metadata, versions } of groups.items) {
    for (const { version, resources } of versions) {
      for (const { resource, responseKind, scope, verbs, subresources = [] } of resources) {
        const namespaced = scope === 'Namespaced';
        add(metadata.name, resource, { kind: responseKind.kind, namespaced, verbs, versions: [version] });
        for (const sub of subresources) add(metadata.name, `${resource}/${sub.subresource}`, { kind: sub.responseKind.kind, namespaced, verbs: sub.verbs, versions: [version] });
      }
    }
  }
  return found;
}

/** The resources of every group, as lines of the table. */
export function resourceLines(all: readonly Release[]): Map<string, string[]> {
  const minors = new Minors<Served>();
  for (const release of all) servedBy(release).forEach((served, key) => minors.add(key, served, release));
  const lines = new Map<string, string[]>();
  for (const { key, value: { kind, namespaced, verbs, versions }, range } of minors.all().sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const [group, name] = key.split(' ');
    const line = [name, kind, namespaced ? 'namespaced' : 'cluster', verbText([...verbs].sort()), versions.join(), range].join(' ').trimEnd();
    lines.set(group, [...lines.get(group) ?? [], line]);
  }
  return lines;
}
