import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { packInto, run } from './packed';

/** What `init` writes, right after its install: tested, synthesized and checked as its README says. Needs the npm registry. */

jest.setTimeout(600_000);

let folder: string;
let tarball: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scaffold-'));
  tarball = join(folder, packInto(folder).filename);
  run('npm', ['init', '--yes'], folder);
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', tarball], folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['app', 'platform'])('%s in TypeScript', (scaffold) => {
  run('npx', ['cdk8s-hardened', 'init', scaffold, scaffold], folder);
  const at = join(folder, scaffold);
  const npm = (...args: readonly string[]): string => run('npm', args, at, { CI: 'false' }); // in CI jest writes no snapshot, unless it is told otherwise
  // the package is not published: it comes from the tarball, and all else from the registry
  npm('install', '--no-audit', '--no-fund', '--prefer-offline', tarball);
  npm('test');
  npm('test', '--', '--ci'); // against the snapshot that the first run wrote
  npm('run', 'synth');
  expect(existsSync(join(at, '.hardened', 'index.json'))).toBe(true);
  expect(npm('run', 'check')).toContain('0 errors, 0 warnings');
  npm('run', 'check', '--', '--format', 'sarif', '--output', 'findings.sarif'); // as the workflow does
  expect(JSON.parse(readFileSync(join(at, 'findings.sarif'), 'utf8')).runs[0].results).toEqual([]);
  if (scaffold === 'platform') {
    npm('run', 'build');
    expect(run(process.execPath, ['-p', 'Object.keys(require(".")).sort().join()'], at).trim()).toBe('Team,WebService,companyProfile');
  }
});
