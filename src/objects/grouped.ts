import { getOrInsert } from './remembered';

/** Values by what `keyOf` makes of each, in the order in which they come. */
export function grouped<T, Key>(values: Iterable<T>, keyOf: (value: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const value of values) getOrInsert(groups, keyOf(value), () => []).push(value);
  return groups;
}
