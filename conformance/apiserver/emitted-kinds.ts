import { Answer, Client, saying, succeeded } from './client';
import { differences } from './read-back';
import { KUBERNETES, problems, Tally } from './tally';
import { until } from './until';
import { fieldProblems } from '../../src/objects/fields/manifest-fields';
import { keyOf, Manifest } from '../../src/objects/manifest';
import { valueAt } from '../../src/objects/pointer';
import { Definition, definitionOf, OLDER_SOURCES, CUSTOM_SOURCES, DefinitionSource } from '../fields/custom-definitions';
import { emittedObjects, OPEN_PROVIDER } from '../fields/emitted-objects';
import { Row, Tool } from '../suite';

type Json = Record<string, any>;

const MINOR = 37;
export const EMITTED_KINDS: Tool = { tool: 'kube-apiserver emitted kinds', version: KUBERNETES.version };

/**
 * The kinds that our constructs emit, on an API server with their definitions: each object is stored as it is, by the oldest definition that we support
 * and by the one that our tables are made from; and what we call wrong is refused, one change at a time.
 */
export async function emittedKinds(client: Client): Promise<Row[]> {
  const objects = emittedObjects();
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: keyOf(objects[0]).namespace } };
  if (!succeeded(await client.apply(namespace))) throw new Error('the namespace of the custom objects cannot be made');
  const stored = new Tally('emitted kinds: every object is stored as it is', EMITTED_KINDS);
  for (const sources of [[...CUSTOM_SOURCES, ...OLDER_SOURCES], CUSTOM_SOURCES]) {
    const paths = await defined(client, sources);
    for (const object of objects) stored.case(object, problems('create', await faultsOf(client, paths.get(String(object.kind))!, object)));
  }
  return [stored.row(), await spoilt(client, objects)];
}

/** Makes the definitions known, and returns where the objects of each kind are. */
export async function defined(client: Client, sources: readonly DefinitionSource[]): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  for (const source of sources) {
    const definition = definitionOf(source);
    const answer = await client.apply(withoutConversion(definition));
    if (!succeeded(answer)) throw new Error(`${definition.metadata.name} of ${source.version}: ${saying(answer)}`);
    const { scope, names: { kind, plural } } = definition.spec;
    const path = `/apis/${source.apiVersion}${scope === 'Cluster' ? '' : '/namespaces/emitted'}/${plural}`;
    await until(path, async () => succeeded(await client.get(path)));
    paths.set(kind, path);
  }
  return paths;
}

/** The webhook that converts versions is not there, and is not asked. */
function withoutConversion({ spec, ...definition }: Definition): Manifest {
  const { conversion: _, ...rest } = spec as Json;
  return { ...definition, spec: rest };
}

export const send = (client: Client, method: string, path: string, body: Manifest): Promise<Answer> => client.request(method, path, {
  body, contentType: method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json',
});

/** What the API server says of an object, and what it stores otherwise. */
export async function faultsOf(client: Client, path: string, object: Manifest): Promise<string[]> {
  const item = `${path}/${keyOf(object).name}`;
  const answer = await send(client, 'PATCH', `${item}?fieldManager=conformance&force=true&fieldValidation=Strict`, object);
  return succeeded(answer) ? [...differences(object, (await client.get(item)).body), ...answer.warnings] : [saying(answer)];
}

/** Each field of each object in turn with a value of another type, without it, and beside an unknown one. */
async function spoilt(client: Client, objects: readonly Manifest[]): Promise<Row> {
  const paths = await defined(client, CUSTOM_SOURCES);
  const tally = new Tally('emitted kinds: wrong types, unknown and missing fields', EMITTED_KINDS);
  for (const { object, change } of objects.filter(isKnown).flatMap(changesOf)) {
    const answer = await send(client, 'POST', `${paths.get(String(object.kind))!}?dryRun=All&fieldValidation=Strict`, object);
    const [ours] = fieldProblems(object, MINOR);
    if (succeeded(answer) === (ours === undefined)) tally.case(object, []);
    else if (ours) tally.case(change, problems('only we object', [ours.message]));
    else tally.case(change, problems(TOO_FEW.test(saying(answer)) ? 'only they object: too few entries' : 'only they object', [saying(answer)]));
  }
  return tally.row();
}

const TOO_FEW = /should have at least \d+ properties/;

const isKnown = (object: Manifest): boolean => valueAt(object, `/spec/provider/${OPEN_PROVIDER}`) === undefined;

interface Change { readonly object: Manifest; readonly change: string }

function changesOf(object: Manifest): Change[] {
  const renamed = (spec: unknown): Manifest => ({ ...object, metadata: { ...object.metadata as Json, name: 'spoilt' }, spec });
  return variants(object.spec, `${String(object.kind)} spec`).map(({ value, what }) => ({ object: renamed(value), change: what }));
}

interface Variant { readonly value: unknown; readonly what: string }

function variants(value: unknown, what: string): Variant[] {
  const other = [{ value: typeof value === 'string' ? 7 : 'text', what: `${what} of another type` }];
  if (Array.isArray(value)) {
    return [...other, ...value.flatMap((element, i) => variants(element, `${what}[${i}]`).map((one) => ({ ...one, value: value.map((old: unknown, at) => (at === i ? one.value : old)) })))];
  }
  if (typeof value !== 'object' || value === null) return other;
  return [...other, { value: { ...value, unheardOf: 1 }, what: `${what}.unheardOf` }, ...Object.entries(value).flatMap(([key, member]) => {
    const { [key]: _, ...rest } = value as Json;
    return [{ value: rest, what: `${what} without ${key}` }, ...variants(member, `${what}.${key}`).map((one) => ({ ...one, value: { ...value, [key]: one.value } }))];
  })];
}
