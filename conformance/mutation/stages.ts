import { createHash } from 'crypto';

/** A change of a source, as Stryker numbers it: the changes of one file have consecutive numbers. */
export interface NumberedMutant {
  readonly id: string;
  /** Relative to the project. */
  readonly fileName: string;
}

/** A part of a stage that is large enough to be sampled by itself. */
const PARTS = ['src/objects/validation/'];

/** The part of the sources that a row of the table is about: a stage of the flow, or one of `PARTS`. */
function stageOf(file: string): string {
  const part = PARTS.find((folder) => file.startsWith(folder));
  return part ? part.slice(0, -1) : file.split('/').slice(0, 2).join('/');
}

export function byStage<M extends NumberedMutant>(mutants: readonly M[]): ReadonlyMap<string, readonly M[]> {
  const groups = new Map<string, M[]>();
  for (const mutant of mutants) {
    const stage = stageOf(mutant.fileName);
    const group = groups.get(stage);
    if (group) group.push(mutant);
    else groups.set(stage, [mutant]);
  }
  return new Map([...groups].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The first number of each file. */
export function firstNumbers(mutants: readonly NumberedMutant[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { id, fileName } of mutants) first.set(fileName, Math.min(Number(id), first.get(fileName) ?? Number(id)));
  return first;
}

/**
 * Draws so many mutants of each stage without replacement, the same for the same seed. A mutant is drawn by its place in its file, so that a change of one
 * file leaves most of a sample as it was.
 */
export function sampled<M extends NumberedMutant>(mutants: readonly M[], size: number, seed: number): M[] {
  const first = firstNumbers(mutants);
  const drawn = (mutant: M): string =>
    createHash('sha256').update(`${seed} ${mutant.fileName} ${Number(mutant.id) - first.get(mutant.fileName)!}`).digest('hex');
  return [...byStage(mutants).values()].flatMap((stage) => stage
    .map((mutant) => ({ mutant, order: drawn(mutant) }))
    .sort((one, other) => (one.order < other.order ? -1 : 1))
    .slice(0, size)
    .map(({ mutant }) => mutant));
}
