import { isPlaceholder, isPlainSetting, namesSecret, secretKind } from '../../src/objects/secret-text';

test.each([
  'DB_PASSWORD', 'dbPassword', 'PGPASSWORD', 'MYSQL_PASS', 'API_KEY', 'apiKey', 'STRIPE_SECRET_KEY', 'SECRET_KEY_BASE', 'GITHUB_TOKEN', 'access-token',
  'AWS_SECRET_ACCESS_KEY', 'JWT', 'CREDENTIALS', 'ENCRYPTION_KEYS', 'clientsecret', 'SSH_PASSPHRASE', 'TLS_PRIVATE_KEY', 'db.passwd',
])('%s names a secret', (name) => {
  expect(namesSecret(name)).toBe(true);
});

test.each([
  '', 'LOG_LEVEL', 'PASSWORD_FILE', 'TOKEN_PATH', 'TOKEN_URL', 'TOKEN_TTL', 'PASSWORD_MIN_LENGTH', 'SECRET_NAME', 'API_KEY_ID', 'SORT_KEY', 'PARTITION_KEY',
  'TOKENIZER_MODEL', 'COMPASS', 'BYPASS_CACHE', 'KEYCLOAK_REALM', 'TOKEN_ISSUER', 'CSRF_TOKEN_HEADER', 'SECRETARY', 'AWS_WEB_IDENTITY_TOKEN_FILE',
])('%s names no secret', (name) => {
  expect(namesSecret(name)).toBe(false);
});

test.each([
  ['PASSWORD_LOGIN', 'true'], ['TOKEN', ''], ['TOKEN', '  '], ['TOKEN', '$(OTHER_TOKEN)'], ['CREDENTIALS', '/var/run/secrets/gcp.json'], ['SECRET', './secret'],
  ['MAX_TOKENS', '128000'], ['TOKEN_REFRESH', '15m'], ['TOKEN_SERVICE', 'https://auth.example.com/token'], ['PASSWORD_ROUNDS', '12'], ['PWD', '/app'],
])('%s=%s is a setting', (name, value) => {
  expect(isPlainSetting(name, value)).toBe(true);
});

test.each([
  ['PASSWORD', '123456'], ['PASSWORD', 'correct-horse'], ['TOKEN', '$(A)$(B)x'], ['TOKEN', 'a/b+c=='], ['TOKEN', '/9j/4AAQ+kZJRg=='], ['SECRET', 'changeme'],
])('%s=%s is more than a setting', (name, value) => {
  expect(isPlainSetting(name, value)).toBe(false);
});

test.each([
  [`AKIA${'A'.repeat(16)}`, 'an AWS access key'],
  [`token=ghp_${'a'.repeat(36)}`, 'an access token'],
  [`{"slack": "xoxb-${'1'.repeat(12)}"}`, 'an access token'],
  ['-----BEGIN RSA PRIVATE KEY-----\nMII', 'a private key'],
  ['-----BEGIN PRIVATE KEY-----', 'a private key'],
  ['Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln', 'a JSON Web Token'],
  ['postgres://app:hunter2@db.example.com/shop', 'a URL with a password'],
  ['dsn=amqp://:hunter2@mq', 'a URL with a password'],
])('%j is a secret', (text, kind) => {
  expect(secretKind(text)).toBe(kind);
});

test.each([
  'info', 'AKIA', 'ghp_short', '-----BEGIN CERTIFICATE-----', '-----BEGIN PUBLIC KEY-----', 'eyJ', 'eyJhbGciOiJIUzI1NiJ9', 'https://example.com:8080/a@b:c',
  'postgres://app@db/shop', 'postgres://$(USER):$(PASSWORD)@db/shop', 'user:pass@host', 'a://b', 'git@github.com:acme/app.git', '',
])('%j is no secret', (text) => {
  expect(secretKind(text)).toBeUndefined();
});

test.each([
  '${DB_PASSWORD}', '{{ .Values.password }}', '<path:secret/data/db#password>', '<password>', '%DB_PASSWORD%', '[[password]]', '((db-password))', '#{DbPassword}#',
  '__DB_PASSWORD__', '@DB_PASSWORD@', 'REPLACE_ME', 'INSERT-TOKEN-HERE', 'YOUR_API_KEY', 'vault:secret/data/db#password', 'ref+vault://secret/db#/password',
  '>>vault:database/roles/x#y', 'gcp:secretmanager:projects/p/secrets/db', 'db-password@azurekeyvault', 'sm://project/db-password', 'doppler://p/c/DB',
  '!var prod/db/password', '$(DB_PASSWORD)', 'awssecrets://db', 'secretref+kv://x',
  'op://vault/item/field', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db', 'secretsmanager:db', 'projects/shop/secrets/db/versions/latest',
  '@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/db/)', '{{resolve:secretsmanager:db}}', ' ${DB_PASSWORD}\n',
  'ENC[AES256_GCM,data:q83v,iv:AAAA,tag:BBBB,type:str]', 'ENC[PKCS7,MIIB]',
])('%s is a placeholder', (text) => {
  expect(isPlaceholder(text)).toBe(true);
  expect(isPlainSetting('DB_PASSWORD', text)).toBe(true);
});

