/** Ports or addresses that follow each other: from the first one up to, but without, `to`. */
export interface Interval<T extends number | bigint> {
  readonly from: T;
  readonly to: T;
}

/** Intervals in ascending order that neither overlap nor touch. */
export type Intervals<T extends number | bigint> = readonly Interval<T>[];

function byStart<T extends number | bigint>(one: Interval<T>, other: Interval<T>): number {
  return one.from < other.from ? -1 : Number(one.from > other.from);
}

/** What is in any of the intervals, which may overlap and come in any order. */
export function unionOf<T extends number | bigint>(list: readonly Interval<T>[]): Intervals<T> {
  const union: { from: T; to: T }[] = [];
  for (const { from, to } of [...list].sort(byStart)) {
    const last = union[union.length - 1];
    if (from >= to) continue;
    if (!last || from > last.to) union.push({ from, to });
    else if (to > last.to) last.to = to;
  }
  return union;
}

/** What is in `from` and not in `what`. */
export function without<T extends number | bigint>(from: Intervals<T>, what: Intervals<T>): Intervals<T> {
  const rest: Interval<T>[] = [];
  let next = 0;
  for (const interval of from) {
    while (next < what.length && what[next].to <= interval.from) next++;
    let start = interval.from;
    for (let i = next; i < what.length && what[i].from < interval.to; i++) {
      if (what[i].from > start) rest.push({ from: start, to: what[i].from });
      start = what[i].to;
    }
    if (start < interval.to) rest.push({ from: start, to: interval.to });
  }
  return rest;
}

/** What is in both. */
export function inBoth<T extends number | bigint>(one: Intervals<T>, other: Intervals<T>): Intervals<T> {
  return without(one, without(one, other));
}

/** Whether a value is in one of the intervals. */
export function isWithin<T extends number | bigint>(intervals: Intervals<T>, value: T): boolean {
  return intervals.some(({ from, to }) => from <= value && value < to);
}
