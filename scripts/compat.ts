/**
 * Compares the public API with that of the newest release, by jsii-diff: `npm run compat`. With `--with FILE.tgz` it compares with a package on the disk.
 * Exits with 1 where an app that builds with the one would not build with the other, unless the version allows that. A change that is meant goes into
 * `.compatignore` with the key that is printed.
 */
import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { join, resolve } from 'path';
import { parseArgs } from 'util';

const ROOT = join(__dirname, '..');

/** What we read of `package.json`. */
interface Manifest { readonly name: string; readonly version: string }

const manifestIn = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
const OWN = manifestIn(ROOT);

/** The version of the newest release. Throws unless the registry answers, since "none" would pass whatever was changed. */
function newestRelease(): string | undefined {
  const { status, stdout, stderr } = spawnSync('npm', ['view', OWN.name, 'version', '--json'], { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as string;
  if (stderr.includes('E404')) return undefined;
  throw new Error(`npm does not say whether ${OWN.name} has a release, so nothing was compared:\n${stderr}`);
}

/** The tarball of a release. */
function downloaded(version: string, folder: string): string {
  const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, `${OWN.name}@${version}`], { cwd: ROOT, encoding: 'utf8' });
  const [{ filename }] = JSON.parse(output) as { readonly filename: string }[];
  return join(folder, filename);
}

/** True where semantic versioning lets a version break what the other promised: a new major, or below 1.0 a new minor. */
function mayBreak(version: string, old: string): boolean {
  const [[major, minor], [oldMajor, oldMinor]] = [version, old].map((text) => text.split('.').map(Number));
  return major > oldMajor || (major === 0 && oldMajor === 0 && minor > oldMinor);
}

/** Compares with a tarball; returns whether all is well. */
function compatible(tarball: string, folder: string): boolean {
  execFileSync('tar', ['-xzf', tarball, '-C', folder]);
  const old = join(folder, 'package');
  const { version } = manifestIn(old);
  const { status } = spawnSync(process.execPath, [require.resolve('jsii-diff/bin/jsii-diff'), '--keys', '--ignore-file', '.compatignore', old, '.'], { cwd: ROOT, stdio: 'inherit' });
  if (status === 0) {
    console.log(`the API is compatible with that of ${OWN.name} ${version}`);
    return true;
  }
  if (status === 1 && mayBreak(OWN.version, version)) {
    console.log(`the API breaks that of ${OWN.name} ${version}, which version ${OWN.version} may`);
    return true;
  }
  console.error(`the API breaks that of ${OWN.name} ${version}, or jsii-diff failed: keep what was there and deprecate it, or release a new major version`);
  return false;
}

const { values } = parseArgs({ options: { with: { type: 'string' } } });
const release = values.with === undefined ? newestRelease() : undefined;
if (values.with === undefined && release === undefined) {
  console.log(`${OWN.name} has no release yet, so there is nothing to compare with`);
} else {
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'build', 'compat-')); // inside of the repository, where jsii-diff finds the peers
  try {
    const tarball = release === undefined ? resolve(values.with!) : downloaded(release, folder);
    if (!compatible(tarball, folder)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
