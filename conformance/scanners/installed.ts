import { spawnSync, SpawnSyncReturns } from 'child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'fs';
import { homedir } from 'os';
import { join } from 'path';
import { GO_SCANNERS, GoScanner, PYTHON_SCANNERS } from './pinned';
import { moduleFolder } from '../go-module';
import { Missing } from '../suite';

const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-hardened', 'scanners');

/** A place in the cache for something of this version. */
export const cached = (name: string, version: string): string => join(CACHE, `${name}-${version}`);

/** Makes a folder or a file of the cache, whole or not at all. */
export function makeOnce(path: string, make: (draft: string) => void): string {
  if (existsSync(path)) return path;
  mkdirSync(CACHE, { recursive: true });
  const draft = `${path}.${process.pid}`;
  try {
    make(draft);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return path;
}

/** The program of a scanner in Go, built where it is not there yet. */
export const goProgram = (name: keyof typeof GO_SCANNERS): string => builtProgram(name, GO_SCANNERS[name]);

/** A program in Go, built where it is not there yet. */
export function builtProgram(name: string, { module, version, program, environment, variables = {} }: GoScanner): string {
  return makeOnce(cached(name, version), (draft) => {
    process.stderr.write(`building ${name} ${version}\n`);
    const folder = join(moduleFolder(module, version), program);
    const flags = ['-s', '-w', ...Object.entries(variables).flatMap(([variable, value]) => ['-X', `${variable}=${value}`])].join(' ');
    const { error, status, stderr } = spawnSync('go', ['build', '-trimpath', `-ldflags=${flags}`, '-o', draft, '.'], {
      cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment }, maxBuffer: 2 ** 28,
    });
    if (error || status !== 0) throw new Missing(`${name} ${version} does not build: ${error?.message ?? stderr}`);
  });
}

/** The program of a scanner in Python, in an environment of its own. */
export function pythonProgram(name: keyof typeof PYTHON_SCANNERS): string {
  const version = PYTHON_SCANNERS[name];
  const folder = cached(name, version);
  const done = join(folder, 'installed');
  if (!existsSync(done)) {
    process.stderr.write(`installing ${name} ${version}\n`);
    rmSync(folder, { recursive: true, force: true });
    python('python3', ['-m', 'venv', folder], name);
    python(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', `${name}==${version}`], name);
    mkdirSync(done);
  }
  return join(folder, 'bin', name);
}

function python(command: string, args: readonly string[], name: string): void {
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw new Missing(`${name} needs the command "${command}"; install Python 3.11 or later with venv from https://www.python.org/downloads/`);
  if (status !== 0) throw new Missing(`${name} cannot be installed from the Python package index: ${stderr}`);
}

/** Runs a scanner. It has judged where it ends with one of these exit codes; else it failed. */
export function scan(command: string, args: readonly string[], judged: readonly number[], folder?: string): string {
  const { error, status, stdout, stderr }: SpawnSyncReturns<string> = spawnSync(command, args, { encoding: 'utf8', cwd: folder, maxBuffer: 2 ** 30 });
  if (error) throw error;
  if (status === null || !judged.includes(status)) throw new Error(`"${command} ${args.join(' ')}" ended with ${status}:\n${stderr || stdout}`);
  return stdout;
}
