import { isOmitted } from '../../src/objects/omitted-values';
import { childPointer, isObject, pointerKeys } from '../../src/objects/pointer';
import { compareQuantities, parseQuantity } from '../../src/objects/quantity';

/**
 * Where an object as it is stored does not say what was sent, one line each. The API server may add fields with their defaults, but neither
 * list items nor other values; and it writes amounts in its own way.
 */
export function differences(sent: unknown, stored: unknown, pointer = ''): string[] {
  if (Array.isArray(sent)) {
    if (stored === undefined && sent.length === 0) return [];
    if (!Array.isArray(stored) || stored.length !== sent.length) return [`${pointer}: sent ${JSON.stringify(sent)}, stored ${JSON.stringify(stored)}`];
    return sent.flatMap((item, i) => differences(item, stored[i], childPointer(pointer, i)));
  }
  if (isObject(sent)) {
    if (!isObject(stored)) return [`${pointer}: sent ${JSON.stringify(sent)}, stored ${JSON.stringify(stored)}`];
    return Object.entries(sent).flatMap(([key, value]) => differences(value, stored[key], childPointer(pointer, key)));
  }
  return sent === stored || isSameAmount(sent, stored) || (stored === undefined && isLeftOut(sent, pointer)) ? []
    : [`${pointer}: sent ${JSON.stringify(sent)}, stored ${JSON.stringify(stored)}`];
}

function isSameAmount(sent: unknown, stored: unknown): boolean {
  if (typeof sent !== 'string' || typeof stored !== 'string') return false;
  const [one, other] = [parseQuantity(sent), parseQuantity(stored)];
  return one !== undefined && other !== undefined && compareQuantities(one, other) === 0;
}

/** Whether the API server stores no such value in its field. The items of a list are under the name of the list. */
function isLeftOut(value: unknown, pointer: string): boolean {
  const [field, parent = ''] = pointerKeys(pointer).filter((key) => !/^\d+$/.test(key)).reverse();
  return isOmitted(value, field, parent);
}

