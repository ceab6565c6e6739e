import { credentialIn } from '../../src/objects/credential';
import { isRandomText } from '../../src/objects/random-text';
import { sealedTextProblem } from '../../src/objects/sealed-text';

const RANDOM = 'kJ8vQ2xLm5RtYw9ZbN3cPd7F';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

test.each<[string, string, string]>([
  ['DB_PASSWORD', 'correct-horse', 'a literal value under the name of a secret'],
  ['SALT', RANDOM, 'a random text, as keys and tokens are'],
  ['JAVA_OPTS', '-Xmx1g -Ddb.password=hunter2 -Dx=y', 'a literal value under "db.password"'],
  ['ARGS', '--user=shop --api-token hunter --client_secret=hunter2', 'a literal value under "client_secret"'],
  ['DSN', 'host=db;user=shop;PWD=hunter2', 'a literal value under "PWD"'],
  ['config', base64('{"user": "shop", "password": "hunter2"}'), 'a literal value under "password"'],
  ['config', base64('-----BEGIN PRIVATE KEY-----\nMIIB'), 'a private key'],
  ['.npmrc', `//registry.example.com/:_authToken=npm_${'a1'.repeat(18)}`, 'an access token'],
  ['git', `https://ghp_${'a1'.repeat(18)}@github.com/acme/app.git`, 'an access token'],
  ['settings.xml', '<server>\n <username>ci</username>\n <password>hunter2</password>\n</server>', 'a literal value under "password"'],
  ['app.toml', 'user = "shop"\npassword = \'hunter2\' # rotate', 'a literal value under "password"'],
  ['.env', 'export API_KEY=f3b9c1\n', 'a literal value under "API_KEY"'],
  ['init.py', 'db.connect(user="shop", password="hunter2")', 'a literal value under "password"'],
  ['key', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n', 'a private key'],
])('%s holding %j holds a credential', (name, value, kind) => {
  expect(credentialIn(name, value)).toBe(kind);
});

test.each<[string, string]>([
  ['LOG_LEVEL', 'info'], ['JWT_PUBLIC_KEY', RANDOM], ['ca.crt', RANDOM], ['revision', '0123456789abcdef0123456789abcdef01234567'], ['GOOGLE_API_KEY', 'GOOGLE_API_KEY_VAL'],
  ['id', '7d9f3f0c-3a4b-4c5d-8e9f-0a1b2c3d4e5f'], ['image', `registry.example.com/shop/api@sha256:${'a1'.repeat(32)}`], ['token', '${{ secrets.TOKEN }}'],
  ['app.ini', '# password = hunter2\n; password = hunter2\npassword = ${PASSWORD}\n'], ['values.yaml', 'auth:\n  existingSecret: db-credentials\n  secretKey: password\n'],
  ['login.py', 'password = getpass()\ntoken = response.token\n'], ['login.js', 'const token = request.headers.token;\n'], ['schema.json', '{"password": {"type": "string"}}'],
  ['schema.yaml', 'password: string\ntoken: required\n'], ['app.properties', 'password.min.length=12\ntoken.ttl=15m\nkeystore.password.file=/run/secrets/ks\n'],
  ['messages.json', '{"password": "Please choose a password of 12 characters"}'], ['nginx.conf', 'proxy_set_header X-Token $http_token;\nssl_password_file /run/secrets/tls;\n'],
  ['CONFIG', base64('{"user": "shop", "password": "${PASSWORD}"}')], ['name', 'MyVeryLongDeploymentNameForProduction2'], ['', ''],
])('%s holding %j holds none', (name, value) => {
  expect(credentialIn(name, value)).toBeUndefined();
});

test('a random text is one that no human chose', () => {
  expect([RANDOM, 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'].map(isRandomText)).toEqual([true, true]);
  const chosen = ['frontend-production-eu-central-1a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a1B2a1B2a1B2a1B2a1B2a1B2a1B2', '0123456789abcdef0123456789abcdef', 'kJ8vQ2xLm5RtYw9', `${RANDOM} x`];
  expect(chosen.filter(isRandomText)).toEqual([]);
});

test('a sealed text starts with the length of its key', () => {
  const sealed = Buffer.from([1, 0, ...Array<number>(256 + 16).fill(7)]);
  expect(sealedTextProblem(sealed.toString('base64'))).toBeUndefined();
  expect(sealedTextProblem(sealed.subarray(1).toString('base64'))).toMatch(/does not start with an encrypted key/);
  expect(sealedTextProblem(sealed.subarray(0, -1).toString('base64'))).toMatch(/does not start with an encrypted key/);
  expect(sealedTextProblem('not base64!')).toMatch(/it is not base64/);
  expect(sealedTextProblem(7)).toMatch(/it is not base64/);
});
