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

/** What of a field can be spoilt. */
interface Candidate extends Place { readonly of: MergedField }

const MAP = { key: 'value' };
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  'boolean': ['true', 1, [], MAP],
  'integer': ['5', 1.5, true, [], MAP, 2 ** 63],
  'integer int32': ['5', 1.5, true, [], MAP, 2 ** 31],
  'number': ['5', true, [], MAP],
  'string': [5, true, [], MAP],
  'string byte': ['?', 'abc', 5, []],
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

const SPOILABLE: Readonly<Record<Mutation, (place: Candidate) => boolean>> = {
  'an unknown field': () => true,
  'a wrong type': () => true,
  'another value than the enum has': ({ of }) => of.values !== undefined,
  'a required field removed': ({ of }) => of.required,
};

/** Makes mutants of valid objects: the same seed gives the same. */
export class Mutator {
  private readonly candidates: readonly { readonly object: Manifest; readonly places: readonly Candidate[] }[];

  constructor(objects: readonly Manifest[], private readonly merged: MergedTypes, private readonly chance: Chance) {
    this.candidates = objects.map((object) => ({
      object,
      places: placesIn(object, merged).filter(({ pointer }) => pointer !== '/apiVersion' && pointer !== '/kind') // which lead to another resource
        .map((place) => ({ ...place, of: this.fieldsOf(place).find(({ name }) => name === place.field)! })),
    })).filter(({ places }) => places.length > 0);
  }

  private fieldsOf({ type }: Place): readonly MergedField[] {
    return this.merged.types.get(type)!.fields;
  }

  public mutant(): Mutant {
    for (;;) {
      const { object, places } = this.chance.one(this.candidates);
      const mutation = this.chance.one(MUTATIONS);
      const place = this.chance.one(places.filter(SPOILABLE[mutation]));
      if (!place) continue;
      const change = this.change(mutation, place);
      if (change) return { mutation, object: withValueAt(object, change.pointer, change.value), at: change.at, value: change.value };
    }
  }

  private change(mutation: Mutation, place: Candidate): Change | undefined {
    const { pointer, value, schema, of } = place;
    const at = `${nameOf(place.type)}.${place.field}`;
    switch (mutation) {
      case 'an unknown field': {
        const around = pointer.slice(0, pointer.lastIndexOf('/'));
        const name = this.chance.one([`${place.field}s`, place.field.toUpperCase(), `x${place.field}`, 'unknown']);
        if (this.fieldsOf(place).some((field) => field.name === name)) return undefined;
        return { pointer: childPointer(around, name), value: this.chance.one([value, null, 'x', {}]), at: nameOf(place.type) };
      }
      case 'a wrong type': return this.wrongType(place, at);
      case 'another value than the enum has': {
        if (!of.values) return undefined;
        const wrong = this.chance.one(['Bogus', '', of.values[0].value.toLowerCase(), `${of.values[0].value} `]);
        if (of.values.some((one) => one.value === wrong)) return undefined;
        return { pointer, value: schema.type === 'array' ? [wrong] : wrong, at: `${at}${wrong === '' ? ', empty' : ''}` };
      }
      case 'a required field removed': return of.required ? { pointer, value: undefined, at } : undefined;
    }
  }

  private wrongType({ pointer, value, schema }: Candidate, at: string): Change | undefined {
    const inner = schema.items ?? schema.additionalProperties;
    const key = Array.isArray(value) && value.length > 0 ? 0 : isObject(value) && schema.additionalProperties ? Object.keys(value)[0] : undefined;
    if (inner && key !== undefined && this.chance.often(0.5)) {
      const wrong = wrongFor(inner);
      return wrong.length === 0 ? undefined : { pointer: childPointer(pointer, key), value: this.chance.one(wrong), at: `${at}[]` };
    }
    const wrong = wrongFor(schema);
    return wrong.length === 0 ? undefined : { pointer, value: this.chance.one(wrong), at };
  }
}
