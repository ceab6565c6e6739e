import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { firstNumbers, NumberedMutant } from './stages';

/** How a changed source asks whether a mutant is active. */
const SWITCH = /stryMutAct_\w+\("(\d+)"\)/g;

/** The places of mutants in a file, in the order of their numbers: the same in every run, whatever else is changed. */
export type Places = Readonly<Record<string, readonly number[]>>;

/** The mutants that Stryker has written into a copy of the sources. */
export class Mutants {
  public readonly all: readonly NumberedMutant[];
  private readonly first: ReadonlyMap<string, number>;
  private readonly fileOf: ReadonlyMap<string, string>;

  constructor(sandbox: string) {
    const files = (readdirSync(join(sandbox, 'src'), { recursive: true }) as string[]).map((file) => `src/${file}`).filter((file) => file.endsWith('.ts'));
    this.all = files.flatMap((fileName) => [...new Set([...readFileSync(join(sandbox, fileName), 'utf8').matchAll(SWITCH)].map(([, id]) => id))]
      .map((id) => ({ id, fileName })));
    this.first = firstNumbers(this.all);
    this.fileOf = new Map(this.all.map(({ id, fileName }) => [id, fileName]));
  }

  /** The sources that were changed. */
  public get files(): readonly string[] { return [...this.first.keys()]; }

  public places(ids: Iterable<string>): Places {
    const places: Record<string, number[]> = {};
    for (const id of ids) {
      const file = this.fileOf.get(id)!;
      (places[file] ??= []).push(Number(id) - this.first.get(file)!);
    }
    return places;
  }

  /** Those of `places` that are in a source that this run changes. */
  public ids(places: Places): string[] {
    return Object.entries(places).flatMap(([file, numbers]) => {
      const first = this.first.get(file);
      return first === undefined ? [] : numbers.map((number) => String(first + number));
    });
  }
}
