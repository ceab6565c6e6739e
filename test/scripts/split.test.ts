import { runInThisContext } from 'vm';
import { build, Plugin } from 'esbuild';
import { Split, split } from '../../scripts/split/split';

type Exports = Readonly<Record<string, any>>;

/** A text long enough that a function with it is worth a place in another file. */
const LONG = `'${'long '.repeat(40)}'`;

type Modules = Readonly<Record<string, string>>;

/** Bundles `index.ts` with the modules that it imports, and splits it as if the functions that begin so had been called. */
async function splitOf(modules: Modules, called: readonly string[]): Promise<Split> {
  const inMemory: Plugin = {
    name: 'in-memory',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /./ }, ({ path }) => ({ path: path.replace(/^\.\/(.*)$/, '$1.ts'), namespace: 'memory' }));
      onLoad({ filter: /./, namespace: 'memory' }, ({ path }) => ({ contents: modules[path], loader: 'ts' }));
    },
  };
  const { outputFiles: [{ text }] } = await build({
    entryPoints: ['index.ts'], bundle: true, platform: 'node', target: 'node20', write: false, outfile: 'index.js', plugins: [inMemory],
  });
  return split(text, new Set(called.map((begin) => text.indexOf(begin))));
}

/** Loads a bundle, and counts how often it loads the other file. */
function loaded({ main, onDemand }: Split): { readonly api: Exports; readonly loads: () => number } {
  let loads = 0;
  const evaluated = (text: string, require: (name: string) => unknown): unknown => {
    const module = { exports: {} };
    runInThisContext(`(function (module, exports, require) { ${text}\n})`)(module, module.exports, require);
    return module.exports;
  };
  const api = evaluated(main, (name) => {
    expect(name).toBe('./on-demand.js');
    loads++;
    return evaluated(onDemand, () => { throw new Error('nothing else is loaded'); });
  }) as Exports;
  return { api, loads: () => loads };
}

test('an export that was not asked for is in the other file with all that only it needs, and is loaded once when somebody asks', async () => {
  const parts = await splitOf({
    'index.ts': `
      const { table } = { table: new Map([['a', 1]]) };
      export enum Color { RED = 'red' }
      export class Rare { static of() { return new Rare(); } get(key: string) { return table.get(key) ?? often(1); } }
      export function often(value: number) { return value + 1; }`,
  }, ['() => often', 'function often']);
  expect(parts.main).not.toMatch(/class Rare|new Map/);
  expect(parts.onDemand).toMatch(/class _?Rare/);
  const { api, loads } = loaded(parts);
  expect([Object.keys(api), api.often(1), loads()]).toEqual([['Color', 'Rare', 'often'], 2, 0]);
  expect([api.Rare.of().get('a'), api.Rare.of().get('b'), api.Color.RED, api.Rare === api.Rare, loads()]).toEqual([1, 2, 'red', true, 1]);
});

test('what completes a class goes with it', async () => {
  const { api } = loaded(await splitOf({ 'index.ts': "export class Rare {}\n(Rare as any)[Symbol.for('name')] = 'rare';" }, []));
  expect(api.Rare[Symbol.for('name')]).toBe('rare');
});

test('a function of a module in which none was called is loaded at its first call, and is the same one for both files', async () => {
  const parts = await splitOf({
    'rare.ts': `export function rare(value: number): any { return value > 1 ? [${LONG}, rare] : []; }`,
    'index.ts': `
      import { rare } from './rare';
      export function often(value: number) { return value > 0 ? rare(value) : rare; }
      export class Rare { isSame(other: unknown) { return other === rare; } }`,
  }, ['() => often', 'function often']);
  expect(parts.main).not.toContain('long');
  const { api, loads } = loaded(parts);
  expect([typeof api.often(0), loads()]).toEqual(['function', 0]);
  expect(api.often(2)[0]).toContain('long');
  expect([new api.Rare().isSame(api.often(0)), loads()]).toEqual([true, 1]);
});

const CONTROL = `export const control = { id: 'a', inspect: (value: number) => (value > 0 ? [${LONG}] : []) };`;

test('a function in a value that is made at once is loaded at its first call', async () => {
  const { api, loads } = loaded(await splitOf({ 'control.ts': CONTROL, 'index.ts': "export { control } from './control';" }, ['() => control']));
  expect([api.control.id, loads()]).toEqual(['a', 0]);
  expect([api.control.inspect(0), api.control.inspect(1).length, loads()]).toEqual([[], 1, 1]);
});

test('a function beside one that was called stays where it is', async () => {
  const modules = { 'control.ts': `${CONTROL} export function often() { return 1; }`, 'index.ts': "export { control, often } from './control';" };
  expect((await splitOf(modules, ['() => control', 'function often'])).main).toContain('long');
});

test.each([
  ['reads a variable that changes', 'let count = 0; export const next = () => ++count;', 'count', '1'],
  ['depends on its caller', 'export const next = () => 1;', 'this', 'called'],
])('a function that %s stays where it is', async (_, others, value, expected) => {
  const parts = await splitOf({
    'rare.ts': `${others} export function rare(this: unknown) { return [${LONG}, ${value}][1]; }`,
    'index.ts': "import { next, rare } from './rare'; export { next }; export const often = { toString: () => 'called', rare };",
  }, ['() => often', '() => next']);
  expect(parts.main).toContain('long');
  const { api } = loaded(parts);
  api.next();
  expect(String(api.often.rare())).toBe(expected);
});

test('fails with the name where the bundle uses one that the split needs', async () => {
  await expect(splitOf({ 'index.ts': 'export function onDemand() { return 1; }' }, [])).rejects.toThrow('the bundle declares onDemand itself');
});
