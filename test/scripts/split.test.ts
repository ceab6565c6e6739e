import { runInThisContext } from 'vm';
import { buildSync } from 'esbuild';
import { placeOf } from '../../scripts/split/called';
import { Split, split } from '../../scripts/split/split';

type Exports = Readonly<Record<string, any>>;

/** A text long enough that a function with it is worth a place in another file. */
const LONG = `'${'long '.repeat(40)}'`;

/** Splits a module as if the functions that begin so had been called: to the end of what is given, or of the block that it opens. */
function splitOf(contents: string, called: readonly string[]): Split {
  const { outputFiles: [{ text }] } = buildSync({
    stdin: { contents, sourcefile: 'index.ts', loader: 'ts' }, bundle: true, platform: 'node', target: 'node20', write: false, outfile: 'index.js',
  });
  return split(text, new Set(['(to, from, except, desc) => {', ...called].map((begin) => {
    const start = text.indexOf(begin);
    return placeOf(start, begin.endsWith('{') ? text.indexOf('\n}', start) + 2 : start + begin.length);
  })));
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

test('an export that was not asked for is in the other file with all that only it needs, and is loaded once when somebody asks', () => {
  const parts = splitOf(`
    const { table } = { table: new Map([['a', 1]]) };
    export enum Color { RED = 'red' }
    export class Rare { static of() { return new Rare(); } get(key: string) { return table.get(key) ?? often(1); } }
    export function often(value: number) { return value + 1; }`, ['() => often', 'function often(value) {']);
  expect(parts.main).not.toMatch(/class Rare|new Map/);
  expect(parts.onDemand).toMatch(/class _?Rare/);
  const { api, loads } = loaded(parts);
  expect([Object.keys(api), api.often(1), loads()]).toEqual([['Color', 'Rare', 'often'], 2, 0]);
  expect([api.Rare.of().get('a'), api.Rare.of().get('b'), api.Color.RED, api.Rare === api.Rare, loads()]).toEqual([1, 2, 'red', true, 1]);
});

test('what completes a class goes with it', () => {
  const { api } = loaded(splitOf(`
    export class Rare {}
    (Rare as any)[Symbol.for('name')] = 'rare';`, []));
  expect(api.Rare[Symbol.for('name')]).toBe('rare');
});

test('a function that was not called is loaded at its first call, and is the same one for both files', () => {
  const parts = splitOf(`
    function rare(value: number) { return value > 1 ? [${LONG}, rare] : []; }
    export function often(value: number) { return value > 0 ? rare(value) : rare; }
    export class Rare { isSame(other: unknown) { return other === rare; } }`, ['() => often', 'function often(value) {']);
  expect(parts.main).not.toContain('long');
  const { api, loads } = loaded(parts);
  expect([typeof api.often(0), loads()]).toEqual(['function', 0]);
  expect(api.often(2)[0]).toContain('long');
  expect([new api.Rare().isSame(api.often(0)), loads()]).toEqual([true, 1]);
});

test('a function in a value that is made at once is loaded at its first call', () => {
  const { api, loads } = loaded(splitOf(`
    const control = { id: 'a', inspect: (value: number) => (value > 0 ? [${LONG}] : []) };
    export const often = () => control;`, ['() => often', '() => control']));
  expect([api.often().id, loads(), api.often().inspect(0), api.often().inspect(1).length, loads()]).toEqual(['a', 0, [], 1, 1]);
});

test.each([
  ['reads a variable that changes', 'let count = 0; export const next = () => ++count;', 'count', 1],
  ['depends on its caller', 'export const next = () => 1;', 'this', 'called'],
])('a function that %s stays where it is', (_, others, value, expected) => {
  const parts = splitOf(`
    ${others}
    function rare(this: unknown) { return [${LONG}, ${value}][1]; }
    export const often = { toString: () => 'called', rare };`, ['() => often', '() => next']);
  expect(parts.main).toContain('long');
  const { api } = loaded(parts);
  api.next();
  expect(String(api.often.rare())).toBe(String(expected));
});

test('fails with the name where the bundle uses one that the split needs', () => {
  expect(() => splitOf('export function onDemand() { return 1; }', [])).toThrow('the bundle declares onDemand itself');
});
