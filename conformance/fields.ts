/**
 * Holds what `valid-manifest` says of fields against those who read them: `npm run conformance -- fields`. For built-in kinds that is a real API server with
 * strict field validation, for configuration files the strict decoder and the validation of each component. Valid objects must pass, and what is wrong
 * with a spoilt one must be found, unless they take it.
 */
import { readFileSync } from 'fs';
import { basename, join } from 'path';
import { saying, succeeded } from './apiserver/client';
import { inParallel } from './apiserver/in-parallel';
import { Chance } from './chance';
import { componentObjects, Components, tryComponentRules } from './fields/component-rules';
import { componentTypes } from './fields/component-types';
import { tryRules } from './fields/enforcement';
import { builtInTypes, generatedFiles, knownComponentRules, knownRules } from './fields/generated-files';
import { withJudge } from './fields/judge';
import { Mutant, MUTATIONS, mutantsOf } from './fields/mutations';
import { build } from './go-module';
import { objectName } from './object-name';
import { KUBERNETES_VERSIONS } from './releases';
import { Disagreement, main, Row, Suite, SuiteOptions, SuiteResult, Tool } from './suite';
import { CATALOGUE } from '../src/controls';
import { Judge } from '../src/engine/judge';
import { Manifest } from '../src/objects/manifest';
import { SecurityProfile } from '../src/profile/security-profile';

const NEWEST = KUBERNETES_VERSIONS.at(-1)!;
const SERVER: Tool = { tool: 'kube-apiserver fields', version: NEWEST };
const COMPONENTS: Tool = { tool: 'component configuration', version: NEWEST };
const WRITE = 'run npx tsx conformance/fields/generate.ts';

const judge = new Judge(CATALOGUE.filter(({ id }) => id === 'valid-manifest'));
const profile = SecurityProfile.restricted({ kubernetesVersion: `1.${NEWEST.split('.')[1]}` });

/** What we call wrong, be it for sure or not. */
const problemsOf = (manifest: Manifest): readonly string[] =>
  judge.findings([{ manifest, profile, origin: {}, waivers: [] }]).map(({ pointer, message }) => `${pointer}: ${message}`);

/** Says of each object why it is refused; empty where it is taken. */
type Peer = (objects: readonly Manifest[]) => Promise<readonly string[]>;

/** The objects that are known to be valid pass. */
function validObjects(tool: Tool, part: string, objects: readonly Manifest[]): Row {
  const disagreements = objects.flatMap((object): Disagreement[] => {
    const [problem] = problemsOf(object);
    return problem === undefined ? [] : [{ ...tool, check: 'only we object', object: objectName(object), detail: problem }];
  });
  return { part, cases: objects.length, disagreements };
}

async function spoilt(tool: Tool, of: string, mutants: readonly Mutant[], peer: Peer): Promise<Row[]> {
  const refusals = await peer(mutants.map(({ object }) => object));
  return MUTATIONS.map((mutation) => {
    const cases = mutants.flatMap((mutant, i) => (mutant.mutation === mutation ? [{ mutant, refusal: refusals[i] }] : []));
    const disagreements = cases.flatMap(({ mutant: { object, at, value }, refusal }): Disagreement[] => {
      const [problem] = problemsOf(object);
      if ((refusal === '') === (problem === undefined)) return [];
      const check = problem === undefined ? `only they object: ${mutation}` : `only we object: ${mutation}`;
      return [{ ...tool, check, object: at, detail: `${objectName(object)}, ${JSON.stringify(value)}: ${problem ?? refusal}` }];
    });
    return { part: `${of}: ${mutation}`, cases: cases.length, disagreements: together(disagreements) };
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

/** What differs between the rules that were found now and those that are committed. */
function changed<T>(file: string, found: Readonly<Record<string, T>>, known: Readonly<Record<string, T>>): string[] {
  return Object.keys({ ...found, ...known }).filter((key) => JSON.stringify(found[key]) !== JSON.stringify(known[key]))
    .map((key) => `${file} says something else of "${key}" than what was found; ${WRITE}`);
}

const stale = (): string[] => generatedFiles(knownRules(), knownComponentRules()).filter(({ path, text }) => readFileSync(path, 'utf8') !== text)
  .map(({ path }) => `${basename(path)} is not what the source of Kubernetes makes; ${WRITE}`);

/** A part of a suite: its rows, and what is out of date. */
interface Part { readonly rows: readonly Row[]; readonly shortfalls: readonly string[] }

function builtInKinds({ seed, mutants }: SuiteOptions): Promise<Part> {
  return withJudge(build(join(__dirname, 'apiserver')), async ({ client, objects }) => {
    const types = builtInTypes();
    const peer: Peer = (sent) => inParallel(sent, async (object) => {
      const answer = await client.create(object, { dryRun: true });
      return succeeded(answer) ? '' : saying(answer);
    });
    return {
      rows: [validObjects(SERVER, 'kinds: valid objects', objects), ...await spoilt(SERVER, 'kinds', mutantsOf(objects, types, mutants, new Chance(seed)), peer)],
      shortfalls: changed('enforced.json', await tryRules(client, objects, types), knownRules()),
    };
  });
}

async function configurationFiles({ seed, mutants: count }: SuiteOptions): Promise<Part> {
  const components = new Components(build(join(__dirname, 'fields', 'components')));
  const objects = componentObjects();
  const refused = (await components.ask(objects)).flatMap((said, i) => (said === '' ? [] : [`${objectName(objects[i])} is not valid: ${said}`]));
  const mutants = mutantsOf(objects, componentTypes(knownComponentRules()), count, new Chance(seed));
  return {
    rows: [
      validObjects(COMPONENTS, 'files: valid objects', objects), ...await spoilt(COMPONENTS, 'files', mutants, (sent) => components.ask(sent)),
    ],
    shortfalls: [...refused, ...changed('component-rules.json', await tryComponentRules(components, objects, componentTypes({})), knownComponentRules())],
  };
}

async function run(options: SuiteOptions): Promise<SuiteResult> {
  const parts = [await builtInKinds(options), await configurationFiles(options)];
  return {
    tools: [SERVER, COMPONENTS], rows: parts.flatMap(({ rows }) => rows), notes: [`fields: seed ${options.seed}`],
    shortfalls: [...parts.flatMap(({ shortfalls }) => shortfalls), ...stale()],
  };
}

export const suite: Suite = { name: 'fields', run };

if (require.main === module) void main(suite);
