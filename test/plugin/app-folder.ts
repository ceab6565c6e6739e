import { spawnSync } from 'child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { buildSync } from 'esbuild';
import { bundleInto } from '../cli/bundle';

const ROOT = join(__dirname, '..', '..');
const SRC = join(ROOT, 'src');
const NOT_PACKED = ['cli', 'sources'];

/** What `cdk8s synth` left behind. */
export interface Synthesized { readonly code: number | null; readonly out: string; readonly err: string; readonly report?: Report }

/** What cdk8s-cli writes about the only validation. */
export interface Report {
  readonly violations: readonly {
    readonly ruleName: string; readonly recommendation: string; readonly fix: string;
    readonly violatingConstructs: readonly {
      readonly resourceName: string; readonly manifestPath: string; readonly constructPath?: string; readonly locations: string[];
    }[];
  }[];
  readonly summary: { readonly status: string; readonly metadata: Readonly<Record<string, string>> };
}

/** How to synthesize. */
export interface Synthesizing {
  /** The `properties` of the validation. */
  readonly properties?: object;
  /** The `package` of the validation. */
  readonly from?: string;
  readonly argv?: readonly string[];
}

/** A folder of an app with this package installed as it is packed, so without the modules that only its bundle holds. */
export class AppFolder {
  public readonly at = realpathSync(mkdtempSync(join(tmpdir(), 'cdk8s-hardened-plugin-')));

  constructor() {
    const installed = join(this.at, 'node_modules', 'cdk8s-hardened');
    mkdirSync(join(installed, 'lib'), { recursive: true });
    const sources = (readdirSync(SRC, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts') && !NOT_PACKED.includes(file.split(/[\\/]/)[0]));
    buildSync({ entryPoints: sources.map((file) => join(SRC, file)), outdir: join(installed, 'lib'), outbase: SRC, format: 'cjs', platform: 'node', target: 'node20' });
    bundleInto(join(installed, 'lib'));
    cpSync(join(ROOT, 'package.json'), join(installed, 'package.json'));
    for (const peer of ['cdk8s', 'cdk8s-plus-27', 'constructs']) symlinkSync(join(ROOT, 'node_modules', peer), join(this.at, 'node_modules', peer));
  }

  /** Writes a file of the app. */
  public write(name: string, text: string): void {
    writeFileSync(join(this.at, name), text);
  }

  /** Throws the folder away. */
  public remove(): void {
    rmSync(this.at, { recursive: true, force: true });
  }

  /** Runs `cdk8s synth` on an app. */
  public synth(app: string, { properties = {}, from = './node_modules/cdk8s-hardened', argv = [] }: Synthesizing = {}): Synthesized {
    this.write('main.js', app);
    const validation = { package: from, version: '0.0.0', class: 'HardenedValidation', properties };
    this.write('cdk8s.yaml', JSON.stringify({ language: 'typescript', app: 'node main.js', validations: [validation] }));
    const file = join(this.at, 'report.json');
    rmSync(file, { force: true });
    const { status, stdout, stderr } = spawnSync(process.execPath, [
      join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', '--check-upgrade=false', `--validation-reports-output-file=${file}`, ...argv,
    ], { cwd: this.at, encoding: 'utf8', timeout: 60_000, env: { ...process.env, HOME: this.at } });
    const [report] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).reports : [];
    return { code: status, out: stdout, err: stderr, report };
  }
}