test.each(['', 'correct-horse', 'changeme', '${A}x', 'x%A%', '50%off%', 'ENC[', 'ENC[x]', 'replace_me', 'AKIA', `$\{${'{'.repeat(50_000)}`])('fails to be a placeholder: %j', (text) => {
  expect(isPlaceholder(text)).toBe(false);
});

const words = (text: string): string[] => text.trim().split(/\s+/);

test.each(words('password passwd passphrase secret token credential apikey accesskey privatekey secretkey pass pwd jwt bearer'))('"%s" names a secret, whatever stands before it', (word) => {
  expect([word, `DB_${word.toUpperCase()}`, `db-${word}`, `${word}Value`].map(namesSecret)).toEqual([true, true, true, true]);
});

test.each(words('access account admin api app auth client encryption hmac jwt license master private secret session shared signing ssh storage'))('a key of kind "%s" is secret', (kind) => {
  expect([`${kind}_key`, `my-${kind}-keys`].map(namesSecret)).toEqual([true, true]);
  expect(namesSecret(`key_${kind}_x`)).toBe(['jwt', 'secret'].includes(kind));
});

test.each(words(`age alg algorithm attempts audience backend class count dir directory duration enabled encryption endpoint expiration expiry field file format header host id in
  interval issuer length lifetime limit location max method min mode name namespace path policy port prefix provider ref required role scheme size source store strategy suffix
  timeout ttl type uri url user username validity version`))('"%s" at the end says something about a secret, and elsewhere nothing', (word) => {
  expect([`TOKEN_${word.toUpperCase()}`, `token-${word}`, `${word}_token`].map(namesSecret)).toEqual([false, false, true]);
});

test.each(words('true false yes no on off 0 1 enabled disabled none null TRUE Off'))('the switch %s is a setting', (value) => {
  expect(isPlainSetting('PASSWORD', value)).toBe(true);
});

test.each([
  ['TOKENS', '-12.5', true], ['TOKENS', '1234567890', false], ['TOKENS', '12.', false], ['TOKENS', '1.1234567890', false], ['TOKENS', 'a12', false],
  ['SECRET', '10ns', true], ['SECRET', '10us', true], ['SECRET', '10ms', true], ['SECRET', '10s', true], ['SECRET', '10m', true], ['SECRET', '10h', true], ['SECRET', '10d', true],
  ['SECRET', '10w', false], ['SECRET', '1234567890s', false], ['SECRET', 'x10s', false], ['SECRET', '10sx', false],
  ['PIN_PASSWORDS', '1234', false], ['PASSPHRASE', '1', true], ['PASSPHRASE', '12', false], ['passwd', '12', false], ['DB_PASS', '12', false], ['DB_PWD', '12', false], ['PASSWORD_TOKENS', '12', true],
  ['API_KEY', 'API_KEY_VAL', true], ['API_KEY', 'MY_API_KEY', false], ['API_KEY', 'API_KEYval', false], ['api_key', 'API_KEY_1', true], ['API_KEY', 'API_KEY_', false],
  ['TOKEN', '$(A', false], ['TOKEN', 'x$(A)', false], ['TOKEN', '~/a', true], ['TOKEN', '../a', true], ['TOKEN', 'C:\\a-b@c.d', true], ['TOKEN', 'a/b', false], ['TOKEN', '/a b', false],
  ['TOKEN', ' /a ', true], ['TOKEN', 'a+b.c-d://x', true], ['TOKEN', '://x', false], ['TOKEN', '1a://x', false], ['TOKEN', `${'a'.repeat(20)}://x`, true], ['TOKEN', `${'a'.repeat(21)}://x`, false],
])('%s=%s is a setting: %p', (name, value, isSetting) => {
  expect(isPlainSetting(name, value)).toBe(isSetting);
});

/** What a token starts with, and how many characters follow at least. */
const TOKENS: readonly (readonly [string, number])[] = [
  ['ghp_', 16], ['gho_', 16], ['ghu_', 16], ['ghs_', 16], ['ghr_', 16], ['github_pat_', 16], ['glpat-', 16], ['npm_', 30], ['dckr_pat_', 16], ['AIza', 35], ['xoxb-', 10], ['xoxp-', 10],
  ['xoxa-', 10], ['xoxr-', 10], ['xoxs-', 10], ['xapp-', 10], ['sk_live_', 16], ['rk_live_', 16], ['hvs.', 20], ['ya29.', 20], ['xoxe-', 10], ['xoxe.', 10], ['sk-ant-', 20],
  ['sk-proj-', 20], ['hf_', 30], ['SG.', 60], ['shpat_', 32], ['shpss_', 32], ['shpca_', 32], ['dop_v1_', 60], ['doo_v1_', 60], ['pypi-AgEI', 50], ['rubygems_', 40], ['glrt-', 20],
  ['gldt-', 20], ['glptt-', 40], ['glsa_', 32], ['glc_eyJ', 20], ['ATATT3', 50], ['lin_api_', 30], ['sntrys_', 30], ['sntryu_', 60], ['tskey-', 20], ['AGE-SECRET-KEY-1', 50],
  ['hvb.', 20], ['pscale_tkn_', 32], ['pscale_pw_', 32], ['nvapi-', 40], ['whsec_', 24], ['dp.st.', 40], ['dp.pt.', 40], ['ops_eyJ', 100], ['ghapp_', 30], ['PMAK-', 50],
  ['sq0csp-', 40], ['EAACEdEose0cBA', 10], ['xkeysib-', 60], ['eyJhdXRocyI6', 10],
];

