import { Fields, isObject } from '../pointer';

const TOKEN = /'(?:[^'\\]|\\.)*'|[.[\]]|[^.[\]]+/g;

const filled = (map: unknown): Fields | undefined => (isObject(map) && Object.keys(map).length > 0 ? map : undefined);

/** The schema of a field below a schema; undefined where it has none of this name. */
function fieldOf(schema: Fields, name: string): Fields | undefined {
  const properties = filled(schema.properties);
  if (properties && !Object.hasOwn(properties, name)) return undefined;
  const field = properties ? properties[name] : schema.additionalProperties;
  return isObject(field) ? field : undefined;
}

/**
 * The schema that a path such as `.spec['replicas']` leads to; undefined where the path has another form, or the schema no such field.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.2/pkg/apiserver/schema/cel/validation.go (ValidFieldPath)
 */
export function schemaAt(schema: Fields, path: string, { withBrackets = true } = {}): Fields | undefined {
  const tokens = path.match(TOKEN) ?? [];
  let found: Fields | undefined = schema;
  for (let i = 0; i < tokens.length && found; i += 2) {
    const name: string | undefined = tokens[i + 1];
    const isBracket = tokens[i] === '[';
    if (name === undefined || (tokens[i] !== '.' && !(isBracket && withBrackets))) return undefined;
    if (isBracket && !(/^'.*'$/s.test(name) && tokens[i + 2] === ']')) return undefined;
    found = fieldOf(found, isBracket ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name);
    if (isBracket) i += 1;
  }
  return tokens.length === 0 ? undefined : found;
}
