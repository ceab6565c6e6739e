import { inspected } from './inspected';

const messages = (key: string, value: unknown) => inspected('no-secrets-in-config-map', { apiVersion: 'v1', kind: 'ConfigMap', data: { [key]: value } });

const SECRET = 'kK9xw2mQ7vTz';
const EXTENSIONS = [
  'bash', 'cer', 'cfg', 'cnf', 'conf', 'crt', 'css', 'csv', 'env', 'go', 'groovy', 'hcl', 'htm', 'html', 'ini', 'j2', 'java', 'js', 'json', 'list', 'lua', 'md', 'pem',
  'php', 'policy', 'properties', 'py', 'rb', 'rules', 'sh', 'sql', 'template', 'tmpl', 'toml', 'tpl', 'ts', 'txt', 'vcl', 'xml', 'yaml', 'yml', 'YAML',
];

test.each(EXTENSIONS)('a file *.%s about passwords holds none', (extension) => expect(messages(`reset-password.${extension}`, SECRET)).toEqual([]));

test.each(['password', 'reset-password.json.old', 'json-password', 'db.password', 'password.jsonx'])('%s names a secret, not a file', (key) => {
  expect(messages(key, SECRET)).toEqual([`data "${key}" holds a literal value under the name of a secret`]);
});

test.each(['${DB_PASSWORD}', '${}', '{{ password }}', '<password>', ' <password>\n', 'arn:aws:secretsmanager:eu-1:1:secret:db', 'vault:secret/db#password'])(
  '%j is filled in later', (value) => expect(messages('password', value)).toEqual([]),
);

test.each(['x${DB_PASSWORD}', '${DB_PASSWORD}x', 'x{{ password }}', '{{ password }}x', 'x<password>', '<password>x', 'xvault:a/b', 'xarn:a', 'vault:hunter2', 'sm:hunter2', 'hunter2@azurekeyvault.example'])('%j is not', (value) => {
  expect(messages('password', value)).toHaveLength(1);
});

test.each(['public-key-token', 'PUBLIC_SECRET'])('%s is public by its name', (key) => expect(messages(key, SECRET)).toEqual([]));

test('a text of several lines is no secret, unless it looks like one; a last line break makes no second line', () => {
  expect(messages('password', `${SECRET}\nmore`)).toEqual([]);
  expect(messages('password', `${SECRET}\n`)).toHaveLength(1);
  expect(messages('password', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n')).toEqual(['data "password" holds a private key']);
});

test.each([[true], [null], [{}], [['x']]])('%j is for valid-manifest to find', (value) => expect(messages('password', value)).toEqual([]));

test.each([[undefined], [null], ['x'], [[]]])('data that is %j is for valid-manifest to find', (data) => {
  expect(inspected('no-secrets-in-config-map', { apiVersion: 'v1', kind: 'ConfigMap', data })).toEqual([]);
});
