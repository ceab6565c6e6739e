import { resolvePlain } from '../../src/sources/plain-scalar';
import { processorTime } from '../processor-time';

// Every line was verified against sigs.k8s.io/yaml v1.6.0 (go.yaml.in/yaml/v2 v2.4.2).
const READ: readonly (readonly [unknown, readonly string[]])[] = [
  [true, ['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE']],
  [false, ['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE']],
  [null, ['', '~', 'null', 'Null', 'NULL']],
  [420, ['0644', '0o644', '+0644', '420', '4_20', '4.2e2', '420.', '0x1a4', '0X1A4', '0b110100100', '0O644', '0_644']],
  [-420, ['-0644', '-420', '-0x1a4', '-0b110100100']],
  [8, ['08', '8', '8.0', '0_8', '0b1000']],
  [0, ['0', '-0', '+0', '00', '0_', '0.0', '-0.0', '0e0']],
  [0.5, ['.5', '+.5', '0.5', '.5e0', '5e-1', '.5_0']],
  [1000, ['1e3', '1E3', '1_000', '1_e3', '1e_3', '1.e3', '1__000']],
  [123e9, ['.123e1_2']],
  [-3, ['0b-11']],
  [18446744073709552000, ['18446744073709551615', '18446744073709551616', '0xffffffffffffffff']],
  [-9223372036854775808, ['-9223372036854775808', '-9223372036854775809', '-0x8000000000000000']],
  [7.777777777777778e23, ['0777777777777777777777777']],
  [Infinity, ['.inf', '+.Inf', '.INF']],
  [-Infinity, ['-.inf', '-.Inf']],
  [NaN, ['.nan', '.NaN']],
];

const TEXTS = [
  'yEs', 'oN', 'tRue', 'nULL', '_1', '0x', '0o', '0b', '0b2', '0o8', '1e', 'e3', '.', '..', '-', '--1', '+-1', '1.2.3', '1 000', '1,000', '=', '<<', '-0b-1',
  '0x1.8p3', '._5', '.5_', '.1__0', '.5_e1', '.e3', '5.e', '1e400', '-0x8000000000000001', 'inf', 'NaN', 'Infinity', '.Infinity', '-.nan', 'True1',
  '2001-01-01', '2001-1-1', '2001-01-01T00:00:00Z', '2001-01-01 10:00:00', '190:20:30', '1:30', '100m', '64Mi', '10%', '1.4.2', 'é',
];

describe('an unquoted scalar', () => {
  for (const [value, spellings] of READ) {
    test(`is ${String(value)} as ${spellings.join(', ')}`, () => {
      expect(spellings.map((text) => resolvePlain(text).value)).toEqual(spellings.map(() => value));
    });
  }

  test('is a text in any other spelling, dates and numbers to base 60 included', () => {
    expect(TEXTS.map((text) => resolvePlain(text).value)).toEqual(TEXTS);
  });

  test('is read in time linear in its length', () => {
    const long = [`1${'0'.repeat(1e5)}x`, `.${'1_'.repeat(1e5)}`, `0x${'f'.repeat(1e5)}`, `2001-1-1T${'1:'.repeat(1e5)}`];
    expect(processorTime(() => long.forEach((text) => resolvePlain(text)))).toBeLessThan(1000);
  });
});
