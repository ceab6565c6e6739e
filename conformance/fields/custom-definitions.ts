import { readFileSync } from 'fs';
import { join } from 'path';
import { loadAll } from 'js-yaml';
import { MergedField, MergedKind, MergedType, MergedTypes } from './merged-types';
import { OpenApiSchema } from './open-api';
import { ALWAYS } from '../../src/objects/fields/field-type';
import { moduleFolder } from '../go-module';

// The kinds that our constructs emit and Kubernetes does not bring. What else a definition demands (patterns, lengths, rules in CEL) `--crds` reads from itself.

/** A part of the schema of a definition. */
export interface Schema extends OpenApiSchema {
  readonly 'enum'?: readonly string[];
  readonly 'default'?: unknown;
  readonly 'items'?: Schema;
  readonly 'additionalProperties'?: Schema;
  readonly 'properties'?: Readonly<Record<string, Schema>>;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

/** A CustomResourceDefinition. */
export interface Definition {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly scope: 'Namespaced' | 'Cluster';
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** Where a definition is, and which of its versions we emit. */
export interface DefinitionSource {
  readonly module: string;
  readonly version: string;
  readonly path: readonly string[];
  readonly apiVersion: string;
  /** Fields whose type later versions changed, by their path. */
  readonly untyped?: readonly string[];
  /** Maps whose fields are left open but for these, by their path: the providers of a store are as many as clouds. */
  readonly closed?: Readonly<Record<string, readonly string[]>>;
}

const ESO = { module: 'github.com/external-secrets/external-secrets', version: 'v1.3.2' };
const esoFile = (name: string): readonly string[] => ['config', 'crds', 'bases', `external-secrets.io_${name}.yaml`];

export const CUSTOM_SOURCES: readonly DefinitionSource[] = [
  { ...ESO, path: esoFile('externalsecrets'), apiVersion: 'external-secrets.io/v1' },
  { ...ESO, path: esoFile('secretstores'), apiVersion: 'external-secrets.io/v1', untyped: ['spec refreshInterval'], closed: { 'spec provider': ['aws', 'azurekv', 'gcpsm', 'vault'] } },
  {
    module: 'github.com/bitnami-labs/sealed-secrets', version: 'v0.40.0', path: ['helm', 'sealed-secrets', 'crds', 'bitnami.com_sealedsecrets.yaml'],
    apiVersion: 'bitnami.com/v1alpha1',
  },
  {
    module: 'sigs.k8s.io/secrets-store-csi-driver', version: 'v1.4.8', path: ['config', 'crd', 'bases', 'secrets-store.csi.x-k8s.io_secretproviderclasses.yaml'],
    apiVersion: 'secrets-store.csi.x-k8s.io/v1',
  },
  {
    module: 'github.com/cert-manager/cert-manager', version: 'v1.21.1', path: ['deploy', 'crds', 'cert-manager.io_certificates.yaml'],
    apiVersion: 'cert-manager.io/v1',
  },
];

/** The oldest release with the versions that we emit. */
export const OLDER_SOURCES: readonly DefinitionSource[] = ['externalsecrets', 'secretstores'].map((name) => (
  { module: ESO.module, version: 'v0.16.2', path: esoFile(name), apiVersion: 'external-secrets.io/v1' }
));

const CILIUM = { module: 'github.com/cilium/cilium', version: 'v1.20.2' };
const ciliumFile = (name: string): readonly string[] => ['pkg', 'k8s', 'apis', 'cilium.io', 'client', 'crds', 'v2', `${name}.yaml`];

/** What network plugins define. Our tables leave these kinds out: they are as large as all others together. */
export const NETWORK_PLUGIN_SOURCES: readonly DefinitionSource[] = [
  { ...CILIUM, path: ciliumFile('ciliumnetworkpolicies'), apiVersion: 'cilium.io/v2' },
  { ...CILIUM, path: ciliumFile('ciliumclusterwidenetworkpolicies'), apiVersion: 'cilium.io/v2' },
];

/** The definition that a source holds. */
export function definitionOf({ module, version, path }: DefinitionSource): Definition {
  const [definition] = loadAll(readFileSync(join(moduleFolder(module, version), ...path), 'utf8')) as Definition[];
  return definition;
}

const INT_OR_STRING = { $ref: '#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString' };
const ANYTHING: OpenApiSchema = { type: 'object' };

/** The types of the definitions, in the form in which those of Kubernetes are merged. */
export function customTypes(): MergedTypes {
  const reader = new DefinitionReader();
  CUSTOM_SOURCES.forEach((source) => reader.read(source));
  return { versions: ALWAYS, kinds: reader.kinds, types: reader.types };
}

class DefinitionReader {
  public readonly kinds: MergedKind[] = [];
  public readonly types = new Map<string, MergedType>();

  public read(source: DefinitionSource): void {
    const { module, version, apiVersion } = source;
    const { group, names: { kind }, versions } = definitionOf(source).spec;
    const schema = versions.find(({ name }) => `${group}/${name}` === apiVersion)?.schema.openAPIV3Schema;
    if (!schema) throw new Error(`${module} ${version} has no ${kind} of ${apiVersion}`);
    // metadata is judged by what all objects have in common, and status is no input
    const { metadata: _, ...properties } = schema.properties!;
    const type = this.typeOf({ ...schema, properties: { ...properties, metadata: ANYTHING, status: ANYTHING } }, [kind], source);
    this.kinds.push({ ...ALWAYS, apiVersion, kind, type });
  }

  private typeOf({ properties = {}, required = [] }: Schema, path: readonly string[], source: DefinitionSource): string {
    const name = path.join(' ');
    const within = path.slice(1).join(' ');
    const closed = source.closed?.[within];
    const isOpen = (field: string): boolean => source.untyped?.includes(`${within} ${field}`) || (closed !== undefined && !closed.includes(field));
    const fields = Object.entries(properties).sort(([left], [right]) => (left < right ? -1 : 1)).map(([field, schema]): MergedField => ({
      ...ALWAYS,
      name: field,
      schema: isOpen(field) ? ANYTHING : this.flat(schema, [...path, field], source),
      required: required.includes(field) && schema.default === undefined,
      ...(schema.enum ? { values: schema.enum.map((value) => ({ ...ALWAYS, value })) } : {}),
    }));
    this.types.set(name, { ...ALWAYS, fields });
    return name;
  }

  /** A schema whose maps of named fields are references, as the tables number them. */
  private flat(schema: Schema, path: readonly string[], source: DefinitionSource): OpenApiSchema {
    if (schema['x-kubernetes-int-or-string']) return INT_OR_STRING;
    if (schema.type === 'array') return { ...schema, items: schema.items ? this.flat(schema.items, path, source) : ANYTHING };
    if (schema.type === 'integer') return { type: 'integer', format: schema.format === 'int32' ? 'int32' : 'int64' };
    if (schema.type !== 'object') return { type: schema.type ?? 'object' };
    if (schema.additionalProperties) return { type: 'object', additionalProperties: this.flat(schema.additionalProperties, path, source) };
    if (!schema.properties || schema['x-kubernetes-preserve-unknown-fields']) return ANYTHING;
    return { $ref: `#/definitions/${this.typeOf(schema, path, source)}` };
  }
}
