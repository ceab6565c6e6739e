import { spawnSync } from 'child_process';
import { readdirSync } from 'fs';
import { join } from 'path';
import { Missing } from '../suite';

const ROOT = join(__dirname, '..', '..');
const NEEDED = 'the suite "languages" needs Python 3 with venv and pip; install Python 3.11 or later from https://www.python.org/downloads/';

/** What a program wrote to its standard output and error. */
export interface Output { readonly stdout: string; readonly stderr: string }

function execute(command: string, args: readonly string[], cwd: string): Output {
  const { error, status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error || status !== 0) throw new Error(`"${command} ${args.join(' ')}" failed: ${error?.message ?? `${stdout}\n${stderr}`}`);
  return { stdout, stderr };
}

/** Throws `Missing` where Python or a part of it is not there. */
export function requirePython(): void {
  for (const args of [['--version'], ['-m', 'venv', '--help'], ['-m', 'pip', '--version']]) {
    const { error, status } = spawnSync('python3', args);
    if (error || status !== 0) throw new Missing(`${NEEDED}; "python3 ${args.join(' ')}" does not run`);
  }
}

/** Compiles the library and builds the package for Python; returns its path. */
export function builtWheel(): string {
  execute('npx', ['projen', 'compile'], ROOT);
  execute('npx', ['projen', 'package:python'], ROOT);
  const folder = join(ROOT, 'dist', 'python');
  return join(folder, readdirSync(folder).find((file) => file.endsWith('.whl'))!);
}

/** An environment with one package and what that needs from the Python package index. */
export class PythonEnvironment {
  constructor(private readonly folder: string, wheel: string) {
    execute('python3', ['-m', 'venv', folder], ROOT);
    this.python(ROOT, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wheel);
  }

  /** The version of an installed package. */
  public versionOf(name: string): string {
    return this.python(ROOT, '-c', `import importlib.metadata as m; print(m.version('${name}'))`).stdout.trim();
  }

  /** Runs one of our programs in a working directory. */
  public run(program: string, cwd: string, ...args: readonly string[]): Output {
    return this.python(cwd, join(__dirname, program), ...args);
  }

  private python(cwd: string, ...args: readonly string[]): Output {
    return execute(join(this.folder, 'bin', 'python'), args, cwd);
  }
}
