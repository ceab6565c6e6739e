import { groupKind, keyOf, Manifest } from '../src/objects/manifest';

/** How a disagreement names an object: `apps/Deployment shop/web`. */
export function objectName(manifest: Manifest): string {
  const { namespace, name } = keyOf(manifest);
  return `${groupKind(manifest)} ${namespace === '' ? name : `${namespace}/${name}`}`;
}