test.each(TOKENS)('%s and %i characters are an access token, wherever they stand, and fewer are none', (prefix, least) => {
  const token = prefix + 'a'.repeat(least);
  expect([token, `{"x":"${token}"}`, `export A=${token};`, `https://example.com/${token}?x`].map(secretKind)).toEqual(Array(4).fill('an access token'));
  expect([token.slice(0, -1), `x${token}`, `${prefix.slice(0, -1)}*${'a'.repeat(least)}`].map(secretKind)).toEqual([undefined, undefined, undefined]);
});

test.each([
  [`ASIA${'A1'.repeat(8)}`, 'an AWS access key'], [`AKIA${'A'.repeat(17)}`, undefined], [`AKIA${'A'.repeat(15)}`, undefined], [`xAKIA${'A'.repeat(16)}`, undefined], [`AKIA${'a'.repeat(16)}`, undefined],
  ['-----BEGIN PGP PRIVATE KEY BLOCK-----', 'a private key'], ['PRIVATE KEY-----', undefined], ['-----BEGIN PRIVATE KEYS-----', undefined],
  ['eyJhbGciOiJIUzI1NiJ9.e30.', 'a JSON Web Token'], ['eyJhbGciOiJIUzI1NiJ9.e30', undefined], ['xeyJhbGci.e30.c2ln', undefined], ['eyJhbGci.e30.c2ln.x', undefined],
  ['a://b:c@d', 'a URL with a password'], ['a://b:@d', undefined], ['ab://:c@d', 'a URL with a password'], ['a://b@c:1', undefined], ['a://x/b:c@d', undefined], ['a://x?b:c@d', undefined],
  ['a://x#b:c@d', undefined], ['a://b:c@x@d', 'a URL with a password'], ['a://b:${C}@d', undefined], ['{{A}}://b:c@d', undefined], ['x a://b:c@d', 'a URL with a password'],
])('%j looks like %p', (text, kind) => {
  expect(secretKind(text)).toBe(kind);
});

test.each(['arn', 'secretsmanager', 'ssm', 'awssm', 'azurekeyvault', 'keyvault', 'gcpsm', 'op', 'ref+vault'])('%s: is the beginning of a reference, and of nothing else', (scheme) => {
  expect([`${scheme}:a/b`, `x${scheme}:a`, `${scheme}:`, `${scheme}:a b`].map(isPlaceholder)).toEqual([true, false, false, false]);
});

test.each(['sm', 'gsm', 'berglas', 'doppler', 'conjur', 'infisical', 'akeyless', 'bws', 'awssecrets', 'gcp', 'gcpsecrets', 'secretref+kv'])('%s:// is the beginning of a reference', (scheme) => {
  expect([`${scheme}://a/b`, `x${scheme}://a`, `${scheme}://`, `${scheme}://a b`].map(isPlaceholder)).toEqual([true, false, false, false]);
});

test.each([
  '${}', '${{ a }}', '{{}}', '<>', '%A1%', '[[]]', '(())', '#{}', '#{a}#', '__A__', '__A_1__', '@A_1@', 'REPLACE-ME', 'INSERT_1', 'YOUR-KEY_2', 'vault:a/b', 'vault:#b', '>>vault:a#b',
  'gcp:secretmanager:a', 'a-b@azurekeyvault', 'a@azurekeyvault?v1', '!var a/b', '!var:trim a', '$(a.b)', 'projects/a.b/secrets/c', 'projects/a/secrets/c/versions/1', '@Microsoft.KeyVault()', 'ENC[A1_B,]',
  `<${'a'.repeat(9998)}>`,
])('%s is filled in later', (text) => expect(isPlaceholder(text)).toBe(true));

test.each([
  '${a', '{{a}', '{a}', '<a', '%1A%', '%A', '[[a]', '((a)', '{a}#', '__a__', '__A_', '@a@', '@A', 'REPLACE', 'REPLACE_', 'XREPLACE_ME', 'YOUR_key', 'vault:a', '>vault:a/b', 'gcp:secretmanager:',
  '@azurekeyvault', 'a@azurekeyvault?', '!var', '!vara/b', '$(1)', '$()', 'projects/a/secrets/', 'projects/a/secrets/b/versions/', '@Microsoft.KeyVault(', 'ENC[a,b]', 'ENC[A,b', 'xENC[A,b]',
  `<${'a'.repeat(9999)}>`,
])('fails to be filled in later: %s', (text) => expect(isPlaceholder(text)).toBe(false));
