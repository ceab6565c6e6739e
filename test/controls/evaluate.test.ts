import fc from 'fast-check';
import { expressions, subjects, WRONG } from './expressions';
import { compile, explain, Frame, Verdict } from '../../src/controls/evaluate';
import { allOf, anyOf, Expression, Field, field, given, item, itemValue, not, object, outer, pod, podMetadata } from '../../src/controls/require';
import { Site } from '../../src/controls/site';
import { childPointer, isObject, pointerKeys, valueAt } from '../../src/objects/pointer';

const frame = (value: unknown): Frame => ({ subject: { value, pointer: '/s' } });
const verdict = (expression: Expression, value: unknown): Verdict => compile(expression)(frame(value));
const sites = (expression: Expression, value: unknown): Site[] => explain(expression, frame(value));

const YES = field('yes').isTrue();
const NO = field('no').isTrue();
const DOUBT = field('doubt').isTrue();
const VALUE = { yes: true, no: false, doubt: 'x' };
const PARTS: Readonly<Record<string, Expression>> = { pass: YES, violation: NO, inconclusive: DOUBT };
const OPPOSITE: Readonly<Record<string, string>> = { pass: 'violation', violation: 'pass', inconclusive: 'inconclusive' };

describe('three truths', () => {
  test.each([
    ['pass', 'pass', 'pass', 'pass'], ['pass', 'violation', 'violation', 'pass'], ['pass', 'inconclusive', 'inconclusive', 'pass'],
    ['violation', 'violation', 'violation', 'violation'], ['violation', 'inconclusive', 'violation', 'inconclusive'],
    ['inconclusive', 'inconclusive', 'inconclusive', 'inconclusive'],
  ])('%s and %s: %s; or: %s', (left, right, both, either) => {
    for (const [one, other] of [[left, right], [right, left]].map((names) => names.map((name) => PARTS[name]))) {
      expect(verdict(allOf(one, other), VALUE)).toBe(both);
      expect(verdict(anyOf(one, other), VALUE)).toBe(either);
      expect(verdict(not(allOf(one, other)), VALUE)).toBe(OPPOSITE[both]);
      expect(verdict(not(anyOf(one, other)), VALUE)).toBe(OPPOSITE[either]);
    }
  });

  test('of nothing', () => {
    expect(verdict(allOf(), VALUE)).toBe('pass');
    expect(verdict(anyOf(), VALUE)).toBe('violation');
  });

  test.each([
    ['pass', 'violation', 'violation'], ['pass', 'pass', 'pass'], ['violation', 'violation', 'pass'], ['inconclusive', 'violation', 'inconclusive'],
    ['violation', 'inconclusive', 'pass'], ['inconclusive', 'pass', 'pass'],
  ])('given %s, %s: %s', (condition, statement, expected) => expect(verdict(given(PARTS[condition], PARTS[statement]), VALUE)).toBe(expected));

  test.each<[unknown, string, string]>([
    [[true, true], 'pass', 'pass'], [[true, false], 'violation', 'pass'], [[false, false], 'violation', 'violation'], [[true, 'x'], 'inconclusive', 'pass'],
    [[false, 'x'], 'violation', 'inconclusive'], [['x', true], 'inconclusive', 'pass'], [['x', false], 'violation', 'inconclusive'], [[], 'pass', 'violation'],
    [undefined, 'pass', 'violation'], [null, 'pass', 'violation'], ['x', 'inconclusive', 'inconclusive'], [{}, 'inconclusive', 'inconclusive'],
  ])('of the elements of %j: every %s, some %s', (list, every, some) => {
    const ok = item().equals(true);
    expect(verdict(field('list').every(ok), { list })).toBe(every);
    expect(verdict(field('list').some(ok), { list })).toBe(some);
    expect(verdict(not(field('list').every(ok)), { list })).toBe(OPPOSITE[every]);
    expect(verdict(not(field('list').some(ok)), { list })).toBe(OPPOSITE[some]);
  });

  test.each<[unknown, string]>([
    [{ a: 1 }, 'pass'], [{ a: 1, b: 1 }, 'violation'], [{ b: null }, 'pass'], [{ b: undefined }, 'pass'], [{}, 'pass'], [undefined, 'pass'], [[], 'inconclusive'], ['a', 'inconclusive'],
  ])('of the keys of %j: %s', (map, expected) => expect(verdict(field('map').everyKey(item().equals('a')), { map })).toBe(expected));
});

