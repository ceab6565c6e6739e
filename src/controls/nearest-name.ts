/** The name that takes the fewest edits to reach, for "did you mean". */
export function nearestName(text: string, names: readonly string[]): string {
  const ranked = names.map((name) => ({ name, distance: editDistance(text, name) }));
  return ranked.reduce((best, one) => (one.distance < best.distance ? one : best)).name;
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
