import { execFileSync, spawn } from 'child_process';
import { join } from 'path';
import { createInterface } from 'readline';
import { ownProgram } from './programs';
import { Root } from './roots';

/** An image in the registry of a run. */
export interface PushedImage {
  /** With registry and tag. */
  readonly name: string;
  readonly digest: string;
  /** The same of an index that holds it. */
  readonly indexName: string;
  readonly indexDigest: string;
}

function layerOf({ folder }: Root): string {
  const layer = `${folder}.tar`;
  execFileSync('tar', ['--create', '--file', layer, '--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--directory', folder, '.']);
  return layer;
}

/** Serves an image of each root file system on the loopback device, and ends after use. */
export async function withRegistry<T>(address: string, roots: readonly Root[], use: (images: readonly PushedImage[]) => T): Promise<T> {
  const child = spawn(ownProgram(), ['registry', address], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = new Promise<undefined>((resolve, reject) => {
    child.once('close', () => resolve(undefined));
    child.once('error', reject);
  });
  const line = new Promise<string>((resolve) => { createInterface(child.stdout).once('line', resolve); });
  child.stdin.write(`${JSON.stringify(roots.map((root) => ({ name: `shop/${root.name}:1.0`, layer: layerOf(root), index: '1.0-index' })))}\n`);
  const said = await Promise.race([line, closed]);
  if (said === undefined) throw new Error('the registry of the run did not start');
  try {
    return use(JSON.parse(said) as PushedImage[]);
  } finally {
    child.stdin.end();
    await closed;
  }
}

/** Where the databases of a run are. */
export const databasesIn = (folder: string) => ({ grype: join(folder, 'grype'), trivy: join(folder, 'trivy') });
