import { isObject } from '../../src/objects/pointer';

/** The one list that `harden` adds to. */
const EXTENDED = /\/securityContext\/capabilities\/drop$/;

/** The pointers of the values of one side that the other has not, or has otherwise. Values that were added are none. */
export function changedValues(before: unknown, after: unknown, pointer = ''): string[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    if (EXTENDED.test(pointer)) return before.flatMap((item, i) => (after.includes(item) ? [] : [`${pointer}/${i}`])); // a patch may add items of its own
    return [...(after.length > before.length ? [`${pointer}/-`] : []), ...before.flatMap((item, i) => changedValues(item, after[i], `${pointer}/${i}`))];
  }
  if (isObject(before) && isObject(after)) return Object.entries(before).flatMap(([key, value]) => changedValues(value, after[key], `${pointer}/${key}`));
  return before === null || before === after ? [] : [pointer];
}

/** How many values were added. */
export function addedValues(before: unknown, after: unknown): number {
  if (Array.isArray(after)) return after.reduce<number>((sum, item, i) => sum + addedValues(Array.isArray(before) ? before[i] : undefined, item), 0);
  if (isObject(after)) {
    return Object.entries(after).reduce((sum, [key, value]) => sum + addedValues(isObject(before) ? before[key] : undefined,
      value), 0);
  }
  return before === undefined || before === null ? 1 : 0;
}