describe('one field', () => {
  const cases: [string, (at: Field) => Expression, [unknown, string][]][] = [
    ['isTrue', (at) => at.isTrue(), [[true, 'pass'], [false, 'violation'], [undefined, 'violation'], [null, 'violation'], ['true', 'inconclusive'], [1, 'inconclusive']]],
    ['isFalse', (at) => at.isFalse(), [[true, 'violation'], [false, 'pass'], [undefined, 'violation'], [0, 'inconclusive']]],
    ['isNotTrue', (at) => at.isNotTrue(), [[true, 'violation'], [false, 'pass'], [undefined, 'pass'], ['no', 'inconclusive']]],
    ['isNotFalse', (at) => at.isNotFalse(), [[true, 'pass'], [false, 'violation'], [undefined, 'pass'], ['no', 'inconclusive']]],
    ['isPresent', (at) => at.isPresent(), [[0, 'pass'], ['', 'pass'], [{}, 'pass'], [undefined, 'violation'], [null, 'violation']]],
    ['isAbsent', (at) => at.isAbsent(), [[0, 'violation'], [undefined, 'pass'], [null, 'pass']]],
    ['isNotEmpty', (at) => at.isNotEmpty(), [['a', 'pass'], ['', 'violation'], [[1], 'pass'], [[], 'violation'], [{ a: 1 }, 'pass'], [{}, 'violation'],
      [undefined, 'violation'], [5, 'inconclusive'], [true, 'inconclusive']]],
    ['isEmpty', (at) => at.isEmpty(), [['a', 'violation'], ['', 'pass'], [[1], 'violation'], [[], 'pass'], [{}, 'pass'], [undefined, 'pass'], [5, 'inconclusive']]],
    ['equals', (at) => at.equals('a'), [['a', 'pass'], ['b', 'violation'], [undefined, 'violation'], [['a'], 'inconclusive'], [1, 'inconclusive']]],
    ['equals a number', (at) => at.equals(1), [[1, 'pass'], [2, 'violation'], ['1', 'inconclusive'], [1.5, 'inconclusive'], [undefined, 'violation']]],
    ['isAbsentOr', (at) => at.isAbsentOr('a'), [['a', 'pass'], ['b', 'violation'], [undefined, 'pass'], [null, 'pass'], [1, 'inconclusive']]],
    ['differsFrom', (at) => at.differsFrom('a'), [['a', 'violation'], ['b', 'pass'], [undefined, 'pass'], [1, 'inconclusive']]],
    ['isOneOf', (at) => at.isOneOf(['a', 'b']), [['a', 'pass'], ['b', 'pass'], ['c', 'violation'], [undefined, 'violation'], [1, 'inconclusive']]],
    ['isOneOf numbers', (at) => at.isOneOf([1, 2]), [[2, 'pass'], [3, 'violation'], [1.5, 'inconclusive'], ['1', 'inconclusive']]],
    ['isOneOf nothing', (at) => at.isOneOf([]), [['a', 'violation'], [undefined, 'violation'], [1, 'violation']]],
    ['isAbsentOrOneOf', (at) => at.isAbsentOrOneOf(['a']), [['a', 'pass'], ['c', 'violation'], [undefined, 'pass'], [1, 'inconclusive']]],
    ['isNoneOf', (at) => at.isNoneOf(['a']), [['a', 'violation'], ['c', 'pass'], [undefined, 'pass'], [1, 'inconclusive']]],
    ['startsWith', (at) => at.startsWith('a'), [['ab', 'pass'], ['ba', 'violation'], [undefined, 'violation'], [1, 'inconclusive']]],
    ['endsWith', (at) => at.endsWith('a'), [['ab', 'violation'], ['ba', 'pass'], [undefined, 'violation'], [1, 'inconclusive']]],
    ['contains', (at) => at.contains('a'), [['bab', 'pass'], ['b', 'violation'], [undefined, 'violation'], [['a'], 'inconclusive']]],
    ['isAtLeast', (at) => at.isAtLeast(2), [[2, 'pass'], [3, 'pass'], [1, 'violation'], [undefined, 'violation'], ['2', 'inconclusive'], [2.5, 'inconclusive'], [NaN, 'inconclusive']]],
    ['includes', (at) => at.includes('a'), [[['b', 'a'], 'pass'], [['b'], 'violation'], [[], 'violation'], [undefined, 'violation'], [['a', 1], 'inconclusive'], ['a', 'inconclusive']]],
    ['excludes', (at) => at.excludes('a'), [[['b', 'a'], 'violation'], [['b'], 'pass'], [[], 'pass'], [undefined, 'pass'], [[1], 'inconclusive'], [{ a: 1 }, 'inconclusive']]],
    ['afterLast', (at) => at.afterLast('/').equals('c'), [['a/b/c', 'pass'], ['c', 'pass'], ['c/', 'violation'], [undefined, 'violation'], [5, 'inconclusive']]],
  ];

  test.each(cases.flatMap(([name, make, list]) => list.map(([value, expected]) => [name, value, expected, make] as const)))('%s %j: %s', (_, value, expected, make) => {
    const expression = make(field('a.b'));
    expect(verdict(expression, { a: { b: value } })).toBe(expected);
    expect(verdict(not(expression), { a: { b: value } })).toBe(OPPOSITE[expected]);
    expect(verdict(not(not(expression)), { a: { b: value } })).toBe(expected);
  });

  test.each(cases.map(([name, make]) => [name, make] as const))('%s below something missing is missing, below something wrong it is a doubt', (_, make) => {
    const expression = make(field('a.b'));
    const missing = verdict(expression, { a: {} });
    expect([{}, { a: null }, { a: undefined }].map((value) => verdict(expression, value))).toEqual([missing, missing, missing]);
    expect([{ a: 'x' }, { a: [] }, { a: 5 }, { a: false }, 'x', 5, []].map((value) => verdict(expression, value)).every((one) => one === 'inconclusive')).toBe(true);
  });

  test('is the own one', () => {
    expect(verdict(field('toString').isPresent(), {})).toBe('violation');
    expect(verdict(field('constructor.name').isPresent(), {})).toBe('violation');
    expect(verdict(field('__proto__').isPresent(), JSON.parse('{"__proto__": 1}'))).toBe('pass');
  });
});

