import { spawnSync } from 'child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Missing } from '../suite';

/** A package of Debian as a file. */
export interface DebianPackage {
  readonly file: string;
  readonly name: string;
  readonly version: string;
  /** The source package that it is built from, by which vulnerabilities are listed. */
  readonly source: string;
  readonly sourceVersion: string;
  /** The paragraph that dpkg stores about it. */
  readonly control: string;
}

function output(command: string, args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error) throw new Missing(`the command "${command}" is missing; run this suite on Debian`);
  if (status !== 0) throw new Missing(`"${command} ${args.join(' ')}" failed; it needs a mirror of Debian, and \`apt-get update\`:\n${stderr}`);
  return stdout;
}

/** Downloads packages and all that they depend on into a folder, as if nothing was installed. */
export function downloaded(names: readonly string[], folder: string): DebianPackage[] {
  mkdirSync(join(folder, 'partial'), { recursive: true });
  const status = join(folder, 'status');
  writeFileSync(status, '');
  output('apt-get', [
    'install', '--yes', '--quiet', '--download-only', '--no-install-recommends', '--option', `Dir::State::status=${status}`, '--option', `Dir::Cache::archives=${folder}`,
    '--option', 'Debug::NoLocking=true', ...names,
  ]);
  return readdirSync(folder).filter((file) => file.endsWith('.deb')).sort().map((file) => packageIn(join(folder, file)));
}

function packageIn(file: string): DebianPackage {
  const control = output('dpkg-deb', ['--field', file]);
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.+)$`, 'm').exec(control)?.[1];
  const [name, version] = ['Package', 'Version'].map((one) => field(one)!);
  const [, source, sourceVersion] = /^(\S+)(?: \((\S+)\))?$/.exec(field('Source') ?? name)!;
  return { file, name, version, source, sourceVersion: sourceVersion ?? version, control };
}

/** Puts the files of packages below a folder; links to folders in it stay. */
export function extract(packages: readonly DebianPackage[], root: string): void {
  mkdirSync(root, { recursive: true });
  for (const { file } of packages) output('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar --extract --keep-directory-symlink --directory "$2"', 'sh', file, root]);
}

/** The paths in the archive of a package. */
export const pathsOf = ({ file }: DebianPackage): string[] => output('sh', ['-c', 'dpkg-deb --fsys-tarfile "$1" | tar --list', 'sh', file])
  .split('\n').map((path) => path.replace(/^\./, '').replace(/\/$/, '')).filter((path) => path !== '');

/** The checksums that a package brings; empty where it has none. */
export const checksumsOf = ({ file }: DebianPackage): string => output('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar --extract --to-stdout ./md5sums 2>&- || true', 'sh', file]);
