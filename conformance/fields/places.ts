import { MergedTypes } from './merged-types';
import { OpenApiSchema } from './open-api';
import { Manifest } from '../../src/objects/manifest';
import { childPointer, isObject } from '../../src/objects/pointer';

/** A field of an object that has a value, with the type that it is a field of. */
export interface Place {
  readonly type: string;
  readonly field: string;
  readonly schema: OpenApiSchema;
  readonly pointer: string;
  readonly value: unknown;
}

const REFERENCE = '#/definitions/';

/** Every field of an object that has a value, its status left out. */
export function placesIn(object: Manifest, { kinds, types }: MergedTypes): readonly Place[] {
  const kind = kinds.find((one) => one.apiVersion === object.apiVersion && one.kind === object.kind);
  const places: Place[] = [];
  const fieldsOf = (value: Readonly<Record<string, unknown>>, type: string, pointer: string): void => {
    for (const { name, schema } of types.get(type)?.fields ?? []) {
      if (value[name] === undefined || value[name] === null || (name === 'status' && schema.$ref)) continue;
      const at = childPointer(pointer, name);
      places.push({ type, field: name, schema, pointer: at, value: value[name] });
      below(value[name], schema, at);
    }
  };
  const below = (value: unknown, { $ref, items, additionalProperties }: OpenApiSchema, pointer: string): void => {
    if (Array.isArray(value)) {
      if (items) value.forEach((element: unknown, i) => below(element, items, childPointer(pointer, i)));
    } else if (isObject(value) && $ref) {
      fieldsOf(value, $ref.slice(REFERENCE.length), pointer);
    } else if (isObject(value) && additionalProperties) {
      Object.keys(value).forEach((key) => below(value[key], additionalProperties, childPointer(pointer, key)));
    }
  };
  if (kind) fieldsOf(object, kind.type, '');
  return places;
}
