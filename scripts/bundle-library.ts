/**
 * Makes two files of the library, where jsii left hundreds: Node takes longer to open them than to run them. Run by the task `compile`.
 * The first is what an ordinary app runs, and loads the other on demand. They are made from the sources: in one scope, V8 reads a function once before it is
 * called, where it reads one in a module of its own twice.
 */
import { readFileSync, writeFileSync } from 'fs';
import { join, relative } from 'path';
import { build, Plugin, transformSync } from 'esbuild';
import { requireAscii } from './bundled-text';
import { examplesApart } from './control-examples';
import { calledByOrdinaryApp } from './split/called';
import { split } from './split/split';

const ROOT = join(__dirname, '..');
const OUTFILE = join(ROOT, 'lib', 'index.js');
const ON_DEMAND = join(ROOT, 'lib', 'on-demand.js');

/** What jsii knows of a type. */
interface ApiType { readonly kind: string; readonly name: string; readonly fqn: string; readonly locationInModule: { readonly filename: string } }

const { types, version } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as { types: Readonly<Record<string, ApiType>>; version: string };

/** The statement that attaches to a class the name by which jsii knows it in other languages, as jsii's own compiler does. */
const named = ({ name, fqn }: ApiType): string => `(${name} as any)[Symbol.for('jsii.rtti')] = ${JSON.stringify({ fqn, version })};\n`;

const names: Plugin = {
  name: 'names-of-the-api',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/src\/.*\.ts$/ }, ({ path }) => {
      const file = relative(ROOT, path).split('\\').join('/');
      const classes = Object.values(types).filter(({ kind, locationInModule }) => kind === 'class' && locationInModule.filename === file);
      return { contents: [readFileSync(path, 'utf8'), ...classes.map(named)].join('\n'), loader: 'ts' };
    });
  },
};

/** The bundled command line stays a file of its own: only the plugin of cdk8s-cli loads it. */
const commandLine: Plugin = {
  name: 'command-line',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/cdk8s-hardened\.js$/ }, () => ({ path: './cdk8s-hardened.js', external: true }));
  },
};

/** What the matchers ask of the library is asked of the very one that made the app. */
const library: Plugin = {
  name: 'library',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\.\/index$/ }, () => ({ path: './index.js', external: true }));
  },
};

void build({
  entryPoints: [join(ROOT, 'src', 'jest', 'index.ts')], outfile: join(ROOT, 'lib', 'jest.js'), bundle: true, platform: 'node', target: 'node20', packages: 'external',
  plugins: [library], logLevel: 'warning',
});

/** Splits off what an ordinary app does not run: V8 reads the text of all functions in a file before the first one runs. */
function splitLibrary(): void {
  const { main, onDemand } = split(readFileSync(OUTFILE, 'utf8'), calledByOrdinaryApp(OUTFILE));
  writeFileSync(OUTFILE, main);
  // Without blanks the two files take no more room in the package than one did. Node and Jest show the line in which an error was thrown, so lines stay short.
  const { code } = transformSync(onDemand, { target: 'node20', minifyWhitespace: true, minifySyntax: true, lineLimit: 120 });
  writeFileSync(ON_DEMAND, code);
  for (const file of [OUTFILE, ON_DEMAND]) requireAscii(file);
}

void build({
  entryPoints: [join(ROOT, 'src', 'index.ts')], outfile: OUTFILE, bundle: true, platform: 'node', target: 'node20', packages: 'external',
  plugins: [examplesApart, names, commandLine], logLevel: 'warning',
}).then(splitLibrary);
