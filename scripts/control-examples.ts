/**
 * The examples of controls are a tenth of all code, and only `explain` shows them. The bundles leave them to a file of their own, whose text V8 reads when
 * somebody looks at an example, and not at each start.
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { build, Loader, Plugin, PluginBuild } from 'esbuild';
import * as ts from 'typescript';
import { requireAscii } from './bundled-text';

const CONTROLS = join(__dirname, '..', 'src', 'controls');
const FILE = './examples.js';

/** Where the file of a control states its examples. */
interface Stated { readonly id: string; readonly source: ts.SourceFile; readonly statement: ts.Statement; readonly examples: ts.ArrowFunction }

const named = (name: string) => (property: ts.ObjectLiteralElementLike): property is ts.PropertyAssignment => (
  ts.isPropertyAssignment(property) && property.name.getText() === name);

/** Undefined for a file that states no control, and for a control whose examples another module makes. */
function statedIn(path: string): Stated | undefined {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  for (const statement of source.statements) {
    const definition = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0].initializer : undefined;
    if (!definition || !ts.isCallExpression(definition) || definition.expression.getText() !== 'defineControl') continue;
    const [text] = definition.arguments;
    if (!ts.isObjectLiteralExpression(text)) continue;
    const [id, examples] = ['id', 'examples'].map((name) => text.properties.find(named(name))?.initializer);
    if (id && ts.isStringLiteral(id) && examples && ts.isArrowFunction(examples)) return { id: id.text, source, statement, examples };
  }
  return undefined;
}

/** The text of a control without its examples, which are taken from the file of all examples when they are needed. */
function withoutExamples({ id, source: { text }, examples }: Stated): string {
  return `${text.slice(0, examples.getStart())}() => require('${FILE}')['${id}']()${text.slice(examples.getEnd())}`;
}

/** The names that an expression or statement may refer to. */
function namesIn(node: ts.Node, names = new Set<string>()): Set<string> {
  if (ts.isIdentifier(node)) names.add(node.text);
  ts.forEachChild(node, (child) => { namesIn(child, names); });
  return names;
}

function declaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => [...namesIn(name)]);
  return ts.isFunctionDeclaration(statement) && statement.name ? [statement.name.text] : [];
}

/** The text of the examples alone: the imports, and the statements that the examples refer to. */
function examplesAlone({ source, statement: control, examples }: Stated): string {
  const needed = namesIn(examples);
  const others = source.statements.filter((one) => one !== control && !ts.isImportDeclaration(one));
  const kept = new Set<ts.Statement>();
  for (let before = -1; before < kept.size;) {
    before = kept.size;
    for (const one of others.filter((other) => !kept.has(other) && declaredBy(other).some((name) => needed.has(name)))) {
      kept.add(one);
      namesIn(one, needed);
    }
  }
  const parts = source.statements.filter((one) => ts.isImportDeclaration(one) || kept.has(one)).map((one) => one.getText());
  return [...parts, `export const examples = ${examples.getText()};`].join('\n');
}

const onControls = ({ onLoad }: PluginBuild, textOf: (stated: Stated) => string): void => {
  onLoad({ filter: /[\\/]src[\\/]controls[\\/].*\.ts$/ }, ({ path }) => {
    const stated = statedIn(path);
    return stated && { contents: textOf(stated), loader: 'ts' as Loader };
  });
};

/** Leaves the examples to their file, which is beside the bundle. */
export const examplesApart: Plugin = {
  name: 'examples-apart',
  setup: (bundle) => {
    onControls(bundle, withoutExamples);
    bundle.onResolve({ filter: /^\.\/examples\.js$/ }, () => ({ path: FILE, external: true }));
  },
};

/** A module without examples is nothing but what the examples of others use. */
const examplesOnly: Plugin = {
  name: 'examples-only',
  setup: (bundle) => {
    onControls(bundle, examplesAlone);
    bundle.onResolve({ filter: /^\./ }, ({ path, resolveDir, kind, pluginData }) => (
      kind === 'entry-point' || pluginData ? undefined : bundle.resolve(path, { resolveDir, kind, pluginData: true }).then((found) => ({ ...found, sideEffects: false }))));
  },
};

/** Makes the file of all examples: a function for each control, by its id. */
export async function bundleExamples(outfile: string): Promise<void> {
  const stated = (readdirSync(CONTROLS, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts')).sort()
    .flatMap((file) => statedIn(join(CONTROLS, file)) ?? []);
  const contents = stated.map(({ id, source: { fileName } }) => `export { examples as '${id}' } from ${JSON.stringify(fileName)};`).join('\n');
  await build({
    stdin: { contents, resolveDir: CONTROLS }, outfile, bundle: true, platform: 'node', target: 'node20', plugins: [examplesOnly], minifyWhitespace: true, minifySyntax: true,
    logLevel: 'warning',
  });
  requireAscii(outfile);
}
