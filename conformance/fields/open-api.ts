import { readFileSync } from 'fs';
import { join } from 'path';
import { moduleFolder } from '../go-module';

/** A schema of `api/openapi-spec/swagger.json`, with what we read of it. */
export interface OpenApiSchema {
  readonly '$ref'?: string;
  readonly 'type'?: string;
  readonly 'format'?: string;
  readonly 'items'?: OpenApiSchema;
  readonly 'additionalProperties'?: OpenApiSchema;
  readonly 'properties'?: Readonly<Record<string, OpenApiSchema>>;
  readonly 'required'?: readonly string[];
  readonly 'x-kubernetes-list-type'?: string;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
}

/** The types of one minor version of Kubernetes. */
export interface OpenApi {
  readonly minor: number;
  readonly definitions: Readonly<Record<string, OpenApiSchema>>;
  /** The values that a text field may have, by `definition field`. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

export const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The types of a version, from the files that its Go module holds. */
export function readOpenApi(version: string): OpenApi {
  const folder = moduleFolder('k8s.io/kubernetes', version);
  const text = (...path: readonly string[]): string => readFileSync(join(folder, ...path), 'utf8');
  const { definitions } = JSON.parse(text('api', 'openapi-spec', 'swagger.json')) as OpenApi;
  const enums = enumsOf(text('pkg', 'generated', 'openapi', 'zz_generated.openapi.go'), Object.keys(definitions));
  return { minor: Number(version.split('.')[1]), definitions, enums };
}

/** The published specification leaves enums out; the generated Go source, which it is made from, has them. */
function enumsOf(source: string, definitions: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const definitionOf = new Map(definitions.map((name) => [goFunction(name), name]));
  const enums = new Map<string, readonly string[]>();
  const [, ...parts] = source.split(/\nfunc schema_(\w+)\(ref /);
  for (let i = 0; i < parts.length; i += 2) {
    const definition = definitionOf.get(parts[i]);
    if (definition === undefined) continue;
    for (const [, field, body] of parts[i + 1].matchAll(/\n\t{5}"([^"]+)": \{\n(.*?)\n\t{5}\},/gs)) {
      const list = /Enum: +\[\]interface\{\}\{(.*?)\}/.exec(body);
      if (list) enums.set(`${definition} ${field}`, JSON.parse(`[${list[1]}]`) as string[]);
    }
  }
  return enums;
}

/** The end of the name of the function that builds a definition: `k8sio_api_core_v1_Pod`, `pkg_apis_meta_v1_ObjectMeta`. */
function goFunction(definition: string): string {
  const words = definition.split('.');
  return definition.startsWith('io.k8s.api.') ? ['k8sio', 'api', ...words.slice(3)].join('_') : words.slice(words.indexOf('pkg')).join('_');
}
