import { expressionProblems } from './admission-rules';
import { NONE, Forms, oneOf, refusal, refusedEmpty, refusedForms } from './refusal';
import { schemaAt } from './schema-paths';
import { patternProblem, rootProblems, structureProblems } from './schema-structure';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { plainText } from '../plain-text';
import { Fields, childPointer, descend, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

const UNSUPPORTED = ['$ref', 'id', '$schema', 'additionalItems', 'patternProperties', 'definitions', 'dependencies'];
/** Of these an empty text is as good as none. */
const TEXTS = ['id', '$schema'];
const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const FORMS: Forms = { 'pattern': patternProblem, 'type': oneOf(...TYPES), 'x-kubernetes-list-type': oneOf('atomic', 'set', 'map'), 'x-kubernetes-map-type': oneOf('atomic', 'granular') };
const REASONS: Forms = { fieldPath: fieldPathProblem, reason: oneOf('FieldValueInvalid', 'FieldValueForbidden', 'FieldValueRequired', 'FieldValueDuplicate') };
const OF_MAPS = ['properties', '$defs'];
const OF_LISTS = ['allOf', 'anyOf', 'oneOf'];
/** A schema that is deeper does not come from people. */
const DEEPEST = 60;

function fieldPathProblem(path: string): string | undefined {
  if (/[\r\n]/.test(path)) return 'must be one line';
  return /^[.[]/.test(path) ? undefined : 'must be a path that starts with a dot, such as ".spec.replicas"';
}

function listProblems(schema: Fields, pointer: string): readonly Problem[] {
  const [listType, keys] = [schema['x-kubernetes-list-type'], elementsOf(schema['x-kubernetes-list-map-keys'])];
  const at = (field: string): string => childPointer(pointer, field);
  const items = isObject(schema.items) ? schema.items : undefined;
  const properties = isObject(items?.properties) ? items.properties : {};
  return [
    ...refusal(at('type'), listType !== undefined && schema.type !== 'array' && '`x-kubernetes-list-type` is for lists; write `type: array`'),
    ...refusal(at('type'), schema['x-kubernetes-map-type'] !== undefined && schema.type !== 'object' && '`x-kubernetes-map-type` is for maps; write `type: object`'),
    ...refusal(at('x-kubernetes-list-type'), keys.length > 0 && listType !== 'map' && '`x-kubernetes-list-map-keys` needs `x-kubernetes-list-type: map`; set that'),
    ...(listType !== 'map' ? NONE : [
      ...refusal(at('x-kubernetes-list-map-keys'), keysProblem(keys, properties)),
      ...refusal(at('items'), !items && 'a list of type map needs a schema of its items; set `items`'),
      ...refusal(childPointer(at('items'), 'type'), items !== undefined && items.type !== 'object' && 'the items of a list of type map are maps; write `type: object`'),
    ]),
  ];
}

function keysProblem(keys: readonly unknown[], properties: Fields): string | undefined {
  if (keys.length === 0) return 'a list of type map needs `x-kubernetes-list-map-keys`; name the keys';
  if (new Set(keys).size < keys.length) return 'the list of keys has one twice; remove it';
  const stray = keys.find((key) => typeof key === 'string' && !Object.hasOwn(properties, key));
  return stray === undefined ? undefined : `the items have no property "${plainText(stray)}"; name one that they have`;
}

const SCALARS = ['string', 'integer', 'number', 'boolean'];

/** What the items of a set or a map have to be, by which they are told apart. */
function itemProblems(schema: Fields, pointer: string): readonly Problem[] {
  const { items } = schema;
  const listType = schema['x-kubernetes-list-type'];
  if (!isObject(items) || (listType !== 'set' && listType !== 'map')) return NONE;
  const at = childPointer(pointer, 'items');
  const ofSet = (): readonly Problem[] => [
    ...refusal(`${at}/x-kubernetes-list-type`, items.type === 'array' && items['x-kubernetes-list-type'] !== undefined && items['x-kubernetes-list-type'] !== 'atomic' && 'a list in a set is compared as a whole; write `atomic`'),
    ...refusal(`${at}/x-kubernetes-map-type`, items.type === 'object' && items['x-kubernetes-map-type'] !== 'atomic' && 'a map in a set is compared as a whole; write `x-kubernetes-map-type: atomic`'),
  ];
  const ofKey = (key: unknown): readonly Problem[] => {
    const property = isObject(items.properties) && typeof key === 'string' ? items.properties[key] : undefined;
    if (!isObject(property)) return NONE;
    const where = descend(at, ['properties', plainText(key)]);
    return [
      ...refusal(`${where}/type`, typeof property.type === 'string' && !SCALARS.includes(property.type) && `the key "${plainText(key)}" is a ${property.type}; only texts, numbers and switches are keys`),
      ...refusal(`${where}/default`, isMissing(property.default) && !elementsOf(items.required).includes(key) && `the key "${plainText(key)}" may be missing; list it in \`required\`, or give it a default`),
      ...refusal(`${where}/nullable`, property.nullable === true && `the key "${plainText(key)}" cannot be null; remove \`nullable\``),
    ];
  };
  return [
    ...refusal(`${at}/nullable`, items.nullable === true && `the items of a list of type ${listType} cannot be null; remove \`nullable\``),
    ...(listType === 'set' ? ofSet() : elementsOf(schema['x-kubernetes-list-map-keys']).flatMap(ofKey)),
  ];
}

/** What says how a schema is read. */
function extensionProblems(schema: Fields, pointer: string): readonly Problem[] {
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  const isClosed = schema['x-kubernetes-preserve-unknown-fields'] !== true && !(isObject(schema.properties) && Object.keys(schema.properties).length > 0);
  return [
    ...refusal(childPointer(pointer, 'x-kubernetes-preserve-unknown-fields'), schema['x-kubernetes-preserve-unknown-fields'] === false && 'x-kubernetes-preserve-unknown-fields is true or not there; remove it'),
    ...refusal(childPointer(pointer, 'type'), isEmbedded && schema.type !== 'object' && 'an embedded object is a map; write `type: object`'),
    ...refusal(childPointer(pointer, 'properties'), isEmbedded && isClosed && 'an embedded object needs `properties`, or `x-kubernetes-preserve-unknown-fields: true`; set one'),
  ];
}

function messageProblem({ rule, message }: Fields): string | undefined {
  if (typeof message === 'string' && message !== '' && message.trim() === '') return 'message is blank; say what is wrong, or remove it';
  if (typeof message === 'string' && /[\r\n]/.test(message.trim())) return 'message has line breaks; write one line';
  const needsOne = message === undefined && typeof rule === 'string' && /[\r\n]/.test(rule.trim());
  return needsOne ? 'the rule has line breaks, so it needs a message; set `message`' : undefined;
}

function ruleProblems(schema: Fields, pointer: string): readonly Problem[] {
  return entries(schema['x-kubernetes-validations'], childPointer(pointer, 'x-kubernetes-validations')).flatMap(({ value, pointer: at }) => {
    const { rule, messageExpression, fieldPath, optionalOldSelf } = value;
    return [
      ...refusal(`${at}/rule`, (typeof rule !== 'string' || rule.trim() === '') && 'the rule is missing; write an expression in CEL'),
      ...refusal(`${at}/message`, messageProblem(value)),
      ...(typeof rule === 'string' && rule.trim() !== '' ? expressionProblems(rule, `${at}/rule`, ['self', 'oldSelf'], 'true or false') : NONE),
      ...(typeof messageExpression === 'string' ? expressionProblems(messageExpression, `${at}/messageExpression`, ['self', 'oldSelf'], 'a text') : NONE),
      ...refusedForms(value, at, REASONS), ...refusedEmpty(value, at, ['reason']),
      ...refusal(`${at}/fieldPath`, typeof fieldPath === 'string' && /^[.[][^\r\n]*$/.test(fieldPath) && !schemaAt(schema, fieldPath) && `the path "${fieldPath}" leads to no field of the schema that the rule is in; correct it`),
      ...refusal(`${at}/optionalOldSelf`, !isMissing(optionalOldSelf) && typeof rule === 'string' && !/\boldSelf\b/.test(rule) && 'optionalOldSelf is for rules that use `oldSelf`; remove it'),
    ];
  });
}

/** The schemas within a schema. */
function inner(schema: Fields, pointer: string): (readonly [Fields, string])[] {
  const ofMaps = OF_MAPS.flatMap((field) => {
    const map = schema[field];
    return isObject(map) ? Object.keys(map).map((key) => [map[key], descend(pointer, [field, key])] as const) : [];
  });
  const ofLists = OF_LISTS.flatMap((field) => elementsOf(schema[field]).map((value, i) => [value, descend(pointer, [field, i])] as const));
  const single = ['items', 'additionalProperties', 'not'].map((field) => [schema[field], childPointer(pointer, field)] as const);
  return [...ofMaps, ...ofLists, ...single].flatMap(([value, at]) => (isObject(value) ? [[value, at] as const] : []));
}

/** Where a schema is: the whole object, one of its parts, or a condition on what another schema describes. */
interface Place { readonly depth: number; readonly isCondition: boolean; readonly isOfMetadata: boolean }

const METADATA = '/openAPIV3Schema/properties/metadata';

function problemsBelow(schema: Fields, pointer: string, { depth, isCondition, isOfMetadata }: Place): readonly Problem[] {
  if (depth > DEEPEST) return NONE;
  const at = (field: string): string => childPointer(pointer, field);
  return [
    ...UNSUPPORTED.flatMap((field) => refusal(at(field), schema[field] !== undefined && schema[field] !== null && !(schema[field] === '' && TEXTS.includes(field)) && `a schema of a definition has no \`${field}\`; write the schema out`)),
    ...refusedForms(schema, pointer, FORMS), ...refusedEmpty(schema, pointer, ['x-kubernetes-list-type', 'x-kubernetes-map-type']),
    ...refusal(at('uniqueItems'), schema.uniqueItems === true && 'uniqueItems takes too long to check; write `x-kubernetes-list-type: set`'),
    ...refusal(at('additionalProperties'), isObject(schema.properties) && Object.keys(schema.properties).length > 0 && isObject(schema.additionalProperties)
      && '`additionalProperties` and `properties` exclude each other; keep one of them'),
    ...refusal(at('items'), Array.isArray(schema.items) && 'items is a list of schemas; write the one of all items'),
    ...listProblems(schema, pointer), ...itemProblems(schema, pointer), ...extensionProblems(schema, pointer), ...ruleProblems(schema, pointer),
    ...(depth === 0 || isCondition ? NONE : structureProblems(schema, pointer, isOfMetadata)),
    ...inner(schema, pointer).flatMap(([value, where]) => problemsBelow(value, where, {
      depth: depth + 1, isCondition: isCondition || where === childPointer(pointer, 'not') || OF_LISTS.some((field) => where.startsWith(`${childPointer(pointer, field)}/`)),
      isOfMetadata: isOfMetadata || where.endsWith(METADATA),
    })),
  ];
}

/** What is wrong with the schema of a version of a custom kind. */
export function definitionSchemaProblems(schema: Fields, pointer: string, { preservesUnknown = false, hasStatus = false } = {}): readonly Problem[] {
  return [
    ...refusal(childPointer(pointer, 'type'), !preservesUnknown && schema.type !== 'object' && 'the type of the whole object is missing or another; write `type: object`'),
    ...refusal(childPointer(pointer, 'nullable'), schema.nullable === true && 'the whole object cannot be null; remove `nullable`'),
    ...(hasStatus ? rootProblems(schema, pointer) : NONE),
    ...problemsBelow(schema, pointer, { depth: 0, isCondition: preservesUnknown, isOfMetadata: false }),
  ];
}
