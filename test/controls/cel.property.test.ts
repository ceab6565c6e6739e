import fc from 'fast-check';
import { expressions, subjects } from './expressions';
import { toCel } from '../../src/controls/cel';
import { compile } from '../../src/controls/evaluate';
import { allOf, anyOf, Expression, field, given, item, itemValue, not, object, outer, pod, podMetadata } from '../../src/controls/require';
import { asCel, evaluate } from '../laws/lifting';
import { runs } from '../property-seed';

const ROOTS = { subject: 's', pod: 'p', metadata: 'm', object: 'o' };
const cel = (expression: Expression): string => toCel(expression, ROOTS);

describe('the text of', () => {
  test.each<[string, Expression, string]>([
    ['a field', field('a.b').isPresent(), 's.?a.?b.hasValue()'],
    ['a missing field', field('a').isAbsent(), '!s.?a.hasValue()'],
    ['a field of the pod', pod('a').isPresent(), 'p.?a.hasValue()'],
    ['a field of the metadata', podMetadata('a').isPresent(), 'm.?a.hasValue()'],
    ['a field of the object', object('a').isPresent(), 'o.?a.hasValue()'],
    ['a key that is no identifier', field(['a.b/c', '0', '_x', 'x-y']).isPresent(), 's[?"a.b/c"][?"0"].?_x[?"x-y"].hasValue()'],
    ['truth', field('a').isTrue(), 's.?a.orValue(false) == true'],
    ['truth by default', field('a').isAbsentOr(true), 's.?a.orValue(true) == true'],
    ['no truth', field('a').isNotTrue(), '!(s.?a.orValue(false) == true)'],
    ['falsehood', field('a').isFalse(), 's.?a.orValue(true) == false'],
    ['a text', field('a').equals('x'), 's.?a.orValue("") == "x"'],
    ['a text by default', field('a').isAbsentOr('x'), 's.?a.orValue("x") == "x"'],
    ['the empty text', field('a').equals(''), 's.?a.orValue("\\u0000") == ""'],
    ['the empty text or a longer one', field('a').isOneOf(['', 'ab']), 's.?a.orValue("\\u0000\\u0000\\u0000") in ["", "ab"]'],
    ['a number', field('a').equals(5), 's.?a.orValue(6) == 5'],
    ['one of some texts', field('a').isOneOf(['x', 'y']), 's.?a.orValue("") in ["x", "y"]'],
    ['one of some numbers', field('a').isOneOf([1, 7, 3]), 's.?a.orValue(8) in [1, 7, 3]'],
    ['one of some texts by default', field('a').isAbsentOrOneOf(['x', 'y']), 's.?a.orValue("x") in ["x", "y"]'],
    ['a beginning', field('a').startsWith('x'), 's.?a.orValue("").startsWith("x")'],
    ['an end', field('a').endsWith('x'), 's.?a.orValue("").endsWith("x")'],
    ['a part', field('a').contains('x'), 's.?a.orValue("").contains("x")'],
    ['a least number', field('a').isAtLeast(5), 's.?a.orValue(4) >= 5'],
    ['an element', field('a').includes('x'), '"x" in s.?a.orValue([])'],
    ['a lacking element', field('a').excludes('x'), '!("x" in s.?a.orValue([]))'],
    ['content', field('a').isNotEmpty(), '(s.?a.hasValue() && size(s.?a.value()) > 0)'],
    ['emptiness', field('a').isEmpty(), '!(s.?a.hasValue() && size(s.?a.value()) > 0)'],
    ['elements of a list that may be null', field('a').every(item('b').isTrue(), { mayBeNull: true }),
      '(s.?a.orValue(null) == null ? [] : s.?a.value()).all(e0, e0.?b.orValue(false) == true)'],
    ['lower case', field('a').isLowerCase(), 's.?a.orValue("").lowerAscii() == s.?a.orValue("")'],
    ['what follows a separator', field('a').afterLast('/').equals('x'), 's.?a.orValue("").substring(s.?a.orValue("").lastIndexOf("/") + 1) == "x"'],
    ['equal fields', field('a').isSameAs(pod('b')), '(s.?a.hasValue() && p.?b.hasValue() && s.?a.value() == p.?b.value())'],
    ['unequal fields', not(field('a').isSameAs(pod('b'))), '!(s.?a.hasValue() && p.?b.hasValue() && s.?a.value() == p.?b.value())'],
    ['a pattern', field('a').matches('^[a-z]+$'), '(s.?a.hasValue() && s.?a.value().matches("^[a-z]+$"))'],
    ['no match', not(field('a').matches('"\\.')), '!(s.?a.hasValue() && s.?a.value().matches("\\"\\\\."))'],
    ['a match of each element', field('a').every(item().matches('x')), 's.?a.orValue([]).all(e0, (e0.matches("x")))'],
    ['a least quantity', field('a').isQuantityAtLeast('1Gi'), '(s.?a.hasValue() && quantity(string(s.?a.value())).compareTo(quantity("1Gi")) >= 0)'],
    ['a greatest quantity', field('a').isQuantityAtMost('500m'), '(s.?a.hasValue() && quantity(string(s.?a.value())).compareTo(quantity("500m")) <= 0)'],
    ['every element', field('a').every(item('b').isTrue()), 's.?a.orValue([]).all(e0, e0.?b.orValue(false) == true)'],
    ['some element', field('a').some(item().equals('x')), 's.?a.orValue([]).exists(e0, e0 == "x")'],
    ['every key', field('a').everyKey(item().equals('x')), 's.?a.orValue({}).all(e0, e0 == "x")'],
    ['every value', field('a').everyKey(itemValue('b').isTrue()), 's.?a.orValue({}).all(e0, s.?a.orValue({})[e0].?b.orValue(false) == true)'],
    ['elements of elements', field('a').every(item('b').some(item().equals('x'))), 's.?a.orValue([]).all(e0, e0.?b.orValue([]).exists(e1, e1 == "x"))'],
    ['the outer element', field('a').every(field('b').some(item('x').isSameAs(outer('y')))),
      's.?a.orValue([]).all(e0, s.?b.orValue([]).exists(e1, (e1.?x.hasValue() && e0.?y.hasValue() && e1.?x.value() == e0.?y.value())))'],
    ['all', allOf(field('a').isPresent(), field('b').isPresent()), '(s.?a.hasValue() && s.?b.hasValue())'],
    ['any', anyOf(field('a').isPresent(), field('b').isPresent()), '(s.?a.hasValue() || s.?b.hasValue())'],
    ['all of nothing', allOf(), 'true'],
    ['any of nothing', anyOf(), 'false'],
    ['a condition', given(field('a').isPresent(), field('b').isPresent()), '(s.?b.hasValue() || !s.?a.hasValue())'],
    ['siblings, which share a variable', allOf(field('a').every(item().equals('x')), field('b').every(item().equals('y'))),
      '(s.?a.orValue([]).all(e0, e0 == "x") && s.?b.orValue([]).all(e0, e0 == "y"))'],
  ])('%s', (_, expression, text) => expect(cel(expression)).toBe(text));
});

