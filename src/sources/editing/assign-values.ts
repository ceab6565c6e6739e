import { isObject } from '../../objects/pointer';
import { isAbsent } from '../../objects/value-types';

/** A place for a value: the entry of a map or the item of a list. */
type Container = Record<string, unknown> | unknown[];

/** Sets an own key, whatever it is called. */
export function define(into: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
  else into[key] = value;
}

/** A copy of a JSON value, made here: `structuredClone` may bring objects of another realm, which compare as different. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item)) as T;
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) define(copy, key, copyOf(value[key]));
  return copy as T;
}

/** Puts the value of an edit at a path below a root; false where the path leads into something that is no map, or to an item that is not there. */
export function assignAt(root: unknown, path: readonly string[], value: unknown, replace: boolean): boolean {
  const [key, ...rest] = path;
  if (Array.isArray(root) && key === '-' && rest.length === 0) return root.push(copyOf(value)) > 0;
  if (Array.isArray(root) ? !Object.hasOwn(root, key) : !isObject(root)) return false;
  const container = root as Container;
  const present = Object.hasOwn(container, key) ? (container as Record<string, unknown>)[key] : undefined;
  if (rest.length > 0 && isAbsent(present)) return put(container, key, nest(rest, value));
  if (rest.length > 0) return assignAt(present, rest, value, replace);
  if (!replace && isObject(present) && isObject(value)) return Object.keys(value).every((name) => assignAt(present, [name], value[name], false));
  return replace || isAbsent(present) ? put(container, key, copyOf(value)) : true;
}

/** A value below maps that do not exist yet. */
export function nest(path: readonly string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, key) => {
    const map: Record<string, unknown> = {};
    define(map, key, inner);
    return map;
  }, copyOf(value));
}

function put(container: Container, key: string, value: unknown): true {
  if (Array.isArray(container)) container[Number(key)] = value;
  else define(container, key, value);
  return true;
}
