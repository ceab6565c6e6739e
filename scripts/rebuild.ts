/**
 * Builds the committed state twice, from two clones in folders of different length, and compares the packed packages: `npm run rebuild`. Whoever has
 * the commit of a release can so find out that the package is made of it. Installs all modules in each clone, so it takes minutes and a registry.
 */
import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

/** What `npm pack` prints of a package. */
interface Packed { readonly filename: string; readonly size: number; readonly integrity: string; readonly files: readonly PackedFile[] }
interface PackedFile { readonly path: string; readonly size: number }

function packed(folder: string): Packed {
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 });
  execFileSync('git', ['clone', '--quiet', ROOT, folder]);
  run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline');
  run('npm', 'pkg', 'set', `version=${VERSION}`); // a release has that of its tag, which is not committed
  run('npx', 'projen', 'compile');
  const [pack] = JSON.parse(run('npm', 'pack', '--json', '--ignore-scripts', '--dry-run')) as Packed[];
  return pack;
}

const folder = mkdtempSync(join(tmpdir(), 'rebuild-'));
try {
  const [one, other] = ['one', 'a-folder-with-a-longer-name'].map((name) => packed(join(folder, name)));
  console.log(`${one.filename}\n  ${one.integrity}\n  ${other.integrity}`);
  if (one.integrity === other.integrity) {
    console.log(`the two builds are byte-identical: ${one.files.length} files, packed ${one.size} bytes`);
  } else {
    const differing = one.files.filter(({ path, size }) => other.files.find((file) => file.path === path)?.size !== size).map(({ path }) => path);
    console.error(`the two builds differ${differing.length > 0 ? `, in the size of ${differing.join(', ')}` : ', in files of the same sizes'}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
