import { shownValue, shortened, withoutCredentials } from '../../src/objects/shown-value';

test.each<[unknown, string]>([
  [null, 'null'],
  [true, 'true'],
  [0, '0'],
  ['x"y', '"x\\"y"'],
  [['NET_RAW', 'ALL'], '["NET_RAW", "ALL"]'],
  [{ path: '/var/log', type: 'Directory' }, '{"path": "/var/log", "type": "Directory"}'],
  [[[[[['deep']]]]], '[[[[[…]]]]]'],
  [['a'.repeat(100)], `["${'a'.repeat(39)}…${'a'.repeat(38)}"]`],
  [Array.from({ length: 50 }, (_, i) => `capability-${i}`), '["capability-0", "capability-1", "capability-2", "capability-3", "capability-4", … 45 more]'],
])('%j is shown', (value, text) => expect(shownValue(value)).toBe(text));

describe('is not shown', () => {
  const token = `ghp_${'x'.repeat(36)}`;

  test.each<[string, unknown, string]>([
    ['a token', token, '(an access token, not shown)'],
    ['a token in a list', [token], '[(an access token, not shown)]'],
    ['what stands under the name of a secret', { password: 'correct-horse', user: 'app' }, '{"password": (not shown), "user": "app"}'],
    ['the value of a variable with such a name', { name: 'DB_PASSWORD', value: 'correct-horse' }, '{"name": "DB_PASSWORD", "value": (not shown)}'],
    ['the data of a Secret', { stringData: { a: 'correct-horse' } }, '{"stringData": (not shown)}'],
    ['the password of a URL', 'postgres://app:correct-horse@db/shop', '"postgres://***@db/shop"'],
    ['the password of an image', 'app:correct-horse@registry.example.com/a:1', '"***@registry.example.com/a:1"'],
  ])('%s', (_, value, text) => expect(shownValue(value)).toBe(text));
});

test('the digest of an image is no password', () => {
  const text = 'image "registry.example.com/a:1@sha256:abc" is odd, and "a:1@sha256:abc" too';
  expect(withoutCredentials(text)).toBe(text);
});

test('a long text loses its middle', () => expect(shortened('abcdefghij', 5)).toBe('ab…ij'));

test('a large value takes no longer than a small one', () => {
  const large = Array.from({ length: 1_000_000 }, (_, i) => i);
  expect(shownValue(large)).toMatch(/^\[0, 1, .*… \d+ more\]$/);
  expect(shownValue('x'.repeat(10_000_000))).toHaveLength(80);
});
