import { join } from 'path';

/** How the command line starts, with a bundle that calls its `require` in place of a program. `start.slow.test.ts` starts the real one. */

const LIB = join(__dirname, '..', '..', 'src', 'cli');
const BUNDLE = join(LIB, 'cdk8s-hardened.js');
const COMPILED = join(LIB, `compiled-d1-${process.version}-${process.arch}.bin`);

const mockFiles = new Map<string, Buffer>();
const mockSteps: unknown[] = [];
let mockIsReadOnly = false;

jest.mock('fs', () => ({
  readFileSync: (path: string, encoding?: BufferEncoding) => {
    mockSteps.push(`read ${path}`);
    const content = mockFiles.get(path);
    if (!content) throw new Error('ENOENT');
    return encoding ? content.toString(encoding) : content;
  },
  writeFileSync: (path: string, content: Buffer, { mode }: { mode: number }) => {
    mockSteps.push(`write ${path} ${mode.toString(8)}`);
    mockFiles.set(path, content);
    if (mockIsReadOnly) throw new Error('EROFS');
  },
  renameSync: (from: string, to: string) => {
    mockFiles.set(to, mockFiles.get(from)!);
    mockFiles.delete(from);
  },
  rmSync: (path: string, { force }: { force: boolean }) => {
    mockSteps.push(`remove ${path} ${force}`);
    mockFiles.delete(path);
  },
}));
jest.mock('module', () => ({
  createRequire: (beside: string) => (name: unknown) => {
    mockSteps.push({ required: name, beside });
    return { main: () => mockSteps.push('started by Node') };
  },
  wrap: (text: string) => `(function (exports, require, module, __filename, __dirname) { ${text}\n})`,
}));
jest.mock('../../src/cli/virtual-machine', () => ({ prepareForShortLife: () => { mockSteps.push('prepared'); } }));

/** Starts the bundle, and tells what happened and what is to happen at the end of the process. */
function started(main: string): { readonly steps: readonly unknown[]; readonly atExit: readonly (() => void)[] } {
  mockSteps.length = 0;
  mockFiles.set(BUNDLE, Buffer.from(`exports.main = () => { ${main} };`));
  const once = jest.spyOn(process, 'once').mockImplementation(() => process);
  try {
    (globalThis as { DIGEST?: string }).DIGEST = 'd1'; // which the bundler fills in
    jest.isolateModules(() => { jest.requireActual<{ start(): void }>('../../src/cli/start').start(); });
    return { steps: [...mockSteps], atExit: once.mock.calls.map(([event, listener]) => { expect(event).toBe('exit'); return listener; }) };
  } finally {
    once.mockRestore();
  }
}

beforeEach(() => {
  mockFiles.clear();
  mockIsReadOnly = false;
  delete process.env.NODE_DISABLE_COMPILE_CACHE;
});

const RUN = [{ required: 'run', beside: BUNDLE }];

test('V8 is prepared before anything is compiled, and the bundle sees itself as a module', () => {
  const { steps } = started('require([__filename, __dirname, module.exports === exports, new Error().stack.includes(`${__filename}:1`)])');
  expect(steps).toEqual(['prepared', `read ${COMPILED}`, `read ${BUNDLE}`, { required: [BUNDLE, LIB, true, true], beside: BUNDLE }]);
});

test('the first run keeps what was compiled under its name once it is whole, and the next one uses it', () => {
  const first = started('require("run")');
  expect(mockFiles.has(COMPILED)).toBe(false);
  mockSteps.length = 0;
  first.atExit.forEach((keep) => keep());
  expect([mockSteps, [...mockFiles.keys()]]).toEqual([[`write ${COMPILED}.${process.pid} 644`], [BUNDLE, COMPILED]]);
  const second = started('require("run")');
  expect([second.steps.slice(3), second.atExit]).toEqual([RUN, []]);
});

test('fails to use what is no compiled code, runs all the same, and keeps it anew', () => {
  mockFiles.set(COMPILED, Buffer.from('something else'));
  const { steps, atExit } = started('require("run"); // a text that V8 has not compiled in this process\n');
  expect(steps.slice(3)).toEqual(RUN);
  atExit.forEach((keep) => keep());
  expect(mockFiles.get(COMPILED)!.length).toBeGreaterThan(100);
});

test('nothing is left of what could not be written', () => {
  mockIsReadOnly = true;
  const { atExit } = started('');
  atExit.forEach((keep) => keep());
  expect(mockSteps.slice(-1)).toEqual([`remove ${COMPILED}.${process.pid} true`]);
  expect([...mockFiles.keys()]).toEqual([BUNDLE]);
});

test('the bundle can import a module of the user', async () => {
  const { steps } = started('require(import("node:path"))');
  const { required } = steps[3] as { required: Promise<{ join: unknown }> };
  expect(typeof (await required).join).toBe('function');
});

test('Node loads the bundle, and nothing is kept, where it is told to keep nothing', () => {
  process.env.NODE_DISABLE_COMPILE_CACHE = '1';
  expect(started('')).toEqual({ steps: ['prepared', { required: BUNDLE, beside: BUNDLE }, 'started by Node'], atExit: [] });
});

test.each([['without constants', undefined], ['without its own loader for scripts', {}]])('Node loads the bundle where it is a version %s', (_, constants) => {
  jest.doMock('vm', () => ({ constants, Script: class { constructor() { throw new Error('compiled'); } } }));
  expect(started('').steps).toEqual(['prepared', { required: BUNDLE, beside: BUNDLE }, 'started by Node']);
  jest.dontMock('vm');
});
