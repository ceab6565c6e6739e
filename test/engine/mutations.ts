import { childPointer, isObject, pointerKeys, valueAt } from '../../src/objects/pointer';

/** Every place below a value, the value itself left out. */
export function placesIn(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [childPointer(pointer, key), ...placesIn(child, childPointer(pointer, key))]);
}

const typeOf = (one: unknown): string =>
  (Array.isArray(one) ? 'list' : typeof one === 'object' ? 'map' : typeof one === 'number' && !Number.isInteger(one) ? 'fraction' : typeof one);

const SAMPLES: readonly unknown[] = ['no', 5, 1.5, true, {}, { unexpected: [{}] }, [], ['x'], [[{}]], { toString: 1 }];

/** Values of another type than all of these. Null is left out: to the API server it is the same as nothing. */
export function wrongFor(values: readonly unknown[]): unknown[] {
  const types = values.filter((value) => value !== null && value !== undefined).map(typeOf);
  return types.length === 0 ? [] : SAMPLES.filter((one) => !types.includes(typeOf(one)));
}

/** A copy with another value at a place, which shares all other values; where the way there is missing, it is made. */
export function withValueAt<T>(root: T, pointer: string, value: unknown): T {
  const copy = (at: unknown, [key, ...below]: readonly string[]): unknown => {
    if (key === undefined) return value;
    const given: any = Array.isArray(at) ? [...at] : isObject(at) ? { ...at } : /^\d+$/.test(key) ? [] : {};
    given[key] = copy(given[key], below);
    return given;
  };
  return copy(root, pointerKeys(pointer)) as T;
}

/** Whether something else than a map or a list stands on the way to a place. */
export function isBlocked(root: unknown, pointer: string): boolean {
  const keys = pointerKeys(pointer).slice(0, -1);
  return keys.some((_, i) => {
    const value = valueAt(root, `/${keys.slice(0, i + 1).map((key) => childPointer('', key).slice(1)).join('/')}`);
    return value !== undefined && (typeof value !== 'object' || value === null);
  });
}
