import { execFileSync } from 'child_process';
import { existsSync, readdirSync, statSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

/** Runs a program to its end; throws with what it printed where it fails. */
export const run = (command: string, args: readonly string[], cwd: string, environment: NodeJS.ProcessEnv = {}): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });

/** The package as it would be published. */
export interface Packed { readonly filename: string; readonly bytes: number; readonly files: string[] }

/** Packs the library into a folder, and builds it first where its sources are younger than the build. */
export function packInto(folder: string): Packed {
  if (isStale()) run(process.execPath, [require.resolve('projen/bin/projen'), 'compile'], ROOT);
  const [{ filename, size, files }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT));
  return { filename, bytes: size, files: files.map(({ path }: { readonly path: string }) => path) };
}

/** True where a source is younger than the build: the tarball would hold yesterday's code. */
function isStale(): boolean {
  const assembly = join(ROOT, '.jsii');
  if (!existsSync(assembly) || !existsSync(join(ROOT, 'lib', 'index.js'))) return true;
  const built = statSync(assembly).mtimeMs;
  const sources = (readdirSync(join(ROOT, 'src'), { recursive: true }) as string[]).map((file) => join(ROOT, 'src', file));
  return [join(ROOT, 'package.json'), ...sources].some((file) => statSync(file).mtimeMs > built);
}
