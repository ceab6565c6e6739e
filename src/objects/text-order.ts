/** Sorts texts by their code units, as `sort` does by itself: the same on every machine, whatever its language is. */
export const byCodeUnit = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
