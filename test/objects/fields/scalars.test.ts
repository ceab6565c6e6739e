import { ScalarType } from '../../../src/objects/fields/field-type';
import { SCALARS, wantedInstead } from '../../../src/objects/fields/scalars';

/** What the API server takes for a type, what it refuses, and what is said then. */
interface Values { readonly taken: readonly unknown[]; readonly refused: readonly unknown[]; readonly wanted: string; readonly quotes?: string }

const VALUES: Readonly<Record<ScalarType, Values>> = {
  'boolean': { taken: [true, false], refused: ['true', 0, 1, {}], wanted: 'must be true or false', quotes: 'must be true or false, without quotes' },
  'string': { taken: ['', 'a'], refused: [1, true, [], {}], wanted: 'must be a text' },
  'bytes': {
    taken: ['', 'YQ==', 'YWI=', 'YWJj', 'YW\nJj\r\n', '${A}', [], [0, 255]], refused: ['a', 'YWJ', 'Y*==', 'YQ==YQ==', '=YWJ', 'ä', [256], [-1], [0.5], ['a'], 1, {}],
    wanted: 'must be base64, such as the output of `base64 -w0`',
  },
  'time': {
    taken: ['2027-03-31T12:00:00Z', '2027-12-01T1:00:00Z', '2027-03-31T12:59:59.5Z', '2027-03-31T12:00:00,123+02:00', '2027-10-10T12:00:00-11:30'],
    refused: ['2027-03-31', '2027-13-01T12:00:00Z', '2027-00-01T12:00:00Z', '2027-01-32T12:00:00Z', '2027-01-00T12:00:00Z', '2027-01-01T12:60:00Z', '2027-01-01T12:00:60Z', '2027-01-01T12:00:00',
      '2027-01-01T12:00:00.Z', 'x2027-01-01T12:00:00Z', '2027-01-01T12:00:00Zx', '227-01-01T12:00:00Z', '2027-01-01T123:00:00Z', '2027-01-01T12:00:00+2:00', 1, {}],
    wanted: 'must be a time such as "2027-03-31T12:00:00Z"',
  },
  'precise time': {
    taken: ['2027-03-31T12:00:00.000000Z', '2027-03-31T12:00:00,123456+02:00'], refused: ['2027-03-31T12:00:00Z', '2027-03-31T12:00:00.12345Z', '2027-03-31T12:00:00.1234567Z', '.000000Z', 1],
    wanted: 'must be a time such as "2027-03-31T12:00:00.000000Z"',
  },
  'duration': {
    taken: ['0', '+0', '-1s', '1h30m', '1.5h', '.5s', '1.s', '1ns', '1us', '1µs', '1μs', '1ms', '10m'], refused: ['', '1', '1d', '1 s', 's', '.s', '1.2.3s', '1sx', 'x1s', '00', 1, {}],
    wanted: 'must be a duration such as "30s" or "1h30m"',
  },
  'integer': { taken: [0, -(2 ** 31), 2 ** 31 - 1], refused: [2 ** 31, -(2 ** 31) - 1, 0.5, '1', true, {}], wanted: 'must be a whole number', quotes: 'must be a whole number, without quotes' },
  'long integer': { taken: [2 ** 31, 2 ** 62, -(2 ** 63)], refused: [2 ** 63, -(2 ** 64), 0.5, '1'], wanted: 'must be a whole number', quotes: 'must be a whole number, without quotes' },
  'number': { taken: [0, 0.5, -1], refused: ['1', true, {}], wanted: 'must be a number', quotes: 'must be a number, without quotes' },
  'quantity': {
    taken: [0, 1, 0.5, '1', '250m', '64Mi', ' 1 ', '1e3', '', 'Ki', '+', '.', '-', 'm'], refused: [-1, '-1', '1x', 'x', '1 Mi', true, {}, [], 'xm', 'mm', 'i'], wanted: 'must be an amount such as "250m" or "64Mi"',
  },
  'signed quantity': { taken: [-1, '-1', '-250m', 0, '1'], refused: ['1x', true, {}], wanted: 'must be an amount such as "250m" or "64Mi"' },
  'integer or string': { taken: ['', 'a', 1], refused: [0.5, 2 ** 31, true, {}, []], wanted: 'must be a whole number or a text' },
  'anything': { taken: [1, 'a', true, [], {}], refused: [], wanted: 'may be anything' },
};

test('every type is tried', () => expect(Object.keys(VALUES).sort()).toEqual(Object.keys(SCALARS).sort()));

describe.each(Object.entries(VALUES))('%s', (name, { taken, refused, wanted, quotes }) => {
  const type = name as ScalarType;
  test('takes what the API server takes', () => expect(taken.filter((value) => !SCALARS[type].accepts(value))).toEqual([]));
  test('fails for what it refuses', () => expect(refused.filter((value) => SCALARS[type].accepts(value))).toEqual([]));
  test('says what is wanted, and what to do about quotes', () => {
    expect([wantedInstead({}, type), wantedInstead('a', type)]).toEqual([wanted, quotes ?? (type === 'string' ? 'must be a text; put it in quotes' : wanted)]);
    expect(wantedInstead(1, type)).toBe(type === 'string' ? 'must be a text; put it in quotes' : wanted);
  });
});
