import { remembered } from './remembered';

/** The pointer of `key` below `pointer`, escaped as in RFC 6901. */
export function childPointer(pointer: string, key: string | number): string {
  const isPlain = typeof key === 'number' || !/[~/]/.test(key);
  return `${pointer}/${isPlain ? key : key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

/** The pointer of a path of keys below `pointer`. */
export function descend(pointer: string, path: readonly (string | number)[]): string {
  return path.reduce<string>(childPointer, pointer);
}

/** The keys that a pointer is made of. */
export function pointerKeys(pointer: string): string[] {
  const keys = pointer.split('/').slice(1);
  return pointer.includes('~') ? keys.map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~')) : keys;
}

/** The pointer of the map or list that the value at `pointer` is in. */
export const parentPointer = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));

/** The last key of a pointer; empty for that of the whole. */
export const lastKey = (pointer: string): string => pointerKeys(pointer.slice(pointer.lastIndexOf('/')))[0] ?? '';

/** Most pointers that are asked for stand in the code. */
const knownKeys = remembered((pointer): readonly string[] => pointerKeys(pointer));

/** A map whose values may be anything, such as a part of a manifest. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value of a key of the map itself, not of what every object inherits: functions, and `__proto__`. */
export function ownField(map: Fields, key: string): unknown {
  const value = map[key];
  const mayBeInherited = typeof value === 'function' || key === '__proto__';
  return !mayBeInherited || Object.hasOwn(map, key) ? value : undefined;
}

/** The value at `pointer`, or undefined where a key on the way is missing. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const key of knownKeys(pointer)) {
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isObject(value)) value = ownField(value, key);
    else return undefined;
  }
  return value;
}

/** What a list holds; nothing where there is none. */
export function elementsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** True for a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
