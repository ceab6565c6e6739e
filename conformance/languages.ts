/**
 * Builds the package for Python, Java and Go as jsii publishes it, installs it into an empty environment with its peers, and runs the examples of these
 * languages: `npm run conformance -- languages`. What they write, return and raise must be what TypeScript programs do.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { isDeepStrictEqual } from 'util';
import { EXPECTED, WARNING } from './languages/expected';
import { GO } from './languages/go';
import { JAVA } from './languages/java';
import { copyExample, execute, Installed, Language, missing, ROOT, statedMegabytes } from './languages/language';
import { PYTHON, PythonEnvironment } from './languages/python';
import { scaffolded } from './languages/scaffolds';
import { Disagreement, main, Missing, Row, Suite, SuiteResult } from './suite';

const LANGUAGES: readonly Language[] = [PYTHON, JAVA, GO];
const SHOP = join(ROOT, 'examples', 'shop', 'main.ts');

/** What another language made under one name, and what it must be. */
type Pair = readonly [name: string, theirs: unknown, ours: unknown];

/** The files of a shop in a folder, and its index without the lines of TypeScript that made the objects. */
function shopIn(folder: string): Record<string, string> {
  const dist = join(folder, 'dist');
  const files = readdirSync(dist).sort().map((file) => [file, readFileSync(join(dist, file), 'utf8')]);
  const index = readFileSync(join(folder, '.hardened', 'index.json'), 'utf8').replace(/^ +"source": ".*\n/gm, '');
  return Object.fromEntries([...files, ['index.json', index]]) as Record<string, string>;
}

/** The shop in TypeScript, and twice in another language. */
function shops({ name }: Language, installed: Installed, folder: string, ours: Readonly<Record<string, string>>): Pair[] {
  const example = join(folder, 'example');
  copyExample(name, example);
  const runs = [1, 2].map(() => {
    const { failed, stdout, stderr } = installed.synthesize(example);
    if (failed) throw new Error(`examples/${name} failed: ${stdout}\n${stderr}`);
    const raw = readFileSync(join(example, '.hardened', 'index.json'), 'utf8');
    return { files: shopIn(example), namesSource: raw.includes('"source"') };
  });
  const [first, second] = runs;
  return [
    ...[...new Set([...Object.keys(ours), ...Object.keys(first.files)])].map((file): Pair => [file, first.files[file], ours[file]]),
    ['the second run', second.files, first.files],
    ['lines of code in the index', first.namesSource, false],
  ];
}

/** The size of the package, and what docs/languages.md says of it; a tenth more or less passes, since every change of the sources moves it. */
function size({ name }: Language, { bytes }: Installed): Pair {
  const [measured, stated] = [bytes / 1e6, statedMegabytes(name)];
  return ['megabytes of the package', Math.abs(measured - stated) <= 0.1 ? stated : measured, stated];
}

/** What a person reads first of a failing synth, and how much of the machinery below the language is in it. */
function mistakes({ name, mistakes: edits }: Language, installed: Installed, folder: string): Pair[] {
  const example = join(folder, 'mistake');
  copyExample(name, example);
  for (const { file, from, to } of edits) {
    const path = join(example, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`examples/${name}/${file} has no "${from}" any more`);
    writeFileSync(path, text.replace(from, to));
  }
  const { failed, stdout, stderr } = installed.synthesize(example);
  const lines = `${stdout}${stderr}`.split('\n').map((line) => line.trim());
  const all = lines.join('\n');
  return [
    ['the exit code of the mistake', failed, true],
    ['what the mistake wrote', readdirSync(example).includes('dist'), false],
    ['where, what and fix of the mistake', ['where', 'what', 'fix'].every((word) => new RegExp(`${word} .*(readOnlyRootFilesystem)`).test(all)), true],
    ['the own control', all.includes('shop.own-repository'), true],
    ['how far below the first line the text begins', lines.findIndex((line) => line.includes('stop this synth')) < 10, true],
  ];
}

/** What only Python is asked: calls and overrides, the command line of the wheel, its assertions for tests. */
function python(installed: PythonEnvironment, folder: string): Pair[] {
  const { stdout, stderr } = installed.python(folder, join(__dirname, 'languages', 'overrides.py'), folder);
  const outcomes = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
  const names = [...new Set([...Object.keys(EXPECTED), ...Object.keys(outcomes)])];
  const example = join(folder, 'example');
  const mistake = installed.python(join(folder, 'mistake'), 'main.py').stderr;
  return [
    ...names.map((name): Pair => [name, outcomes[name], EXPECTED[name]]),
    ['warnings on standard error', stderr.match(WARNING)?.length, 1],
    ['frames of Node or jsii in an error', /node:internal|Kernel|site-packages/.test(mistake), false],
    ['the tests of the example', /^4 passed/m.test(installed.python(example, '-m', 'pytest', '-q').stdout), true],
    ['python -m cdk8s_hardened', installed.python(example, '-m', 'cdk8s_hardened', 'check', 'dist').failed, false],
  ];
}

/** A manifest of nobody's app, judged by the control of the example in Python. */
function ownCommandLine(installed: PythonEnvironment, folder: string): Pair[] {
  const example = join(folder, 'example');
  writeFileSync(join(example, 'pod.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { containers: [{ name: main, image: nginx }] }\n');
  const { failed, stdout } = installed.python(example, 'check.py', 'check', 'pod.yaml', '--format', 'json');
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly control: string; readonly pointer: string }[] };
  return [
    ['the exit code of check.py', failed, true],
    ['findings of the own control', findings.filter(({ control }) => control === 'shop.own-repository').map(({ pointer }) => pointer), ['/spec/containers/0/image']],
    ['explain of the own control', installed.python(example, 'check.py', 'explain', 'shop.own-repository').stdout.includes('Copy the image to'), true],
  ];
}

