import { readFileSync } from 'fs';
import { join } from 'path';
import { Known, readKnown } from '../../conformance/known';
import { Disagreement } from '../../conformance/suite';

const HEAD = '## kube-linter\n\n| version | check | object | why |\n|---|---|---|---|\n';
const ROW = '| 0.8.1 | no-read-only-root-fs | apps/Deployment shop/web | it counts a waived control |\n';
const disagreement: Disagreement = { tool: 'kube-linter', version: '0.8.1', check: 'no-read-only-root-fs', object: 'apps/Deployment shop/web', detail: '' };

const known = (text: string): Known => new Known(readKnown(text));

test('the file of the project can be read', () => {
  expect(() => known(readFileSync(join(__dirname, '..', '..', 'conformance', 'KNOWN.md'), 'utf8'))).not.toThrow();
});

test('an entry explains the disagreement that it names', () => {
  expect(known(HEAD + ROW).explains(disagreement)).toBe(true);
});

test.each<[string, Partial<Disagreement>]>([
  ['tool', { tool: 'kube-score' }], ['version', { version: '0.8.2' }], ['check', { check: 'run-as-non-root' }], ['object', { object: 'apps/Deployment shop/api' }],
])('an entry explains nothing of another %s', (_, other) => {
  expect(known(HEAD + ROW).explains({ ...disagreement, ...other })).toBe(false);
});

test('a star stands for any object, and an entry of its own comes before it', () => {
  const both = known(`${HEAD}${ROW}${ROW.replace('apps/Deployment shop/web', '*')}`);
  expect(both.explains(disagreement)).toBe(true);
  expect(both.unused([disagreement]).map(({ object }) => object)).toEqual(['*']);
  expect(both.explains({ ...disagreement, object: 'v1/Pod shop/job' })).toBe(true);
  expect(both.unused([disagreement])).toEqual([]);
});

test('backticks around a cell and an escaped pipe are for the reader', () => {
  expect(known(HEAD + ROW.replace('apps/Deployment shop/web', '`a\\|b`')).explains({ ...disagreement, object: 'a|b' })).toBe(true);
});

test('an entry that explains nothing is unused once its tool has run, even in another version', () => {
  expect(known(HEAD + ROW).unused([{ tool: 'kube-linter', version: '0.9.0' }]).map(({ line }) => line)).toEqual([5]);
  expect(known(HEAD + ROW).unused([{ tool: 'kube-score', version: '1' }])).toEqual([]);
});

describe('fails', () => {
  test.each([
    ['a pattern for the object', HEAD + ROW.replace('shop/web', 'shop/*'), 'KNOWN.md:5: names the object "apps/Deployment shop/*"; write it out, or * alone for any object'],
    ['an empty reason', HEAD + ROW.replace('it counts a waived control', ' '), 'KNOWN.md:5: says nothing under "why"'],
    ['a missing cell', `${HEAD}| 0.8.1 | a | b |\n`, 'KNOWN.md:5: has 3 cells, not 4; write a pipe inside a cell as \\|'],
    ['a bare pipe in a cell', HEAD + ROW.replace('it', 'a|b'), 'KNOWN.md:5: has 5 cells, not 4; write a pipe inside a cell as \\|'],
    ['other columns', HEAD.replace('| why |', '| reason |') + ROW, 'KNOWN.md:3: a table must begin with | version | check | object | why |'],
    ['a table of no tool', HEAD.replace('## kube-linter', 'kube-linter') + ROW, 'KNOWN.md:5: a table must stand below the heading "## TOOL"'],
    ['an entry twice', HEAD + ROW + ROW, 'KNOWN.md:6: says again what line 5 says'],
  ])('at %s', (_, text, message) => {
    expect(() => known(text)).toThrow(message);
  });
});
