import { isObject } from '../../objects/pointer';

/** cdk8s sorts the keys of what it renders; what our steps add is sorted too, so that the order of keys is the same with them. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) result[key] = sorted(value[key]);
  return result;
}

/** As cdk8s orders what it renders. A key that a patch took away stays away: the YAML writer would print it as null. */
export function inReadingOrder(manifest: Record<string, any>): Record<string, any> {
  const result: Record<string, any> = {};
  for (const key of ['apiVersion', 'kind', 'metadata', ...Object.keys(manifest)]) if (key in manifest) result[key] = manifest[key];
  return result;
}
