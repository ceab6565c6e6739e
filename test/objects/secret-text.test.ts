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
