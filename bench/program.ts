import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { buildSync } from 'esbuild';
import { Contender } from './interleaved';

const ROOT = path.join(__dirname, '..');

/** Programs of `bench/programs`, compiled into a folder of their own, where `cdk8s-hardened` is the compiled library as a user installs it. */
export class Programs {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hardened-bench-'));

  constructor() {
    if (!fs.existsSync(path.join(ROOT, 'lib', 'index.js'))) throw new Error('cannot measure: there is no compiled library in lib; run `npx projen compile`');
    fs.mkdirSync(path.join(this.folder, 'node_modules'));
    fs.symlinkSync(ROOT, path.join(this.folder, 'node_modules', 'cdk8s-hardened'));
  }

  /** A run of one program. Each argument is passed as text. */
  public contender(program: string, ...given: readonly (string | number)[]): Contender {
    const args = given.map(String);
    return { name: [program, ...args].join(' '), command: process.execPath, args: [this.compiled(program), ...args, this.outdir()], cwd: this.folder, env: ENV };
  }

  public remove(): void {
    fs.rmSync(this.folder, { recursive: true });
  }

  private outdir(): string {
    return path.join(this.folder, 'out', 'dist');
  }

  private compiled(program: string): string {
    const outfile = path.join(this.folder, `${program}.js`);
    if (fs.existsSync(outfile)) return outfile;
    const entryPoints = [path.join(__dirname, 'programs', `${program}.ts`)];
    buildSync({ entryPoints, outfile, bundle: true, platform: 'node', packages: 'external', tsconfigRaw: {}, target: 'node20' });
    return outfile;
  }
}

const ENV = { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules') };
