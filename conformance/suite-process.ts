import { ChildProcess, execFile, fork } from 'child_process';
import { join } from 'path';
import { promisify } from 'util';
import { SuiteResult } from './suite';

/** What running a suite came to. */
export interface SuiteRun {
  readonly name: string;
  /** Missing where the suite did not get to its end; it has said why on standard error. */
  readonly result?: SuiteResult;
  readonly exitCode: number;
  readonly seconds: number;
  /** In MiB, of the suite and the programs that it starts; missing where the system has no `ps`. */
  readonly peakMemory?: number;
}

const EVERY = 1000; // milliseconds

/** Runs a suite as a process of its own, so that its memory is given back. */
export async function runSuite(name: string, flags: readonly string[]): Promise<SuiteRun> {
  const started = Date.now();
  const child = fork(join(__dirname, `${name}.ts`), [...flags], {
    cwd: join(__dirname, '..'), execArgv: ['--import', 'tsx'], stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // examples import the package by its name, which is to be the sources and not a build that may be older
    env: { ...process.env, TSX_TSCONFIG_PATH: join(__dirname, 'tsconfig.json') },
  });
  const memory = watchMemory(child);
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => { output += text; });
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status ?? 1));
  });
  const result = code === 0 ? JSON.parse(output.trimEnd().split('\n').at(-1)!) as SuiteResult : undefined;
  return { name, result, exitCode: code, seconds: (Date.now() - started) / 1000, peakMemory: memory.peak() };
}

interface Size { readonly id: number; readonly parent: number; readonly kibibytes: number }

async function processes(): Promise<Size[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=']);
  return stdout.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number)).map(([id, parent, kibibytes]) => ({ id, parent, kibibytes }));
}

/** What a process and all that it started take, in KiB. */
export function treeSize(root: number, all: readonly Size[]): number {
  const own = all.find(({ id }) => id === root)?.kibibytes ?? 0;
  return all.filter(({ parent }) => parent === root).reduce((sum, { id }) => sum + treeSize(id, all), own);
}

function watchMemory(child: ChildProcess): { readonly peak: () => number | undefined } {
  let peak: number | undefined;
  const timer = setInterval(() => {
    processes().then((all) => { peak = Math.max(peak ?? 0, treeSize(child.pid!, all)); }, () => clearInterval(timer));
  }, EVERY);
  child.on('close', () => clearInterval(timer));
  return { peak: () => (peak === undefined ? undefined : Math.round(peak / 1024)) };
}
