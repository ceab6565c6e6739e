import { ALWAYS, EnumValue, FieldType, Limit, ScalarType, Struct, StructField } from './field-type';
import { plainText } from '../plain-text';
import { elementsOf, isObject } from '../pointer';
import { portablePatternProblem } from '../portable-pattern';
import { remembered } from '../remembered';

type Schema = Readonly<Record<string, unknown>>;

/** The fields of the root that are not judged by the schema, and those that every object has. */
export interface RootFields { readonly metadata: Struct }

const SCALARS: Readonly<Record<string, ScalarType>> = { boolean: 'boolean', integer: 'long integer', number: 'number', string: 'string' };
const ANYTHING: FieldType = { is: 'scalar', scalar: 'anything' };
const TEXT: FieldType = { is: 'scalar', scalar: 'string' };
/** What combines schemas, or is written in CEL. */
const OTHER_RULES = ['x-kubernetes-validations', 'allOf', 'anyOf', 'oneOf', 'not'];

/**
 * The type that a structural schema describes: the schema of a version of a CustomResourceDefinition. Rules in CEL and combined schemas are left out;
 * `otherRules` counts them.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function rootType(schema: Schema, { metadata }: RootFields): Struct {
  const given = structOf(schema);
  const own = new Map<string, StructField>([
    ...['apiVersion', 'kind'].map((name) => [name, { type: TEXT, ...ALWAYS }] as const),
    ['metadata', { type: metadata, ...ALWAYS }], ['status', { type: ANYTHING, ...ALWAYS }],
  ]);
  return { ...given, names: [...new Set([...own.keys(), ...given.names])], field: (name) => own.get(name) ?? given.field(name) };
}

/** How many rules of a schema are of a sort that is not evaluated. */
export function otherRules(schema: unknown): number {
  let count = 0;
  const open: unknown[] = [schema];
  while (open.length > 0) {
    const at = open.pop();
    if (!isObject(at)) continue;
    for (const key of OTHER_RULES) {
      const { [key]: rules = [] } = at;
      count += Array.isArray(rules) ? rules.length : 1;
    }
    open.push(at.items, at.additionalProperties, ...(isObject(at.properties) ? Object.values(at.properties) : []));
  }
  return count;
}

/** The type of a value; of one that no schema describes anything goes. */
function typeOf(schema: unknown): FieldType {
  if (!isObject(schema)) return ANYTHING;
  const type = plainType(schema);
  const limits = limitsOf(schema);
  return limits.length === 0 ? type : { ...type, limits };
}

function plainType(schema: Schema): FieldType {
  if (schema['x-kubernetes-int-or-string'] === true) return { is: 'scalar', scalar: 'integer or string' };
  if (schema.type === 'array') return { is: 'list', of: typeOf(schema.items), ...keysOf(schema) };
  if (schema.type === 'object') return isObject(schema.additionalProperties) ? { is: 'map', of: typeOf(schema.additionalProperties) } : structOf(schema);
  const scalar = typeof schema.type === 'string' && Object.hasOwn(SCALARS, schema.type) ? SCALARS[schema.type] : 'anything';
  return scalar === 'string' ? { is: 'scalar', scalar, ...valuesOf(schema) } : { is: 'scalar', scalar };
}

function structOf(schema: Schema): Struct {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const names = new Set([...Object.keys(properties), ...(schema['x-kubernetes-embedded-resource'] === true ? ['apiVersion', 'kind', 'metadata'] : [])]);
  const limits = limitsOf(schema);
  return {
    is: 'struct', names: [...names], countsEmpty: true,
    isOpen: schema['x-kubernetes-preserve-unknown-fields'] === true || schema.additionalProperties === true,
    required: elementsOf(schema.required).filter((name): name is string => typeof name === 'string' && !hasDefault(properties[name])),
    ...(limits.length === 0 ? {} : { limits }),
    field: remembered((name): StructField | undefined => {
      if (!names.has(name)) return undefined;
      return { type: Object.hasOwn(properties, name) ? typeOf(properties[name]) : ANYTHING, ...ALWAYS };
    }),
  };
}

const hasDefault = (schema: unknown): boolean => isObject(schema) && schema.default !== undefined;

const keysOf = (schema: Schema): { readonly keys?: readonly string[] } => (
  schema['x-kubernetes-list-type'] === 'map' ? { keys: elementsOf(schema['x-kubernetes-list-map-keys']).map(plainText) } : {}
);

function valuesOf({ enum: values }: Schema): { readonly values?: readonly EnumValue[] } {
  const texts = elementsOf(values);
  return texts.length > 0 && texts.every((text) => typeof text === 'string') ? { values: texts.map((value) => ({ value, ...ALWAYS })) } : {};
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}

/** What a schema counts, by the fields of its limits. */
const SIZES = [
  ['character', 'characters', 'minLength', 'maxLength'], ['element', 'elements', 'minItems', 'maxItems'], ['entry', 'entries', 'minProperties', 'maxProperties'],
] as const;

/** Limits that JavaScript decides as the API server does. */
function limitsOf(schema: Schema): Limit[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, pattern } = schema;
  const limits: Limit[] = [];
  const limit = (wanted: string, allows: (value: unknown) => boolean): void => { limits.push({ wanted, allows }); };
  const ofNumber = (allows: (value: number) => boolean) => (value: unknown): boolean => typeof value !== 'number' || allows(value);
  if (typeof minimum === 'number') {
    if (exclusiveMinimum === true) limit(`must be more than ${minimum}`, ofNumber((value) => value > minimum));
    else limit(`must be at least ${minimum}`, ofNumber((value) => value >= minimum));
  }
  if (typeof maximum === 'number') {
    if (exclusiveMaximum === true) limit(`must be less than ${maximum}`, ofNumber((value) => value < maximum));
    else limit(`must be at most ${maximum}`, ofNumber((value) => value <= maximum));
  }
  for (const [one, many, least, most] of SIZES) {
    const [from, to] = [schema[least], schema[most]];
    if (typeof from === 'number') limit(`must have at least ${from} ${from === 1 ? one : many}`, (value) => sizeOf(value) >= from);
    if (typeof to === 'number') limit(`must have at most ${to} ${to === 1 ? one : many}`, (value) => sizeOf(value) <= to);
  }
  if (typeof pattern === 'string' && portablePatternProblem(pattern) === undefined) {
    const expression = new RegExp(pattern, 'u');
    limit(`must match the pattern ${pattern}`, (value) => typeof value !== 'string' || expression.test(value));
  }
  return limits;
}
