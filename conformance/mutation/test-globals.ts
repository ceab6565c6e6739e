import { basename, dirname, join } from 'path';
import { expect } from 'expect';
import { bind } from 'jest-each';
import { ModuleMocker } from 'jest-mock';
import { addSerializer, SnapshotState, toMatchInlineSnapshot, toMatchSnapshot } from 'jest-snapshot';
import { ModuleFunctions } from './test-modules';

/** What a suite, a hook or a test does. */
type Body = (...values: never[]) => unknown;

const HOOKS = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'] as const;
type Hook = typeof HOOKS[number];

type Serializer = Parameters<typeof addSerializer>[0];

/** A suite with its hooks; the file itself is the outermost. */
export interface Suite {
  readonly name: string;
  readonly hooks: Readonly<Record<Hook, Body[]>>;
}

/** A test, and the suites around it from the outermost on. */
export interface Test {
  readonly name: string;
  readonly suites: readonly Suite[];
  readonly run: () => unknown;
}

expect.extend({ toMatchInlineSnapshot, toMatchSnapshot } as never);
Object.assign(globalThis, { expect }); // for sources that extend it

/** The tests that run now: a serializer is for those of its file. */
let running: TestGlobals | undefined;

const suiteOf = (name: string): Suite => ({ name, hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] } });

/** The functions that jest gives to a test file. */
export class TestGlobals {
  public readonly tests: Test[] = [];
  private readonly mocker = new ModuleMocker(globalThis);
  private around: readonly Suite[] = [suiteOf('')];

  /** @param isWanted which suites and tests to collect, by the name of the outermost suite of the file; undefined outside of any */
  constructor(private readonly isWanted: (suite: string | undefined) => boolean) {}

  /** All by their names. */
  public all(modules: ModuleFunctions): Readonly<Record<string, unknown>> {
    const describe = (name: string, body: Body): void => { this.describe(name, body); };
    const test = (name: string, body: Body): void => { this.test(name, body); };
    const { mocker } = this;
    return {
      describe: Object.assign(describe, { each: bind(describe, false) }),
      test: Object.assign(test, { each: bind(test as never, false) }),
      ...Object.fromEntries(HOOKS.map((hook) => [hook, (body: Body) => { this.around[this.around.length - 1].hooks[hook].push(body); }])),
      expect: Object.assign(expect, {
        addSnapshotSerializer: ({ test: isMeant, ...serializer }: Serializer) => {
          addSerializer({ ...serializer, test: (value) => running === this && isMeant(value) });
        },
      }),
      jest: {
        ...modules, fn: mocker.fn.bind(mocker), spyOn: mocker.spyOn.bind(mocker), mocked: (value: unknown) => value,
        restoreAllMocks: () => { mocker.restoreAllMocks(); }, setTimeout: () => {},
      },
    };
  }

  /** Before each test: counts of calls start afresh, and snapshots are looked up by its name. */
  public enter({ name, suites }: Test, testPath: string): void {
    running = this; // eslint-disable-line @typescript-eslint/no-this-alias
    this.mocker.clearAllMocks();
    const snapshotState = new SnapshotState(join(dirname(testPath), '__snapshots__', `${basename(testPath)}.snap`), {
      updateSnapshot: 'none', snapshotFormat: { escapeString: false, printBasicPrototype: false }, rootDir: dirname(testPath),
    });
    expect.setState({ currentTestName: [...suites.slice(1).map((suite) => suite.name), name].join(' '), testPath, snapshotState, suppressedErrors: [] } as never);
  }

  /** After each test: a snapshot that differs does not throw by itself. */
  public verify(): void {
    const [error] = expect.getState().suppressedErrors;
    if (error) throw error;
  }

  /** After the last test: what was replaced is put back. */
  public leave(): void {
    running = undefined;
    this.mocker.restoreAllMocks();
  }

  private describe(name: string, body: Body): void {
    if (this.around.length === 1 && !this.isWanted(name)) return;
    const before = this.around;
    this.around = [...before, suiteOf(name)];
    (body as () => unknown)();
    this.around = before;
  }

  private test(name: string, body: Body): void {
    if (this.around.length > 1 || this.isWanted(undefined)) this.tests.push({ name, suites: this.around, run: body as () => unknown });
  }
}