test.each([
  ['"', '"\\""'], ['\\', '"\\\\"'], ['") || true || ("', '"\\") || true || (\\""'], ['\n', '"\\n"'], ['\u0000', '"\\u0000"'], ["'", '"\'"'], ['é', '"é"'],
])('the text %j cannot leave its quotes', (text, literal) => {
  expect(cel(field('a').equals(text))).toBe(`s.?a.orValue("") == ${literal}`);
  expect(cel(field([text]).isPresent())).toBe(`s[?${literal}].hasValue()`);
});

test('fails on a root that the place does not have', () => {
  expect(() => toCel(pod('a').isTrue(), { subject: 's' })).toThrow('a CEL expression cannot read "pod" here');
  expect(() => cel(item('a').isTrue())).toThrow('a CEL expression cannot read "item" here');
  expect(() => cel(field('a').every(itemValue().equals('x')))).toThrow('a CEL expression cannot read "value" here');
  expect(() => cel(field('a').every(outer('x').isTrue()))).toThrow('a CEL expression cannot read "outer" here');
});

test('CEL says what the engine says, of every expression about fields of the right types', () => {
  fc.assert(fc.property(expressions, subjects, (expression, subject) => {
    const verdict = compile(expression)({ subject: { value: subject, pointer: '' } });
    expect(verdict).not.toBe('inconclusive');
    expect(evaluate(cel(expression), { s: asCel(subject) })).toBe(verdict === 'pass');
  }), { numRuns: runs(1000) });
});
