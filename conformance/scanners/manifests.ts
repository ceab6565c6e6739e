import { readFileSync } from 'fs';
import { ObjectSet } from './object-folders';
import { Manifest } from '../../src/objects/manifest';
import { findFiles } from '../../src/sources/files';
import { readText } from '../../src/sources/read-source';

/** What a folder holds, each file as a set of its own, and how much of it is no object. */
export interface Manifests {
  readonly sets: readonly ObjectSet[];
  readonly unread: number;
}

export function manifestsBelow(folder: string): Manifests {
  const sets: ObjectSet[] = [];
  let unread = 0;
  for (const file of findFiles([folder])) {
    if (typeof file !== 'string' && file.type === 'chart') {
      unread += 1;
      continue;
    }
    if (typeof file !== 'string') throw new Error(`${file.file} ${file.message}; ${file.fix}`);
    const objects: Manifest[] = [];
    for (const item of readText(readFileSync(file), file)) {
      if (item.type === 'object') objects.push(item.manifest);
      else unread += 1;
    }
    sets.push({ name: file, objects });
  }
  return { sets: sets.filter(({ objects }) => objects.length > 0), unread };
}
