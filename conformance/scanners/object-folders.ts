import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { ObjectFolder } from './scanner';
import { groupKind, keyOf, Manifest } from '../../src/objects/manifest';

/** Objects that belong together, such as what one file holds. */
export interface ObjectSet {
  readonly name: string;
  readonly objects: readonly Manifest[];
}

/** How a disagreement names an object: `apps/Deployment shop/web`. */
export function objectName(manifest: Manifest): string {
  const { namespace, name } = keyOf(manifest);
  return `${groupKind(manifest)} ${namespace === '' ? name : `${namespace}/${name}`}`;
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
