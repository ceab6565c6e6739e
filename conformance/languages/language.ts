import { spawnSync } from 'child_process';
import { cpSync, readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';

export const ROOT = join(__dirname, '..', '..');

/** What a program wrote to its standard output and error, and whether it ended well. */
export interface Output { readonly stdout: string; readonly stderr: string; readonly failed: boolean }

/** A change of the source of an example. */
export interface Edit { readonly file: string; readonly from: string; readonly to: string }

/** A language that the package is built for. */
export interface Language {
  readonly name: string;
  /** The commands that it takes, each with how to get it. */
  readonly commands: readonly { readonly call: readonly string[]; readonly from: string }[];
  /** Builds the package and installs it with its peers into an environment that holds nothing else. */
  readonly install: (folder: string) => Installed;
  /** Makes the containers of the shop of this language writable, and takes their images from elsewhere. */
  readonly mistakes: readonly Edit[];
}

/** The package, installed. */
export interface Installed {
  /** What takes part, with versions. */
  readonly versions: readonly string[];
  /** How large the package is that a user downloads. */
  readonly bytes: number;
  /** Runs the shop in a folder that holds a copy of its example. */
  readonly synthesize: (folder: string) => Output;
}

/** Runs a command to its end, whatever that is. */
export function attempt(command: string, args: readonly string[], cwd: string, settings: NodeJS.ProcessEnv = {}): Output {
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20', ...settings };
  const { error, status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28, env });
  return { stdout: stdout ?? '', stderr: error ? error.message : stderr, failed: error !== undefined || status !== 0 };
}

/** Runs a command that must end well. */
export function execute(command: string, args: readonly string[], cwd: string, settings: NodeJS.ProcessEnv = {}): Output {
  const output = attempt(command, args, cwd, settings);
  if (output.failed) throw new Error(`"${command} ${args.join(' ')}" failed: ${output.stdout}\n${output.stderr}`);
  return output;
}

/** What a language lacks here; undefined where nothing. */
export function missing({ commands }: Language): string | undefined {
  const lacking = commands.find(({ call: [command, ...args] }) => attempt(command, args, ROOT).failed);
  return lacking && `"${lacking.call.join(' ')}" does not run; ${lacking.from}`;
}

/** Builds the package of a language, of what is compiled; its folder. */
export function packaged(language: string): string {
  execute('npx', ['projen', `package:${language}`], ROOT);
  return join(ROOT, 'dist', language);
}

/** The size of the files in a folder whose path matches. */
export function bytesIn(folder: string, pattern: RegExp, sizeOf = (file: string): number => statSync(file).size): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && pattern.test(entry.name));
  return files.reduce((sum, { parentPath, name }) => sum + sizeOf(join(parentPath, name)), 0);
}

/** The megabytes that docs/languages.md states for the package of a language. */
export function statedMegabytes(language: string): number {
  const row = new RegExp(`^\\| ${language}\\b.*?\\| ([\\d.]+) MB \\|`, 'im').exec(readFileSync(join(ROOT, 'docs', 'languages.md'), 'utf8'));
  if (!row) throw new Error(`docs/languages.md states no size for ${language}`);
  return Number(row[1]);
}

/** Puts a copy of an example into a folder, without what a run has left in it. */
export function copyExample(language: string, folder: string): void {
  const left = new Set(['dist', '.hardened', 'target', '__pycache__', '.pytest_cache']);
  cpSync(join(ROOT, 'examples', language), folder, { recursive: true, filter: (source) => !left.has(source.split(/[\\/]/).pop()!) });
}
