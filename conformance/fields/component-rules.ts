import { join } from 'path';
import { ruleKey } from './enforcement';
import { MergedTypes } from './merged-types';
import { Place, placesIn } from './places';
import { documentsIn } from './valid-objects';
import { Manifest } from '../../src/objects/manifest';
import { getOrInsert } from '../../src/objects/remembered';
import { withValueAt } from '../../test/engine/mutations';
import { LineProgram } from '../line-program';

/** What a component was found to want of a field, by `rule type field`: that it is there, or one of a few values. */
export type ComponentRules = Readonly<Record<string, true | readonly string[]>>;

const STRAY = 'Bogus';
/** Where one of these is taken, a text has a form, and not a few values. */
const FORMS = ['bogus', '/bogus', 'bogus.example.com', 'bogus.example.com:80', 'https://bogus.example.com', 'unix:///bogus.sock', '192.0.2.1', '192.0.2.1:80', '192.0.2.0/24', '5', '5s', 'v1.30.0'];

/** Kinds that older versions have as well, with the same fields. */
const OLDER: Readonly<Record<string, readonly string[]>> = {
  AuthenticationConfiguration: ['apiserver.config.k8s.io/v1beta1', 'apiserver.config.k8s.io/v1alpha1'],
  AuthorizationConfiguration: ['apiserver.config.k8s.io/v1beta1', 'apiserver.config.k8s.io/v1alpha1'],
  TracingConfiguration: ['apiserver.config.k8s.io/v1beta1'],
};

/** Valid configuration files with as many fields as one can have. */
export const componentObjects = (): readonly Manifest[] => documentsIn(join(__dirname, 'component-objects'), OLDER);

/** The component of each file: what it says, empty where it takes the file. */
export class Components {
  constructor(private readonly program: string) {}

  public async ask(objects: readonly Manifest[]): Promise<string[]> {
    const said: string[] = [];
    await new LineProgram(this.program).ask<Manifest, { error: string }>(objects, (_, { error }) => said.push(error));
    return said;
  }
}

interface Instance extends Place { readonly object: Manifest }

/**
 * Finds out what no type says: removes each field that no valid file lacks, and writes nonsense into each text. Where the component then lists what it
 * takes, each of these is tried.
 */
export async function tryComponentRules(components: Components, objects: readonly Manifest[], merged: MergedTypes): Promise<ComponentRules> {
  const instances = objects.flatMap((object) => placesIn(object, merged).map((place): Instance => ({ ...place, object })));
  const rules: Record<string, true | readonly string[]> = {};
  for (const key of await required(components, instances)) rules[key] = true;
  for (const [key, values] of await enums(components, instances)) rules[key] = values;
  return Object.fromEntries(Object.entries(rules).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const keyOf = ({ type, field }: Place): string => `${type} ${field}`;

async function required(components: Components, instances: readonly Instance[]): Promise<string[]> {
  const owners = new Map<string, Set<string>>();
  const fields = new Map<string, Set<string>>();
  for (const { type, field, pointer, object } of instances) {
    const owner = `${JSON.stringify(object)} ${pointer.slice(0, pointer.lastIndexOf('/'))}`;
    getOrInsert(owners, type, () => new Set()).add(owner);
    getOrInsert(fields, `${type} ${field}`, () => new Set()).add(owner);
  }
  const everywhere = instances.filter((place) => place.field !== 'apiVersion' && place.field !== 'kind' && fields.get(keyOf(place))!.size === owners.get(place.type)!.size);
  const said = await components.ask(everywhere.map(({ object, pointer }) => withValueAt(object, pointer, undefined)));
  const taken = new Set(everywhere.filter((_, i) => said[i] === '').map(keyOf));
  return [...new Set(everywhere.filter((place) => !taken.has(keyOf(place))).map(({ type, field }) => ruleKey('required', type, field)))];
}

/** The places of texts, and the first of each list of texts. */
function texts(instances: readonly Instance[]): (Instance & { readonly at: string })[] {
  return instances.flatMap((place) => {
    const { schema, value, pointer } = place;
    if (schema.type === 'string' && schema.format === undefined) return [{ ...place, at: pointer }];
    const isList = schema.items?.type === 'string' && schema.items.format === undefined && Array.isArray(value) && value.length > 0;
    return isList ? [{ ...place, at: `${pointer}/0` }] : [];
  });
}

async function enums(components: Components, instances: readonly Instance[]): Promise<[string, readonly string[]][]> {
  const places = texts(instances).filter(({ field }) => field !== 'apiVersion' && field !== 'kind');
  const refusals = await components.ask(places.map(({ object, at }) => withValueAt(object, at, STRAY)));
  const refused = places.flatMap((place, i) => (refusals[i] === '' ? [] : [{ place, refusal: refusals[i] }]));
  const forms = await components.ask(refused.flatMap(({ place: { object, at } }) => FORMS.map((form) => withValueAt(object, at, form))));
  const closed = refused.filter((_, i) => forms.slice(i * FORMS.length, (i + 1) * FORMS.length).every((said) => said !== ''));
  const trials = closed.flatMap(({ place, refusal }) => [...candidatesIn(refusal), ''].map((value) => ({ place, value, refusal })));
  const said = await components.ask(trials.map(({ place: { object, at }, value }) => withValueAt(object, at, value)));
  const found = new Map<string, Set<string>>();
  trials.forEach(({ place, value, refusal }, i) => {
    // refused for another reason, as a value behind a feature gate is, it is one of the values all the same
    const isOther = refusal.includes(`"${value}"`) && said[i].replaceAll(value, STRAY) !== refusal.replaceAll(value, STRAY);
    if (said[i] === '' || isOther) getOrInsert(found, keyOf(place), () => new Set()).add(value);
  });
  return [...found].filter(([, values]) => [...values].filter((value) => value !== '').length > 1).map(([key, values]) => {
    const [type, field] = key.split(' ');
    return [ruleKey('values', type, field), [...values].sort()];
  });
}

/** The words of a refusal, which often names what would be taken. */
const candidatesIn = (refusal: string): string[] => [...new Set(refusal.match(/[\w-]+/g))].filter((word) => word !== STRAY);
