/** Makes one file of the command line, so that the package has no dependencies. Run by the task `compile`; the tests and the benchmark make theirs by the same call. */
import { writeFileSync } from 'fs';
import { join } from 'path';
import { buildSync, Metafile } from 'esbuild';
import * as yaml from 'yaml';
import { bundledLicenses } from './bundled-licenses';
import { requireAscii } from './bundled-text';

const ROOT = join(__dirname, '..');
const ON_DEMAND = join(__dirname, 'on-demand.js');

/** The names that are taken from the modules which are loaded on demand. */
const NAMES = { yaml: Object.keys(yaml), child_process: ['spawn'], crypto: ['createHash'] };

/**
 * Writes the command line as it is shipped into one file; it reads its version from `package.json` in the folder above. Our own modules are in one scope: one
 * that is loaded on demand would put all that it imports into functions, whose text V8 reads once when the file is loaded and once more when they run.
 */
export function bundleCommandLine(outfile: string): Metafile {
  const { metafile } = buildSync({
    entryPoints: [join(ROOT, 'src/cli/main.ts')], outfile, bundle: true, platform: 'node', target: 'node20', external: ['../package.json'],
    alias: { 'yaml': ON_DEMAND, 'node:child_process': ON_DEMAND, 'crypto': ON_DEMAND }, define: { NAMES: `'${JSON.stringify(NAMES)}'` },
    minifyWhitespace: true, minifySyntax: true, logLevel: 'warning', metafile: true,
  });
  requireAscii(outfile);
  return metafile;
}

if (require.main === module) {
  const metafile = bundleCommandLine(join(ROOT, 'lib', 'cdk8s-hardened.js'));
  writeFileSync(join(ROOT, 'lib', 'bundled-licenses.txt'), bundledLicenses(metafile));
}
