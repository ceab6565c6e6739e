import { ApiObject, Chart } from 'cdk8s';
import { appliedObjects } from '../../objects/applied-objects';
import { groupKind, keyOf, Manifest, ObjectKey } from '../../objects/manifest';
import { getOrInsert } from '../../objects/remembered';

/** What each object of an app renders to. */
export type Manifests = ReadonlyMap<ApiObject, Manifest>;
type Clash = readonly [ApiObject, ApiObject, ObjectKey];

/** Refuses two different objects of a chart that are one to the API server: the later one would silently replace the earlier one. */
export function rejectDuplicates(manifests: Manifests): void {
  const clash = findClash(manifests);
  if (!clash) return;
  const [one, other, { kind, namespace, name }] = clash;
  throw new Error(`cannot synthesize ${kind} "${name}"${namespace ? ` of namespace "${namespace}"` : ''} twice: ${both(one, other)} differ, and the one that is applied `
    + 'later would replace the other; pass another `metadata.name` to one of them');
}

const both = (one: ApiObject, other: ApiObject): string =>
  (one === other ? `two items of "${one.node.path}"` : `"${one.node.path}" and "${other.node.path}"`);

function findClash(manifests: Manifests): Clash | undefined {
  const charts = new Map<Chart, Map<string, Applied>>();
  for (const [object, manifest] of manifests) {
    const seen = getOrInsert(charts, object.chart, () => new Map<string, Applied>());
    for (const applied of appliedObjects(manifest)) {
      const clash = 'manifest' in applied ? noteApplied({ object, manifest: applied.manifest }, seen) : undefined;
      if (clash) return clash;
    }
  }
  return undefined;
}

interface Applied { readonly object: ApiObject; readonly manifest: Manifest }

function noteApplied(applied: Applied, seen: Map<string, Applied>): Clash | undefined {
  const { object, manifest } = applied;
  const { namespace, name } = keyOf(manifest);
  if (name === '') return undefined;
  const key = [groupKind(manifest), namespace, name].join('\n');
  const earlier = seen.get(key);
  seen.set(key, applied);
  return earlier && JSON.stringify(earlier.manifest) !== JSON.stringify(manifest) ? [earlier.object, object, keyOf(manifest)] : undefined;
}
