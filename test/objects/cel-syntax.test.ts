import { celProblem } from '../../src/objects/cel-syntax';

const problem = (expression: string) => celProblem(expression, ['claims', 'user']);

test.each([
  "has(claims.amr) && dyn(claims.amr).exists(m, m in ['mfa', 'hwk'])",
  'has(claims.exp) && has(claims.iat) && claims.exp - claims.iat <= 3600',
  'claims.?email_verified.orValue(false) == true',
  "user.groups.all(g, !g.startsWith('system:'))",
  "claims.roles.split(',').filter(r, r != '').map(r, 'x:' + r)",
  "claims['a.b'][?0].orValue('') == \"it's\" ? true : false",
  "{'a': [1, 2.5, -3u, 0x1F,], 'b': {?'c': optional.of(1)}}.size() > 1 // a comment",
  'claims.list.all(i, v, i < 3 || v == null)',
  "!!(claims.a in ['x']) == !false",
  "sets.contains(['a'], ['b']) && type(claims.a) == string && r'\\d+' != ''",
  '"""a "text" of\nlines""" == claims.a',
])('is an expression: %s', (expression) => {
  expect(problem(expression)).toBeUndefined();
});

test.each([
  ['bogus', 'uses "bogus", and there is nothing of this name but claims, user'],
  ['as(claims.a)', 'uses the reserved word "as"'],
  ['claims.a ==', 'has nothing where a value should be'],
  ['claims.a) x', 'has ")" where it should end'],
  ["claims.a == 'b' x", 'has "x" where it should end'],
  ['(claims.a', 'has nothing where ")" should be'],
  ['claims.', 'has nothing where the name of a field should be'],
  ['claims.a ? 1', 'has nothing where ":" should be'],
  ["claims.a == 'b", 'is no part of an expression'],
  ['claims.a @ 1', 'has "@" at character 10, which is no part of an expression'],
  ['[1, 2', 'has nothing where "," should be'],
  ['nothing(claims.a)', 'calls "nothing", which is no function'],
  ['claims.all(g, h)', 'uses "h"'],
  ['claims.all(g, g) && g', 'uses "g"'],
  ['', 'has nothing where a value should be'],
  [`${'('.repeat(1000)}1${')'.repeat(1000)}`, 'nests more than 100 levels deep'],
])('fails for %j', (expression, message) => {
  expect(problem(expression)).toContain(message);
});

test('reads a long expression in time that grows with its length', () => {
  expect(problem(Array.from({ length: 20_000 }, (_, i) => `claims.a${i} == '${i}'`).join(' && '))).toBeUndefined();
  expect(problem('!'.repeat(100_000))).toBe('has nothing where a value should be');
});

describe('objects are written by their type where a policy changes objects', () => {
  const mutation = (expression: string) => celProblem(expression, ['object', 'Object', 'JSONPatch', 'jsonpatch']);

  test.each([
    'Object{spec: Object.spec{replicas: object.spec.replicas + 1, ?paused: optional.of(true)}}',
    "[JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a/b'), value: 'c'},]",
    'Object{}',
  ])('%s', (expression) => expect(mutation(expression)).toBeUndefined());

  test.each([
    ['Object{spec: }', 'has "}" where a value should be'],
    ['Object{1: 2}', 'has "1" where the name of a field should be'],
    ['Object{spec 1}', 'has "1" where ":" should be'],
  ])('fails for %s', (expression, message) => expect(mutation(expression)).toContain(message));

  test('and nowhere else', () => expect(problem('claims{}')).toContain('has "{" where it should end'));
});
