/**
 * Holds what `valid-manifest` says of fields against a real API server with strict field validation: `npm run conformance -- fields`. Valid objects of every
 * built-in kind must pass, and what is wrong with a spoilt one must be found, unless the API server takes it.
 */
import { readFileSync } from 'fs';
import { join } from 'path';
import { Client, saying, succeeded } from './apiserver/client';
import { inParallel } from './apiserver/in-parallel';
import { Chance } from './chance';
import { builtInTables, knownRules, mergedTypes, TABLES_FILE } from './fields/built-in-tables';
import { Enforced, tryRules } from './fields/enforcement';
import { FieldJudge, withJudge } from './fields/judge';
import { Mutant, MUTATIONS, Mutator } from './fields/mutations';
import { KUBERNETES_VERSIONS } from './releases';
import { build } from './go-module';
import { objectName } from './object-name';
import { Disagreement, main, Row, Suite, SuiteOptions, SuiteResult, Tool } from './suite';
import { CATALOGUE } from '../src/controls';
import { Judge } from '../src/engine/judge';
import { Manifest } from '../src/objects/manifest';
import { SecurityProfile } from '../src/profile/security-profile';

const NEWEST = KUBERNETES_VERSIONS.at(-1)!;
const SERVER: Tool = { tool: 'kube-apiserver fields', version: NEWEST };
const WRITE = 'run npx tsx conformance/fields/generate.ts';

const judge = new Judge(CATALOGUE.filter(({ id }) => id === 'valid-manifest'));
const profile = SecurityProfile.restricted({ kubernetesVersion: `1.${NEWEST.split('.')[1]}` });

/** What we call wrong, be it for sure or not. */
const problemsOf = (manifest: Manifest): readonly string[] =>
  judge.findings([{ manifest, profile, origin: {}, waivers: [] }]).map(({ pointer, message }) => `${pointer}: ${message}`);

/** The objects that the API server accepts pass. */
function validObjects(objects: readonly Manifest[]): Row {
  const disagreements = objects.flatMap((object): Disagreement[] => {
    const [problem] = problemsOf(object);
    return problem === undefined ? [] : [{ ...SERVER, check: 'only we object', object: objectName(object), detail: problem }];
  });
  return { part: 'valid objects', cases: objects.length, disagreements };
}

async function spoilt(client: Client, mutants: readonly Mutant[]): Promise<Row[]> {
  const answers = await inParallel(mutants, ({ object }) => client.create(object, { dryRun: true }));
  return MUTATIONS.map((mutation) => {
    const cases = mutants.flatMap((mutant, i) => (mutant.mutation === mutation ? [{ mutant, answer: answers[i] }] : []));
    const disagreements = cases.flatMap(({ mutant: { object, at, value }, answer }): Disagreement[] => {
      const [problem] = problemsOf(object);
      if (succeeded(answer) === (problem === undefined)) return [];
      const check = problem === undefined ? `only they object: ${mutation}` : `only we object: ${mutation}`;
      return [{ ...SERVER, check, object: at, detail: `${objectName(object)}, ${JSON.stringify(value)}: ${problem ?? saying(answer)}` }];
    });
    return { part: mutation, cases: cases.length, disagreements: together(disagreements) };
  });
}

/** One line for each field. */
function together(disagreements: readonly Disagreement[]): Disagreement[] {
  const byObject = new Map<string, Disagreement>();
  for (const one of disagreements) {
    const key = `${one.check} ${one.object}`;
    byObject.set(key, { ...one, count: (byObject.get(key)?.count ?? 0) + 1 });
  }
  return [...byObject.values()];
}

/** What the committed files lack. */
async function drift({ client, objects }: FieldJudge): Promise<string[]> {
  const merged = mergedTypes();
  const enforced: Enforced = await tryRules(client, objects, merged);
  const rules = Object.keys({ ...enforced, ...knownRules() }).filter((key) => enforced[key] !== knownRules()[key]);
  const isOld = readFileSync(TABLES_FILE, 'utf8') !== builtInTables(merged, knownRules());
  return [
    ...rules.map((key) => `enforced.json says something else of "${key}" than the API server; ${WRITE}`),
    ...(isOld ? [`built-in-tables.ts is not what the source of Kubernetes makes; ${WRITE}`] : []),
  ];
}

function run({ seed, mutants: count }: SuiteOptions): Promise<SuiteResult> {
  const program = build(join(__dirname, 'apiserver'));
  return withJudge(program, async (peer) => {
    const mutator = new Mutator(peer.objects, mergedTypes(), new Chance(seed));
    const mutants = Array.from({ length: count }, () => mutator.mutant());
    return {
      tools: [SERVER], rows: [validObjects(peer.objects), ...await spoilt(peer.client, mutants)], notes: [`fields: seed ${seed}`], shortfalls: await drift(peer),
    };
  });
}

export const suite: Suite = { name: 'fields', run };

if (require.main === module) void main(suite);
