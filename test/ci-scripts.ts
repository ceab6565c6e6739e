import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';

/** The integrations for CI as the services run them: their inputs are put in, and their scripts run by the shell that the service uses. */

const ROOT = join(__dirname, '..');
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Inputs { readonly [name: string]: string }
interface Ran { readonly status: number | null; readonly output: string }

const environment = (more: Inputs): NodeJS.ProcessEnv => ({ ...process.env, ...more });

function bash(script: string, cwd: string, variables: Inputs): Ran {
  const { status, stdout, stderr } = spawnSync('bash', ['-eo', 'pipefail', '-c', script], { cwd, encoding: 'utf8', env: environment(variables) });
  return { status, output: stdout + stderr };
}

/** Runs the step of action.yml in a project. */
export function runAction(cwd: string, given: Inputs): Ran {
  const { inputs, runs: { steps: [step] } } = parse(textOf('action.yml'));
  const filled = (text: string): string => text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => given[name] ?? inputs[name].default);
  const variables = Object.fromEntries(Object.entries<string>(step.env).map(([name, text]) => [name, filled(text)]));
  return bash(step.run, cwd, { ...variables, GITHUB_ACTION_PATH: ROOT, GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') });
}

/** Runs the script of the GitLab component in a project. */
export function runComponent(cwd: string, given: Inputs): Ran {
  const [{ spec: { inputs } }, jobs] = parseAllDocuments(textOf('templates/check.yml')).map((document) => document.toJS());
  const job = jobs['cdk8s-hardened'];
  const filled = (text: string): string => text.replace(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => given[name] ?? inputs[name].default);
  const variables = Object.fromEntries(Object.entries<string>(job.variables).map(([name, text]) => [name, filled(text)]));
  return bash(job.script.join('\n'), cwd, variables);
}

/** Commits nothing: lets pre-commit run the hook of this repository on the index of a project. */
export function runPreCommit(cwd: string, folders: readonly string[]): Ran {
  const tools = join(cwd, '.pre-commit-tools');
  const hooks = join(tools, 'hooks');
  mkdirSync(hooks, { recursive: true });
  writeFileSync(join(hooks, '.pre-commit-hooks.yaml'), textOf('.pre-commit-hooks.yaml'));
  const git = (folder: string, ...args: string[]): string => execFileSync('git', args, {
    cwd: folder, encoding: 'utf8', env: environment({ GIT_AUTHOR_NAME: 'x', GIT_AUTHOR_EMAIL: 'x@example.com', GIT_COMMITTER_NAME: 'x', GIT_COMMITTER_EMAIL: 'x@example.com' }),
  }).trim();
  for (const folder of [hooks, cwd]) git(folder, 'init', '--quiet');
  git(hooks, 'add', '.');
  git(hooks, 'commit', '--quiet', '--message', 'hooks');
  const hook = { id: 'cdk8s-hardened', args: folders };
  writeFileSync(join(cwd, '.pre-commit-config.yaml'), JSON.stringify({ repos: [{ repo: hooks, rev: git(hooks, 'rev-parse', 'HEAD'), hooks: [hook] }] }));
  writeFileSync(join(cwd, '.gitignore'), 'node_modules\n.pre-commit-tools\n');
  git(cwd, 'add', '.');
  execFileSync('python3', ['-m', 'venv', join(tools, 'python')]);
  execFileSync(join(tools, 'python', 'bin', 'pip'), ['install', '--quiet', '--no-input', 'pre-commit'], { stdio: 'pipe' });
  return bash(`"${join(tools, 'python', 'bin', 'pre-commit')}" run`, cwd, { PRE_COMMIT_HOME: join(tools, 'home') });
}