/** The generator of the packages; the notes tell the versions of what runs them. */
const JSII = { tool: 'jsii', version: (JSON.parse(readFileSync(require.resolve('jsii-pacmak/package.json'), 'utf8')) as { readonly version: string }).version };

function rowOf(part: string, pairs: readonly Pair[]): Row {
  const disagreements = pairs.filter(([, theirs, ours]) => !isDeepStrictEqual(theirs, ours)).map(([name, theirs, ours]): Disagreement => ({
    ...JSII, check: part, object: name, detail: `is: ${shown(theirs)}; must be: ${shown(ours)}`,
  }));
  return { part, cases: pairs.length, disagreements };
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 500);

/** The rows of one language. */
function rowsOf(language: Language, folder: string, ours: Readonly<Record<string, string>>, notes: string[]): Row[] {
  const at = join(folder, language.name);
  mkdirSync(at);
  const installed = language.install(at);
  const shop = rowOf(`the shop in ${language.name}`, [...shops(language, installed, at, ours), size(language, installed)]);
  const mistake = rowOf(`a mistake in ${language.name}`, mistakes(language, installed, at));
  const calls = installed instanceof PythonEnvironment ? [
    rowOf('calls and overrides in python', python(installed, at)),
    rowOf('the command line with a control in python', ownCommandLine(installed, at)),
    rowOf('what init writes in python', Object.entries(scaffolded(installed, at)).map(([name, wrong]): Pair => [name, wrong, []])),
  ] : [];
  notes.push(`languages: ${language.name} with ${installed.versions.join(', ')}`);
  return [shop, mistake, ...calls];
}

function run(): SuiteResult {
  const lacking = new Map(LANGUAGES.flatMap((language) => {
    const reason = missing(language);
    return reason === undefined ? [] : [[language, reason] as const];
  }));
  if (lacking.size === LANGUAGES.length) throw new Missing(`the suite "languages" needs one of three toolchains: ${[...lacking.values()].join('; ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'hardened-languages-'));
  try {
    const typescript = join(folder, 'typescript');
    mkdirSync(typescript);
    execute(process.execPath, [require.resolve('tsx/cli'), SHOP], typescript);
    execute('npx', ['projen', 'compile'], ROOT);
    const notes = [...lacking].map(([{ name }, reason]) => `languages: ${name} was not run: ${reason}`);
    const rows = LANGUAGES.filter((language) => !lacking.has(language)).flatMap((language) => rowsOf(language, folder, shopIn(typescript), notes));
    return { tools: [JSII], rows, notes, shortfalls: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const suite: Suite = { name: 'languages', run };

if (require.main === module) void main(suite);
