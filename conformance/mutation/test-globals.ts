import { expect } from 'expect';
import { bind } from 'jest-each';

/** A test, and the suites around it. */
export interface Test {
  readonly name: string;
  readonly run: () => unknown;
}

/** What a suite or a test does. */
type Body = (...values: never[]) => unknown;

/** The globals of jest that the tests of controls and engine use. Any other is a ReferenceError, never a test that silently does nothing. */
export interface TestGlobals {
  readonly describe: unknown;
  readonly test: unknown;
  readonly expect: typeof expect;
}

/** Collects the tests of one file, of all its suites or of those that `isWanted` by the names of the outermost. */
export function collect(load: (globals: TestGlobals) => void, isWanted: (suite: string | undefined) => boolean): Test[] {
  const tests: Test[] = [];
  let around: readonly string[] = [];
  const describe = (name: string, body: Body): void => {
    if (around.length === 0 && !isWanted(name)) return;
    const before = around;
    around = [...around, name];
    (body as () => unknown)();
    around = before;
  };
  const test = (name: string, body: Body): void => {
    if (around.length > 0 || isWanted(undefined)) tests.push({ name: [...around, name].join(' › '), run: body as () => unknown });
  };
  load({
    describe: Object.assign(describe, { each: bind(describe, false) }),
    test: Object.assign(test, { each: bind(test as never, false) }),
    expect,
  });
  return tests;
}
