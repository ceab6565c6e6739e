import { amountOf } from '../../src/objects/quantity';
import { filledText, isAbsent, isEmptyList, isFilledText, mapOrEmpty, mapsOf, textOrEmpty, textsOf } from '../../src/objects/value-types';

const VALUES = [undefined, null, '', 'text', 0, 1, true, [], ['text'], {}, { a: 1 }, [{ a: 1 }, 'text', null]];

test.each<[string, (value: unknown) => boolean, unknown[]]>([
  ['missing or null', isAbsent, [undefined, null]], ['an empty list', isEmptyList, [[]]], ['a text that is not empty', isFilledText, ['text']],
])('of all kinds of values only these are %s', (_, is, expected) => expect(VALUES.filter(is)).toEqual(expected));

test('a value of another type is read as nothing', () => {
  expect(VALUES.map(filledText).filter((text) => text !== undefined)).toEqual(['text']);
  expect(VALUES.map(textOrEmpty).join('')).toBe('text');
  expect(VALUES.flatMap(textsOf)).toEqual(['text', 'text']);
  expect(VALUES.map(mapOrEmpty).filter((map) => Object.keys(map).length > 0)).toEqual([{ a: 1 }]);
  expect(VALUES.flatMap(mapsOf)).toEqual([{ a: 1 }]);
});

test('an amount is a text or a number', () => {
  expect(['1', 1, '1000m'].map((value) => amountOf(value)?.nanos)).toEqual([10n ** 9n, 10n ** 9n, 10n ** 9n]);
  expect([undefined, null, true, [], {}, 'one'].map(amountOf)).toEqual(Array(6).fill(undefined));
});
