import * as nodeModule from 'module';
import { ApiObject, Chart } from 'cdk8s';
import { sourceOf } from '../../../src/constructs/synthesis/source-location';
import { app } from '../fixtures';

jest.mock('vm', () => ({ runInThisContext: () => ({}) })); // the hook of the test runner, which stands outside
jest.mock('module', () => ({ __esModule: true, findSourceMap: jest.fn() }));

const unhook = (): void => { delete (Error as Partial<ErrorConstructor>).prepareStackTrace; };
beforeEach(unhook);
afterEach(unhook);

const config = { apiVersion: 'v1', kind: 'ConfigMap' };

/** What is known of objects that one line makes. */
function sources(make: (chart: Chart, id: string) => ApiObject): unknown[] {
  const chart = new Chart(app(), 'c');
  return ['a', 'b', 'c'].map((id) => sourceOf(make(chart, id)));
}

test('a line is looked up once in the source maps of Node, however many objects it makes', () => {
  const findEntry = jest.fn(() => ({ originalSource: `file://${process.cwd()}/my%20app/main.ts`, originalLine: 41 }));
  jest.mocked(nodeModule.findSourceMap).mockReturnValue({ findEntry } as unknown as nodeModule.SourceMap);
  expect(sources((chart, id) => new ApiObject(chart, id, config))).toEqual(Array(3).fill({ file: 'my app/main.ts', line: 42 }));
  expect(findEntry).toHaveBeenCalledTimes(1);
});

test('a line is shown once to the hook of a loader, which stays in place', () => {
  const hook = jest.fn((_: Error, [frame]: NodeJS.CallSite[]) => `Error\n    at ${frame.getFunctionName()} (${process.cwd()}/main.ts:7:3)`);
  Error.prepareStackTrace = hook;
  expect(sources((chart, id) => new ApiObject(chart, id, config))).toEqual(Array(3).fill({ file: 'main.ts', line: 7 }));
  expect(hook).toHaveBeenCalledTimes(1);
  expect(Error.prepareStackTrace).toBe(hook);
});

test('without either, the line that runs is the one', () => {
  jest.mocked(nodeModule.findSourceMap).mockReturnValue(undefined as unknown as nodeModule.SourceMap);
  expect(sources((chart, id) => new ApiObject(chart, id, config))).toEqual(Array(3).fill({ file: 'test/constructs/synthesis/source-maps.test.ts', line: expect.any(Number) }));
});