describe('each root', () => {
  const at = (name: string) => ({ value: { name }, pointer: `/${name}` });
  const all: Frame = { subject: at('subject'), pod: at('pod'), metadata: at('metadata'), object: at('object') };

  test.each<[string, Field]>([['subject', field('name')], ['pod', pod('name')], ['metadata', podMetadata('name')], ['object', object('name')]])('%s', (name, place) => {
    expect(compile(place.equals(name))(all)).toBe('pass');
    expect(explain(place.equals('x'), all)).toEqual([{ pointer: `/${name}/name`, actual: name, expected: 'must be "x"' }]);
  });

  test('is there within quantifiers too', () => {
    for (const [name, place] of [['subject', field('name')], ['pod', pod('name')], ['metadata', podMetadata('name')], ['object', object('name')]] as const) {
      const inside = { ...all, subject: { value: { name: 'subject', list: [1] }, pointer: '/subject' } };
      expect(compile(field('list').every(place.equals(name)))(inside)).toBe('pass');
      expect(explain(field('list').every(place.equals('x')), inside)).toEqual([{ pointer: `/${name}/name`, actual: name, expected: 'must be "x"' }]);
    }
  });

  test('that is not there holds nothing', () => {
    expect(compile(pod('name').isAbsent())(frame({}))).toBe('pass');
    expect(explain(pod('name').isPresent(), frame({}))).toEqual([{ pointer: '/name', actual: undefined, expected: 'must be set' }]);
  });
});

