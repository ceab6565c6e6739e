import { join } from 'path';
import { App } from 'cdk8s';
import * as ts from 'typescript';
import { blocksOf, codeBlocks, DOCUMENTS, documentText, exportsOf, moduleOf, patched } from './code-blocks';

/** The TypeScript of guides compiles, and that of the how-to guide makes an app. */

const ROOT = join(__dirname, '..');

/** All snippets of the how-to guide as one app. */
function howTo(): string {
  const [shared, ...snippets] = blocksOf('docs/how-to.md', 'ts').map(({ text }) => text);
  return [shared, ...snippets.map((text) => `{\n${text}}`), 'export { app };'].join('\n');
}

const SHOP = "declare function shop(): Record<'web' | 'api', import('cdk8s-hardened').SecureDeployment> & { chart: import('cdk8s').Chart };";

/** What a guide takes from elsewhere, as a compiler finds it. */
function inPlace(text: string): string {
  const found = text.replace("'{{name}}'", "'../../platform/typescript/src'").replace("'./own-repository'", "'./docs-custom-controls-md-8.guide'");
  return found.includes('= shop();') ? `${found}\n${SHOP}` : found;
}

function texts(): Record<string, string> {
  const diffs = codeBlocks(documentText('docs/tutorial.md')).filter(({ language }) => language === 'diff').map(({ text }) => text);
  const guides = DOCUMENTS.filter((file) => file !== 'docs/how-to.md').flatMap((file) => blocksOf(file, 'ts').map((block) => [`${file}-${block.line}`, inPlace(moduleOf(block))]));
  return {
    'how-to': howTo(),
    'tutorial': diffs.reduce(patched, documentText('scaffold/app/typescript/app.ts')),
    ...Object.fromEntries(guides),
  };
}

test('the TypeScript of guides compiles', () => {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: ['src/index.ts'] }, ts.sys, ROOT);
  const folder = join(ROOT, 'scaffold', 'app', 'typescript'); // beside the profile that the tutorial imports
  const files = new Map(Object.entries(texts()).map(([name, text]) => [join(folder, `${name.replace(/\W/g, '-')}.guide.ts`), text]));
  expect(files.size).toBeGreaterThan(5);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  const program = ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
  const problems = [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
  expect(problems).toEqual([]);
});

test('the snippets of the how-to guide make an app without errors', () => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { app } = exportsOf(howTo(), require) as { app: App };
  expect(() => app.synthYaml()).not.toThrow();
  said.mockRestore();
});
