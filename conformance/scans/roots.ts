import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { checksumsOf, DebianPackage, downloaded, extract, pathsOf } from './debian-packages';

/** The root file system of an image that the suite makes. */
export interface Root {
  readonly name: string;
  readonly folder: string;
  readonly packages: readonly DebianPackage[];
  /** What a shell finds below it. */
  readonly hasShell: boolean;
  readonly hasPackageManager: boolean;
}

/** What debootstrap calls minbase: the essential packages and apt. */
const MINBASE = ['?essential', 'apt', 'usr-is-merged'];
/** What gcr.io/distroless/base holds, without the time zones. */
const DISTROLESS = ['base-files', 'netbase', 'libc6', 'libssl3'];
/** What these need by their control files, and images without shell do without. */
const LEFT_OUT = ['debconf', 'libcrypt1', 'perl-base', 'dpkg', 'tar', 'mawk'];

/** Documentation, which images leave out. @see https://github.com/debuerreotype/debuerreotype */
const DOCUMENTATION = ['usr/share/doc', 'usr/share/man', 'usr/share/locale', 'usr/share/info', 'usr/share/lintian'];

function unpack(packages: readonly DebianPackage[], folder: string): void {
  extract(packages, folder);
  for (const path of DOCUMENTATION) rmSync(join(folder, path), { recursive: true, force: true });
}

/** As debootstrap and dpkg leave it. */
function minbase(packages: readonly DebianPackage[], folder: string): void {
  for (const name of ['bin', 'lib', 'lib64', 'sbin']) {
    mkdirSync(join(folder, 'usr', name), { recursive: true });
    symlinkSync(`usr/${name}`, join(folder, name));
  }
  unpack(packages, folder);
  const info = join(folder, 'var', 'lib', 'dpkg', 'info');
  mkdirSync(info, { recursive: true });
  for (const one of packages) {
    writeFileSync(join(info, `${one.name}.list`), ['/.', ...pathsOf(one), ''].join('\n'));
    writeFileSync(join(info, `${one.name}.md5sums`), checksumsOf(one));
  }
  writeFileSync(join(folder, 'var', 'lib', 'dpkg', 'status'), packages.map(({ control }) => control.replace('\n', '\nStatus: install ok installed\n')).join('\n'));
}

/** With two files for each package instead of a database, and a package of npm that is called like a shell. @see https://github.com/GoogleContainerTools/distroless */
function distroless(packages: readonly DebianPackage[], folder: string): void {
  unpack(packages, folder);
  const status = join(folder, 'var', 'lib', 'dpkg', 'status.d');
  mkdirSync(status, { recursive: true });
  for (const one of packages) {
    writeFileSync(join(status, one.name), one.control);
    writeFileSync(join(status, `${one.name}.md5sums`), checksumsOf(one));
  }
  const installed = join(folder, 'app', 'node_modules', 'bash');
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, 'package.json'), JSON.stringify({ name: 'bash', version: '1.0.0', license: 'MIT' }));
}

/** A program of a package that the root file system gets without the package. */
function copyProgram(one: DebianPackage, program: string, folder: string, name: string): void {
  const unpacked = `${folder}.${name}`;
  extract([one], unpacked);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  copyFileSync(join(unpacked, program), join(folder, 'bin', name));
  rmSync(unpacked, { recursive: true });
}

const named = (packages: readonly DebianPackage[], name: string): DebianPackage => packages.find((one) => one.name === name)!;

/** Makes the root file systems below a folder, of packages that it downloads. */
export function makeRoots(folder: string): Root[] {
  const at = (name: string): string => join(folder, name);
  const all = downloaded(MINBASE, at('minbase.packages'));
  const few = downloaded(DISTROLESS, at('distroless.packages')).filter(({ name }) => !LEFT_OUT.includes(name));
  const busybox = named(downloaded(['busybox-static'], at('busybox.packages')), 'busybox-static');
  minbase(all, at('minbase'));
  for (const name of ['distroless', 'busybox', 'copied']) distroless(few, at(name));
  copyProgram(busybox, 'bin/busybox', at('busybox'), 'busybox');
  symlinkSync('busybox', join(at('busybox'), 'bin', 'sh'));
  copyProgram(named(all, 'dash'), 'bin/dash', at('copied'), 'sh');
  return [
    { name: 'minbase', folder: at('minbase'), packages: all, hasShell: true, hasPackageManager: true },
    { name: 'distroless', folder: at('distroless'), packages: few, hasShell: false, hasPackageManager: false },
    { name: 'busybox', folder: at('busybox'), packages: few, hasShell: true, hasPackageManager: false },
    { name: 'copied', folder: at('copied'), packages: few, hasShell: true, hasPackageManager: false },
  ];
}
