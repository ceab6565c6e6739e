/**
 * Makes one file of the library, where jsii left hundreds: Node takes longer to open them than to run them. Run by the task `compile`.
 * The code stays what jsii wrote, with the names of the API that it attaches to each class.
 */
import { join } from 'path';
import { build, Plugin } from 'esbuild';

const ENTRY = join(__dirname, '..', 'lib', 'index.js');

/** The bundled command line stays a file of its own: only the plugin of cdk8s-cli loads it. */
const commandLine: Plugin = {
  name: 'command-line',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/cdk8s-hardened\.js$/ }, () => ({ path: './cdk8s-hardened.js', external: true }));
  },
};

// Node reads the names that ES modules may import from the text of the file, and finds none in a bundle; this line is never run.
const names = `0 && (module.exports = { ${Object.keys(require(ENTRY) as object).join(', ')} });`;

void build({
  entryPoints: [ENTRY], outfile: ENTRY, allowOverwrite: true, bundle: true, platform: 'node', target: 'node20', packages: 'external',
  plugins: [commandLine], footer: { js: names }, logLevel: 'warning',
});
