/** A stretch of lines that differs: lines `from` to `to` of the old text became lines `newFrom` to `newTo` of the new one, ends not included. */
export interface LineChange {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/**
 * How many differences are looked at before the best beginning is settled. It keeps time linear: a text with thousands of insertions is compared
 * stretch by stretch.
 */
const LOOK_AHEAD = 200;

/** What turns one list of lines into another, by Myers' algorithm: the fewest changes, as long as they are not more than `LOOK_AHEAD` in one stretch. */
export function lineChanges(old: readonly string[], now: readonly string[]): LineChange[] {
  const changes: LineChange[] = [];
  let x = 0;
  let y = 0;
  while (x < old.length || y < now.length) {
    for (const step of nextSteps(old, now, x, y)) {
      if (step === 'same') x += 1;
      if (step !== 'same') extend(changes, x, y, step);
      if (step === 'removed') x += 1;
      else y += 1;
    }
  }
  return changes;
}

type Step = 'same' | 'removed' | 'added';

function extend(changes: LineChange[], x: number, y: number, step: Step): void {
  const last = changes[changes.length - 1];
  const isNext = last?.to === x && last.newTo === y;
  const { from, newFrom } = isNext ? last : { from: x, newFrom: y };
  if (isNext) changes.pop();
  changes.push({ from, newFrom, to: step === 'removed' ? x + 1 : x, newTo: step === 'added' ? y + 1 : y });
}

/** The furthest way from a place, all the way or for `LOOK_AHEAD` differences. */
function nextSteps(old: readonly string[], now: readonly string[], x0: number, y0: number): Step[] {
  const rounds: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= LOOK_AHEAD; d++) {
    rounds.push(reached);
    const next = new Map<number, number>();
    let best = { k: 0, sum: -1 };
    for (let k = -d; k <= d; k += 2) {
      let x = isDown(reached, k, d) ? reached.get(k + 1)! : reached.get(k - 1)! + 1;
      while (x0 + x < old.length && y0 + x - k < now.length && old[x0 + x] === now[y0 + x - k]) x += 1;
      next.set(k, x);
      const [atX, atY] = [x0 + x, y0 + x - k];
      if (atX > old.length || atY > now.length) continue;
      if (atX === old.length && atY === now.length) return stepsBack(rounds, k, x);
      if (atX + atY > best.sum) best = { k, sum: atX + atY };
    }
    if (d === LOOK_AHEAD) return stepsBack(rounds, best.k, next.get(best.k)!);
    reached = next;
  }
  return [];
}

const isDown = (reached: ReadonlyMap<number, number>, k: number, d: number): boolean => (
  k === -d || (k !== d && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1)));

function stepsBack(rounds: readonly ReadonlyMap<number, number>[], k: number, x: number): Step[] {
  const steps: Step[] = [];
  for (let d = rounds.length - 1; d >= 0; d--) {
    const reached = rounds[d];
    const down = isDown(reached, k, d);
    const before = down ? reached.get(k + 1)! : reached.get(k - 1)!;
    const start = down ? before : before + 1;
    for (; x > start; x--) steps.push('same');
    if (d > 0) steps.push(down ? 'added' : 'removed');
    x = before;
    k += down ? 1 : -1;
  }
  return steps.reverse();
}
