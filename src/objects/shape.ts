import { childPointer, isObject } from './pointer';
import { parseQuantity } from './quantity';

/** Something that the API server would refuse. */
export interface Problem {
  readonly pointer: string;
  /** What is wrong and what to do, in words. */
  readonly message: string;
}

/** The type of a field. Fields that a shape does not name may be anything. */
export type Shape =
  | 'boolean' | 'integer' | 'string' | 'integer or string' | 'quantity'
  | { readonly listOf: Shape }
  | { readonly mapOf: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

/** A map with fields of these types. */
export const fields = (...of: readonly Readonly<Record<string, Shape>>[]): Shape => ({ fields: Object.assign({}, ...of) as Record<string, Shape> });
/** Fields of one type. */
export const each = (shape: Shape, ...names: readonly string[]): Readonly<Record<string, Shape>> => (
  Object.fromEntries(names.map((name) => [name, shape]))
);
/** A list of this. */
export const listOf = (shape: Shape): Shape => ({ listOf: shape });
/** A map from any key to this. */
export const mapOf = (shape: Shape): Shape => ({ mapOf: shape });
/** A map of whatever. */
export const anything: Shape = fields();

const WANTED: Readonly<Record<string, string>> = {
  'boolean': 'must be true or false, without quotes',
  'integer': 'must be a whole number, without quotes',
  'string': 'must be a text; put it in quotes',
  'integer or string': 'must be a whole number or a text',
  'quantity': 'must be an amount such as "250m" or "64Mi"',
};

type Test = (value: unknown) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  'boolean': (value) => typeof value === 'boolean',
  'integer': (value) => Number.isInteger(value),
  'string': (value) => typeof value === 'string',
  'integer or string': (value) => typeof value === 'string' || Number.isInteger(value),
  'quantity': (value) => typeof value === 'number' ? value >= 0 : typeof value === 'string' && (parseQuantity(value)?.nanos ?? -1n) >= 0n,
};

const LONGEST_VALUE = 40;

/** The value where that helps; of what should be a text only the type, since it may be a secret. */
function found(value: unknown, shape: Shape): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a map';
  const isShown = typeof shape === 'string' && shape !== 'string' && String(value).length <= LONGEST_VALUE;
  if (isShown) return typeof value === 'string' ? `"${value}"` : String(value);
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}

const tests = new Map<Shape, Test>();

/** Whether a value is of its type. Nearly all are, and this costs nothing but the look. */
function testOf(shape: Shape): Test {
  const known = tests.get(shape);
  if (known) return known;
  const test = madeTest(shape);
  const orAbsent: Test = (value) => value === undefined || value === null || test(value);
  tests.set(shape, orAbsent);
  return orAbsent;
}

function madeTest(shape: Shape): Test {
  if (typeof shape === 'string') return TESTS[shape];
  if ('listOf' in shape) {
    const fits = testOf(shape.listOf);
    return (value) => {
      if (!Array.isArray(value)) return false;
      for (const element of value) if (element === null || !fits(element)) return false;
      return true;
    };
  }
  if ('mapOf' in shape) {
    const fits = testOf(shape.mapOf);
    return (value) => {
      if (!isObject(value)) return false;
      for (const key in value) if (!fits(value[key]) && Object.hasOwn(value, key)) return false;
      return true;
    };
  }
  return testOfFields(Object.entries(shape.fields).map(([key, of]) => [key, testOf(of)]));
}

function testOfFields(ofFields: readonly (readonly [string, Test])[]): Test {
  if (ofFields.length === 0) return isObject;
  const byKey = Object.assign(Object.create(null), Object.fromEntries(ofFields)) as Readonly<Record<string, Test | undefined>>; // inherits no keys
  return (value) => {
    if (!isObject(value)) return false;
    for (const key in value) if (byKey[key]?.(value[key]) === false && Object.hasOwn(value, key)) return false;
    return true;
  };
}

/**
 * Where a value is not of its type. What is missing or null is fine: whether it may be is another question.
 *
 * @param name how messages call the value, as in `container "web": env`.
 */
export function shapeProblems(value: unknown, shape: Shape, pointer: string, name: string): Problem[] {
  if (testOf(shape)(value)) return [];
  const wrong = (wanted: string): Problem[] => [{ pointer, message: `${name} is ${found(value, shape)}, ${wanted}` }];
  if (typeof shape === 'string') return wrong(WANTED[shape]);
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return wrong('must be a list');
    return value.flatMap((element: unknown, i) => {
      const at = childPointer(pointer, i);
      return element === null ? [{ pointer: at, message: `${name}[${i}] is empty` }] : shapeProblems(element, shape.listOf, at, `${name}[${i}]`);
    });
  }
  if (!isObject(value)) return wrong('must be a map');
  const separator = name.endsWith(': ') ? '' : '.';
  const keys = 'fields' in shape ? Object.keys(shape.fields).filter((key) => Object.hasOwn(value, key)) : Object.keys(value);
  const shapeOf = (key: string): Shape => ('fields' in shape ? shape.fields[key] : shape.mapOf);
  return keys.flatMap((key) => shapeProblems(value[key], shapeOf(key), childPointer(pointer, key), `${name}${separator}${key}`));
}
