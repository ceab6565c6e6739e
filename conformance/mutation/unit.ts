import { basename, dirname } from 'path';
import { Script } from 'vm';
import { DOCS_TEST, TestBundle } from './test-bundle';
import { collect } from './test-globals';

/** The tests of one file that are about one control, or all others of the file. */
export interface Unit {
  readonly id: string;
  readonly file: string;
  readonly control?: string;
}

/** A unit whose tests pass, with the time that they take. */
export interface TimedUnit extends Unit { readonly milliseconds: number }

/** Why a unit does not pass. */
export type Failure = { readonly message: string } | 'timeout';

/** A file that has tests for each control has a suite by its name for each; those are units of their own. */
export function unitsOf(bundle: TestBundle, controls: ReadonlyMap<string, string>): Unit[] {
  return bundle.files.flatMap((file): Unit[] => {
    const found = new Set<string>();
    const others = collect((globals) => bundle.load(file, globals), (suite = '') => {
      if (controls.has(suite)) found.add(suite);
      return !controls.has(suite);
    });
    return [...others.length > 0 ? [{ id: file, file }] : [], ...[...found].map((control) => ({ id: `${file} › ${control}`, file, control }))];
  });
}

const CALL = new Script('__unit__()');

/** Calls a function that may never return. */
function callWithin(milliseconds: number, run: () => void): void {
  Object.assign(globalThis, { __unit__: run });
  CALL.runInThisContext({ timeout: milliseconds });
}

/** Loads the tests of a unit and runs them up to the first that fails. */
export function failureOf(
  bundle: TestBundle, { file, control }: Unit, controls: ReadonlyMap<string, string>, milliseconds: number,
): Failure | undefined {
  let running = 'loading';
  try {
    callWithin(milliseconds, () => {
      const isOfUnit = (suite = ''): boolean => (control === undefined ? !controls.has(suite) : suite === control);
      for (const { name, run } of collect((globals) => bundle.load(file, globals), isOfUnit)) {
        running = name;
        if (run() instanceof Promise) throw new Error('this runner knows no tests that wait');
      }
    });
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'timeout' : { message: `${running}: ${String(error)}` };
  }
}

/**
 * The units that may kill a mutant of a source file, the likeliest first, and of equals the quickest: the laws of its control or the tests of its name,
 * the page of its control, what imports it or mirrors its folder, all others. Other controls have nothing to do with a mutant of a control.
 */
export function unitsFor(source: string, units: readonly TimedUnit[], controls: ReadonlyMap<string, string>, bundle: TestBundle): TimedUnit[] {
  const name = basename(source, '.ts');
  const distance = ({ file, control }: Unit): number => {
    if (file.endsWith(`/${name}.test.ts`) || (control === name && file.startsWith('test/laws/'))) return 0;
    if (control === name && file === DOCS_TEST) return 1;
    const isBeside = control === undefined && dirname(file) === dirname(source).replace(/^src/, 'test');
    return control === name || isBeside || bundle.imports.get(controls.get(control ?? '') ?? file)?.has(source) ? 2 : 3;
  };
  return units.filter(({ control }) => control === undefined || control === name || !controls.has(name))
    .sort((one, other) => distance(one) - distance(other) || one.milliseconds - other.milliseconds);
}

/** The first units, up to the one with which they take this long. */
export function within(milliseconds: number, units: readonly TimedUnit[]): TimedUnit[] {
  let spent = 0;
  return units.filter((unit) => {
    const isInTime = spent < milliseconds;
    spent += unit.milliseconds;
    return isInTime;
  });
}
