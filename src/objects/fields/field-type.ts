/** The types of values that are neither lists nor maps. */
export type ScalarType =
  | 'boolean' | 'string' | 'bytes' | 'time' | 'precise time' | 'duration' | 'integer' | 'long integer' | 'number' | 'quantity' | 'signed quantity' | 'integer or string' | 'anything';

/** The first and the last minor version of Kubernetes that has something. */
export interface Span { readonly first: number; readonly last: number }

/** Whatever the version. */
export const ALWAYS: Span = { first: 0, last: Infinity };

/** Whether version 1.`minor` has something. Without a version, whatever some version has counts. */
export const isIn = ({ first, last }: Span, minor: number | undefined): boolean => minor === undefined || (first <= minor && minor <= last);

/** A value of an enum. */
export interface EnumValue extends Span { readonly value: string }

/** A field of a map. */
export interface StructField extends Span {
  readonly type: FieldType;
}

/** What values of a type have to fulfill beside it. */
export interface Limit {
  readonly allows: (value: unknown) => boolean;
  /** As in `must be at least 1`. */
  readonly wanted: string;
}

/** The type of a value. */
export type FieldType = (
  | ScalarShape
  | List
  /** A map with any keys. */
  | { readonly is: 'map'; readonly of: FieldType }
  /** A map with named fields. */
  | Struct
  /** A map of this type, or anything that is no map. */
  | { readonly is: 'map or other'; readonly of: Struct }
) & { readonly limits?: readonly Limit[] };

/** A value that is neither a list nor a map, or anything. */
export interface ScalarShape {
  readonly is: 'scalar';
  readonly scalar: ScalarType;
  /** The only values that it may have. */
  readonly values?: readonly EnumValue[];
}

/** A list. */
export interface List {
  readonly is: 'list';
  readonly of: FieldType;
  /** Fields that no two elements have the same values of. */
  readonly keys?: readonly string[];
}

/** A map with named fields. */
export interface Struct {
  readonly is: 'struct';
  readonly names: readonly string[];
  /** The fields that some version requires. */
  readonly required: readonly string[];
  /** Whether it may have fields beside these. */
  readonly isOpen?: boolean;
  /** Whether an empty text is there; to the API server it is as good as none in a built-in kind. */
  readonly countsEmpty?: boolean;
  readonly limits?: readonly Limit[];
  /** A field, which is read when somebody needs it; undefined where there is none of this name. */
  field(name: string): StructField | undefined;
}

/** A value of a scalar type. */
export const scalar = (name: ScalarType): FieldType => ({ is: 'scalar', scalar: name });
/** A list of this. */
export const listOf = (of: FieldType): FieldType => ({ is: 'list', of });
/** A map from any key to this. */
export const mapOf = (of: FieldType): FieldType => ({ is: 'map', of });

/** Fields of one type. */
export const each = (type: FieldType, ...names: readonly string[]): readonly (readonly [string, StructField])[] => (
  names.map((name) => [name, { type, ...ALWAYS }])
);
/** A map with fields of these types and any others. */
export function fields(...of: readonly (readonly (readonly [string, StructField])[])[]): Struct {
  const byName = new Map(of.flat());
  return { is: 'struct', names: [...byName.keys()], required: [], isOpen: true, field: (name) => byName.get(name) };
}
