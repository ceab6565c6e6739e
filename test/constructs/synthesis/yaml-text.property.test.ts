import { ApiObject, Chart, Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { YamlText } from '../../../src/constructs/synthesis/yaml-text';
import { runs } from '../../property-seed';
import { app, deployment } from '../fixtures';

const AWKWARD = [
  '', ' ', 'yes', 'no', 'On', 'y', 'N', '~', 'null', 'NULL', 'true', 'False', '12', '1_000', '0x1f', '012', '0o17', '1:20', '12:30:45', '2001-01-01', '1e3', '.5',
  '1985-04-12T23:20:50.52Z', '.inf', '-.inf', '.nan', '<<', '=', '---', '--- a', '----', '...', '%a', '-', '?', '- a', '? a', 'a: b', 'a #b', 'a:', 'a-', '#a',
  '@a', '`a', 'it\'s', '"q"', 'a\nb', 'a\n', '\n', 'a\r\nb', '\ta', 'a\t', '{{x}}', '[x', '*x', '&a', '!x', '|', '>', '-0', '1.0', '25%', '500m', '__proto__', '\u0085', '\ud800',
  'http://a/b?c=d', '--flag=value', 'word '.repeat(60), 'a'.repeat(1100),
];
const text = fc.oneof(
  fc.constantFrom(...AWKWARD), fc.string(), fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[A-Za-z0-9./@:=_-]{1,12}$/), fc.stringMatching(/^[-+.0-9eE_:xob]{1,7}$/),
);
const rare = fc.constantFrom<unknown>(null, undefined, -0, 1e21, 2 ** 53, 1n, new Date(0));
const leaf = fc.oneof({ weight: 6, arbitrary: text }, fc.integer(), fc.double(), fc.boolean(), rare);
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(text, tie('value'), { maxKeys: 4 })),
})).value;
const simple = fc.oneof(fc.stringMatching(/^[A-Za-z0-9./@:=_ -]{0,14}$/), fc.integer(), fc.boolean(), fc.constant(null));
const usual = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true }, simple, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(simple.map(String), tie('value'), { maxKeys: 4 }),
  ),
})).value;

const ours = (...documents: unknown[]): string => new YamlText().of(documents);

describe('the text is that of cdk8s', () => {
  test('for any value', () => {
    const documents = fc.array(anything, { maxLength: 2 });
    fc.assert(fc.property(documents, (some) => { expect(ours(...some)).toBe(Yaml.stringify(...some)); }), { numRuns: runs(1_000) });
  });

  test('for values as manifests hold them', () => {
    const documents = fc.dictionary(fc.string(), usual);
    fc.assert(fc.property(documents, (document) => { expect(ours(document)).toBe(Yaml.stringify(document)); }), { numRuns: runs(1_000) });
  });

  test.each(AWKWARD.map((one) => [JSON.stringify(one).slice(0, 20), one]))('for %s as a key, a value and an item', (_, one) => {
    const document = { [one]: { [one]: one }, list: [one, [one], { [one]: one }] };
    expect(ours(document)).toBe(Yaml.stringify(document));
  });

  test('for an object that occurs twice, which becomes an alias', () => {
    const labels = { app: 'web' };
    const document = { selector: labels, labels };
    expect(ours(document)).toBe(Yaml.stringify(document));
    expect(ours(document)).toContain('*a1');
  });

  test('for lists with holes and lists in lists', () => {
    const document = { holes: [undefined, null, 1], nested: [[], [[]], [{}], [['a', 'b'], { c: [] }]] };
    expect(ours(document)).toBe(Yaml.stringify(document));
  });
});

test('cdk8s is asked for no document of a workload, and once for each text that needs a closer look', () => {
  const scope = new Chart(app(), 'c', { namespace: 'shop' });
  ['a', 'b', 'c'].forEach((id) => deployment(new Chart(scope, id, { namespace: 'shop' }), { replicas: 2 }));
  const documents = scope.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson());
  const expected = Yaml.stringify(...documents);
  const asked = jest.spyOn(Yaml, 'stringify');
  expect(ours(...documents)).toBe(expected);
  const questions = asked.mock.calls.map(([document]) => document);
  expect(questions.every((one) => Array.isArray(one) && one.length === 1)).toBe(true);
  expect(new Set(questions.map(String)).size).toBe(questions.length);
});
