import * as fs from 'fs';
import * as path from 'path';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as constructs from 'constructs';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { outdir } from './fixtures';
import { SecureDeployment } from '../../src';

const FOLDER = path.join(path.dirname(require.resolve('cdk8s-plus-27/package.json')), 'docs', 'plus');
const BLOCK = /^```(?:ts|typescript)\n([\s\S]*?)^```/gm;

/** An example of the documentation of cdk8s-plus, as it is installed. */
export interface DocumentedExample {
  /** The page and the number of the block on it: `deployment.md 2`. */
  readonly name: string;
  readonly code: string;
}

/** Every documented example that builds a Deployment. */
export function documentedExamples(): DocumentedExample[] {
  return fs.readdirSync(FOLDER).filter((file) => file.endsWith('.md')).sort().flatMap((file) => {
    const blocks = [...fs.readFileSync(path.join(FOLDER, file), 'utf8').matchAll(BLOCK)].map(([, code]) => code);
    return blocks.map((code, i) => ({ name: `${file} ${i + 1}`, code })).filter(({ code }) => code.includes('new kplus.Deployment('));
  });
}

/** Apps that examples make for themselves write to a folder of ours. */
class ScratchApp extends cdk8s.App {
  constructor(props: cdk8s.AppProps = {}) {
    super({ outdir: outdir(), ...props });
  }
}

/** Runs an example as the body of a chart's constructor, and synthesizes what it built. */
export function run({ code }: DocumentedExample, Deployment: typeof kplus.Deployment): cdk8s.App {
  const app = new ScratchApp();
  const chart = new cdk8s.Chart(app, 'chart');
  const plus = { ...kplus, Deployment };
  const modules: Record<string, unknown> = { 'cdk8s': { ...cdk8s, App: ScratchApp }, constructs, 'cdk8s-plus-27': plus };
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = transpileModule(code, { compilerOptions });
  const body = new Function('require', 'exports', 'kplus', 'chart', `{${outputText}}`); // the block lets the example declare these names itself
  body.call(chart, (name: string) => modules[name], {}, plus, chart);
  cdk8s.Testing.synth(chart);
  return app;
}

export const swapped = SecureDeployment as typeof kplus.Deployment;
