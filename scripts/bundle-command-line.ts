/** Makes the files of the command line, so that the package has no dependencies: `bundle-command-line.ts [folder]`. Run by the task `compile`, and for the tests and the benchmark. */
import { createHash } from 'crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { build, BuildOptions, Metafile } from 'esbuild';
import * as yaml from 'yaml';
import { bundledLicenses } from './bundled-licenses';
import { requireAscii } from './bundled-text';
import { bundleExamples, examplesApart } from './control-examples';

const ROOT = join(__dirname, '..');
const ON_DEMAND = join(__dirname, 'on-demand.js');

/** The names that are taken from the modules which are loaded on demand. */
const NAMES = { yaml: Object.keys(yaml), child_process: ['spawn'], crypto: ['createHash'], worker_threads: ['Worker', 'receiveMessageOnPort', 'workerData'] };

const OPTIONS: BuildOptions = { bundle: true, platform: 'node', target: 'node20', minifyWhitespace: true, minifySyntax: true, logLevel: 'warning' };

async function bundled(outfile: string, options: BuildOptions): Promise<Metafile> {
  const { metafile } = await build({ ...OPTIONS, ...options, outfile, metafile: true });
  requireAscii(outfile);
  return metafile;
}

const digestOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);

/**
 * Writes the command line as it is shipped; it reads its version from `package.json` in the folder above. What a check needs is in one file, and all modules
 * in one scope: one that is loaded on demand would put all that it imports into functions, whose text V8 reads once when the file is loaded and once more
 * when they run. What most checks do not need is in files of its own, whose text is not read at all: the parser of YAML, and the examples of controls.
 */
async function bundleCommandLine(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const main = await bundled(join(folder, 'cdk8s-hardened.js'), {
    entryPoints: [join(ROOT, 'src/cli/main.ts')], external: ['../package.json', './yaml.js'], plugins: [examplesApart],
    alias: { 'yaml': ON_DEMAND, 'node:child_process': ON_DEMAND, 'crypto': ON_DEMAND, 'worker_threads': ON_DEMAND }, define: { NAMES: `'${JSON.stringify(NAMES)}'` },
  });
  await bundled(join(folder, 'start.js'), { entryPoints: [join(ROOT, 'src/cli/start.ts')], define: { DIGEST: JSON.stringify(digestOf(join(folder, 'cdk8s-hardened.js'))) } });
  const parser = await bundled(join(folder, 'yaml.js'), { entryPoints: [require.resolve('yaml')] });
  await bundleExamples(join(folder, 'examples.js'));
  writeFileSync(join(folder, 'bundled-licenses.txt'), bundledLicenses({ ...main, inputs: { ...main.inputs, ...parser.inputs } }));
}

void bundleCommandLine(process.argv[2] ?? join(ROOT, 'lib'));
