import { execFileSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');

/** A block of code of a document. */
export interface CodeBlock { readonly language: string; readonly text: string; readonly line: number }

/** The text of a file of the repository. */
export const documentText = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The documents that are written by hand. What is generated from the sources is tested where it is generated. */
export const DOCUMENTS: readonly string[] = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .trim().split('\n').filter((file) => !/^docs\/(api|controls)\//.test(file) && existsSync(join(ROOT, file)) && !documentText(file).startsWith('<!-- Generated'));

/** The blocks of code of a document, in its order; one without a language is text. */
export function codeBlocks(document: string): CodeBlock[] {
  return [...document.matchAll(/^ *```(\S*)\n(.*?)^ *```$/gms)]
    .map(({ 1: language, 2: text, index }) => ({ language: language || 'text', text, line: document.slice(0, index).split('\n').length }));
}

/** The blocks of one language of a document. */
export const blocksOf = (file: string, language: string): readonly CodeBlock[] =>
  codeBlocks(documentText(file)).filter((block) => block.language === language);

const GIVEN = `
import { Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  AdmissionPolicies, ApiServer, AuthenticatedDashboard, ClusterBaseline, ControlIds, ControlPlane, EncryptionAtRest, HardenedApp, HardenedNamespace, ImageNeeds, ImagePolicy,
  KubernetesVersion, NetworkPlugin, Peer, Port, Quantity, Quota, RuntimeEngine, RuntimeGuard, ScanGate, ScanSeverity, ScannerMirror, SecureDeployment, SecureStatefulSet,
  SecurityProfile, Tenant, TrafficSource, Waivers,
} from 'cdk8s-hardened';

const profile = SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'] }), networkPlugin: NetworkPlugin.CILIUM });
const app = new HardenedApp({ profile });
const chart = new Chart(app, 'chart');
const quota = Quota.of({ pods: 20, requestsCpu: Quantity.cores(8), requestsMemory: Quantity.gibibytes(8), limitsCpu: Quantity.cores(16), limitsMemory: Quantity.gibibytes(16) });
const shop = new HardenedNamespace(chart, 'shop', { quota });
const workload = (id: string) => new SecureDeployment(shop, id, { containers: [{ image: 'registry.example.com/' + id + ':1.0.0', ports: [{ name: 'http', number: 8080 }] }] });
const [api, web, frontend, worker, legacy] = ['api', 'web', 'frontend', 'worker', 'legacy'].map(workload);
`;

const DIGEST = '8a5edab282632443219e051e4ade2d1d5bbc671c781051bf1437897cbdfea0f1';

/** A block of TypeScript as a module. One that imports stands alone; another one continues the app that guides have in common. */
export function moduleOf({ text }: CodeBlock): string {
  const whole = text.replaceAll('sha256:…', `sha256:${DIGEST}`);
  return /^import /m.test(text) ? whole : `${GIVEN}\n{\n${whole}}\n`;
}

/** What a text of TypeScript exports, with modules from a function. */
export function exportsOf(text: string, load: (module: string) => unknown): Record<string, unknown> {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  const exported: Record<string, unknown> = {};
  new Function('require', 'exports', outputText)(load, exported);
  return exported;
}

/** A text after the changes of a diff; throws where what is to be changed is not in it, or twice. */
export function patched(text: string, diff: string): string {
  const lines = diff.replace(/\n$/, '').split('\n');
  const side = (sign: '-' | '+'): string => lines.filter((line) => line[0] === ' ' || line[0] === sign).map((line) => line.slice(1)).join('\n');
  const parts = text.split(side('-'));
  if (parts.length !== 2) throw new Error(`the lines of the diff are ${parts.length - 1} times in the text:\n${side('-')}`);
  return parts.join(side('+'));
}
