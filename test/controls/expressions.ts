import fc from 'fast-check';
import { anyOf, allOf, Expression, Field, field, given, item, not } from '../../src/controls/require';

/** Texts that mean something somewhere: to CEL, to JSON, to pointers. */
const TEXTS = ['', 'a', 'b', 'ab', 'a/b', 'B', '"', "'", '\\', '\n', '\u0000', 'é', '${x}', '{{x}}', '~1'];
const text = fc.constantFrom(...TEXTS);
const number = fc.integer({ min: -2, max: 3 });

const textTests = (at: Field): fc.Arbitrary<Expression> => fc.oneof(
  text.map((value) => at.equals(value)), text.map((value) => at.isAbsentOr(value)), text.map((value) => at.differsFrom(value)),
  fc.array(text, { minLength: 1, maxLength: 3 })
    .chain((values) => fc.constantFrom(at.isOneOf(values), at.isAbsentOrOneOf(values), at.isNoneOf(values))),
  text.filter((value) => value !== '').chain((value) => fc.constantFrom(
    at.startsWith(value), at.endsWith(value), at.contains(value), at.afterLast('/').equals(value), at.beforeFirst('/').equals(value),
  )),
);

const leaf = (of: (path: string) => Field): fc.Arbitrary<Expression> => fc.oneof(
  textTests(of('text')),
  fc.constantFrom(of('flag').isTrue(), of('flag').isFalse(), of('flag').isNotTrue(), of('flag').isNotFalse(), of('flag').isAbsentOr(false)),
  number.chain((value) => fc.constantFrom(
    of('number').isAtLeast(value), of('number').equals(value), of('number').differsFrom(value), of('number').isOneOf([value, 1]),
  )),
  fc.constantFrom(...['text', 'flag', 'number', 'list', 'map', 'inner.text', 'odd-key'].flatMap((path) => [of(path).isPresent(), of(path).isAbsent()])),
  fc.constantFrom(of('list').isEmpty(), of('list').isNotEmpty(), of('map').isEmpty(), of('map').isNotEmpty(), of('text').isEmpty(), of('text').isNotEmpty()),
  text.chain((value) => fc.constantFrom(of('list').includes(value), of('list').excludes(value))),
  fc.constantFrom(of('inner.flag').isTrue(), of('inner.text').isSameAs(of('text')), of('odd-key').equals('a')),
);

/** Expressions of every kind, about subjects as `subjects` makes them. */
export const expressions: fc.Arbitrary<Expression> = fc.letrec<{ any: Expression }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf((path) => field(path)),
    fc.array(tie('any'), { maxLength: 3 }).map((of) => allOf(...of)),
    fc.array(tie('any'), { maxLength: 3 }).map((of) => anyOf(...of)),
    fc.tuple(tie('any'), tie('any')).map(([condition, statement]) => given(condition, statement)),
    tie('any').map(not),
    leaf((path) => item(path)).chain((inner) => fc.constantFrom(field('items').every(inner), field('items').some(inner))),
    textTests(item()).chain((inner) => fc.constantFrom(field('list').every(inner), field('list').some(inner), field('map').everyKey(inner))),
  ),
})).any;

const fields = { 'text': text, 'flag': fc.boolean(), 'number': number, 'list': fc.array(text, { maxLength: 3 }), 'map': fc.dictionary(text, text, { maxKeys: 3 }), 'odd-key': text };
const inner = fc.record({ text, flag: fc.boolean() }, { requiredKeys: [] });
const element = fc.record({ ...fields, inner }, { requiredKeys: [] });

/** Subjects whose fields have the types that the expressions expect. */
export const subjects: fc.Arbitrary<Record<string, unknown>> =
  fc.record({ ...fields, inner, items: fc.array(element, { maxLength: 3 }) }, { requiredKeys: [] });

/** Values of a type that no expression expects anywhere. */
export const WRONG: readonly unknown[] = [{ unexpected: { deeper: [{}] } }, [[{}]], 1.5];
