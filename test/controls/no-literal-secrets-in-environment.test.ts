import { CATALOGUE } from '../../src/controls';
import { Evidence } from '../../src/controls/evidence';
import { SecurityProfile } from '../../src/profile/security-profile';

const control = CATALOGUE.find(({ id }) => id === 'no-literal-secrets-in-environment')!;
const messages = (...env: unknown[]) =>
  ('inspect' in control ? control.inspect({ env } as never, SecurityProfile.restricted(), Evidence.NONE) : []).map(({ message }) => message);

// `String({ toString: 1 })` throws
test.each([[{ toString: 1 }], [[{ toString: 1 }]], [{}], [null], [true]])('a name or a value %j is for valid-manifest to find', (odd) => {
  expect(messages({ name: odd, value: 'x' }, { name: 'DB_PASSWORD', value: odd }, odd)).toEqual([]);
});

test('a secret is found by its looks, under a name of the wrong type too', () => {
  expect(messages({ name: { toString: 1 }, value: `AKIA${'A'.repeat(16)}` })).toEqual(['env[0] "" holds an AWS access key']);
});
