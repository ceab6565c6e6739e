import { MergedField, MergedTypes } from './merged-types';
import { OpenApiSchema } from './open-api';
import { Place, placesIn } from './places';
import { Manifest } from '../../src/objects/manifest';
import { childPointer, isObject } from '../../src/objects/pointer';
import { withValueAt } from '../../test/engine/mutations';
import { Chance } from '../chance';

export const MUTATIONS = ['an unknown field', 'a wrong type', 'another value than the enum has', 'a required field removed'] as const;
export type Mutation = typeof MUTATIONS[number];

/** An object with one thing changed. */
export interface Mutant {
  readonly mutation: Mutation;
  readonly object: Manifest;
  /** Where: the type and the field, without the way to it. */
  readonly at: string;
  readonly value: unknown;
}

interface Change extends Pick<Mutant, 'at' | 'value'> { readonly pointer: string }

/** A field of an object, with what its type says about it and which fields are beside it. */
interface Candidate extends Place { readonly of: MergedField; readonly siblings: ReadonlySet<string> }

const COMPLETE: readonly Mutation[] = ['another value than the enum has', 'a required field removed'];
const RANDOM: readonly Mutation[] = ['an unknown field', 'a wrong type'];

const MAP = { key: 'value' };
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  'boolean': ['true', 1, [], MAP],
  'integer': ['5', 1.5, true, [], MAP, 2 ** 63],
  'integer int32': ['5', 1.5, true, [], MAP, 2 ** 31],
  'number': ['5', true, [], MAP],
  'string': [5, true, [], MAP],
  'string byte': ['?', 'abc', 5, [{}]], // a list of numbers is bytes as well
  'string duration': ['soon', 5, [], MAP],
  'array': ['text', 5, MAP],
  'object': ['text', 5, []],
  'Quantity': ['many', '1 Gi', true, [], MAP],
  'IntOrString': [true, 1.5, [], MAP],
  'Time': ['today', 5, []],
  'MicroTime': ['2027-03-31', 5, []],
};
const ANYTHING = ['FieldsV1', 'RawExtension', 'JSON', 'JSONSchemaPropsOrArray', 'JSONSchemaPropsOrBool', 'JSONSchemaPropsOrStringArray'];

const nameOf = ($ref: string): string => $ref.slice($ref.lastIndexOf('.') + 1);

/** Values that are not of a type; none where anything goes. */
function wrongFor({ $ref, type, format }: OpenApiSchema): readonly unknown[] {
  if ($ref !== undefined) return ANYTHING.includes(nameOf($ref)) ? [] : WRONG[nameOf($ref)] ?? WRONG.object;
  return WRONG[`${type} ${format}`] ?? WRONG[type!];
}

/** What can be done to a field of an object. */
function changesAt({ pointer, value, schema, type, field, of, siblings }: Candidate): Readonly<Record<Mutation, readonly Change[]>> {
  const at = `${nameOf(type)}.${field}`;
  const around = pointer.slice(0, pointer.lastIndexOf('/'));
  const strays = [`${field}s`, field.toUpperCase(), `x${field}`, 'unknown'].filter((name) => !siblings.has(name));
  const values = of.values?.map((one) => one.value) ?? [];
  const wrong = values.length === 0 ? [] : ['Bogus', '', values[0].toLowerCase(), `${values[0]} `].filter((one) => !values.includes(one));
  return {
    'an unknown field': strays.flatMap((name) => (
      [value, null, 'x', {}].map((stray) => ({ pointer: childPointer(around, name), value: stray, at: nameOf(type) }))
    )),
    'a wrong type': [...wrongFor(schema).map((one) => ({ pointer, value: one, at })), ...wrongElements(pointer, value, schema, at)],
    'another value than the enum has': wrong.map((one) => (
      { pointer, value: schema.type === 'array' ? [one] : one, at: `${at}${one === '' ? ', empty' : ''}` }
    )),
    'a required field removed': of.required ? [{ pointer, value: undefined, at }] : [],
  };
}

function wrongElements(pointer: string, value: unknown, { items, additionalProperties }: OpenApiSchema, at: string): Change[] {
  const inner = items ?? additionalProperties;
  const ofMap = isObject(value) && additionalProperties ? Object.keys(value) : [];
  const keys = Array.isArray(value) ? [...value.keys()] : ofMap;
  if (!inner || keys.length === 0) return [];
  return wrongFor(inner).map((one) => ({ pointer: childPointer(pointer, keys[0]), value: one, at: `${at}[]` }));
}

const mutantOf = (mutation: Mutation, object: Manifest, { pointer, value, at }: Change): Mutant => (
  { mutation, object: withValueAt(object, pointer, value), at, value }
);

/** Spoilt copies of valid objects: every removal and every value outside of an enum, then random ones; the same seed gives the same. */
export function mutantsOf(objects: readonly Manifest[], merged: MergedTypes, count: number, chance: Chance): Mutant[] {
  const candidates = objects.map((object) => ({ object, places: candidatesIn(object, merged) })).filter(({ places }) => places.length > 0);
  const all = candidates.flatMap(({ object, places }) => places.flatMap((place) => {
    const changes = changesAt(place);
    return COMPLETE.flatMap((mutation) => changes[mutation].map((change) => mutantOf(mutation, object, change)));
  }));
  const random: Mutant[] = [];
  while (all.length + random.length < count) {
    const { object, places } = chance.one(candidates);
    const mutation = chance.one(RANDOM);
    const changes = changesAt(chance.one(places))[mutation];
    if (changes.length > 0) random.push(mutantOf(mutation, object, chance.one(changes)));
  }
  return [...all, ...random];
}

function candidatesIn(object: Manifest, merged: MergedTypes): Candidate[] {
  const leads = new Set(['/apiVersion', '/kind']); // to another resource
  return placesIn(object, merged).filter(({ pointer }) => !leads.has(pointer)).map((place) => {
    const { fields } = merged.types.get(place.type)!;
    return { ...place, of: fields.find(({ name }) => name === place.field)!, siblings: new Set(fields.map(({ name }) => name)) };
  });
}
