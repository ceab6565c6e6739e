import { execFileSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, extname, join } from 'path';
import { OWN_MINOR, RELEASES } from './minors';
import { renamed, renamedManifest } from './renamed';

const ROOT = join(__dirname, '..', '..');

/** What neither the package nor the tests of the constructs need. */
const LEFT_OUT = /^(\.ci|bench|conformance|docs\/(api|controls)|examples\/(go|java|python))(\/|$)/;
const BINARY = ['.png', '.gz', '.tgz', '.zip', '.jar'];

/**
 * Makes the copy of the repository for a minor of cdk8s-plus, with that cdk8s-plus in it, and returns its folder. It lies inside of the repository, so that
 * Node finds all other packages where they are. jsii takes only literal names of modules, which is why there has to be a copy.
 */
export function plusTree(minor: number): string {
  const tree = join(ROOT, 'build', `plus-${minor}`);
  mkdirSync(tree, { recursive: true });
  for (const name of readdirSync(tree)) if (name !== 'node_modules') rmSync(join(tree, name), { recursive: true, force: true });
  for (const file of sourceFiles()) copy(file, tree, minor);
  if (minor !== OWN_MINOR) install(minor, join(tree, 'node_modules'));
  return tree;
}

function sourceFiles(): string[] {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return [...new Set(files.split('\0'))].filter((file) => file !== '' && !LEFT_OUT.test(file) && existsSync(join(ROOT, file)));
}

function copy(file: string, tree: string, minor: number): void {
  const target = join(tree, file);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(ROOT, file), target); // keeps the mode
  if (BINARY.includes(extname(file)) || minor === OWN_MINOR) return;
  const text = readFileSync(target, 'utf8');
  const changed = file === 'package.json' ? renamedManifest(text, minor) : renamed(text, minor);
  if (changed !== text) writeFileSync(target, changed);
}

/** What `npm pack` prints of one package. */
interface Packed { readonly filename: string; readonly integrity: string }

/** Unpacks the release of cdk8s-plus into a folder of modules, and links all others beside it, for those who look nowhere else: jsii-pacmak, and paths in scripts. */
function install(minor: number, modules: string): void {
  const name = `cdk8s-plus-${minor}`;
  const { version, integrity } = RELEASES[minor];
  const folder = join(modules, name);
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version === version) return;
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const download = mkdtempSync(join(modules, '.download-'));
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', download, `${name}@${version}`], { encoding: 'utf8', cwd: ROOT });
  const [packed] = JSON.parse(output) as Packed[];
  if (packed.integrity !== integrity) {
    throw new Error(`${name}@${version} has the digest ${packed.integrity}, and scripts/plus/minors.ts names ${integrity}; do not use it, and find out who changed the release`);
  }
  execFileSync('tar', ['-xzf', join(download, packed.filename), '-C', folder, '--strip-components=1']);
  rmSync(download, { recursive: true });
  for (const other of readdirSync(join(ROOT, 'node_modules'))) {
    if (!existsSync(join(modules, other))) symlinkSync(join(ROOT, 'node_modules', other), join(modules, other), 'dir');
  }
}
