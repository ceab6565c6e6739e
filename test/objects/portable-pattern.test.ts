import { compile, explain } from '../../src/controls/evaluate';
import { Expression, field, not } from '../../src/controls/require';
import { portablePatternProblem } from '../../src/objects/portable-pattern';

test.each([
  '', 'abc', '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$', '@sha256:[0-9a-f]{64}$', '(?:a|b)+', '\\.\\d\\D', '[\\d\\]^-]', '[^A-Z]', 'a{2}b{2,}c{2,3}', 'é|😀', '\\*+', '\\++', '[*?]', 'a*[b]?', '\\*?',
])('%j means the same everywhere', (pattern) => {
  expect(portablePatternProblem(pattern)).toBeUndefined();
});

test.each([
  ['a.b', 'means different things to different engines from ".b" on'],
  ['\\w', 'means different things to different engines from "\\w" on'],
  ['\\s+', 'means different things to different engines from "\\s+" on'],
  ['(?=a)', 'means different things to different engines from "(?=a)" on'],
  ['(?<n>a)', 'means different things to different engines from "(?<n>a)" on'],
  ['(a)\\1', 'means different things to different engines from "\\1" on'],
  ['[\\w]', 'means different things to different engines from "[\\w]" on'],
  ['a*?', 'repeats a repetition'],
  ['a*+', 'is no regular expression'],
  ['a{2}?', 'repeats a repetition'],
  ['(a', 'is no regular expression'],
  ['*', 'is no regular expression'],
  ['a{3,2}', 'is no regular expression'],
])('fails on %j', (pattern, problem) => {
  expect(portablePatternProblem(pattern)).toBe(problem);
});

test('fails to state a pattern that engines read differently', () => {
  expect(() => field('a').matches('a.b')).toThrow('cannot match "a.b": it means different things to different engines from ".b" on; write it with');
});

const verdict = (expression: Expression, a: unknown): string => compile(expression)({ subject: { value: { a }, pointer: '' } });
const small = field('a').isQuantityAtMost('64Mi');
const large = field('a').isQuantityAtLeast('64Mi');

test.each<[Expression, unknown, string]>([
  [field('a').matches('^[a-z]$'), 'b', 'pass'], [field('a').matches('^[a-z]$'), 'B', 'violation'], [field('a').matches('^[a-z]$'), undefined, 'violation'],
  [field('a').matches('^[a-z]$'), 1, 'inconclusive'], [not(field('a').matches('b')), 'abc', 'violation'], [not(field('a').matches('b')), undefined, 'pass'],
  [small, '64Mi', 'pass'], [small, '65Mi', 'violation'], [small, 'x', 'inconclusive'], [small, true, 'inconclusive'], [small, undefined, 'violation'],
  [large, '64Mi', 'pass'], [large, 67108864, 'pass'], [large, '64M', 'violation'], [large, {}, 'inconclusive'], [not(large), '64M', 'pass'],
])('%j of %j: %s', (expression, value, expected) => {
  expect(verdict(expression, value)).toBe(expected);
});

test.each<[Expression, string, string]>([
  [field('a').matches('^b$'), 'c', 'must match ^b$'], [not(field('a').matches('x')), 'x', 'must not match x'],
  [small, '1Gi', 'must be at most 64Mi'], [not(small), '1', 'must be more than 64Mi'], [large, '1', 'must be at least 64Mi'], [not(large), '1Gi', 'must be less than 64Mi'],
])('%j says that %s %s', (expression, a, expected) => {
  expect(explain(expression, { subject: { value: { a }, pointer: '' } })).toMatchObject([{ pointer: '/a', actual: a, expected }]);
});
