import { execFileSync, spawnSync } from 'child_process';
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Duration } from 'cdk8s';
import { parse } from 'yaml';
import { EncryptionAtRest } from '../../src';

const KMS = { name: 'vault', endpoint: 'unix:///run/kms/socket.sock' };
const entriesOf = (encryption: EncryptionAtRest): any[] => parse(encryption.toYaml()).resources;

test('a plugin is asked by version 2 of its protocol', () => {
  expect(entriesOf(EncryptionAtRest.kms(KMS))).toEqual([
    { resources: ['secrets', 'configmaps'], providers: [{ kms: { apiVersion: 'v2', ...KMS, timeout: '3s' } }] },
  ]);
});

test('a timeout is written as Go reads it', () => {
  expect(entriesOf(EncryptionAtRest.kms({ ...KMS, timeout: Duration.millis(1500) }))[0].providers[0].kms.timeout).toBe('1500ms');
});

test('plain text is read last', () => {
  expect(entriesOf(EncryptionAtRest.kms({ ...KMS, readsPlaintext: true }))[0].providers[1]).toEqual({ identity: {} });
});

test('local keys are placeholders', () => {
  expect(entriesOf(EncryptionAtRest.localKeys({ keyNames: ['key2', 'key1'] }))[0].providers).toEqual([
    { secretbox: { keys: [{ name: 'key2', secret: '<key2>' }, { name: 'key1', secret: '<key1>' }] } },
  ]);
});

test('a rotation reads by the new key before it writes by it, and drops the old key last', () => {
  const steps = EncryptionAtRest.localKeys({ keyNames: ['key1'] }).rotateTo('key2');
  const keys = steps.map(({ yaml }) => yaml && parse(yaml).resources[0].providers[0].secretbox.keys.map(({ name }: { name: string }) => name));
  expect(keys).toEqual([['key1', 'key2'], ['key2', 'key1'], undefined, ['key2']]);
  const [fill, reloaded] = ['sh fill-encryption-keys.sh THIS_FILE /etc/kubernetes/secure/encryption.yaml',
    '# wait until each API server has read it: apiserver_encryption_config_controller_automatic_reloads_total grows'];
  expect(steps.map(({ title, commands }) => [title, ...commands])).toEqual([
    ['1. every API server reads by the new key', fill, reloaded], ['2. every API server writes by the new key', fill, reloaded],
    ['3. once: every object is written again', ...['secrets', 'configmaps'].map((resource) => `kubectl get ${resource} --all-namespaces -o json | kubectl replace -f -`)],
    ['4. no API server reads by the old keys', fill, 'shred -u /etc/kubernetes/secure/encryption-keys/key1'],
  ]);
});

test('a rotation leaves it to an operator how all resources of a group are written again', () => {
  const [, , { commands }] = EncryptionAtRest.localKeys({ keyNames: ['key1'], resources: ['*.*'] }).rotateTo('key2');
  expect(commands).toEqual(['# every resource of *.*, by a StorageVersionMigration or as the line above']);
});

describe('fails', () => {
  test.each(['aGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8gaGVsbG8hISE=', 'YWJjZGVmZ2hpamtsbW5vcA=='])('where a key stands in place of its name: %s', (key) => {
    expect(() => EncryptionAtRest.localKeys({ keyNames: [key] })).toThrow('it looks like a key, not like its name');
    expect(() => EncryptionAtRest.localKeys({ keyNames: [key] })).not.toThrow(key);
  });

  test.each([[[], 'keyNames is empty'], [['a', 'a'], 'cannot use the key "a" twice'], [['Key 1'], 'cannot use "Key 1" as the name of a key']] as const)(
    'for the names %j', (keyNames, message) => {
      expect(() => EncryptionAtRest.localKeys({ keyNames: [...keyNames] })).toThrow(message);
    });

  test.each([
    ['an endpoint that is no socket', { ...KMS, endpoint: 'https://vault.example.com' }, 'must be a socket such as "unix:///run/kms/socket.sock"'],
    ['a name with a colon', { ...KMS, name: 'a:b' }, 'must not contain ":"'],
    ['resources without secrets', { ...KMS, resources: ['configmaps'] }, 'encryption-covers-secrets'],
    ['a resource twice', { ...KMS, resources: ['secrets', 'secrets'] }, 'stands before it already'],
    ['a resource beside all of them', { ...KMS, resources: ['secrets', '*.*'] }, 'lists "*.*" beside resources that it covers'],
  ])('for %s', (_, props, message) => {
    expect(() => EncryptionAtRest.kms(props).toYaml()).toThrow(message);
  });

  test('where the key of a plugin is to be rotated by files', () => {
    expect(() => EncryptionAtRest.kms(KMS).rotateTo('key2')).toThrow('the plugin rotates it');
  });
});

describe('the script that fills the keys in', () => {
  const encryption = EncryptionAtRest.localKeys({ keyNames: ['key1', 'key2'] });
  const folder = mkdtempSync(join(tmpdir(), 'encryption-'));
  const [script, template, output, keys] = ['fill.sh', 'encryption.yaml', 'filled.yaml', 'keys'].map((name) => join(folder, name));
  writeFileSync(script, encryption.toFillScript()!);
  writeFileSync(template, encryption.toYaml());
  const run = (...args: string[]) => spawnSync('sh', [script, ...args], { encoding: 'utf8', env: { ...process.env, ENCRYPTION_KEYS: keys } });

  test('fails where a key is missing, and says what to do', () => {
    const { status, stderr } = run(template, output);
    expect(status).toBe(1);
    expect(stderr).toContain('there is no key');
    expect(stderr).toContain('--generate-missing');
  });

  test('makes keys on the first host, and writes a file that only its owner reads', () => {
    expect(run('--generate-missing', template, output)).toMatchObject({ status: 0, stderr: '' });
    expect((statSync(output).mode % 0o1000).toString(8)).toBe('600');
    const filled = parse(readFileSync(output, 'utf8')).resources[0].providers[0].secretbox.keys;
    expect(filled.map(({ name, secret }: any) => [name, Buffer.from(secret, 'base64').length])).toEqual([['key1', 32], ['key2', 32]]);
  });

  test('takes the keys that are there', () => {
    const before = readFileSync(output, 'utf8');
    expect(run(template, output).status).toBe(0);
    expect(readFileSync(output, 'utf8')).toBe(before);
  });

  test('fails where a key can be read by others', () => {
    chmodSync(join(keys, 'key1'), 0o644);
    expect(run(template, output).stderr).toContain('can be read by others');
    chmodSync(join(keys, 'key1'), 0o400);
  });

  test('fails where a key has another length, and shows none', () => {
    writeFileSync(join(keys, 'key2'), 'c2hvcnQ=\n');
    const { stderr } = run(template, output);
    expect(stderr).toContain('does not hold 32 bytes in base64');
    expect(stderr).not.toContain('c2hvcnQ');
  });

  test('is a script that a strict shell reads', () => {
    expect(() => execFileSync('sh', ['-n', script])).not.toThrow();
  });
});
