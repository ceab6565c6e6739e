import { execFileSync, spawnSync } from 'child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { programsOf } from '../../go-module';
import { Missing } from '../../suite';

/** Files that run nothing, which slim images of Debian leave out as well. */
const LEFT_OUT = ['doc', 'man', 'locale', 'info', 'lintian', 'bug', 'doc-base'].map((folder) => `--exclude=./usr/share/${folder}/*`);
/** Folders of a root filesystem that are links since Debian 12. */
const MERGED = ['bin', 'sbin', 'lib', 'lib64'];
const MOST_OUTPUT = 2 ** 26;

/** What images of Debian have, and their scripts need. */
const BASE_PACKAGES: readonly string[] = [
  'base-files', 'base-passwd', 'bash', 'coreutils', 'dash', 'debianutils', 'findutils', 'gosu', 'grep', 'gzip', 'hostname', 'libc-bin', 'mawk', 'ncurses-bin', 'netbase',
  'procps', 'sed', 'tar', 'util-linux',
];

/** Packages of Debian, downloaded once and unpacked without running anything of them. */
export class DebianPackages {
  private readonly folder = programsOf('debian');
  private readonly status = join(this.folder, 'status');
  private readonly base: ReadonlySet<string>;

  public constructor() {
    for (const path of ['state/lists/partial', 'cache/archives/partial']) mkdirSync(join(this.folder, path), { recursive: true });
    writeFileSync(this.status, '');
    this.base = new Set(this.withDependencies(BASE_PACKAGES));
  }

  /** Unpacks the packages that every image has. */
  public unpackBase(root: string): void {
    this.unpack(root, [...this.base]);
    // programs that other packages choose when they are installed
    symlinkSync('mawk', join(root, 'usr', 'bin', 'awk'));
    if (!existsSync(join(root, 'usr', 'bin', 'sh'))) symlinkSync('dash', join(root, 'usr', 'bin', 'sh'));
  }

  /** Unpacks packages and what they depend on, but for what every image has. */
  public unpackBeside(root: string, packages: readonly string[]): void {
    this.unpack(root, this.withDependencies(packages).filter((file) => !this.base.has(file)));
  }

  /** The users and groups that every system of Debian has, as lines of its files. */
  public baseUsers(): { readonly passwd: string; readonly group: string } {
    const file = [...this.base].find((one) => one.startsWith('base-passwd_'))!;
    const text = (name: string): string => execFileSync('sh', [
      '-c', 'dpkg-deb --fsys-tarfile "$0" | tar --extract --to-stdout "./usr/share/base-passwd/$1.master"', this.archive(file), name,
    ], { encoding: 'utf8' });
    return { passwd: text('passwd'), group: text('group') };
  }

  private unpack(root: string, files: readonly string[]): void {
    for (const name of MERGED) {
      mkdirSync(join(root, 'usr', name), { recursive: true });
      if (!existsSync(join(root, name))) symlinkSync(`usr/${name}`, join(root, name));
    }
    for (const file of files) {
      const script = 'archive=$0 root=$1; shift; dpkg-deb --fsys-tarfile "$archive" | tar --extract --preserve-permissions --keep-directory-symlink --directory "$root" "$@"';
      execFileSync('sh', ['-c', script, this.archive(file), root, ...LEFT_OUT]);
    }
  }

  private archive(file: string): string { return join(this.folder, 'cache', 'archives', file); }

  /** The archives of packages and of what they depend on; downloads what is not there yet. */
  private withDependencies(packages: readonly string[]): string[] {
    const files = this.simulated(packages).map(({ name, version, architecture }) => `${name}_${version.replace(/:/g, '%3a')}_${architecture}.deb`);
    if (!files.every((file) => existsSync(this.archive(file)))) this.apt('install', '--download-only', ...packages);
    return files;
  }

  private simulated(packages: readonly string[]): { readonly name: string; readonly version: string; readonly architecture: string }[] {
    const told = this.apt('install', '--simulate', ...packages);
    return [...told.matchAll(/^Inst (\S+) \((\S+) .*\[(\S+)\]\)/gm)].map(([, name, version, architecture]) => ({ name, version, architecture }));
  }

  /** Calls apt-get; once more with new lists where it fails, since the first run has none, and old ones name what a mirror has replaced. */
  private apt(...args: readonly string[]): string {
    try {
      return this.called(args);
    } catch {
      this.called(['update']);
      return this.called(args);
    }
  }

  /** Calls apt-get for a system that has no package yet, with the mirrors of the machine. */
  private called(args: readonly string[]): string {
    const settings = [
      `Dir::State=${join(this.folder, 'state')}`, `Dir::State::status=${this.status}`, `Dir::Cache=${join(this.folder, 'cache')}`,
      // images of Debian switch it off, and then each call reads all lists
      'Dir::Cache::pkgcache=pkgcache.bin',
      'APT::Sandbox::User=root', 'APT::Install-Recommends=false', 'Debug::NoLocking=true',
    ].flatMap((setting) => ['--option', setting]);
    const { status, stdout, stderr } = spawnSync('apt-get', ['--quiet', '--yes', ...settings, ...args], { encoding: 'utf8', maxBuffer: MOST_OUTPUT });
    if (status !== 0) throw new Missing(`"apt-get ${args.join(' ')}" failed; it needs a mirror of Debian 12 in /etc/apt:\n${stderr}`);
    return stdout;
  }
}

/** Whether this machine is one whose apt-get knows packages of Debian 12. */
export function requireDebian(): void {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (!/^VERSION_CODENAME=bookworm$/m.test(release)) throw new Missing('the images are made of packages of Debian 12, so the suite needs apt-get on Debian 12');
}
