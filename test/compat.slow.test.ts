import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { packInto, run } from './packed';

/** `npm run compat`, held against packages that stand for an older release. */

jest.setTimeout(240_000);

const ROOT = join(__dirname, '..');

/** What the cases change of the assembly of jsii. */
interface Assembly { readonly types: Record<string, { methods: { name: string; docs: object; locationInModule: object }[] }> }

let folder: string;
let assembly: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compat-'));
  packInto(folder);
  assembly = readFileSync(join(ROOT, '.jsii'), 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The package of an older release, as far as it is read. */
function release(name: string, version: string, change: (assembly: Assembly) => void): string {
  const old = JSON.parse(assembly) as Assembly;
  change(old);
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as object;
  mkdirSync(join(folder, name, 'package'), { recursive: true });
  writeFileSync(join(folder, name, 'package', '.jsii'), JSON.stringify(old));
  writeFileSync(join(folder, name, 'package', 'package.json'), JSON.stringify({ ...manifest, version }));
  const tarball = join(folder, `${name}.tgz`);
  run('tar', ['-czf', tarball, '-C', join(folder, name), 'package'], folder);
  return tarball;
}

function compat(args: readonly string[], environment: NodeJS.ProcessEnv = {}): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [require.resolve('tsx/cli'), join(ROOT, 'scripts', 'compat.ts'), ...args], {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...environment },
  });
  return { status, output: stdout + stderr };
}

test('an API that is as it was is compatible', () => {
  const { status, output } = compat(['--with', release('same', '0.0.0', () => undefined)]);
  expect([status, output]).toEqual([0, expect.stringContaining('the API is compatible with that of cdk8s-hardened 0.0.0')]);
});

describe('a method that the release had', () => {
  const withMethod = (old: Assembly): void => {
    const { methods } = old.types['cdk8s-hardened.SecureDeployment'];
    methods.push({ ...methods[0], name: 'formerMethod' });
  };

  test('fails with its name', () => {
    const { status, output } = compat(['--with', release('method', '0.0.0', withMethod)]);
    expect([status, output]).toEqual([1, expect.stringMatching(/SecureDeployment\.formerMethod.*removed:cdk8s-hardened\.SecureDeployment\.formerMethod/s)]);
  });

  test('fails as well where the release has a later version than the checkout', () => {
    expect(compat(['--with', release('later', '1.0.0', withMethod)]).status).toBe(1);
  });
});

test('fails where the registry does not answer', () => {
  const { status, output } = compat([], { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' });
  expect([status, output]).toEqual([1, expect.stringContaining('nothing was compared')]);
});
