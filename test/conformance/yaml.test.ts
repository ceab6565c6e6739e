import { Chance } from '../../conformance/chance';
import { difference } from '../../conformance/yaml';
import { RandomTexts } from '../../conformance/yaml/random-texts';
import { canonical, kindOf, ours, theirKindOf } from '../../conformance/yaml/readings';

const read = (...values: unknown[]) => values.map((value) => ({ value }));

test('the same seed makes the same texts', () => {
  const texts = (seed: number): string[] => {
    const random = new RandomTexts(new Chance(seed));
    return Array.from({ length: 50 }, () => random.text());
  };
  expect(texts(3)).toEqual(texts(3));
  expect(texts(3)).not.toEqual(texts(4));
});

test('values are equal whatever the order of their keys, and lists are not', () => {
  expect(canonical({ b: 1, a: { d: -0, c: null } })).toBe(canonical({ a: { c: null, d: 0 }, b: 1 }));
  expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
});

test('our reading has every document of a text', () => {
  expect(ours('a: 1\n---\nb: yes\n---\nc: [\n')).toEqual([{ value: { a: 1 } }, { value: { b: true } }, { refusal: expect.stringContaining('is not YAML') }]);
});

test('equal values and two refusals are no difference', () => {
  expect(difference('a: 1', read({ a: 1 }), read({ a: 1 }))).toBeUndefined();
  expect(difference('a: [', [{ refusal: 'yaml: x' }], [{ refusal: 'is not YAML: y' }])).toBeUndefined();
});

test.each([
  ['another value', read({ a: 1 }), read({ a: '1' }), { check: 'read differently', object: '"text"' }],
  ['a document less', read({ a: 1 }, { b: 2 }), read({ a: 1 }), { check: 'read differently', object: '"text"' }],
  ['a document more', read({ a: 1 }), read({ a: 1 }, { b: 2 }), { check: 'more documents', object: 'any text' }],
  ['our refusal', read({ a: 2 }), [{ refusal: 'has the key "a" twice in one map' }], { check: 'refused: duplicate key', object: 'any text' }],
  ['their refusal', [{ refusal: 'yaml: found unknown escape character' }], read({ a: '/' }), { check: 'accepted: escape of YAML 1.2', object: 'any text' }],
])('%s is a difference', (_, theirs, own, expected) => {
  expect(difference('text', theirs, own)).toMatchObject(expected);
});

test('a refusal of no known kind stays what it is, so that no entry explains it by accident', () => {
  expect(kindOf('has a moon in it')).toBe('has a moon in it');
  expect(theirKindOf('yaml: mapping values are not allowed in this context')).toBe('yaml: mapping values are not allowed in this context');
});
