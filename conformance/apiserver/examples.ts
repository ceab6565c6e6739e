import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { Manifest } from '../../src/objects/manifest';

/** An app of the examples, with all objects that it is made of. */
export interface ExampleApp {
  readonly name: string;
  readonly objects: readonly Manifest[];
  /** What synthesis wrote to standard error. */
  readonly warnings: string;
}

const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** Every example, synthesized from the sources as a user would: in its own process, into files. */
export function exampleApps(): ExampleApp[] {
  return readdirSync(EXAMPLES).sort().filter((name) => existsSync(join(EXAMPLES, name, 'main.ts'))).map(synthesized);
}

function synthesized(name: string): ExampleApp {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, ['--import', require.resolve('tsx'), join(EXAMPLES, name, 'main.ts')], {
      cwd: folder, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: join(EXAMPLES, 'tsconfig.json') },
    });
    if (status !== 0) throw new Error(`examples/${name} does not synthesize:\n${stderr}`);
    const files = readdirSync(join(folder, 'dist')).filter((file) => file.endsWith('.yaml')).sort();
    const objects = files.flatMap((file) => parseAllDocuments(readFileSync(join(folder, 'dist', file), 'utf8'), { version: '1.1' }).map((document) => document.toJS() as Manifest));
    return { name, objects, warnings: stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
