/**
 * Builds the package for another language with jsii-pacmak, from what `compile` built, into `dist/LANGUAGE`: `tsx scripts/package-language.ts python`.
 * Tasks of a release and `npm run package` run the same.
 */
import { execFileSync, spawnSync } from 'child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';

const ROOT = join(__dirname, '..');
const DIST = join(ROOT, 'dist');

/** What we read of `package.json`. */
interface Package { readonly jsii: { readonly targets: Targets }; readonly peerDependencies: Readonly<Record<string, string>> }
interface Targets { readonly java: { readonly maven: { readonly groupId: string } }; readonly go: { readonly packageName: string } }

const { jsii: { targets }, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Package;

const run = (command: string, args: readonly string[], cwd = ROOT): void => {
  execFileSync(command, args, { cwd, stdio: 'inherit' });
};

const has = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;

/** How jsii-pacmak builds. */
interface PacmakOptions {
  /** What it builds beside ours, where the registry of the language may lack it. @default none */
  readonly peers?: readonly string[];
  /** Generates code and compiles nothing. @default false */
  readonly codeOnly?: boolean;
}

/** Lets jsii-pacmak work in an empty folder; returns the folder of the language in it. */
function pacmak(language: string, folder: string, { peers = [], codeOnly = false }: PacmakOptions = {}): string {
  const modules = [...peers.map((name) => join('node_modules', name)), '.'];
  const options = ['--target', language, '--outdir', folder, '--no-npmignore', ...(codeOnly ? ['--code-only'] : [])];
  run(process.execPath, [require.resolve('jsii-pacmak/bin/jsii-pacmak'), ...options, ...modules]);
  return join(folder, language);
}

/** Replaces a folder of `dist`. */
function deliver(from: string, ...to: readonly string[]): void {
  const target = join(DIST, ...to);
  rmSync(target, { recursive: true, force: true });
  cpSync(from, target, { recursive: true });
}

/** What our own modules change in the generated one: how errors are shown, and which dicts are refused. */
const PYTHON_HOOKS = `
from . import _dicts as _dicts, _errors as _errors

check_type = _dicts.checking(check_type)
`;

/** jsii-pacmak packs only what it generates, so our own modules are added to its code, which is then built as jsii-pacmak does. */
function python(folder: string): void {
  const code = pacmak('python', folder, { codeOnly: true });
  const [module] = readdirSync(join(code, 'src'));
  cpSync(join(ROOT, 'languages', 'python'), join(code, 'src', module), { recursive: true });
  appendFileSync(join(code, 'src', module, '__init__.py'), PYTHON_HOOKS);
  const requirements = join(dirname(require.resolve('jsii-pacmak/package.json')), 'lib', 'targets', 'python', 'requirements-dev.txt');
  const environment = join(folder, 'environment');
  const interpreter = join(environment, 'bin', 'python');
  const built = join(folder, 'built');
  run('python3', ['-m', 'venv', environment]);
  run(interpreter, ['-m', 'pip', 'install', '--quiet', '--no-input', '-r', requirements]);
  run(interpreter, ['-m', 'build', '--outdir', built, code]);
  run(interpreter, ['-m', 'twine', 'check', ...readdirSync(built).map((file) => join(built, file))]);
  deliver(built, 'python');
}

function java(folder: string): void {
  const repository = pacmak('java', folder, { peers: Object.keys(peerDependencies).filter((name) => name.startsWith('cdk8s-plus-')) });
  const [own] = targets.java.maven.groupId.split('.');
  for (const group of readdirSync(repository)) deliver(join(repository, group), ...(group === own ? [] : ['peers']), 'java', group);
}

/** A Go package is its source, so nothing is compiled here. */
function go(folder: string): void {
  const modules = pacmak('go', folder, { peers: Object.keys(peerDependencies), codeOnly: true });
  for (const name of readdirSync(modules)) deliver(join(modules, name), ...(name === targets.go.packageName ? [] : ['peers']), 'go', name);
}

function dotnet(folder: string): void {
  const codeOnly = !has('dotnet');
  if (codeOnly) console.warn('package-language: the command "dotnet" is missing, so only the code of the .NET package is generated, and nothing is compiled');
  deliver(pacmak('dotnet', folder, { codeOnly }), 'dotnet');
}

const LANGUAGES: Readonly<Record<string, (folder: string) => void>> = { python, java, go, dotnet };

for (const language of process.argv.slice(2)) {
  const build = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
  if (!build) throw new Error(`there is no language "${language}"; it can be ${Object.keys(LANGUAGES).join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'hardened-package-'));
  try {
    build(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
