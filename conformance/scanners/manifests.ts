import { ObjectSet } from './object-folders';
import { Manifest } from '../../src/objects/manifest';
import { findFiles, readFile } from '../../src/sources/files';

/** What a folder holds, each file as a set of its own, and how much of it is no object. */
export interface Manifests {
  readonly sets: readonly ObjectSet[];
  readonly unread: number;
}

export async function manifestsBelow(folder: string): Promise<Manifests> {
  const sets: ObjectSet[] = [];
  let unread = 0;
  for (const file of findFiles([folder])) {
    if (typeof file !== 'string') throw new Error(`${file.file} ${file.message}; ${file.fix}`);
    const objects: Manifest[] = [];
    for await (const item of readFile(file)) {
      if (item.type === 'object') objects.push(item.manifest);
      else unread += 1;
    }
    sets.push({ name: file, objects });
  }
  return { sets: sets.filter(({ objects }) => objects.length > 0), unread };
}
