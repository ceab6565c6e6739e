import { Quantity } from '../../src/profile/quantity';

test.each([
  [Quantity.cores(2), '2'], [Quantity.millicores(250), '250m'], [Quantity.mebibytes(64), '64Mi'], [Quantity.gibibytes(0), '0Gi'], [Quantity.of('1e3'), '1e3'],
])('%s is written in the notation of Kubernetes', (quantity, text) => {
  expect(`${quantity}`).toBe(text);
});

test.each(['lots', '', '1 Gi', '256MB', '-1'])('fails on the text %j', (text) => {
  expect(() => Quantity.of(text)).toThrow(`cannot use "${text}" as a quantity: it is`);
});

test.each([-1, 0.5, NaN, Infinity, 2 ** 53])('fails on %d of a unit', (count) => {
  for (const make of [Quantity.cores, Quantity.millicores, Quantity.mebibytes, Quantity.gibibytes]) {
    expect(() => make(count)).toThrow(/^cannot use .* (cores|millicores|mebibytes|gibibytes): it is not a whole number from 0 up; pass one, or a smaller unit$/);
  }
});
