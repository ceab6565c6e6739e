import { JsonPatch } from 'cdk8s';
import { descend, pointerKeys, valueAt } from '../../objects/pointer';

/** A manifest with JSON patches applied; throws with the operation that cannot be, and how far its path leads. */
export function patched(manifest: unknown, patches: readonly JsonPatch[], construct: string): unknown {
  let result = manifest;
  for (const patch of patches) {
    try {
      result = JsonPatch.apply(result, patch);
    } catch (cause) {
      throw new Error(`cannot apply the JSON patches of "${construct}": ${reasonOf(patch, result) ?? (cause as Error).message}; correct the path that \`addJsonPatch\` got`, { cause });
    }
  }
  return result;
}

/** Why a patch cannot be applied, where its paths show it. The package below cdk8s reads the parents of a value without asking whether there are any. */
function reasonOf(patch: JsonPatch, manifest: unknown): string | undefined {
  const { op, path, from } = patch._toJson() as { readonly op: string; readonly path: string; readonly from?: string };
  const operation = from === undefined ? `"${op}" of "${path}"` : `"${op}" from "${from}" to "${path}"`;
  if (op === 'test') return `${operation} finds another value`;
  for (const pointer of [...(from === undefined ? [] : [from]), path]) {
    if (pointer !== '' && !pointer.startsWith('/')) return `${operation} has a path that does not begin with "/"`;
    const keys = pointerKeys(pointer);
    const missing = keys.map((_, i) => descend('', keys.slice(0, i))).find((parent) => (valueAt(manifest, parent) ?? undefined) === undefined);
    if (missing !== undefined) return `${operation} needs "${missing}", and the manifest has nothing there`;
  }
  return undefined;
}
