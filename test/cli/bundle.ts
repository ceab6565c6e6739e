import { execFileSync, spawn } from 'child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');
const TSX = require.resolve('tsx/cli');

/** What a process of the command line left behind. */
export interface Finished { readonly code: number | null; readonly out: string; readonly err: string; readonly mebibytes: number }

/** How to run it. */
export interface Running {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Written to its standard input, which ends then. */
  readonly stdin?: string | AsyncIterable<string>;
  /** After so many characters of its standard output nobody reads any more. */
  readonly readOnly?: number;
}

/** Copies the files of the command line, which are made once for all workers of a run. */
export function bundleInto(folder: string): void {
  const shared = join(tmpdir(), 'command-line');
  if (!existsSync(shared)) {
    const made = join(mkdtempSync(join(tmpdir(), 'command-line-')), 'made');
    execFileSync(process.execPath, [TSX, join(ROOT, 'scripts/bundle-command-line.ts'), made]);
    moved(made, shared);
  }
  cpSync(shared, folder, { recursive: true });
}

/** Another worker sees all of the files or none, and may have been faster. */
function moved(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Lays out a folder as a package that holds nothing but the command line. */
export function installInto(folder: string): void {
  bundleInto(join(folder, 'lib'));
  for (const name of ['package.json', 'bin']) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
}

/** The command line as it is shipped, as a process of its own. */
export class Bundle {
  private readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-bundle-'));

  constructor() {
    installInto(this.folder);
    writeFileSync(join(this.folder, 'memory.js'), `
      process.on('exit', () => require('fs').writeFileSync(process.env.MEMORY_FILE, String(process.resourceUsage().maxRSS)));
    `);
  }

  /** Runs it to its end. */
  public async run(argv: readonly string[], { cwd = this.folder, env = {}, stdin = '', readOnly }: Running = {}): Promise<Finished> {
    const memory = join(mkdtempSync(join(this.folder, 'run-')), 'memory');
    const child = spawn(process.execPath, ['-r', join(this.folder, 'memory.js'), join(this.folder, 'bin/cdk8s-hardened'), ...argv], {
      cwd, env: { PATH: process.env.PATH, MEMORY_FILE: memory, ...env }, stdio: 'pipe',
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (readOnly !== undefined && out.length >= readOnly) child.stdout.destroy();
    });
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    child.stdin.on('error', () => {}); // it need not read all
    const ended = new Promise<number | null>((resolve) => { child.on('close', resolve); });
    for await (const text of typeof stdin === 'string' ? [stdin] : stdin) {
      if (!child.stdin.write(text)) await Promise.race([new Promise((resolve) => { child.stdin.once('drain', resolve); }), ended]);
    }
    child.stdin.end();
    const code = await ended;
    return { code, out, err, mebibytes: Number(readFileSync(memory, 'utf8')) / 1024 };
  }
}
