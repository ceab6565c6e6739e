import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { DebianPackages } from './debian-packages';
import { Image } from '../images/import';

/** A user that a Dockerfile makes, with a group of the same name. */
export interface PublishedUser {
  readonly name: string;
  readonly user: number;
  readonly group: number;
  readonly home?: string;
}

/** A folder that a Dockerfile makes. */
export interface PublishedFolder {
  readonly path: string;
  /** @default root */
  readonly user?: number;
  /** @default root */
  readonly group?: number;
  /** @default 0o755 */
  readonly mode?: number;
}

/** A public image: what its Dockerfile makes of users, folders and an entrypoint, over Debian's package of the same software. */
export interface PublishedImage {
  /** As manifests name it, with the version of the software that Debian has. */
  readonly reference: string;
  /** What is replayed. */
  readonly dockerfile: string;
  readonly packages: readonly string[];
  readonly users?: readonly PublishedUser[];
  readonly folders?: readonly PublishedFolder[];
  /** Texts by their paths; those that begin with `#!` are programs. */
  readonly files?: Readonly<Record<string, string>>;
  /** Links by their paths. */
  readonly links?: Readonly<Record<string, string>>;
  /** USER. @default root */
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  /** CMD. */
  readonly command?: readonly string[];
  /** WORKDIR. */
  readonly workingFolder?: string;
  /** ENV, as `NAME=value`. */
  readonly environment?: readonly string[];
  /** What people write who run it: a Deployment of the name of the image, and what it needs. */
  readonly manifest: string;
  /** A script for bash, which ends with 0 in a container where the software does what it is for. */
  readonly works: string;
}

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The name of an image without registry and tag: `prometheus`. */
export const nameOf = ({ reference }: PublishedImage): string => reference.split('/').pop()!.split(':')[0];

function fill(root: string, { users = [], folders = [], files = {}, links = {}, packages }: PublishedImage, debian: DebianPackages): void {
  debian.unpackBeside(root, packages);
  const { passwd, group } = debian.baseUsers();
  mkdirSync(join(root, 'etc'), { recursive: true });
  const lines = users.map(({ name, user, group: own, home = '/nonexistent' }) => (
    { user: `${name}:x:${user}:${own}::${home}:/bin/sh\n`, group: `${name}:x:${own}:\n` }));
  writeFileSync(join(root, 'etc', 'passwd'), passwd + lines.map((line) => line.user).join(''));
  writeFileSync(join(root, 'etc', 'group'), group + lines.map((line) => line.group).join(''));
  mkdirSync(join(root, 'tmp'), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
  for (const { path, user = 0, group: owners = 0, mode = 0o755 } of folders) {
    mkdirSync(join(root, path), { recursive: true });
    chownSync(join(root, path), user, owners);
    chmodSync(join(root, path), mode);
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), text.startsWith('#!') ? 0o755 : 0o644);
  }
  for (const [path, to] of Object.entries(links)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(to, join(root, path));
  }
}

/** The image under these references. */
export function madeImage(image: PublishedImage, references: readonly string[], debian: DebianPackages, base: Image['base']): Image {
  const { user = '', entrypoint = [], command = [], workingFolder, environment = [] } = image;
  return {
    references, base, fill: (root) => fill(root, image, debian), entrypoint, command, user, workingFolder, environment: [PATH, ...environment],
  };
}
