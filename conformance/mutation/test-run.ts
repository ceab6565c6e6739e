import { Script } from 'vm';
import { TestGlobals, Suite, Test } from './test-globals';

/** What a test file did not finish in the time that it had. */
export class TimeoutError extends Error {}

const CALL = new Script('__run__()');

/** Calls a function that may never return, and awaits what may never come. */
async function within(milliseconds: number, run: () => unknown): Promise<void> {
  let result: unknown;
  Object.assign(globalThis, { __run__: () => { result = run(); } });
  try {
    CALL.runInThisContext({ timeout: milliseconds });
  } catch (error) {
    throw (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? new TimeoutError() : error;
  }
  if (!(result instanceof Promise)) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new TimeoutError()), milliseconds); });
  try {
    await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs the tests of one file, one after the other. */
export class TestRun {
  private readonly end: number;
  private open: readonly Suite[] = [];

  constructor(private readonly globals: TestGlobals, private readonly file: string, milliseconds: number) {
    this.end = Date.now() + milliseconds;
  }

  /** Collects the tests: what runs while they are loaded may never return either. */
  public async load(load: () => void): Promise<void> { await this.call(load); }

  /** Runs one test with the hooks around it. */
  public async run(test: Test): Promise<void> {
    await this.enter(test.suites);
    this.globals.enter(test, this.file);
    for (const { hooks } of test.suites) await this.callAll(hooks.beforeEach);
    try {
      await this.call(test.run);
      this.globals.verify();
    } finally {
      for (const { hooks } of [...test.suites].reverse()) await this.callAll(hooks.afterEach);
    }
  }

  /** Leaves the suites that are open. */
  public async finish(): Promise<void> {
    await this.enter([]);
    this.globals.leave();
  }

  /** Leaves the suites that the next test is not in, and enters those that it is in. */
  private async enter(suites: readonly Suite[]): Promise<void> {
    const left = this.open.filter((suite) => !suites.includes(suite)).reverse();
    const entered = suites.filter((suite) => !this.open.includes(suite));
    this.open = suites;
    for (const { hooks } of left) await this.callAll(hooks.afterAll);
    for (const { hooks } of entered) await this.callAll(hooks.beforeAll);
  }

  private async callAll(hooks: readonly (() => unknown)[]): Promise<void> {
    for (const hook of hooks) await this.call(hook);
  }

  private async call(run: () => unknown): Promise<void> {
    await within(Math.max(1, this.end - Date.now()), run);
  }
}
