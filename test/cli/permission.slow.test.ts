import { spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { installInto } from './bundle';
import { folder, PRIVILEGED, write } from './command';

/** What the command line may not read or write. Root may do everything, so where the tests run as root the command does not. */

const NOBODY = 65534;
const AS_NOBODY = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

// eslint-disable-next-line no-bitwise -- what modes are made of
const open = (path: string): void => chmodSync(path, statSync(path).mode | 0o755);

const program = folder();
let at: string;

type Ran = Readonly<{ code: number | null; out: string; err: string }>;

const run = (...argv: string[]): Ran => spawned(process.execPath, [join(program, 'bin/cdk8s-hardened'), ...argv]);

/** Runs it where no file may grow beyond 512 bytes, as on a full disk. */
const runWithoutRoom = (...argv: string[]): Ran => spawned('sh', ['-c', 'ulimit -f 1; exec "$0" "$@"', process.execPath, join(program, 'bin/cdk8s-hardened'), ...argv]);

function spawned(command: string, argv: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(command, argv, { cwd: at, encoding: 'utf8', ...AS_NOBODY });
  return { code: status, out: stdout, err: stderr };
}

beforeAll(() => {
  installInto(program);
  [tmpdir(), dirname(program), program].forEach(open);
});

beforeEach(() => {
  at = folder();
  open(at);
  write(at, { 'pod.yaml': PRIVILEGED, 'secret.yaml': PRIVILEGED });
});

afterEach(() => [at, join(at, 'closed')].filter((path) => existsSync(path)).forEach(open));

test('a file that may not be read is named, and the others are judged', () => {
  chmodSync(join(at, 'secret.yaml'), 0);
  const { code, out } = run('check', '--format', 'json');
  const { findings } = JSON.parse(out);
  expect(findings.filter(({ outcome }: { outcome: string }) => outcome === 'inconclusive')).toMatchObject([{
    control: 'valid-manifest', file: 'secret.yaml', message: 'cannot be read: no permission', why: 'what cannot be read cannot be judged', fix: expect.stringMatching(/./),
  }]);
  expect(findings).toContainEqual(expect.objectContaining({ control: 'no-privileged', file: 'pod.yaml' }));
  expect(code).toBe(2);
});

test('a folder that may not be read is named, and the others are judged', () => {
  mkdirSync(join(at, 'closed'));
  chmodSync(join(at, 'closed'), 0);
  const { code, out } = run('check', '--format', 'json');
  const { findings } = JSON.parse(out);
  expect(findings).toContainEqual(expect.objectContaining({ outcome: 'inconclusive', file: 'closed', message: 'cannot be read: no permission' }));
  expect(findings).toContainEqual(expect.objectContaining({ control: 'no-privileged', file: 'pod.yaml' }));
  expect(code).toBe(2);
});

test('without anything that may be read there is nothing to check', () => {
  chmodSync(join(at, 'secret.yaml'), 0);
  const { code, out } = run('check', 'secret.yaml');
  expect(code).toBe(2);
  expect(out.replace(/\s+/g, ' ')).toContain('cannot be read: no permission');
});

test.each([['--waivers'], ['--profile'], ['--config'], ['--baseline']])('fails in one line where the file of %s may not be read', (option) => {
  chmodSync(join(at, 'secret.yaml'), 0);
  const { code, out, err } = run('check', 'pod.yaml', option, 'secret.yaml');
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^error: cannot read "secret\.yaml": [^\n]*permission[^\n]*\n$/);
});

test('fails where the report may not be written', () => {
  chmodSync(at, 0o555);
  const { code, err } = run('check', 'pod.yaml', '--output', 'report.txt');
  expect(code).toBe(2);
  expect(err).toMatch(/^error: cannot write "report\.txt": [^\n]*permission[^\n]*; pass another --output\n$/);
});

test('what may not be written is left as it is', () => {
  chmodSync(join(at, 'pod.yaml'), 0o444);
  chmodSync(at, 0o555);
  const { code, err } = run('harden', '--in-place', 'pod.yaml');
  expect(code).toBe(2);
  expect(err).toMatch(/pod\.yaml[^\n]*permission/);
  expect(readFileSync(join(at, 'pod.yaml'), 'utf8')).toBe(PRIVILEGED);
});

test('a file keeps what it had where the disk has no room for more', () => {
  chmodSync(join(at, 'pod.yaml'), 0o666);
  const { code, err } = runWithoutRoom('harden', '--in-place', 'pod.yaml');
  expect([code, readFileSync(join(at, 'pod.yaml'), 'utf8')]).toEqual([2, PRIVILEGED]);
  expect(err).toMatch(/pod\.yaml: cannot be written: /);
  expect(err).toContain('0 of 1 file changed');
});

test('a package that may not be written to is started all the same, and nothing is kept in it', () => {
  const lib = join(program, 'lib');
  const kept = (): string[] => readdirSync(lib).filter((name) => name.startsWith('compiled-'));
  kept().forEach((name) => rmSync(join(lib, name))); // of the tests before
  chmodSync(lib, 0o555);
  const { code, err } = run('check', 'pod.yaml');
  expect([code, err, kept()]).toEqual([1, '', []]);
  chmodSync(lib, 0o755);
});
