/** Makes one file of the command line, so that the package has no dependencies. Run by the task `compile`; the tests and the benchmark make theirs by the same call. */
import { join } from 'path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..');

/** Writes the command line as it is shipped into one file; it reads its version from `package.json` in the folder above. */
export function bundleCommandLine(outfile: string): void {
  buildSync({
    entryPoints: [join(ROOT, 'src/cli/main.ts')], outfile, bundle: true, platform: 'node', target: 'node20', external: ['../package.json'],
    minifyWhitespace: true, minifySyntax: true, logLevel: 'warning',
  });
}

if (require.main === module) bundleCommandLine(join(ROOT, 'lib/cdk8s-hardened.js'));
