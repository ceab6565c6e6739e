/** The name that takes the fewest edits to reach, for "did you mean". */
export function nearestName(text: string, names: readonly string[]): string {
  return nearest(text, names).name;
}

/** The same, where it takes so few that it may have been meant. */
export function similarName(text: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const { name, distance } = nearest(text, names);
  return distance <= Math.max(text.length, name.length) / 2 ? name : undefined;
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

function nearest(text: string, names: readonly string[]): { readonly name: string; readonly distance: number } {
  const ranked = names.map((name) => ({ name, distance: editDistance(text, name) }));
  return ranked.reduce((best, one) => (one.distance < best.distance ? one : best));
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let k = 1; k <= right.length; k++) {
      next.push(Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + (left[i - 1] === right[k - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[right.length];
}
