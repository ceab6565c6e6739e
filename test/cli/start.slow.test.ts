import { spawnSync } from 'child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { installInto } from './bundle';
import { folder, PRIVILEGED } from './command';

/** What V8 compiled of the bundle is kept beside it, for the runs that follow. */

let program: string;

const lib = (): string => join(program, 'lib');
const kept = (): string[] => readdirSync(lib()).filter((name) => name.startsWith('compiled-')).map((name) => join(lib(), name));

function run(env: NodeJS.ProcessEnv = {}, flags: readonly string[] = []): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, join(program, 'bin/cdk8s-hardened'), 'check', '--verbose', '-'], {
    input: PRIVILEGED, encoding: 'utf8', env: { PATH: process.env.PATH, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

beforeEach(() => {
  program = folder();
  installInto(program);
});

test('the first run keeps what was compiled, which only its user may change, and the second run uses it and says the same', () => {
  const first = run();
  expect(first).toMatchObject({ code: 1, out: expect.stringContaining('no-privileged'), err: '' });
  const [file, ...others] = kept();
  expect(others).toEqual([]);
  const { ino, mode } = statSync(file);
  expect((mode & 0o777).toString(8)).toBe('644'); // eslint-disable-line no-bitwise -- what modes are made of
  expect(run()).toEqual(first);
  expect(kept().map((one) => statSync(one).ino)).toEqual([ino]);
});

test.each([
  ['is empty', () => Buffer.alloc(0)],
  ['ends too early', (code: Buffer) => code.subarray(0, code.length / 2)],
  ['is something else', () => Buffer.from('module.exports = 1;\n'.repeat(1000))],
  ['has other bytes in its midst', (code: Buffer) => Buffer.concat([code.subarray(0, 400_000), Buffer.alloc(64, 0x5a), code.subarray(400_064)])],
])('fails to use what was kept where it %s, and replaces it', (_, damage) => {
  const first = run();
  const [file] = kept();
  const damaged = damage(readFileSync(file));
  writeFileSync(file, damaged);
  expect(run()).toEqual(first);
  expect(readFileSync(file).equals(damaged)).toBe(false);
});

test('fails to use what was compiled with other flags of V8, and replaces it', () => {
  const first = run();
  const [file] = kept();
  const { ino } = statSync(file);
  expect(run({}, ['--no-lazy-feedback-allocation'])).toEqual(first);
  expect(statSync(file).ino).not.toBe(ino);
});

test('nothing is kept where Node is told to keep nothing', () => {
  const { code } = run({ NODE_DISABLE_COMPILE_CACHE: '1' });
  expect([code, kept()]).toEqual([1, []]);
});
