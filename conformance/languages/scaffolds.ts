import { existsSync } from 'fs';
import { join } from 'path';
import { PythonEnvironment } from './python';

/** The scaffolds, each with what its README says to install and to run. */
const SCAFFOLDS = [
  { name: 'app', install: ['-r', 'requirements-dev.txt'], main: 'main.py' },
  { name: 'platform', install: ['-e', '.[test]'], main: 'example/main.py' },
] as const;

/** What `init` writes for Python: installed, tested, synthesized and checked as its README says. Names what went wrong by its command. */
export function scaffolded(environment: PythonEnvironment, folder: string): Record<string, string[]> {
  return Object.fromEntries(SCAFFOLDS.map(({ name, install, main }) => {
    const at = join(folder, `company-${name}`);
    const wrong: string[] = [];
    const step = (cwd: string, args: readonly string[], settings = {}): void => {
      const { failed, stdout, stderr } = environment.run(cwd, args, settings);
      if (failed) wrong.push(`${args.join(' ')}: ${stdout}${stderr}`);
    };
    step(folder, ['-m', 'cdk8s_hardened', 'init', name, at, '--language', 'python']);
    step(at, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...install]);
    step(at, ['-m', 'pytest', '-q'], { UPDATE_MANIFESTS: '1' });
    if (!existsSync(join(at, 'tests', 'manifests'))) wrong.push('the tests wrote no tests/manifests');
    step(at, ['-m', 'pytest', '-q']); // against what the first run wrote
    step(at, [main]);
    step(at, ['-m', 'cdk8s_hardened', 'check', 'dist', '--fail-on', 'warning']);
    return [name, wrong];
  }));
}
