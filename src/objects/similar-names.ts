/** The name that takes the fewest edits to reach, for "did you mean". */
export function nearestName(text: string, names: readonly string[]): string {
  return nearest(ranked(text, names)).name;
}

/** The same, among those that may have been meant. */
export function similarName(text: string, names: readonly string[]): string | undefined {
  const ofLikeLength = names.filter(({ length }) => Math.abs(length - text.length) <= Math.max(length, text.length) / 2); // no other can be near
  const near = ranked(text, ofLikeLength).filter((one) => isNear(text, one));
  return near.length === 0 ? undefined : nearest(near).name;
}

/** As in `read`, which is not meant for `head`. */
const SHORT_WORD = 4;

/** Of every three characters one may be wrong, or more where one of the two is a part of the other. Another first letter makes another word of a short one. */
function isNear(text: string, { name, distance }: Ranked): boolean {
  if (text === '' || name === '') return false;
  const longer = Math.max(text.length, name.length);
  if (longer <= SHORT_WORD && text[0] !== name[0] && text[0] !== name[1]) return false;
  return distance <= (name.includes(text) || text.includes(name) ? longer / 2 : Math.max(1, Math.floor(longer / 3)));
}

/** So many names fit into a message. */
const FEW = 12;
/** Longer texts are no misspelled name, and take long to compare. */
const LONGEST = 100;

/** The end of a message about a name that is not known: what may have been meant or, where none is near, what there is. */
export function suggestion(text: string, names: readonly string[]): string {
  const similar = similarName(text.slice(0, LONGEST), names);
  if (similar !== undefined) return `; did you mean "${similar}"?`;
  return names.length > 0 && names.length <= FEW ? `; it can be ${names.join(', ')}` : '';
}

interface Ranked { readonly name: string; readonly distance: number }

const ranked = (text: string, names: readonly string[]): readonly Ranked[] => names.map((name) => ({ name, distance: editDistance(text, name) }));

const nearest = (names: readonly Ranked[]): Ranked => names.reduce((best, one) => (one.distance < best.distance ? one : best));

/** How many letters have to be added, removed, replaced or swapped with their neighbor. https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance */
function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let k = 1; k <= right.length; k++) {
      const isSwapped = i > 1 && k > 1 && left[i - 1] === right[k - 2] && left[i - 2] === right[k - 1];
      next.push(Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + (left[i - 1] === right[k - 1] ? 0 : 1), isSwapped ? before[k - 2] + 1 : Infinity));
    }
    [before, row] = [row, next];
  }
  return row[right.length];
}

/** Separators that are as often left out or exchanged as not. */
const SEPARATORS = /[-._]/;
/** Parts of a name that are shorter tell things apart: `api` and `app`. */
const SHORTEST = 4;
/** From this length on a part may have two slips. */
const LONG = 9;

const withoutDigits = (text: string): string => text.replace(/\d+/g, '');

/** How many characters two texts begin with alike. */
function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** Whether two texts differ by one character that is missing, added or another, or by two neighbors that have changed places. */
function isOneSlip(one: string, other: string): boolean {
  const start = commonLength(one, other);
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
  return corrected(commonLength(one, other)).some((text) => isOneSlip(text, other));
}

/**
 * Whether one name looks like the other one, misspelled: a separator that is missing, or a slip in one part of it. What differs in numbers, or in a short
 * part, is another name: `web-1` and `web-2`, `db-dev` and `db-qa`. This is stricter than `similarName`, which is for names out of a closed set: users
 * choose the names of their objects, and similar ones may both be meant.
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
