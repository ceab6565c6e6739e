import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { cached, makeOnce } from './installed';
import { KUBERNETES } from './pinned';
import { moduleFolder } from '../go-module';

interface Kind { readonly group: string; readonly version: string; readonly kind: string }
type Schema = Readonly<Record<string, unknown>>;
type Definitions = Readonly<Record<string, Schema>>;

const REFERENCE = /"\$ref":"#\/definitions\/([^"]+)"/g;

/** Types that the OpenAPI document calls strings, though a number will do. */
const STRING_OR_NUMBER: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'number',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'integer',
};

/** A definition that knows all of its fields takes no others. */
function strict([name, schema]: readonly [string, Schema]): readonly [string, Schema] {
  if (Object.hasOwn(STRING_OR_NUMBER, name)) return [name, { type: ['string', STRING_OR_NUMBER[name]] }];
  return [name, 'properties' in schema ? { ...schema, additionalProperties: false } : schema];
}

function needed(name: string, definitions: Definitions, found: Set<string> = new Set()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, other] of JSON.stringify(definitions[name]).matchAll(REFERENCE)) needed(other, definitions, found);
  return found;
}

/** The name that kubeconform and kubesec look for: `deployment-apps-v1.json`. */
function fileName({ group, version, kind }: Kind): string {
  return `${[kind, group.split('.')[0], version].filter((part) => part !== '').join('-').toLowerCase()}.json`;
}

/** The types of Kubernetes by name, as its OpenAPI document has them, but strict. */
export function strictDefinitions(): Definitions {
  const text = readFileSync(join(moduleFolder('k8s.io/kubernetes', KUBERNETES), 'api', 'openapi-spec', 'swagger.json'), 'utf8');
  const { definitions } = JSON.parse(text) as { readonly definitions: Definitions };
  return Object.fromEntries(Object.entries(definitions).map(strict));
}

function writeSchemas(folder: string): void {
  const definitions = strictDefinitions();
  mkdirSync(folder);
  for (const [name, schema] of Object.entries(definitions)) {
    const parts = Object.fromEntries([...needed(name, definitions)].map((part) => [part, definitions[part]]));
    const standalone = JSON.stringify({ $ref: `#/definitions/${name}`, definitions: parts });
    for (const kind of schema['x-kubernetes-group-version-kind'] as Kind[] | undefined ?? []) writeFileSync(join(folder, fileName(kind)), standalone);
  }
}

/** The pattern of the files that hold the strict JSON schema of each kind of Kubernetes. */
export function schemaLocation(): string {
  return join(makeOnce(cached('schemas', KUBERNETES), writeSchemas), '{{ .ResourceKind }}{{ .KindSuffix }}.json');
}
