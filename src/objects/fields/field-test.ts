import { FieldType, isIn, Limit, Struct } from './field-type';
import { SCALARS } from './scalars';
import { plainText } from '../plain-text';
import { isObject } from '../pointer';
import { getOrInsert } from '../remembered';
import { isMisspelling } from '../similar-names';
import { isAbsent } from '../value-types';

/** How strictly values are judged. */
export interface FieldRules {
  /** The version of Kubernetes as 1.`minor`; where it is undefined, a field or value of any version will do. */
  readonly minor: number | undefined;
  /** Whether the manifests are for a newer version than that. */
  readonly isNewer?: boolean;
  /** Whether the cluster may have a newer definition of the kind than the tables. */
  readonly mayBeNewer?: boolean;
  /** Whether a field is at fault that its type does not name. */
  readonly refusesUnknown: boolean;
  /** Whether a field is at fault that its type does not name, and that looks like one of its fields in other letters: where a type may have been extended. */
  readonly refusesMisspelled?: boolean;
  /** Whether a map is at fault that lacks what its type requires. */
  readonly refusesMissing: boolean;
}

type Test = (value: unknown) => boolean;

/** Missing for the API server: an empty text is no name and no path. */
export const isMissing = (value: unknown): boolean => isAbsent(value) || value === '';

/** Whether a value is no value of a field that is required. */
export const lackOf = ({ countsEmpty }: Struct): ((value: unknown) => boolean) => (countsEmpty ? isAbsent : isMissing);

/** Where the fields of a container or pod often end up one level too high. */
const DEEPER = 'securityContext';
const LONGEST_NAME = 60;

/** The field that a name is a misspelling of, or that belongs one level deeper; undefined for a name of its own, as an operator may have added. */
export function misspelledField(name: string, struct: Struct): string | undefined {
  if (name.length > LONGEST_NAME || struct.field(name)) return undefined;
  const meant = struct.names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? struct.names.find((one) => isMisspelling(name, one));
  if (meant !== undefined) return meant;
  const type = struct.field(DEEPER)?.type;
  return type?.is === 'struct' && type.field(name) ? `${DEEPER}.${name}` : undefined;
}

/** Whether values are of their types: nearly all are, and this makes nothing but the answer. Types are looked into when a value needs them. */
export class FieldTests {
  private readonly tests = new Map<FieldType, Test>();

  constructor(private readonly rules: FieldRules) {}

  public fits(value: unknown, type: FieldType): boolean {
    return this.testOf(type)(value);
  }

  private testOf(type: FieldType): Test {
    return getOrInsert(this.tests, type, () => (type.limits ? limited(this.made(type), type.limits) : this.made(type)));
  }

  private made(type: FieldType): Test {
    switch (type.is) {
      case 'scalar': return type.values ? oneOf(new Set(type.values.filter((value) => isIn(value, this.rules.minor)).map(({ value }) => value))) : orAbsent(SCALARS[type.scalar].accepts);
      case 'list': return listTest(this.testOf(type.of), type.keys);
      case 'map': return mapTest(this.testOf(type.of));
      case 'map or other': {
        const test = this.testOf(type.of);
        return (value) => !isObject(value) || test(value);
      }
      case 'struct': return this.structTest(type);
    }
  }

  private structTest(struct: Struct): Test {
    const tests = new Map<string, Test>();
    const { minor, refusesUnknown, refusesMisspelled } = this.rules;
    const isMisspelled = (name: string): boolean => refusesMisspelled === true && misspelledField(name, struct) !== undefined;
    const refuses = (name: string): boolean => !struct.isOpen && (refusesUnknown || isMisspelled(name));
    const ofField = (name: string): Test => {
      const field = struct.field(name);
      if (!field || !isIn(field, minor)) return refuses(name) ? isUndefined : always;
      const test = this.testOf(field.type);
      tests.set(name, test);
      return test;
    };
    const lacks = lackOf(struct);
    let required: readonly string[] | undefined;
    return (value) => {
      if (isAbsent(value)) return true;
      if (!isObject(value)) return false;
      for (const key in value) if (!(tests.get(key) ?? ofField(key))(value[key])) return false;
      required ??= this.requiredOf(struct);
      for (let i = 0; i < required.length; i++) if (lacks(value[required[i]])) return false;
      return true;
    };
  }

  private requiredOf(struct: Struct): readonly string[] {
    return this.rules.refusesMissing ? struct.required.filter((name) => isIn(struct.field(name)!, this.rules.minor)) : [];
  }
}

const always: Test = () => true;
const isUndefined: Test = (value) => value === undefined;
const limited = (test: Test, limits: readonly Limit[]): Test => (
  (value) => test(value) && (isAbsent(value) || limits.every(({ allows }) => allows(value)))
);
const orAbsent = (test: Test): Test => (value) => isAbsent(value) || test(value);
const oneOf = (values: ReadonlySet<unknown>): Test => (value) => values.has(value) || isAbsent(value);

function listTest(test: Test, keys?: readonly string[]): Test {
  return (value) => {
    if (isAbsent(value)) return true;
    if (!Array.isArray(value)) return false;
    for (let i = 0; i < value.length; i++) if (isAbsent(value[i]) || !test(value[i])) return false;
    return !keys || value.length < 2 || repeatedElements(value, keys).length === 0;
  };
}

/** The places of elements that have the same values of these fields as an element before them. */
export function repeatedElements(list: readonly unknown[], keys: readonly string[]): readonly number[] {
  const seen = new Set<string>();
  return [...list.keys()].filter((i) => {
    const element = list[i];
    const key = isObject(element) ? keyText(element, keys) : undefined;
    return key !== undefined && seen.size === seen.add(key).size;
  });
}

/** Undefined where no key has a value: whether the API server fills it in is not known here. */
function keyText(element: Readonly<Record<string, unknown>>, keys: readonly string[]): string | undefined {
  if (keys.length === 1) {
    const value = element[keys[0]];
    return typeof value === 'number' || (typeof value === 'string' && value !== '') ? plainText(value) : undefined; // any other type is wrong already
  }
  return keys.every((key) => isMissing(element[key])) ? undefined : JSON.stringify(keys.map((key) => element[key] ?? null));
}

function mapTest(test: Test): Test {
  return (value) => {
    if (isAbsent(value)) return true;
    if (!isObject(value)) return false;
    for (const key in value) if (!test(value[key])) return false;
    return true;
  };
}
