import { CUSTOM_SOURCES, Definition, definitionOf, DefinitionSource, NETWORK_PLUGIN_SOURCES, OLDER_SOURCES, Schema } from './custom-definitions';

/** What an API server fills into the items of lists: its path, whose parts are fields and `*` for each item, and the value as JSON. */
type Defaults = ReadonlyMap<string, string>;

function defaultsOf(schema: Schema, path: readonly string[] = []): [string, string][] {
  const own: [string, string][] = schema.default !== undefined && path.includes('*') ? [[path.join(' '), JSON.stringify(schema.default)]] : [];
  const ofFields = Object.entries(schema.properties ?? {}).flatMap(([field, member]) => defaultsOf(member, [...path, field]));
  return [...own, ...ofFields, ...(schema.items ? defaultsOf(schema.items, [...path, '*']) : [])];
}

const kindOf = ({ spec: { names } }: Definition, { apiVersion }: DefinitionSource): string => `${apiVersion} ${names.kind}`;

function read(source: DefinitionSource): readonly [string, Defaults] {
  const definition = definitionOf(source);
  const { group, versions } = definition.spec;
  const { openAPIV3Schema } = versions.find(({ name }) => `${group}/${name}` === source.apiVersion)!.schema;
  return [kindOf(definition, source), new Map(defaultsOf({ properties: { spec: openAPIV3Schema.properties!.spec } }))];
}

/** By kind, those that every supported release of a definition has: an older one refuses a field that only a newer one knows. */
export function listDefaults(): Readonly<Record<string, readonly (readonly [string, string])[]>> {
  const older = new Map(OLDER_SOURCES.map(read));
  const kinds = [...CUSTOM_SOURCES, ...NETWORK_PLUGIN_SOURCES].map(read).map(([kind, defaults]) => (
    [kind, [...defaults].filter(([path, value]) => (older.get(kind) ?? defaults).get(path) === value)] as const));
  return Object.fromEntries(kinds.filter(([, defaults]) => defaults.length > 0));
}
