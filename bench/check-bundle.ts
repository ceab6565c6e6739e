import { execFileSync } from 'child_process';
import { cpSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..');

/** A folder with the command line as it is shipped, and with what a row writes. */
export class BenchFolder {
  public readonly path = mkdtempSync(join(tmpdir(), 'hardened-check-'));

  constructor() {
    execFileSync(process.execPath, [require.resolve('tsx/cli'), join(ROOT, 'scripts/bundle-command-line.ts'), join(this.path, 'lib')]);
    for (const name of ['package.json', 'bin']) cpSync(join(ROOT, name), join(this.path, name), { recursive: true });
  }

  /** The arguments of `node` that start the command line. */
  public commandLine(...argv: readonly string[]): string[] {
    return [join(this.path, 'bin/cdk8s-hardened'), ...argv];
  }

  /** Makes one file of a program and all that it imports. */
  public bundle(program: string, to: string): string {
    const outfile = join(this.path, to);
    buildSync({ entryPoints: [program], outfile, bundle: true, platform: 'node', target: 'node20', tsconfigRaw: {}, logLevel: 'warning' });
    return outfile;
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Measures in a folder that is gone afterwards. */
export function inFolder<T>(measure: (folder: BenchFolder) => T): T {
  const folder = new BenchFolder();
  try {
    return measure(folder);
  } finally {
    folder.remove();
  }
}
