import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { isObject } from '../../src/objects/pointer';

type Schema = Readonly<Record<string, unknown>>;

/** What the fields of a schema say that its values are. */
export type NodeShape = 'pod' | 'container' | 'context' | 'pod context' | 'volume' | 'host fields';

/** A place in the objects of a kind whose schema is that of a pod or of a part of one. */
export interface SchemaNode {
  readonly apiVersion: string;
  readonly kind: string;
  readonly shape: NodeShape;
  /** The keys that lead there; `*` for an element of a list, `{}` for a value of a map. */
  readonly path: readonly string[];
  /** The fields about namespaces of the host that the schema has. */
  readonly host: readonly string[];
}

const HOST = ['hostNetwork', 'hostPID', 'hostIPC'];

/** The names of the fields by which a schema is told; the first that fits counts. */
const SHAPES: readonly (readonly [NodeShape, (fields: Schema) => boolean])[] = [
  ['pod', (fields) => 'containers' in fields && HOST.every((field) => field in fields)],
  ['container', (fields) => 'image' in fields && 'command' in fields && 'securityContext' in fields],
  ['context', (fields) => 'privileged' in fields && 'capabilities' in fields],
  ['pod context', (fields) => 'fsGroup' in fields && 'runAsUser' in fields],
  ['volume', (fields) => 'hostPath' in fields && 'emptyDir' in fields],
  ['host fields', (fields) => HOST.some((field) => field in fields)],
];

function walk(schema: unknown, path: readonly string[], found: (node: Pick<SchemaNode, 'shape' | 'path' | 'host'>) => void): void {
  if (!isObject(schema)) return;
  const fields = isObject(schema.properties) ? schema.properties : {};
  const shape = SHAPES.find(([, fits]) => fits(fields))?.[0];
  if (shape) found({ shape, path, host: HOST.filter((field) => field in fields) });
  for (const [name, inner] of Object.entries(fields)) walk(inner, [...path, name], found);
  walk(schema.items, [...path, '*'], found);
  walk(schema.additionalProperties, [...path, '{}'], found);
}

interface KindVersion { readonly name: string; readonly schema?: Schema }

interface Definition {
  readonly kind?: string;
  readonly spec?: { readonly group: string; readonly names: { readonly kind: string }; readonly versions: readonly KindVersion[] };
}

/** Every file below a folder that may define kinds; templates of charts are no YAML. */
function definitions(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(testdata|vendor|node_modules|\.)/.test(entry.name) ? [] : definitions(path);
    return /\.ya?ml$/.test(entry.name) && readFileSync(path, 'utf8').includes('kind: CustomResourceDefinition') ? [path] : [];
  });
}

/** The nodes of all custom resource definitions below a folder, each once. */
export function schemaNodes(folder: string): SchemaNode[] {
  const nodes = new Map<string, SchemaNode>();
  for (const file of definitions(folder)) {
    const text = readFileSync(file, 'utf8');
    if (text.includes('{{')) continue;
    for (const document of parseAllDocuments(text)) {
      const { kind, spec } = (document.toJS() ?? {}) as Definition;
      if (kind !== 'CustomResourceDefinition' || !spec?.versions) continue;
      for (const { name, schema } of spec.versions) {
        const type = { apiVersion: `${spec.group}/${name}`, kind: spec.names.kind };
        walk(schema?.openAPIV3Schema, [], (node) => nodes.set([type.apiVersion, type.kind, ...node.path].join(' '), { ...type, ...node }));
      }
    }
  }
  return [...nodes.values()];
}
