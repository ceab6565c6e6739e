/**
 * Builds the Python package as jsii publishes it, installs it into an empty environment with its peers, and runs Python programs:
 * `npm run conformance -- languages`. What they write, return and raise must be what TypeScript programs do.
 */
import { execFileSync } from 'child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { isDeepStrictEqual } from 'util';
import { EXPECTED, WARNING } from './languages/expected';
import { builtWheel, PythonEnvironment, requirePython } from './languages/python';
import { Disagreement, main, Row, Suite, SuiteResult } from './suite';

const SHOP = join(__dirname, '..', 'examples', 'shop', 'main.ts');
const TSX = require.resolve('tsx/cli');

/** What both sides made under one name. */
type Pair = readonly [name: string, theirs: unknown, ours: unknown];

/** The files of a shop in a folder, and its index without the lines of TypeScript that made the objects. */
function shopIn(folder: string): Record<string, string> {
  const dist = join(folder, 'dist');
  const files = readdirSync(dist).sort().map((file) => [file, readFileSync(join(dist, file), 'utf8')]);
  const index = readFileSync(join(folder, '.hardened', 'index.json'), 'utf8').replace(/^ +"source": ".*\n/gm, '');
  return Object.fromEntries([...files, ['index.json', index]]) as Record<string, string>;
}

/** The shop in TypeScript, and twice in Python. */
function shops(python: PythonEnvironment, folder: string): Pair[] {
  const [typescript, first, second] = ['typescript', 'first', 'second'].map((name) => join(folder, name));
  [typescript, first, second].forEach((one) => mkdirSync(one));
  execFileSync(process.execPath, [TSX, SHOP], { cwd: typescript, stdio: ['ignore', 'ignore', 'pipe'] });
  [first, second].forEach((one) => python.run('shop.py', one));
  const [ours, theirs] = [shopIn(typescript), shopIn(first)];
  const index = (one: string): string => readFileSync(join(one, '.hardened', 'index.json'), 'utf8');
  return [
    ...[...new Set([...Object.keys(ours), ...Object.keys(theirs)])].map((file): Pair => [file, theirs[file], ours[file]]),
    ['index of two runs', index(second), index(first)],
    ['lines of code in the index', index(first).includes('"source"'), false],
  ];
}

function overrides(python: PythonEnvironment, folder: string): Pair[] {
  const { stdout, stderr } = python.run('overrides.py', folder, folder);
  const outcomes = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
  const names = [...new Set([...Object.keys(EXPECTED), ...Object.keys(outcomes)])];
  return [...names.map((name): Pair => [name, outcomes[name], EXPECTED[name]]), ['warnings on standard error', stderr.match(WARNING)?.length, 1]];
}

function rowOf(part: string, pairs: readonly Pair[], version: string): Row {
  const disagreements = pairs.filter(([, theirs, ours]) => !isDeepStrictEqual(theirs, ours)).map(([name, theirs, ours]): Disagreement => ({
    tool: 'jsii', version, check: part, object: name, detail: `Python: ${shown(theirs)}; must be: ${shown(ours)}`,
  }));
  return { part, cases: pairs.length, disagreements };
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 500);

function run(): SuiteResult {
  requirePython();
  const folder = mkdtempSync(join(tmpdir(), 'hardened-languages-'));
  try {
    const python = new PythonEnvironment(join(folder, 'venv'), builtWheel());
    const version = python.versionOf('jsii');
    const peers = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map((name) => `${name} ${python.versionOf(name)}`);
    return {
      tools: [{ tool: 'jsii', version }],
      rows: [rowOf('the shop in Python', shops(python, folder), version), rowOf('calls and overrides in Python', overrides(python, folder), version)],
      notes: [`languages: Python with jsii ${version}, ${peers.join(', ')}`],
      shortfalls: [],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const suite: Suite = { name: 'languages', run };

if (require.main === module) void main(suite);
