import { childPointer, isObject } from '../../src/objects/pointer';
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
  return sent === stored || isSameAmount(sent, stored) || isOmitted(sent, stored, pointer) ? []
    : [`${pointer}: sent ${JSON.stringify(sent)}, stored ${JSON.stringify(stored)}`];
}

function isSameAmount(sent: unknown, stored: unknown): boolean {
  if (typeof sent !== 'string' || typeof stored !== 'string') return false;
  const [one, other] = [parseQuantity(sent), parseQuantity(stored)];
  return one !== undefined && other !== undefined && compareQuantities(one, other) === 0;
}

/** Fields whose zero the API server does not store, since it means the same as no value. */
const ZERO_IS_UNSET = /\/(hostNetwork|hostPID|hostIPC|stdin|stdinOnce|tty|readOnly|publishNotReadyAddresses|minReadySeconds)$/;

const isOmitted = (sent: unknown, stored: unknown, pointer: string): boolean =>
  (sent === false || sent === 0) && stored === undefined && ZERO_IS_UNSET.test(pointer);

