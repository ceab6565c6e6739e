/**
 * Builds kustomizations before and after `harden --in-place`, with kustomize itself: what they build may only gain values, and a second run must change
 * nothing. `--kustomizations PATH` takes those below a folder as well.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { basename, dirname, join, relative } from 'path';
import { parseAllDocuments } from 'yaml';
import { build } from './go-module';
import { addedValues, changedValues } from './kustomize/added-values';
import { LineProgram } from './line-program';
import { Disagreement, main, Missing, Row, Suite, SuiteOptions, SuiteResult, Tool } from './suite';
import { callEmbedded } from '../src/cli/embedded';

const TOOL: Tool = { tool: 'sigs.k8s.io/kustomize/api', version: 'v0.21.1' };
const NAME = /^(?:kustomization\.ya?ml|Kustomization)$/;

interface Built { readonly text: string; readonly error?: string }

/** The folders below one that hold a kustomization, in their order. */
const kustomizationsBelow = (root: string): string[] => (readdirSync(root, { recursive: true }) as string[])
  .filter((file) => NAME.test(basename(file))).map((file) => join(root, dirname(file))).sort();

async function builtBy(kustomize: LineProgram, folders: readonly string[]): Promise<Map<string, Built>> {
  const built = new Map<string, Built>();
  await kustomize.ask(folders, (folder, answer: Built) => built.set(folder, answer));
  return built;
}

const objectsIn = (text: string): unknown[] => parseAllDocuments(text).map((document) => document.toJS() as unknown);

const filesBelow = (root: string): string => (readdirSync(root, { recursive: true }) as string[]).sort()
  .filter((file) => statSync(join(root, file)).isFile()).map((file) => `${file}\n${readFileSync(join(root, file), 'utf8')}`).join('\n');

/** One part: a folder of kustomizations, hardened as one call. */
async function hardened(
  part: string, source: string, kustomize: LineProgram,
): Promise<{ readonly row: Row; readonly notes: string[]; readonly built: number }> {
  const root = mkdtempSync(join(tmpdir(), 'kustomize-'));
  try {
    cpSync(source, root, { recursive: true });
    const folders = kustomizationsBelow(root);
    const before = await builtBy(kustomize, folders);
    await callEmbedded(['harden', '--in-place', root], { name: 'cdk8s-hardened', version: '0.0.0' });
    const after = await builtBy(kustomize, folders);
    const once = filesBelow(root);
    await callEmbedded(['harden', '--in-place', root], { name: 'cdk8s-hardened', version: '0.0.0' });
    const again = filesBelow(root) === once ? [] : [{ ...TOOL, check: 'second run', object: part, detail: 'harden changed files that it had hardened' }];
    const readable = folders.filter((folder) => before.get(folder)!.error === undefined);
    const added = readable.reduce((sum, folder) => sum + addedValues(objectsIn(before.get(folder)!.text), objectsIn(after.get(folder)!.text)), 0);
    const changed = readable.flatMap((folder) => differences(relative(root, folder), before.get(folder)!, after.get(folder)!));
    return {
      row: { part, cases: readable.length, disagreements: [...changed, ...again] },
      notes: [`${part}: ${readable.length} of ${folders.length} kustomizations build without a network, ${added} values added, ${changed.length} changed`],
      built: readable.length,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function differences(object: string, before: Built, after: Built): Disagreement[] {
  if (after.error !== undefined) return [{ ...TOOL, check: 'build', object, detail: after.error }];
  return changedValues(objectsIn(before.text), objectsIn(after.text)).map((detail) => ({ ...TOOL, check: 'changed value', object, detail }));
}

async function run({ kustomizations }: SuiteOptions): Promise<SuiteResult> {
  if (kustomizations !== undefined && !existsSync(kustomizations)) throw new Missing(`--kustomizations "${kustomizations}" is no folder; name one with kustomizations`);
  const kustomize = new LineProgram(build(join(__dirname, 'kustomize')));
  const written = await hardened('kustomizations by hand', join(__dirname, 'kustomize', 'fixtures'), kustomize);
  const others = kustomizations === undefined ? [] : [await hardened(basename(kustomizations), kustomizations, kustomize)];
  const all = [written, ...others];
  return {
    tools: [TOOL],
    rows: all.map(({ row }) => row),
    notes: all.flatMap(({ notes }) => notes).map((note) => `kustomize: ${note}`),
    shortfalls: written.built < 10 ? [`only ${written.built} kustomizations by hand build`] : [],
  };
}

export const suite: Suite = { name: 'kustomize', run };

if (require.main === module) void main(suite);
