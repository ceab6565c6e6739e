import { chmodSync, copyFileSync, linkSync, mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Image } from './import';

const NONROOT = '65532';
const PASSWORD_FILE = `root:x:0:0:root:/:/none\nnonroot:x:${NONROOT}:${NONROOT}:nonroot:/:/none\n`;

/** Folders that images have, one of which everybody may write to. */
function fillFolders(root: string): void {
  for (const folder of ['dev', 'etc', 'proc', 'sys', 'var/lib', 'usr/bin', 'home/nonroot']) mkdirSync(join(root, folder), { recursive: true });
  mkdirSync(join(root, 'tmp'));
  chmodSync(join(root, 'tmp'), 0o1777);
  writeFileSync(join(root, 'etc', 'passwd'), PASSWORD_FILE);
}

/** An image of one program that needs no library. */
function programImage(program: string, references: readonly string[], entrypoint: readonly string[]): Image {
  return {
    references,
    entrypoint,
    user: NONROOT,
    fill: (root) => {
      fillFolders(root);
      copyFileSync(program, join(root, entrypoint[0]));
    },
  };
}

/** What a container is to do. */
export interface Role {
  /** Whether it ends at once. */
  readonly ends: boolean;
  readonly ports: readonly number[];
  /** Paths of programs that manifests start. */
  readonly commands: readonly string[];
}

/** The stand-in for an application. */
export function standinImage(programs: string, references: readonly string[], { commands, ...role }: Role): Image {
  const image = programImage(join(programs, 'standin'), references, ['/standin']);
  return {
    ...image,
    environment: ['PATH=/usr/bin:/'],
    fill: (root) => {
      image.fill(root);
      writeFileSync(join(root, 'standin.json'), JSON.stringify(role));
      for (const command of commands) {
        const path = join(root, command.startsWith('/') ? command : `usr/bin/${command}`);
        mkdirSync(dirname(path), { recursive: true });
        linkSync(join(root, 'standin'), path);
      }
    },
  };
}

/** What the node itself needs. */
export const nodeImages = (programs: string): Image[] => [
  programImage(join(programs, 'standin'), ['node.invalid/pause:1'], ['/standin', 'pause']),
  programImage(join(programs, 'coredns'), ['node.invalid/coredns:1'], ['/coredns']),
];
