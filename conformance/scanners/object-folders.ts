import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { ObjectFolder } from './scanner';
import { Manifest } from '../../src/objects/manifest';

/** Objects that belong together, such as what one file holds. */
export interface ObjectSet {
  readonly name: string;
  readonly objects: readonly Manifest[];
}

/** Writes each set as a folder with a file for each object, so that every scanner tells which object it means; the folders are gone afterwards. */
export function withFolders<T>(sets: readonly ObjectSet[], use: (folders: readonly ObjectFolder[]) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'scanned-'));
  try {
    return use(sets.map(({ objects }, i) => {
      const path = join(root, String(i));
      mkdirSync(path);
      const files = objects.map((object, n) => {
        const file = join(path, `${n}.yaml`);
        writeFileSync(file, stringify(object, { version: '1.1', aliasDuplicateObjects: false }));
        return file;
      });
      return { path, files };
    }));
  } finally {
    rmSync(root, { recursive: true });
  }
}