describe('what is at fault', () => {
  test.each<[string, Expression, string]>([
    ['equals', field('a').equals('x'), 'must be "x"'], ['not equals', field('a').differsFrom(1), 'must not be 1'],
    ['oneOf', field('a').isOneOf(['x', 1]), 'must be one of "x", 1'], ['not oneOf', field('a').isNoneOf([true, 'x']), 'must not be any of true, "x"'],
    ['oneOf nothing', field('a').isOneOf([]), 'must be one of an empty list'],
    ['startsWith', field('a').startsWith('x'), 'must start with "x"'], ['not startsWith', not(field('a').startsWith('x')), 'must not start with "x"'],
    ['endsWith', field('a').endsWith('x'), 'must end with "x"'], ['not endsWith', not(field('a').endsWith('x')), 'must not end with "x"'],
    ['contains', field('a').contains('x'), 'must contain "x"'], ['not contains', not(field('a').contains('x')), 'must not contain "x"'],
    ['atLeast', field('a').isAtLeast(5), 'must be at least 5'], ['not atLeast', not(field('a').isAtLeast(5)), 'must be less than 5'],
    ['includes', field('a').includes('x'), 'must include "x"'], ['excludes', field('a').excludes('x'), 'must not include "x"'],
    ['lowerCase', field('a').isLowerCase(), 'must be lower case'], ['not lowerCase', not(field('a').isLowerCase()), 'must not be lower case'],
    ['present', field('a').isPresent(), 'must be set'], ['absent', field('a').isAbsent(), 'must not be set'],
    ['filled', field('a').isNotEmpty(), 'must not be empty'], ['empty', field('a').isEmpty(), 'must be empty'],
    ['same', field('a').isSameAs(field('b.c')), 'must be the same as b.c'], ['not same', not(field('a').isSameAs(field('b.c'))), 'must not be the same as b.c'],
    ['some', field('a').some(item().equals('x')), 'must have an element that must be "x"'],
    ['some by a field', field('a').some(item('b').isNoneOf(['x'])), 'must have an element where b must not be "x"'],
    ['some by several fields', field('a').some(allOf(item('b').isTrue(), item('c').isPresent())), 'must have an element where b must be true and c must be set'],
    ['some by the elements of an element', field('a').some(item('b').some(item().equals('x'))), 'must have an element where b must have an element where it must be "x"'],
    ['a choice of beginnings', anyOf(field('a').startsWith('x'), field('a').startsWith('y'), field('a').startsWith('z')), 'must start with "x", "y" or "z"'],
    ['a choice of comparisons', anyOf(field('a').startsWith('x'), field('a').equals('y')), 'must start with "x", or be "y"'],
    ['a choice of parts', anyOf(field('a').beforeFirst('/').contains('x'), field('a').contains('x')), 'must contain "x" before the first "/", or contain "x"'],
  ])('says what would be right: %s', (_, expression, expected) => {
    expect(sites(expression, {})).toMatchObject([{ pointer: '/s/a', actual: undefined, expected }]);
  });

  test('is each part that does not pass', () => {
    expect(sites(allOf(YES, NO, DOUBT, field('gone').isPresent()), VALUE)).toEqual([
      { pointer: '/s/no', actual: false, expected: 'must be true' },
      { pointer: '/s/doubt', actual: 'x', expected: 'must be true', undecided: true },
      { pointer: '/s/gone', actual: undefined, expected: 'must be set' },
    ]);
  });

  test('is the first alternative', () => {
    expect(sites(anyOf(NO, field('gone').isPresent()), VALUE)).toEqual([{ pointer: '/s/no', actual: false, expected: 'must be true' }]);
  });

  test('is the alternative that cannot be decided, where one could still pass', () => {
    expect(sites(anyOf(NO, DOUBT), VALUE)).toEqual([{ pointer: '/s/doubt', actual: 'x', expected: 'must be true', undecided: true }]);
    expect(sites(anyOf(DOUBT, NO), VALUE)).toEqual([{ pointer: '/s/doubt', actual: 'x', expected: 'must be true', undecided: true }]);
  });

  test('is the subject, where there is no alternative', () => {
    const message = 'cannot satisfy the control, which leaves no alternative';
    expect(sites(anyOf(), VALUE)).toEqual([{ pointer: '/s', message }]);
    expect(explain(anyOf(), {})).toEqual([{ pointer: '', message }]);
  });

  test('is each element', () => {
    expect(sites(field('list').every(item('ok').isTrue()), { list: [{ ok: true }, {}, { ok: 'x' }] })).toEqual([
      { pointer: '/s/list/1/ok', actual: undefined, expected: 'must be true' },
      { pointer: '/s/list/2/ok', actual: 'x', expected: 'must be true', undecided: true },
    ]);
  });

  test('is each element of each element', () => {
    const nested = field('list').every(item('of').every(item('x').differsFrom('b')));
    expect(sites(nested, { list: [{ of: [{ x: 'a' }] }, { of: [{ x: 'a' }, { x: 'b' }] }] })).toEqual([{ pointer: '/s/list/1/of/1/x', actual: 'b', expected: 'must not be "b"', isForbidden: true }]);
  });

  test('is found from the element around', () => {
    const nested = field('list').every(item('of').every(outer('ok').isTrue()));
    expect(sites(nested, { list: [{ of: [1], ok: true }, { of: [1], ok: false }] })).toEqual([{ pointer: '/s/list/1/ok', actual: false, expected: 'must be true' }]);
  });

  test('is the key', () => {
    expect(sites(field('map').everyKey(item().equals('a')), { map: { 'a': 1, 'b/c': 2 } }))
      .toEqual([{ pointer: '/s/map/b~1c', actual: 'b/c', expected: 'must be "a"', isKey: true }]);
  });

  test('is what the map holds', () => {
    expect(sites(field('map').everyKey(itemValue('x').isTrue()), { map: { a: { x: true }, b: { x: false } } }))
      .toEqual([{ pointer: '/s/map/b/x', actual: false, expected: 'must be true' }]);
    expect(sites(field('map').everyKey(itemValue().equals(1)), { map: { b: 2 } })).toEqual([{ pointer: '/s/map/b', actual: 2, expected: 'must be 1' }]);
  });

  test('is what is no list and no map', () => {
    expect(sites(field('list').every(item().equals('a')), { list: 'x' })).toEqual([{ pointer: '/s/list', actual: 'x', expected: 'must be a list', undecided: true }]);
    expect(sites(field('map').everyKey(item().equals('a')), { map: [] })).toEqual([{ pointer: '/s/map', actual: [], expected: 'must be a map', undecided: true }]);
    expect(sites(field('a.list').every(item().equals('a')), { a: 'x' })).toEqual([{ pointer: '/s/a/list', actual: undefined, expected: 'must be a list', undecided: true }]);
  });

  test('does not show what cannot be reached', () => {
    expect(sites(field('a.b').isTrue(), { a: 'x' })).toEqual([{ pointer: '/s/a/b', actual: undefined, expected: 'must be true', undecided: true }]);
  });
});

