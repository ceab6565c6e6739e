/** Separators that are as often left out or exchanged as not. */
const SEPARATORS = /[-._]/;
/** Parts of a name that are shorter tell things apart: `api` and `app`. */
const SHORTEST = 4;
/** From this length on a part may have two slips. */
const LONG = 9;

const withoutDigits = (text: string): string => text.replace(/\d+/g, '');

/** Whether two texts differ by one character that is missing, added or another, or by two neighbors that have changed places. */
function isOneSlip(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [left, right] = [one.slice(start), other.slice(start)];
  if (left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)) return true;
  return left.length > 1 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
}

function isTwoSlips(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 2) return false;
  const corrected = (i: number): string[] => [
    one.slice(0, i) + one.slice(i + 1), one.slice(0, i) + (other[i] ?? '') + one.slice(i), one.slice(0, i) + (other[i] ?? '') + one.slice(i + 1),
    one.slice(0, i) + (one[i + 1] ?? '') + (one[i] ?? '') + one.slice(i + 2),
  ];
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  return corrected(start).some((text) => isOneSlip(text, other));
}

/**
 * Whether one name looks like the other one, misspelled: a separator that is missing, or a slip in one part of it. What differs in numbers, or in a short
 * part, is another name: `web-1` and `web-2`, `db-dev` and `db-qa`.
 */
export function isMisspelling(one: string, other: string): boolean {
  if (one === other || withoutDigits(one) === withoutDigits(other)) return false;
  const [parts, others] = [one.split(SEPARATORS), other.split(SEPARATORS)];
  if (parts.join('') === others.join('')) return true;
  if (parts.length !== others.length) return false;
  const differing = parts.map((part, i) => [part, others[i]] as const).filter(([part, same]) => part !== same);
  if (differing.length !== 1) return false;
  const [[left, right]] = differing;
  const length = Math.max(left.length, right.length);
  return length >= SHORTEST && (isOneSlip(left, right) || (length >= LONG && isTwoSlips(left, right)));
}
