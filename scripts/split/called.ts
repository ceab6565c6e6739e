import { execFileSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { pathToFileURL } from 'url';
import { buildSync } from 'esbuild';

interface Range { readonly startOffset: number; readonly count: number }

/** What V8 writes about a run. The first range of a function is the whole of it. */
interface Coverage { readonly result: readonly { readonly url: string; readonly functions: readonly { readonly ranges: readonly Range[] }[] }[] }

function calledIn(file: string, library: string): number[] {
  const { result } = JSON.parse(readFileSync(file, 'utf8')) as Coverage;
  const { href } = pathToFileURL(realpathSync(library));
  return result.filter(({ url }) => url === href).flatMap(({ functions }) => functions
    .filter(({ ranges: [{ count }] }) => count > 0).map(({ ranges: [{ startOffset }] }) => startOffset));
}

/** Where the functions of the library, `lib/index.js` of this package, start that an ordinary app calls, from `require` to the end of its synth. */
export function calledByOrdinaryApp(library: string): Set<number> {
  const folder = mkdtempSync(join(tmpdir(), 'ordinary-app-'));
  const coverage = join(folder, 'coverage');
  const app = join(dirname(library), 'ordinary-app.js'); // in the package, so that it imports the package by its name
  try {
    buildSync({
      entryPoints: [join(__dirname, 'ordinary-app.ts')], outfile: app, bundle: true, platform: 'node', target: 'node20', packages: 'external', tsconfigRaw: {}, logLevel: 'warning',
    });
    const env = { ...process.env, NODE_V8_COVERAGE: coverage, CDK8S_OUTDIR: join(folder, 'out', 'dist') };
    execFileSync(process.execPath, [app], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env });
    const called = readdirSync(coverage).flatMap((file) => calledIn(join(coverage, file), library));
    if (called.length === 0) throw new Error(`the ordinary app called no function of ${library}`);
    return new Set(called);
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(app, { force: true });
  }
}
