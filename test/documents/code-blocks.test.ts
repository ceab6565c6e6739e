import { existsSync } from 'fs';
import { join } from 'path';
import { DOMParser } from '@xmldom/xmldom';
import { ApiObject, Chart } from 'cdk8s';
import { Probe } from 'cdk8s-plus-27';
import * as library from '../../src';
import { HardenedApp, HardenedNamespace, HardenedTesting, Port, Quantity, Quota, SecureDeployment } from '../../src';
import { hardenedMatchers } from '../../src/jest';
import { folder, write } from '../cli/command';
import { blocksOf, CodeBlock, codeBlocks, DOCUMENTS, documentText, exportsOf, moduleOf } from '../code-blocks';
import { readBlock } from './yaml-readers';

/** Every block of code of every document is run, or read by what it is for, or compared with what a command prints. */

/** What prints the outputs that documents show: how many there are, and the test that compares them. */
const OUTPUTS: Readonly<Record<string, { readonly count: number; readonly comparedBy: string }>> = {
  'ARCHITECTURE.md': { count: 1, comparedBy: 'test/layers.test.ts' },
  'README.md': { count: 1, comparedBy: 'test/readme.test.ts' },
  'conformance/mutation/README.md': { count: 3, comparedBy: 'test/documents/code-blocks.test.ts' },
  'docs/cli.md': { count: 1, comparedBy: 'test/cli/short-report.test.ts' },
  'docs/testing.md': { count: 4, comparedBy: 'test/documents/code-blocks.test.ts' },
  'docs/tutorial.md': { count: 7, comparedBy: 'test/tutorial.test.ts' },
};

/** Documents whose blocks are those of another one, which a test compares. */
const TRANSLATED = 'README.ja.md';

const READ = ['ts', 'sh', 'yaml', 'json', 'python', 'xml', 'text', 'diff'];

const all = DOCUMENTS.filter((file) => file !== TRANSLATED).flatMap((file) => codeBlocks(documentText(file)).map((block) => ({ file, ...block })));
const ofLanguage = (language: string) => all.filter((block) => block.language === language).map((block) => [`${block.file}:${block.line}`, block] as const);

beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => jest.restoreAllMocks());

test('each block is of a language that is read here', () => {
  expect(all.length).toBeGreaterThan(80);
  expect(all.filter(({ language }) => !READ.includes(language))).toEqual([]);
});

test('each output is compared by a test', () => {
  const shown = all.filter(({ language }) => language === 'text' || language === 'diff');
  const counts: Record<string, number> = {};
  for (const { file } of shown) counts[file] = (counts[file] ?? 0) + 1;
  expect(counts).toEqual(Object.fromEntries(Object.entries(OUTPUTS).map(([file, { count }]) => [file, count])));
  for (const { comparedBy } of Object.values(OUTPUTS)) expect(existsSync(join(__dirname, '..', '..', comparedBy))).toBe(true);
});

describe('TypeScript', () => {
  // run elsewhere: by test/readme.test.ts, by test/documentation.slow.test.ts as one app, and below
  const blocks = ofLanguage('ts').filter(([, { file }]) => !['README.md', 'docs/how-to.md', 'docs/testing.md'].includes(file));
  const load: (name: string) => unknown = require;
  const before = process.cwd();
  beforeAll(() => {
    const at = folder();
    write(at, { 'legacy.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: flags, namespace: shop }\n' });
    process.chdir(at);
  });
  afterAll(() => process.chdir(before));

  test.each(blocks)('of %s runs', (_, { file, ...block }) => {
    const loaded = (name: string): unknown => {
      if (name === '{{name}}') return load(join('..', '..', 'scaffold', 'platform', 'typescript', 'src', 'index'));
      if (name === './own-repository') return exportsOf(blocksOf(file, 'ts')[0].text, load);
      return name === 'cdk8s-hardened' ? { ...library, CommandLine: { run: () => ({ exitCode: process.exitCode, output: '', messages: '' }) } } : load(name);
    };
    expect(() => exportsOf(moduleOf(block).replace(/\.synth\(\)/g, '.synthYaml()'), loaded)).not.toThrow();
  });
});

/** The shop of docs/testing.md; one of its lines is left out where a failure is shown. */
function shop({ isOpen = true, readiness = true } = {}) {
  const app = new HardenedApp();
  const chart = new Chart(app, 'shop');
  const quota = Quota.of({
    pods: 20,
    requestsCpu: Quantity.cores(4), requestsMemory: Quantity.gibibytes(4), requestsEphemeralStorage: Quantity.gibibytes(4),
    limitsCpu: Quantity.cores(8), limitsMemory: Quantity.gibibytes(8), limitsEphemeralStorage: Quantity.gibibytes(8),
  });
  const namespace = new HardenedNamespace(chart, 'shop', { quota });
  const probe = { port: 9090 };
  const workload = (id: string, hasReadiness = true): SecureDeployment => new SecureDeployment(namespace, id, {
    containers: [{
      image: `registry.example.com/${id}:1.0.0@sha256:${'a'.repeat(64)}`, ports: [{ name: 'http', number: 9090 }],
      liveness: Probe.fromHttpGet('/livez', probe), ...(hasReadiness ? { readiness: Probe.fromHttpGet('/readyz', probe) } : {}),
    }],
  });
  const [web, api] = [workload('web', readiness), workload('api')];
  if (isOpen) api.allowFrom(web, Port.tcp(9090));
  return { chart, web, api };
}

