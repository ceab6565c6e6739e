import { credentialIn } from '../../src/objects/credential';
import { isPlainSetting, namesSecret, secretKind } from '../../src/objects/secret-text';

/** Texts of a megabyte that make a careless pattern take hours. */

test('secrets are looked for in time that grows with the text', () => {
  const started = Date.now();
  for (const part of ['eyJ', 'a://', '-----BEGIN ', 'AKIA', '/', '$(', 'A1', 'a_', ':@']) {
    const text = part.repeat(1_000_000 / part.length);
    secretKind(text);
    isPlainSetting(text, text);
    namesSecret(text);
  }
  expect(Date.now() - started).toBeLessThan(10_000);
});

test('credentials are looked for in time that grows with the text', () => {
  const started = Date.now();
  for (const part of ['password=', 'password = "', '<password>', 'a=b ', 'password ', 'token:', '"token"   ', 'xA1', '{"key": ', '-D', 'a1B2+/', 'key: \'', '\\"token\\"']) {
    credentialIn('file', part.repeat(1_000_000 / part.length));
    credentialIn('file', `token ${part.repeat(10)}\n`.repeat(10_000));
  }
  expect(Date.now() - started).toBeLessThan(20_000);
});
