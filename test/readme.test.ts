import { execFileSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { App } from 'cdk8s';
import * as ts from 'typescript';
import { parseAllDocuments } from 'yaml';

/** What the documentation says is true. */

const ROOT = join(__dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .trim().split('\n').filter((file) => existsSync(join(ROOT, file)));

const block = (language: string): string => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(README)![1];

/** The app of a TypeScript text, with its last statement, `app.synth()`, left to the test. */
function appOf(text: string): App {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(text.replace('app.synth();', 'exports.app = app;'), { compilerOptions });
  const exported: { app?: App } = {};
  new Function('require', 'exports', outputText)(require, exported);
  return exported.app!;
}

let warnings: string;
beforeEach(() => {
  warnings = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => { warnings += text; return true; });
});
afterEach(() => jest.restoreAllMocks());

test('every link leads somewhere', () => {
  const links = documents.flatMap((file) => [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, link]) => ({ file, link })).filter(({ link }) => !/^[a-z]+:/.test(link)));
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter(({ file, link }) => !existsSync(join(ROOT, dirname(file), link)))).toEqual([]);
});

test('the README fits three screens', () => {
  expect(README.split('\n').length).toBeLessThanOrEqual(160);
});

/** The cells of the table of languages in a document, by the first word of each row. */
function languagesIn(file: string): Map<string, { readonly size: string; readonly identical: boolean }> {
  const rows = readFileSync(join(ROOT, file), 'utf8').match(/^\| (?:TypeScript|Python|Java|Go|\.NET)\b.*\|$/gm) ?? [];
  return new Map(rows.map((row) => [/[\w.]+/.exec(row)![0], { size: /\d\.\d MB/.exec(row)?.[0] ?? '–', identical: row.includes('byte-identical') }]));
}

test('the table of languages says what docs/languages.md does, which the suite `languages` holds against the packages', () => {
  const languages = languagesIn('README.md');
  expect([...languages.keys()]).toEqual(['TypeScript', 'Python', 'Java', 'Go', '.NET']);
  expect(languages).toEqual(languagesIn('docs/languages.md'));
});

test('the coverage table has every row', () => {
  const rows = [...readFileSync(join(ROOT, 'docs', 'coverage.md'), 'utf8').matchAll(/^\| ([S+]\d+) \|/gm)].map(([, row]) => row);
  expect(rows).toEqual([...Array.from({ length: 25 }, (_, i) => `S${i + 1}`), '+1', '+2', '+3', '+4', '+5', '+6', '+7']);
});

describe('the example', () => {
  const example = block('ts');

  test('is short', () => {
    expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  });

  test('gives what is shown, and the warnings that are named', () => {
    const objects = parseAllDocuments(appOf(example).synthYaml()).map((document) => document.toJS());
    for (const shown of parseAllDocuments(block('yaml')).map((document) => document.toJS())) expect(objects).toContainEqual(containing(shown));
    expect(objects.map(({ kind }) => kind).sort()).toEqual([
      'Deployment', 'LimitRange', 'Namespace', 'NetworkPolicy', 'NetworkPolicy', 'PodDisruptionBudget', 'ResourceQuota', 'ServiceAccount',
    ]);
    expect([...warnings.matchAll(/^warning {2}([a-z-]+):/gm)].map(([, control]) => control)).toEqual(['liveness-probe', 'readiness-probe', 'image-digest']);
  });

  test('is refused with the message that is shown', () => {
    const app = appOf(example.replace('portNumber: 8080', 'portNumber: 8080, securityContext: { readOnlyRootFilesystem: false }'));
    let message = '';
    try { app.synthYaml(); } catch (error) { message = (error as Error).message; }
    // the example is no file here; its line is that of `new SecureDeployment`
    const line = example.split('\n').findIndex((text) => text.includes('new SecureDeployment')) + 1;
    expect(message.replace(/test\/readme\.test\.ts:\d+/, `main.ts:${line}`)).toContain(block('text').trimEnd());
  });
});

/** A matcher for objects that hold at least this; lists are compared item by item. */
function containing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(containing);
  if (typeof value !== 'object' || value === null) return value;
  return expect.objectContaining(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, containing(item)])));
}
