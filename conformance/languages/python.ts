import { readdirSync } from 'fs';
import { join } from 'path';
import { attempt, bytesIn, execute, Installed, Language, Output, packaged, ROOT } from './language';

const FROM = 'install Python 3.11 or later from https://www.python.org/downloads/, with venv and pip';

/** An environment with our package and what that needs from the Python package index, and pytest. */
export class PythonEnvironment implements Installed {
  public readonly bytes: number;
  private readonly interpreter: string;

  constructor(folder: string) {
    const wheels = packaged('python');
    this.bytes = bytesIn(wheels, /\.whl$/);
    const wheel = readdirSync(wheels).find((file) => file.endsWith('.whl'))!;
    execute('python3', ['-m', 'venv', folder], ROOT);
    this.interpreter = join(folder, 'bin', 'python');
    execute(this.interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', join(wheels, wheel), 'pytest'], ROOT);
  }

  public get versions(): string[] {
    return ['jsii', 'cdk8s', 'cdk8s-plus-27', 'constructs'].map((name) => `${name} ${this.versionOf(name)}`);
  }

  public synthesize(folder: string): Output {
    return this.python(folder, 'main.py');
  }

  /** The version of an installed package. */
  public versionOf(name: string): string {
    return this.python(ROOT, '-c', `import importlib.metadata as m; print(m.version('${name}'))`).stdout.trim();
  }

  /** Runs the interpreter in a working directory. */
  public python(cwd: string, ...args: readonly string[]): Output {
    return this.run(cwd, args);
  }

  /** The same with variables of the environment. */
  public run(cwd: string, args: readonly string[], settings: NodeJS.ProcessEnv = {}): Output {
    return attempt(this.interpreter, args, cwd, settings);
  }
}

export const PYTHON = {
  name: 'python',
  commands: [['--version'], ['-m', 'venv', '--help'], ['-m', 'pip', '--version']].map((args) => ({ call: ['python3', ...args], from: FROM })),
  install: (folder: string) => new PythonEnvironment(join(folder, 'environment')),
  mistakes: [{
    file: 'shop.py',
    from: 'image=f"registry.example.com/shop/{image}",',
    to: 'image=f"registry.example.com/{image}", security_context=kplus.ContainerSecurityContextProps(read_only_root_filesystem=False),',
  }],
} satisfies Language;
