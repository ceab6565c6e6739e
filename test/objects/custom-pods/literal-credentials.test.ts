import { literalCredentials } from '../../../src/objects/custom-pods/literal-credentials';

const found = (spec: unknown) => literalCredentials({ apiVersion: 'acme.example.com/v1', kind: 'Widget', metadata: { name: 'w' }, spec }).map(({ pointer }) => pointer);

test.each<[string, unknown, string]>([
  ['a password', { password: 'hunter2' }, '/spec/password'],
  ['a password in camel case', { auth: { adminPassword: 'hunter2' } }, '/spec/auth/adminPassword'],
  ['a password in a list', { passwords: ['hunter2'] }, '/spec/passwords/0'],
  ['a value called plain', { passwordPlainText: 'hunter2' }, '/spec/passwordPlainText'],
  ['a number', { password: 1234 }, '/spec/password'],
  ['a secret key that no object is named like', { secretKey: 'wJalrXUtnFEMI/K7MDENG' }, '/spec/secretKey'],
  ['a variable', { env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }, '/spec/env/0/value'],
  ['a default of a parameter', { params: [{ name: 'password', default: 'hunter2' }] }, '/spec/params/0/default'],
  ['a pair of key and value', { options: [{ key: 'sasl.password', value: 'hunter2' }] }, '/spec/options/0/value'],
  ['a password below secrets', { secrets: { password: 'hunter2' } }, '/spec/secrets/password'],
  ['a password that could name an object', { adminPassword: 'super-secret' }, '/spec/adminPassword'],
  ['a token by its looks', { note: `ghp_${'a1'.repeat(18)}` }, '/spec/note'],
  ['cloud-init', { userData: '#cloud-config\nuser: shop\npassword: hunter2\n' }, '/spec/userData'],
])('%s is found', (_, spec, pointer) => {
  expect(found(spec)).toEqual([pointer]);
});

test.each<[string, unknown]>([
  ['a reference', { passwordSecretRef: { name: 'db', key: 'password' } }],
  ['the name of a Secret', { tokenSecret: 'db-token', credentials: 'db-login', imagePullSecrets: ['registry'] }],
  ['the key in a Secret', { passwordKey: 'db-password', secretKey: 'password' }],
  ['a name that says what the object holds', { secrets: { users: 'db-users', encryptionKey: 'db-encryption-key' }, token: 'github-secret' }],
  ['a name below what is about Secrets', { secretKeys: { adminPassword: 'admin' }, vaultRef: { token: 'vault' } }],
  ['what something else fills in', { token: 'Bearer ${token}', client_secret: '$__file{/run/secret}' }],
  ['ciphertext', { sealedSecret: 'AgBy3i4OJSWK', encryptedPassword: 'AgBy3i4OJSWK' }],
  ['a setting about secrets', { passwordPolicy: 'strong', tokenLifespan: 300, secretEngine: 'kv-v2', passwordFile: '/run/password' }],
  ['a switch', { password: true, token: 'false' }],
  ['a placeholder', { password: '${PASSWORD}' }],
  ['the identity of a key', { accessKeyID: `AKIA${'A'.repeat(16)}` }],
  ['a digest', { checksum: 'kJ8vQ2xLm5RtYw9ZbN3cPd7F' }],
  ['a schema', { openAPIV3Schema: { properties: { password: { default: 'hunter2' } }, password: 'hunter2' } }],
])('%s is not', (_, spec) => {
  expect(found(spec)).toEqual([]);
});

test('what is deep, shared or repeated is walked in bounded time', () => {
  let deep: object = { password: 'hunter2' };
  for (let i = 0; i < 50_000; i++) deep = { deep };
  const shared = { password: 'hunter2' };
  expect(found(deep)).toHaveLength(1);
  expect(found({ a: shared, b: shared })).toEqual(['/spec/b/password']);
  expect(found(Array(5000).fill(0).map(() => ({ password: 'hunter2' })))).toHaveLength(1000);
});