test('an expression is compiled once', () => expect(compile(YES)).toBe(compile(YES)));

describe('of every expression', () => {
  test('what does not pass has a place, and what passes has none to be told', () => {
    fc.assert(fc.property(expressions, subjects, (expression, subject) => verdict(expression, subject) === 'pass' || sites(expression, subject).length > 0), { numRuns: 1000 });
  });

  test('the opposite has the opposite verdict', () => {
    fc.assert(fc.property(expressions, fc.oneof(subjects, fc.json().map((json) => JSON.parse(json) as unknown)), (expression, subject) => {
      expect(verdict(not(expression), subject)).toBe(OPPOSITE[verdict(expression, subject)]);
    }), { numRuns: 1000 });
  });

  test('a value of the wrong type turns no verdict into its opposite', () => {
    fc.assert(fc.property(expressions, subjects, fc.constantFrom(...WRONG), fc.nat(), (expression, subject, wrong, n) => {
      const before = verdict(expression, subject);
      const places = placesIn(subject, '');
      if (places.length === 0) return;
      const place = places[n % places.length];
      if (isObject(valueAt(subject, place)) && isObject(wrong)) return; // a map is the right type there
      const changed = structuredClone(subject);
      replace(changed, place, wrong);
      const after = verdict(expression, changed);
      if (!readsLooks(expression)) expect([before, 'inconclusive']).toContain(after);
    }), { numRuns: 3000 });
  });
});

/** Whether an expression asks only if something is there, or how much of it: for that any type will do. */
const readsLooks = (expression: Expression): boolean => /"kind":"(present|content)"/.test(JSON.stringify(expression));

function placesIn(value: unknown, pointer: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [childPointer(pointer, key), ...placesIn(one, childPointer(pointer, key))]);
}

function replace(root: unknown, pointer: string, value: unknown): void {
  const keys = pointerKeys(pointer);
  const parent = keys.slice(0, -1).reduce<any>((at, key) => at[key], root);
  parent[keys[keys.length - 1]] = value;
}
