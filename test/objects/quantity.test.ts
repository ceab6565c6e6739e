import * as fc from 'fast-check';
import { addQuantities, compareQuantities, formatQuantity, multiplyQuantity, parseQuantity, ParsedQuantity } from '../../src/objects/quantity';

const quantity = (text: string): ParsedQuantity => {
  const parsed = parseQuantity(text);
  if (!parsed) throw new Error(`"${text}" is no quantity`);
  return parsed;
};

const anyText = fc.tuple(
  fc.constantFrom('', '+', '-'),
  fc.nat({ max: 2 ** 40 }),
  fc.option(fc.nat({ max: 10 ** 6 }), { nil: undefined }),
  fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'e3', 'E-3', 'e+6'),
).map(([sign, whole, fraction, suffix]) => `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${suffix}`);

// Canonical forms as k8s.io/apimachinery v0.34 prints them.
test.each([
  ['0', '0'], ['0Mi', '0'], ['1', '1'], ['+5', '5'], ['-5', '-5'], ['1.5', '1500m'], ['.5', '500m'], ['5.', '5'], ['007', '7'],
  ['1000m', '1'], ['1000', '1k'], ['1000000Ki', '1000000Ki'], ['1024Ki', '1Mi'], ['1.5Gi', '1536Mi'], ['512', '512'], ['0.5Ki', '512'],
  ['1e3', '1e3'], ['12E6', '12e6'], ['1E', '1E'], ['1e-3', '1e-3'], ['1000e0', '1e3'], ['5e0', '5'], ['1500u', '1500u'], ['1000E', '1000E'],
  ['0.1n', '1n'], ['-0.1n', '-1n'], ['1e-99', '1e-9'], ['0e-99', '0'], ['9223372036854775807Ki', '9223372036854775807'],
])('writes %s as %s', (text, canonical) => {
  expect(formatQuantity(quantity(text))).toBe(canonical);
});

test.each(['', ' ', '1 ', ' 1', 'Mi', '+', '.', '-m', 'e3', '1K', '1mi', '1i', '1ki', '1e', '1e+', '1e1.5', '1Ei3', '1.1.M', '1,5', '0x10', '--1', '1e100',
  '1e999999999', '9'.repeat(101), '1\n'])('fails to read %j', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

test('compares amounts across notations', () => {
  expect(compareQuantities(quantity('1Gi'), quantity('1G'))).toBeGreaterThan(0);
  expect(compareQuantities(quantity('999m'), quantity('1'))).toBeLessThan(0);
  expect(compareQuantities(quantity('1e3'), quantity('1k'))).toBe(0);
});

test('adds in the format of the first amount that is not zero', () => {
  expect(formatQuantity(addQuantities(quantity('1Gi'), quantity('512Mi')))).toBe('1536Mi');
  expect(formatQuantity(addQuantities(quantity('250m'), quantity('750m')))).toBe('1');
  expect(formatQuantity(addQuantities(quantity('0'), quantity('1Mi')))).toBe('1Mi');
});

test('multiplies by a number of replicas', () => {
  expect(formatQuantity(multiplyQuantity(quantity('250m'), 3))).toBe('750m');
  expect(formatQuantity(multiplyQuantity(quantity('256Mi'), 4))).toBe('1Gi');
  expect(formatQuantity(multiplyQuantity(quantity('256Mi'), 0))).toBe('0');
});

test('writing and reading again keeps the amount', () => {
  fc.assert(fc.property(anyText, (text) => compareQuantities(quantity(formatQuantity(quantity(text))), quantity(text)) === 0));
});

test('writing is idempotent, but for binary amounts that no binary suffix fits: they become plain numbers, which are decimal', () => {
  fc.assert(fc.property(anyText, (text) => {
    const once = formatQuantity(quantity(text));
    const again = formatQuantity(quantity(once));
    const becamePlain = text.endsWith('i') && !once.endsWith('i');
    return becamePlain ? compareQuantities(quantity(again), quantity(text)) === 0 : again === once;
  }));
});

test('comparison is antisymmetric and agrees with addition', () => {
  fc.assert(fc.property(anyText, anyText, anyText, (a, b, c) => {
    const order = compareQuantities(quantity(a), quantity(b));
    expect(compareQuantities(quantity(b), quantity(a)) + order).toBe(0);
    expect(compareQuantities(addQuantities(quantity(a), quantity(c)), addQuantities(quantity(b), quantity(c)))).toBe(order);
  }));
});

test('multiplication is repeated addition', () => {
  fc.assert(fc.property(anyText, fc.nat({ max: 20 }), (text, times) => {
    const sum = Array.from({ length: times }, () => quantity(text)).reduce(addQuantities, quantity('0'));
    expect(compareQuantities(multiplyQuantity(quantity(text), times), sum)).toBe(0);
  }));
});

test('no text makes the parser throw', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    parseQuantity(text);
  }));
});
