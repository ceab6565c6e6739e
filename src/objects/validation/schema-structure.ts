import { NONE, refusal } from './refusal';
import { isMissing } from '../fields/field-test';
import { plainText } from '../plain-text';
import { Fields, childPointer, isObject } from '../pointer';
import { Problem } from '../problem';

const UNTYPED = ['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields'];
/** What a schema may say about the whole object of a kind with a status, which is validated apart. */
const BESIDE_STATUS = [
  'description', 'type', 'format', 'title', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'pattern', 'maxItems', 'minItems',
  'uniqueItems', 'multipleOf', 'required', 'items', 'properties', 'externalDocs', 'example', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations',
];

const TYPE_TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  object: isObject,
  string: (value) => typeof value === 'string',
};

const isNothing = (value: unknown): boolean => isMissing(value) || value === false;

/** Where a pattern goes wrong in every dialect of regular expressions. */
export function patternProblem(pattern: string): string | undefined {
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(pattern)) return 'ends with a backslash; correct it';
  return /^[*+?]/.test(pattern) ? `begins with "${pattern[0]}", which repeats nothing; correct it` : undefined;
}

function defaultProblems(schema: Fields, pointer: string, isOfMetadata: boolean): readonly Problem[] {
  const { default: value, type } = schema;
  if (value === undefined || value === null) return NONE;
  const isOther = typeof type === 'string' && Object.hasOwn(TYPE_TESTS, type) && !TYPE_TESTS[type](value);
  return refusal(childPointer(pointer, 'default'), isOfMetadata ? 'metadata has no defaults; remove it' : isOther && `the default is not of the type ${type} of the schema; change one`);
}

/** What is wrong with a schema of a part of an object: it has a type, and the default is of that type. */
export function structureProblems(schema: Fields, pointer: string, isOfMetadata: boolean): readonly Problem[] {
  return [
    ...refusal(childPointer(pointer, 'type'), isMissing(schema.type) && !UNTYPED.some((field) => schema[field] === true) && 'the schema has no type; set `type`'),
    ...defaultProblems(schema, pointer, isOfMetadata),
  ];
}

/** What is wrong with the schema of the whole object where the status of the kind is written apart from it. */
export function rootProblems(schema: Fields, pointer: string): readonly Problem[] {
  const strays = Object.keys(schema).filter((field) => !BESIDE_STATUS.includes(field) && !isNothing(schema[field]));
  return strays.flatMap((field) => refusal(childPointer(pointer, field), `a kind with the subresource \`status\` has no ${plainText(field)} for the whole object; move it into \`properties\``));
}
