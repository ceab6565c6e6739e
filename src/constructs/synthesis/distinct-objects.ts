import { ApiObject, Chart } from 'cdk8s';
import { groupKind, keyOf, Manifest } from '../../objects/manifest';

type Manifests = ReadonlyMap<ApiObject, Manifest>;
type Clash = readonly [ApiObject, ApiObject];

/** Refuses two different objects of a chart that are one to the API server: the later one would silently replace the earlier one. */
export function rejectDuplicates(manifests: Manifests): void {
  const clash = findClash(manifests);
  if (!clash) return;
  const { kind, namespace, name } = keyOf(manifests.get(clash[0])!);
  throw new Error(`cannot synthesize ${kind} "${name}"${namespace ? ` of namespace "${namespace}"` : ''} twice: ${both(clash)} differ, and the one that is applied `
    + 'later would replace the other; pass another `metadata.name` to one of them');
}

const both = ([one, other]: Clash): string => `"${one.node.path}" and "${other.node.path}"`;

function findClash(manifests: Manifests): Clash | undefined {
  const charts = new Map<Chart, Map<string, ApiObject>>();
  for (const [object, manifest] of manifests) {
    const { namespace, name } = keyOf(manifest);
    if (name === '') continue;
    const seen = charts.get(object.chart) ?? new Map<string, ApiObject>();
    charts.set(object.chart, seen);
    const key = [groupKind(manifest), namespace, name].join('\n');
    const earlier = seen.get(key);
    if (earlier && JSON.stringify(manifests.get(earlier)) !== JSON.stringify(manifest)) return [earlier, object];
    seen.set(key, object);
  }
  return undefined;
}
