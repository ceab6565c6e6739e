import { OBJECT_META, OpenApi, OpenApiSchema } from './open-api';

/** From the first to the last minor version that has something. */
export interface Span { readonly first: number; readonly last: number }

/** A field of a type, in every version that has it. */
export interface MergedField extends Span {
  readonly name: string;
  readonly schema: OpenApiSchema;
  readonly required: boolean;
  /** The values of an enum, each with the versions that allow it. */
  readonly values?: readonly (Span & { readonly value: string })[];
}

export interface MergedType extends Span { readonly fields: readonly MergedField[] }

export interface MergedKind extends Span { readonly apiVersion: string; readonly kind: string; readonly type: string }

/** The types of several versions in one. */
export interface MergedTypes {
  readonly versions: Span;
  readonly kinds: readonly MergedKind[];
  readonly types: ReadonlyMap<string, MergedType>;
}

const spanOf = (minors: readonly number[]): Span => {
  const [first, last] = [Math.min(...minors), Math.max(...minors)];
  if (minors.length !== last - first + 1) throw new Error(`the tables cannot say that something is in 1.${minors.join(', 1.')} and not between`);
  return { first, last };
};

/** What is stored. Lists and answers have no metadata of an object. */
export const isStored = ({ properties }: OpenApiSchema): boolean => properties?.metadata?.$ref?.endsWith(OBJECT_META) ?? false;

/** Merges the types of consecutive versions, the oldest first, with the kinds that are wanted. A field has one type in all of them. */
export function mergeTypes(apis: readonly OpenApi[], isWanted: (schema: OpenApiSchema) => boolean): MergedTypes {
  const names = [...new Set(apis.flatMap(({ definitions }) => Object.keys(definitions)))].sort();
  return {
    versions: spanOf(apis.map(({ minor }) => minor)),
    kinds: names.flatMap((name) => kindsOf(name, apis, isWanted)),
    types: new Map(names.map((name) => [name, typeOf(name, apis)])),
  };
}

const typeOf = (name: string, apis: readonly OpenApi[]): MergedType => (
  { fields: fieldsOf(name, apis), ...spanOf(apis.filter(({ definitions }) => definitions[name]).map(({ minor }) => minor)) }
);

function kindsOf(type: string, apis: readonly OpenApi[], isWanted: (schema: OpenApiSchema) => boolean): MergedKind[] {
  const having = apis.filter(({ definitions }) => definitions[type] && isWanted(definitions[type]));
  if (having.length === 0) return [];
  const span = spanOf(having.map(({ minor }) => minor));
  const kinds = having.at(-1)!.definitions[type]['x-kubernetes-group-version-kind'] ?? [];
  return kinds.map(({ group, version, kind }) => ({ ...span, apiVersion: group === '' ? version : `${group}/${version}`, kind, type }));
}

function fieldsOf(type: string, apis: readonly OpenApi[]): MergedField[] {
  const names = [...new Set(apis.flatMap(({ definitions }) => Object.keys(definitions[type]?.properties ?? {})))].sort();
  return names.map((name) => {
    const having = apis.filter(({ definitions }) => definitions[type]?.properties?.[name]);
    const { definitions } = having.at(-1)!;
    const schemas = having.map((api) => api.definitions[type].properties![name]);
    if (new Set(schemas.map(typeText)).size > 1) throw new Error(`${type}.${name} has another type in another version, which the tables cannot say`);
    return {
      name, ...spanOf(having.map(({ minor }) => minor)), schema: schemas[0], values: valuesOf(`${type} ${name}`, having),
      required: definitions[type].required?.includes(name) ?? false,
    };
  });
}

function typeText({ $ref, type, format, items, additionalProperties }: OpenApiSchema): string {
  return JSON.stringify([$ref, type, format, items && typeText(items), additionalProperties && typeText(additionalProperties)]);
}

/** Some enums were declared later than the values were checked, so a version that declares none has those of the next. */
function valuesOf(key: string, apis: readonly OpenApi[]): MergedField['values'] {
  const lists = apis.map(({ minor, enums }) => ({ minor, values: enums.get(key) }));
  const declared = lists.findIndex(({ values }) => values);
  if (declared < 0) return undefined;
  const full = lists.map(({ minor, values }, i) => ({ minor, values: values ?? (i < declared ? lists[declared].values! : []) }));
  const all = [...new Set(full.flatMap(({ values }) => values))].sort();
  return all.map((value) => ({ value, ...spanOf(full.filter(({ values }) => values.includes(value)).map(({ minor }) => minor)) }));
}
