import { UsageError } from '../../src/cli/exit-code';
import { PlainData } from '../../src/cli/plain-data';

const of = (value: unknown): PlainData => PlainData.of(value, 'f', ['key', 'other', 'third', 'fourth']);
const key = (value: unknown): PlainData => of({ key: value });

/** A reader, values that it takes, values that it refuses, and what is said of those. */
const READERS: readonly (readonly [string, (data: PlainData) => unknown, readonly unknown[], readonly unknown[], string])[] = [
  ['text', (data) => data.text('key'), ['', 'a'], [1, true, [], {}], 'a text'],
  ['flag', (data) => data.flag('key'), [true, false], ['true', 1, []], 'true or false'],
  ['number', (data) => data.number('key'), [0, -1, 7], [0.5, '1', true, {}], 'a whole number'],
  ['texts', (data) => data.texts('key'), [[], ['a', 'b']], ['a', [1], ['a', 1], {}], 'a list of texts'],
  ['textMap', (data) => data.textMap('key'), [{}, { a: 'b' }], ['a', [], { a: 1 }, { a: 'b', c: 1 }], 'a map of texts'],
  ['textLists', (data) => data.textLists('key'), [{}, { a: [] }, { a: ['b'] }], ['a', [], { a: 'b' }, { a: [1] }, { a: ['b', 1] }], 'a map of lists of texts'],
  ['oneOf', (data) => data.oneOf('key', ['a', 'b']), ['a', 'b'], ['c', 1, []], 'one of a, b'],
];

describe.each(READERS)('%s', (_, read, taken, refused, expected) => {
  test('reads what fits, and nothing where nothing is said', () => {
    expect(taken.map((value) => read(key(value)))).toEqual(taken);
    expect([undefined, null].map((value) => read(key(value)))).toEqual([undefined, undefined]);
  });

  test.each(refused.map((value) => [JSON.stringify(value), value]))('fails for %s', (text, value) => {
    const advice = expected === 'a text' && typeof value !== 'object' ? 'put it in quotes' : 'change it';
    expect(() => read(key(value))).toThrow(new UsageError(`f.key is ${text}, which is not ${expected}; ${advice}`));
  });
});

test('maps and lists of maps name their places', () => {
  expect(key({ a: 'b' }).map('key', ['a'])!.text('a')).toBe('b');
  expect(key([{ a: 'b' }]).maps('key', ['a'])!.map((data) => data.text('a'))).toEqual(['b']);
  expect([of({}).map('key', []), key(null).map('key', []), of({}).maps('key', [])]).toEqual([undefined, undefined, undefined]);
  expect(() => key({ a: 1 }).map('key', ['a'])!.text('a')).toThrow('f.key.a is 1, which is not a text');
  expect(() => key([{}, { a: 1 }]).maps('key', ['a'])![1].text('a')).toThrow('f.key[1].a is 1');
  expect(() => key('x').maps('key', ['a'])).toThrow('f.key is "x", which is not a list of maps; change it');
  expect(() => key(['x']).maps('key', ['a'])).toThrow('f.key[0] is not a map; write keys such as "a"');
});

test('a value is there unless it is null', () => {
  expect([key(undefined), key(null), key(0), key('')].map((data) => data.has('key'))).toEqual([false, false, true, true]);
  expect([key(7).raw('key'), of({}).raw('key')]).toEqual([7, undefined]);
});

test.each<[unknown, string]>([
  ['x', 'f is not a map; write keys such as "key", "other", "third"'], [[], 'f is not a map; '], [null, 'f is not a map; '],
  [{ fourt: 1 }, 'f has no key "fourt"; did you mean "fourth"?'], [{ kye: 1 }, 'f has no key "kye"; did you mean "key"?'], [{ nope: 1 }, 'f has no key "nope"; it can be key, other, third, fourth'], [{ key: 1, zzzzzzzz: 1 }, 'f has no key "zzzzzzzz"'],
])('fails for %j', (value, message) => {
  expect(() => of(value)).toThrow(UsageError);
  expect(() => of(value)).toThrow(message);
});
