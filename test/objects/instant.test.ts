import { instantText, isDay, parseInstant } from '../../src/objects/instant';

test.each([
  ['2027-03-31', true], ['2028-02-29', true], ['2027-02-29', false], ['2027-13-01', false], ['2027-00-10', false], ['2027-3-31', false], ['27-03-31', false],
  ['2027-03-31T00:00:00Z', false], ['x2027-03-31', false], ['tomorrow', false], ['', false], ['2027-02-30', false],
])('%s is a day: %s', (text, expected) => expect(isDay(text)).toBe(expected));

test.each([
  ['2027-03-31T08:00:00Z', '2027-03-31T08:00:00Z'], ['2027-03-31T08:00:00+02:00', '2027-03-31T06:00:00Z'], ['2027-03-31T08:00:00.5Z', '2027-03-31T08:00:00Z'],
])('%s is an instant', (text, utc) => expect(instantText(parseInstant(text)!)).toBe(utc));

test.each([
  '2027-03-31', '2027-03-31T08:00Z', '2027-03-31T08:00:00', '2027-02-29T08:00:00Z', '2027-03-31T25:00:00Z', '2027-03-31 08:00:00Z', 'tomorrow', '',
  '2027-03-31t08:00:00z',
])('%j is none', (text) => expect(parseInstant(text)).toBeUndefined());
