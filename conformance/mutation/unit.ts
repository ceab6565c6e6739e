import { basename, dirname, join } from 'path';
import { ProcessState } from './process-state';
import { DOCS_TEST } from './test-files';
import { TestGlobals } from './test-globals';
import { TestModules } from './test-modules';
import { TestRun, TimeoutError } from './test-run';

/** The tests of one file that are about one control, or all others of the file. */
export interface Unit {
  readonly id: string;
  readonly file: string;
  readonly control?: string;
}

/** A unit whose tests pass. */
export interface MeasuredUnit extends Unit {
  /** The processor time that it takes. */
  readonly milliseconds: number;
  /** The mutants whose code its tests run, apart from those that run while sources are loaded. */
  readonly hits: ReadonlySet<string>;
}

/** Why a unit does not pass. */
export type Failure = { readonly message: string } | 'timeout';

/** Loads test files and runs them in this process, which is as before afterwards. */
export class Units {
  private readonly state = new ProcessState(require);

  constructor(
    private readonly sandbox: string,
    private readonly modules: TestModules,
    /** The file of each control, by its id. */
    private readonly controls: ReadonlyMap<string, string>,
  ) {}

  /** A file that has tests for each control has a suite by its name for each; those are units of their own. */
  public of(files: readonly string[]): Unit[] {
    return files.flatMap((file): Unit[] => {
      const found = new Set<string>();
      const globals = new TestGlobals((suite = '') => {
        if (this.controls.has(suite)) found.add(suite);
        return !this.controls.has(suite);
      });
      this.load(file, globals);
      this.state.restore();
      return [...globals.tests.length > 0 ? [{ id: found.size > 0 ? `${file} › others` : file, file }] : [], ...[...found].map((control) => ({ id: `${file} › ${control}`, file, control }))];
    });
  }

  /** Loads the tests of a unit and runs them up to the first that fails. */
  public async failure({ file, control }: Unit, milliseconds: number, onLoaded = (): void => {}): Promise<Failure | undefined> {
    const globals = new TestGlobals((suite = '') => (control === undefined ? !this.controls.has(suite) : suite === control));
    const run = new TestRun(globals, join(this.sandbox, file), milliseconds);
    let running = 'loading';
    try {
      await run.load(() => this.load(file, globals));
      onLoaded();
      for (const test of globals.tests) {
        running = test.name;
        await run.run(test);
      }
      return undefined;
    } catch (error) {
      return error instanceof TimeoutError ? 'timeout' : { message: `${running}: ${String(error)}` };
    } finally {
      await run.finish().catch(() => {}); // what a mutant broke may be needed to clean up
      this.state.restore();
    }
  }

  private load(file: string, globals: TestGlobals): void {
    this.modules.load(file, (modules) => globals.all(modules));
  }
}

/**
 * The units that may notice a mutant, the most likely first, and of equals the quickest: the laws of its control or the tests of its name, the page of its
 * control, what imports it or mirrors its folder, all others. Other controls have nothing to do with a mutant of a control.
 *
 * @param mutant its id, where it runs in tests alone; undefined for a mutant that runs while sources are loaded
 */
export function unitsFor(
  source: string, mutant: string | undefined, units: readonly MeasuredUnit[], controls: ReadonlyMap<string, string>, modules: TestModules,
): MeasuredUnit[] {
  const name = basename(source, '.ts');
  const distance = ({ file, control }: Unit): number => {
    if (file.endsWith(`/${name}.test.ts`) || (control === name && file.startsWith('test/laws/'))) return 0;
    if (control === name && file === DOCS_TEST) return 1;
    const isBeside = control === undefined && dirname(file) === dirname(source).replace(/^src/, 'test');
    return control === name || isBeside || modules.importsOf(controls.get(control ?? '') ?? file).has(source) ? 2 : 3;
  };
  return units.filter(({ control }) => control === undefined || control === name || !controls.has(name))
    .filter(({ file, hits }) => (mutant === undefined ? modules.reachedFrom(file).has(source) : hits.has(mutant)))
    .sort((one, other) => distance(one) - distance(other) || one.milliseconds - other.milliseconds);
}

/** The first units, up to the one with which they take this long. */
export function within(milliseconds: number, units: readonly MeasuredUnit[]): MeasuredUnit[] {
  let spent = 0;
  return units.filter((unit) => {
    const isInTime = spent < milliseconds;
    spent += unit.milliseconds;
    return isInTime;
  });
}
