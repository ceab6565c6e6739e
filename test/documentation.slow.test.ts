import { join } from 'path';
import { App } from 'cdk8s';
import * as ts from 'typescript';
import { codeBlocks, documentText, exportsOf, patched } from './code-blocks';

/** The TypeScript of guides compiles, and that of the how-to guide makes an app. */

const ROOT = join(__dirname, '..');

const blocksOf = (file: string): readonly string[] => codeBlocks(documentText(file)).filter(({ language }) => language === 'ts').map(({ text }) => text);

/** All snippets of the how-to guide as one app. */
function howTo(): string {
  const [shared, ...snippets] = blocksOf('docs/how-to.md');
  return [shared, ...snippets.map((text) => `{\n${text}}`), 'export { app };'].join('\n');
}

function texts(): Record<string, string> {
  const diffs = codeBlocks(documentText('docs/tutorial.md')).filter(({ language }) => language === 'diff').map(({ text }) => text);
  const guides = ['README.md', 'docs/adoption.md', 'docs/migration.md'].flatMap((file) => blocksOf(file).filter((text) => text.startsWith('import ')).map((text, i) => [`${file}-${i}`, text]));
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
