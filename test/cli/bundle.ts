import { spawn } from 'child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { bundleCommandLine } from '../../scripts/bundle-command-line';

const ROOT = join(__dirname, '..', '..');

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

/** Copies the command line in one file, which is made once for all workers of a run. */
export function bundleInto(outfile: string): void {
  const shared = join(tmpdir(), 'command-line.js');
  if (!existsSync(shared)) {
    const made = join(mkdtempSync(join(tmpdir(), 'command-line-')), 'made.js');
    bundleCommandLine(made);
    renameSync(made, shared); // so that another worker sees all of it or nothing
  }
  cpSync(shared, outfile);
}

/** Lays out a folder as a package that holds nothing but the command line. */
export function installInto(folder: string): void {
  bundleInto(join(folder, 'lib/cdk8s-hardened.js'));
  for (const name of ['package.json', 'bin']) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
}

/** The command line as it is shipped: in one file, as a process of its own. */
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
