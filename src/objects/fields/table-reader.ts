import { ALWAYS, EnumValue, StructField, FieldType, ScalarType, Span, Struct } from './field-type';
import { getOrInsert } from '../remembered';

/** A kind of an API version. */
export interface Kind extends Span { readonly type: Struct }

const SCALAR_OF_LETTER: Readonly<Record<string, ScalarType>> = {
  'b': 'boolean', 'y': 'bytes', 't': 'time', 'u': 'precise time', 'D': 'duration', 'i': 'integer', 'l': 'long integer', 'd': 'number', 'q': 'quantity', 'Q': 'signed quantity', 'x': 'integer or string',
  '*': 'anything',
};
const STRING: FieldType = { is: 'scalar', scalar: 'string' };
const scalars: Readonly<Record<string, FieldType>> = Object.fromEntries(
  Object.entries(SCALAR_OF_LETTER).map(([letter, scalar]) => [letter, { is: 'scalar', scalar }]),
);

/** `name`, `:type` if no text, `!` if required, `#` and the keys of a list, `~` and the number of an enum, `@` and the versions. */
const FIELD = /^[^:!#~@]+(?::([^!#~@]+))?!?(?:#([^~@]+))?(?:~(\d+))?(?:@(\d+)-(\d+))?$/;
const NAME = /^[^:!#~@]+/;
const VALUE = /^(.*?)(?:@(\d+)-(\d+))?$/;

const spanOf = (first: string | undefined, last: string | undefined): Span => (
  first === undefined ? ALWAYS : { first: Number(first), last: Number(last) }
);

/**
 * The types of the built-in kinds, as `conformance/fields` writes them: a line with the versions that are covered, one for each API version with its kinds,
 * an empty line, one for each enum, an empty line, and one for each type, which is `-` where it has no fields. A type is a number, which is that of a line, or a letter, below `[` for a list,
 * `{` for a map with any keys, and `?` for a map beside other values. Lines are read when they are needed.
 */
export class Tables {
  /** The versions that are covered. */
  public readonly versions: Span;

  private readonly kindLines: ReadonlyMap<string, string>;
  private readonly enumLines: readonly string[];
  private readonly typeLines: readonly string[];
  private readonly kinds = new Map<string, ReadonlyMap<string, Kind>>();
  private readonly structs: Struct[] = [];
  private readonly enums: (readonly EnumValue[])[] = [];

  constructor(text: string) {
    const [kinds, enums, types] = text.split('\n\n').map((part) => part.split('\n'));
    const [first, last] = kinds[0].split(' ').map(Number);
    this.versions = { first, last };
    this.kindLines = new Map(kinds.slice(1).map((line) => [line.slice(0, line.indexOf(' ')), line]));
    this.enumLines = enums;
    this.typeLines = types;
  }

  /** The kinds of an API version; undefined for a version that is not built in. */
  public kindsOf(apiVersion: string): ReadonlyMap<string, Kind> | undefined {
    const known = this.kinds.get(apiVersion);
    if (known) return known;
    const line = this.kindLines.get(apiVersion);
    if (line === undefined) return undefined;
    const kinds = new Map(line.split(' ').slice(1).map((text) => {
      const { type, first, last } = this.field(text);
      return [NAME.exec(text)![0], { type: type as Struct, first, last }] as const;
    }));
    this.kinds.set(apiVersion, kinds);
    return kinds;
  }

  /** All API versions. */
  public get apiVersions(): readonly string[] {
    return [...this.kindLines.keys()];
  }

  private field(text: string): StructField {
    const [, code, keys, values, first, last] = FIELD.exec(text)!;
    const type = code === undefined ? STRING : this.type(code);
    const keyed = keys !== undefined && type.is === 'list' ? { ...type, keys: keys.split(',') } : type;
    const valued = values === undefined ? keyed : withValues(type, this.enum(Number(values)));
    return { type: valued, ...spanOf(first, last) };
  }

  private type(code: string): FieldType {
    if (code.startsWith('[')) return { is: 'list', of: this.type(code.slice(1)) };
    if (code.startsWith('{')) return { is: 'map', of: this.type(code.slice(1)) };
    if (code.startsWith('?')) return { is: 'map or other', of: this.struct(Number(code.slice(1))) };
    if (code === 's') return STRING;
    return scalars[code] ?? this.struct(Number(code));
  }

  private struct(number: number): Struct {
    this.structs[number] ??= new TableStruct(() => this.typeLines[number], (text) => this.field(text));
    return this.structs[number];
  }

  private enum(number: number): readonly EnumValue[] {
    this.enums[number] ??= this.enumLines[number].split('|').map((text) => {
      const [, value, first, last] = VALUE.exec(text)!;
      return { value, ...spanOf(first, last) };
    });
    return this.enums[number];
  }
}

/** Types refer to one another in circles, and a check needs few of their fields, so a line is read when it is needed, and so is each field. */
class TableStruct implements Struct {
  public readonly is = 'struct';
  private texts?: ReadonlyMap<string, string>;
  private readonly known = new Map<string, StructField>();

  constructor(private readonly line: () => string, private readonly read: (text: string) => StructField) {}

  public get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  public get required(): readonly string[] {
    return [...this.byName].filter(([, text]) => text.includes('!')).map(([name]) => name);
  }

  public field(name: string): StructField | undefined {
    const text = this.byName.get(name);
    return text === undefined ? undefined : getOrInsert(this.known, name, () => this.read(text));
  }

  private get byName(): ReadonlyMap<string, string> {
    this.texts ??= new Map(this.line().split(' ').filter((text) => text !== '-').map((text) => [NAME.exec(text)![0], text]));
    return this.texts;
  }
}

function withValues(type: FieldType, values: readonly EnumValue[]): FieldType {
  return type.is === 'list' ? { is: 'list', of: withValues(type.of, values) } : { is: 'scalar', scalar: 'string', values };
}
