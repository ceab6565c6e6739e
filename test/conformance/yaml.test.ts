import { Chance } from '../../conformance/chance';
import { differences } from '../../conformance/yaml/difference';
import { RandomFiles } from '../../conformance/yaml/random-files';
import { RandomTexts } from '../../conformance/yaml/random-texts';
import { canonical, kindOf, ours, theirKindOf } from '../../conformance/yaml/readings';

const read = (...values: unknown[]) => values.map((value) => ({ value }));

test.each([
  ['texts', (chance: Chance) => { const random = new RandomTexts(chance); return () => random.text(); }],
  ['files', (chance: Chance) => { const random = new RandomFiles(chance); return () => random.file(); }],
])('the same seed makes the same %s', (_, generator) => {
  const made = (seed: number): string[] => Array.from({ length: 50 }, generator(new Chance(seed)));
  expect(made(3)).toEqual(made(3));
  expect(made(3)).not.toEqual(made(4));
});

test('values are equal whatever the order of their keys, and lists are not', () => {
  expect(canonical({ b: 1, a: { d: -0, c: null } })).toBe(canonical({ a: { c: null, d: 0 }, b: 1 }));
  expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
});

test('our reading has every document of a text', () => {
  expect(ours(Buffer.from('a: 1\n---\nb: yes\n---\nc: [\n'))).toEqual([{ value: { a: 1 } }, { value: { b: true } }, { refusal: expect.stringContaining('is not YAML') }]);
});

const REFUSAL = { refusal: 'has the key "a" twice in one map' };
const STOP = { refusal: 'yaml: found unknown escape character' };

test.each([
  ['equal documents', read({ a: 1 }, { b: 2 }), read({ a: 1 }, { b: 2 })],
  ['two refusals', [STOP], [REFUSAL]],
  ['what we read after they stopped', [...read({ a: 1 }), STOP], [...read({ a: 1 }), REFUSAL, ...read({ b: 2 })]],
  ['single values, which are no objects', read('text', { a: 1 }, 7), read({ a: 1 })],
])('%s are no difference', (_, theirs, own) => {
  expect(differences('text', theirs, own)).toEqual([]);
});

test.each([
  ['another value', read({ a: 1 }), read({ a: '1' }), 'read differently'],
  ['a document less', read({ a: 1 }, { b: 2 }), read({ a: 1 }), 'read differently'],
  ['another order', read({ a: 1 }, { b: 2 }), read({ b: 2 }, { a: 1 }), 'read differently'],
  ['another value before a refusal', read({ a: 1 }, { b: 2 }), [...read({ a: 2 }), REFUSAL], 'more documents'],
  ['another value before they stopped', [...read({ a: 1 }), STOP], read({ a: 2 }), 'read differently'],
  ['a document more', read({ a: 1 }), read({ a: 1 }, { b: 2 }), 'more documents'],
  ['our refusal', read({ a: 2 }), [REFUSAL], 'refused: duplicate key'],
  ['our refusal of two documents', read({ a: 2 }, { a: 3 }), [REFUSAL], 'refused: duplicate key'],
  ['their refusal', [STOP], read({ a: '/' }), 'accepted: escape of YAML 1.2'],
])('%s is a difference', (_, theirs, own, check) => {
  expect(differences('text', theirs, own)).toMatchObject([{ check, object: check === 'read differently' ? '"text"' : 'any text' }]);
});

test('a refusal of no known kind stays what it is, so that no entry explains it by accident', () => {
  expect(kindOf('has a moon in it')).toBe('has a moon in it');
  expect(theirKindOf('yaml: mapping values are not allowed in this context')).toBe('yaml: mapping values are not allowed in this context');
});
