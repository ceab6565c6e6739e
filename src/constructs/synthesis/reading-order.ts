import { isObject } from '../../objects/pointer';

/** cdk8s sorts the keys of what it renders; what our steps add must not betray its origin by its place. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

/** As cdk8s orders what it renders. A key that a patch took away stays away: the YAML writer would print it as null. */
export function inReadingOrder(manifest: Record<string, any>): Record<string, any> {
  const first = ['apiVersion', 'kind', 'metadata'].filter((key) => key in manifest);
  return Object.fromEntries([...new Set([...first, ...Object.keys(manifest)])].map((key) => [key, manifest[key]]));
}