describe('docs/testing.md', () => {
  const [list, traffic, level] = blocksOf('docs/testing.md', 'text').map(({ text }) => text.trimEnd());
  const messageOf = (result: { readonly message: () => string }): string => result.message();

  (globalThis as unknown as Record<string, unknown>).shop = shop;
  blocksOf('docs/testing.md', 'ts').forEach(({ text, line }) => {
    // two expectations write files beside the test
    const withoutFiles = text.replace('.toMatchSnapshot()', '.not.toEqual([])').replace('.toMatchManifests()', '.toHaveNoFindings()');
    describe(`the tests of line ${line} pass`, () => { exportsOf(withoutFiles, require); });
  });

  test('a list of findings is shown as it is', () => {
    const [first] = HardenedTesting.findings(shop({ readiness: false }).chart);
    const lines = list.split('\n').slice(2, -1).map((text) => text.replace(/^\+ ( {2}")?/, '').replaceAll('\\"', '"'));
    expect(first.replace(/ {2}\S+:\d+$/m, '')).toContain(lines.join('\n').replace(/ {2}\S+:\d+$/m, ''));
  });

  test('closed traffic is told as it is shown', () => {
    const { chart, web, api } = shop({ isOpen: false });
    expect(messageOf(hardenedMatchers.toAllowTraffic.call({ isNot: false } as never, chart, web, api, 9090) as never)).toContain(traffic.slice(traffic.indexOf('\n')).trim());
  });

  test('what Pod Security refuses is told as it is shown', () => {
    const chart = new Chart(new HardenedApp(), 'shop');
    new ApiObject(chart, 'bad', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bad' }, spec: { hostNetwork: true, containers: [{ name: 'main', image: 'x' }] } });
    expect(messageOf(hardenedMatchers.toSatisfy.call({ isNot: false } as never, chart, 'baseline:v1.36') as never)).toContain(level.split('\n').at(-1));
  });

  test('a changed default is one line of one file', () => {
    const [{ text }] = blocksOf('docs/testing.md', 'diff');
    const file = Object.entries(HardenedTesting.manifestFiles(shop().chart)).find(([, content]) => /^kind: Deployment$/m.test(content))![1];
    const before = text.split('\n').filter((line) => line.startsWith(' ') || line.startsWith('-')).map((line) => line.slice(1)).join('\n');
    expect(file).toContain(before);
  });
});

describe('YAML', () => {
  test.each(ofLanguage('yaml').filter(([, { file }]) => file !== 'README.md'))('of %s is read by what it is for', async (_, { text }) => {
    await expect(readBlock(text)).resolves.toBe('read');
  });

  test('fails where nothing would read a block', async () => {
    await expect(readBlock('colour: red\n')).rejects.toThrow('nothing reads');
    await expect(readBlock('failOn: sometimes\n')).rejects.toThrow('sometimes');
    await expect(readBlock('apiVersion: v1\nkind: Pod\nspec: {hostNetwork: [}\n')).rejects.toThrow();
  });
});

test.each(ofLanguage('json'))('the JSON of %s is well formed', (_, { text }) => {
  expect(() => JSON.parse(text)).not.toThrow();
});

/** Whether Python runs it is seen by the suite `languages`; here, that the names exist which it imports of ours. */
test.each(ofLanguage('python'))('the Python of %s imports what there is', (_, { text }) => {
  const imports = [...text.matchAll(/^from (\S+) import (.*)$/gm)].flatMap(([, module, names]) => names.split(',').map((name) => [module, name.trim()] as const));
  expect(text).toMatch(/^(from|import) /m);
  const platform = documentText('scaffold/platform/python/company_platform/__init__.py');
  for (const [module, name] of imports) {
    if (module === 'cdk8s_hardened') expect(Object.keys(library)).toContain(name);
    if (module === 'cdk8s_hardened.testing') expect(documentText('languages/python/testing.py')).toContain(`def ${name}(`);
    if (module === 'company_platform') expect(platform).toContain(name);
    if (module === 'own_controls') expect(documentText('examples/python/check.py')).toContain(text);
    if (module === 'own_controls') expect(documentText('examples/python/own_controls.py')).toMatch(new RegExp(`^${name} = `, 'm'));
  }
});

test.each(ofLanguage('xml'))('the XML of %s names our package', (_, { text }) => {
  const dependency = new DOMParser().parseFromString(text, 'text/xml');
  const { groupId, artifactId } = JSON.parse(documentText('package.json')).jsii.targets.java.maven;
  expect(['groupId', 'artifactId'].map((name) => dependency.getElementsByTagName(name)[0].textContent)).toEqual([groupId, artifactId]);
});

test('the commands and columns of conformance/mutation/README.md are those of the program', () => {
  const [commands, ...tables] = blocksOf('conformance/mutation/README.md', 'text').map(({ text }: CodeBlock) => text);
  const program = documentText('conformance/mutation.ts');
  for (const [, option] of commands.matchAll(/--([a-z]+)/g)) expect(program).toMatch(new RegExp(`\\b${option}\\b`));
  for (const table of tables) for (const [, path] of table.matchAll(/^(src\/[\w/-]+)/gm)) expect(existsSync(join(__dirname, '..', '..', path))).toBe(true);
});
