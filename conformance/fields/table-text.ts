import { Rule } from './enforcement';
import { MergedField, MergedKind, MergedTypes, Span } from './merged-types';
import { OpenApiSchema } from './open-api';

// The format is described where it is read: src/objects/fields/table-reader.ts.

/** Types that read JSON in their own way. */
const OWN_READING: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'x',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 't',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'u',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': '*',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': '*',
};

const SCHEMAS = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';
/** Where a map is a schema, and other values are something else. */
const MAP_OR_OTHER: Readonly<Record<string, string>> = {
  [`${SCHEMAS}.JSONSchemaPropsOrArray`]: `${SCHEMAS}.JSONSchemaProps`,
  [`${SCHEMAS}.JSONSchemaPropsOrBool`]: `${SCHEMAS}.JSONSchemaProps`,
};
const ANYTHING = [`${SCHEMAS}.JSON`, `${SCHEMAS}.JSONSchemaPropsOrStringArray`];

const SCALARS: Readonly<Record<string, string>> = {
  'string': 's', 'string byte': 'y', 'boolean': 'b', 'integer int32': 'i', 'integer int64': 'l', 'number double': 'd', 'string duration': 'D',
};

/** Writes the tables: a line for each API version, enum and type, the three parts divided by an empty line. */
export class TableText {
  private readonly numbers = new Map<string, number>();
  private readonly queue: string[] = [];
  private readonly enums = new Map<string, number>();

  /** @param enforced whether a rule of the specification is enforced; of one that nobody tried it is not known, so it is not. */
  constructor(private readonly merged: MergedTypes, private readonly enforced: (rule: Rule, type: string, field: MergedField) => boolean) {}

  public text(): string {
    const kinds = this.kindLines();
    const types: string[] = [];
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) types.push(this.typeLine(next));
    return [`${this.merged.versions.first} ${this.merged.versions.last}`, ...kinds, '', ...this.enums.keys(), '', ...types].join('\n');
  }

  private kindLines(): string[] {
    const kinds = this.merged.kinds.filter(({ kind }) => !kind.endsWith('List'));
    const versions = [...new Set(kinds.map(({ apiVersion }) => apiVersion))].sort();
    return versions.map((apiVersion) => [apiVersion, ...kinds.filter((kind) => kind.apiVersion === apiVersion).map((kind) => this.kindText(kind))].join(' '));
  }

  private kindText(kind: MergedKind): string {
    return `${kind.kind}:${this.numberOf(kind.type)}${spanText(kind, this.merged.versions)}`;
  }

  private numberOf(type: string): number {
    const known = this.numbers.get(type);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(type, number);
    this.queue.push(type);
    return number;
  }

  private typeLine(type: string): string {
    const merged = this.merged.types.get(type);
    if (!merged) throw new Error(`${type} is not among the definitions`);
    return merged.fields.map((field) => this.fieldText(type, field, merged)).join(' ') || '-';
  }

  private fieldText(type: string, field: MergedField, within: Span): string {
    const isEnforced = (rule: Rule): boolean => this.enforced(rule, type, field);
    // what a controller reports is no input of the API server
    const code = field.name === 'status' && field.schema.$ref ? '*' : this.typeCode(field.schema);
    const sign = isEnforced('not negative') ? code : code.replace(/q$/, 'Q');
    const required = isEnforced('required') ? '!' : '';
    const values = isEnforced('values') ? `~${this.enumNumber(field, !isEnforced('not empty'))}` : '';
    const keys = isEnforced('unique') && field.schema['x-kubernetes-list-map-keys'] ? `#${field.schema['x-kubernetes-list-map-keys'].join(',')}` : '';
    return `${field.name}${sign === 's' ? '' : `:${sign}`}${required}${keys}${values}${spanText(field, within)}`;
  }

  private typeCode({ $ref, type, format, items, additionalProperties }: OpenApiSchema): string {
    if ($ref !== undefined) return this.referenceCode($ref.slice('#/definitions/'.length));
    if (type === 'array') return `[${this.typeCode(items!)}`;
    if (type === 'object') return additionalProperties ? `{${this.typeCode(additionalProperties)}` : '*';
    const code = SCALARS[format === undefined ? type! : `${type} ${format}`];
    if (code === undefined) throw new Error(`the tables cannot say type "${type}" with format "${format}"`);
    return code;
  }

  private referenceCode(name: string): string {
    if (ANYTHING.includes(name)) return '*';
    if (Object.hasOwn(MAP_OR_OTHER, name)) return `?${this.numberOf(MAP_OR_OTHER[name])}`;
    return OWN_READING[name] ?? String(this.numberOf(name));
  }

  private enumNumber({ values, first, last }: MergedField, mayBeEmpty: boolean): number {
    const texts = values!.filter(({ value }) => value !== '').map((one) => `${one.value}${spanText(one, { first, last })}`);
    const line = [...texts, ...(mayBeEmpty ? [''] : [])].join('|');
    if (!this.enums.has(line)) this.enums.set(line, this.enums.size);
    return this.enums.get(line)!;
  }
}

/** The versions of something, where not all versions of what it is a part of have it. */
const spanText = ({ first, last }: Span, within: Span): string => (first === within.first && last === within.last ? '' : `@${first}-${last}`);
