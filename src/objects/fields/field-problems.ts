import { FieldRules, lackOf, misspelledField, repeatedElements } from './field-test';
import { EnumValue, FieldType, isIn, List, ScalarShape, ScalarType, Span, Struct } from './field-type';
import { SCALARS, wantedInstead } from './scalars';
import { plainText } from '../plain-text';
import { childPointer, isObject } from '../pointer';
import { Problem } from '../problem';
import { typeName } from '../shown-value';
import { similarName } from '../similar-names';

const LONGEST_VALUE = 40;
const LONGEST_KEY = 60;
/** A file of nothing but faults must not take all memory. */
const MOST_PROBLEMS = 100;
/** As many fields as a message can list. */
const FEW = 12;

/** What a message calls the value at a pointer, such as `container "web": `; undefined where its place in the value around it says enough. */
export type Names = (pointer: string) => string | undefined;

/** Lists what `FieldTests` only notices. */
export class FieldProblems {
  private readonly problems: Problem[] = [];

  constructor(private readonly rules: FieldRules, private readonly names: Names) {}

  /** Where a value is not of its type. */
  public of(value: unknown, type: FieldType, pointer: string, name: string): readonly Problem[] {
    this.judge(value, type, pointer, name);
    return this.problems;
  }

  private add(pointer: string, message: string, undecided?: true): void {
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ pointer, message, ...(undecided ? { undecided } : {}) });
    else if (this.problems.length === MOST_PROBLEMS) this.problems.push({ pointer, message: `there are more than ${MOST_PROBLEMS} wrong fields; correct those that are named first` });
  }

  private judge(value: unknown, type: FieldType, pointer: string, around: string): void {
    if (value === undefined || value === null) return;
    const name = this.names(pointer) ?? around;
    const before = this.problems.length;
    this.judgeType(value, type, pointer, name);
    if (this.problems.length > before) return;
    for (const { allows, wanted } of type.limits ?? []) if (!allows(value)) this.add(pointer, `${whole(name)} ${wanted}`);
  }

  private judgeType(value: unknown, type: FieldType, pointer: string, name: string): void {
    if (type.is === 'scalar') this.judgeScalar(value, type, pointer, name);
    else if (type.is === 'list') this.judgeList(value, type, pointer, name);
    else if (type.is === 'map or other' && !isObject(value)) return;
    else if (!isObject(value)) this.add(pointer, `${whole(name)} is ${shown(value)}, must be a map`);
    else if (type.is === 'map') for (const key of Object.keys(value)) this.judge(value[key], type.of, childPointer(pointer, key), below(name, key));
    else this.judgeFields(value, type.is === 'struct' ? type : type.of, pointer, name);
  }

  private judgeScalar(value: unknown, { scalar, values }: ScalarShape, pointer: string, name: string): void {
    if (!SCALARS[scalar].accepts(value)) this.add(pointer, `${whole(name)} is ${shown(value, scalar)}, ${wantedInstead(value, scalar)}`);
    else if (values) this.judgeEnum(value as string, values, pointer, name);
  }

  private judgeEnum(value: string, values: readonly EnumValue[], pointer: string, name: string): void {
    const known = values.find((one) => one.value === value);
    if (known && isIn(known, this.rules.minor)) return;
    const allowed = values.filter((one) => one.value !== '' && isIn(one, this.rules.minor)).map((one) => JSON.stringify(one.value));
    const age = known ? `, which ${this.age(known)}` : '';
    this.unknown(pointer, `${name} is ${shown(value, 'integer or string')}${age}, must be ${either(allowed)}`);
  }

  private judgeList(value: unknown, { of, keys }: List, pointer: string, name: string): void {
    if (!Array.isArray(value)) return this.add(pointer, `${name} is ${shown(value)}, must be a list`);
    for (let i = 0; i < value.length; i++) {
      const at = childPointer(pointer, i);
      const element: unknown = value[i];
      // the API server reads it as an element with nothing in it, and most tools do not
      if (element === undefined || element === null) this.add(at, `${name}[${i}] is empty; remove it, or write what is meant`, true);
      else this.judge(element, of, at, `${name}[${i}]`);
    }
    for (const i of keys ? repeatedElements(value, keys) : []) {
      const at = childPointer(pointer, i);
      this.add(keys!.length === 1 ? childPointer(at, keys![0]) : at, `${name}[${i}] has the ${keys!.join(' and ')} of an element before it; remove one of them`);
    }
  }

  private judgeFields(value: Readonly<Record<string, unknown>>, struct: Struct, pointer: string, name: string): void {
    const isOpen = struct.isOpen || !this.rules.refusesUnknown;
    for (const key of Object.keys(value)) {
      const field = struct.field(key);
      const at = childPointer(pointer, key);
      if (field && isIn(field, this.rules.minor)) this.judge(value[key], field.type, at, below(name, key));
      else if (field) this.add(at, `${below(name, key)} ${this.age(field)}; remove it, or correct \`kubernetesVersion\` of the profile`);
      else if (!isOpen && value[key] !== undefined) this.unknown(at, `${whole(name)} has no field ${shownKey(key)}`, suggestion(key, struct, this.rules));
      else if (this.rules.refusesMisspelled && !struct.isOpen && value[key] !== undefined) this.misspelled(at, key, struct, name);
    }
    if (!this.rules.refusesMissing) return;
    for (const key of struct.required) {
      if (!isIn(struct.field(key)!, this.rules.minor) || !lackOf(struct)(value[key])) continue;
      this.add(childPointer(pointer, key), `${below(name, key)} is missing, and required`);
    }
  }

  /** An operator may have extended the type, so that this is in doubt. */
  private misspelled(pointer: string, key: string, struct: Struct, name: string): void {
    const meant = misspelledField(key, struct);
    if (meant !== undefined) this.add(pointer, `${whole(name)} has no field ${shownKey(key)} in Kubernetes; did you mean "${meant}"?`, true);
  }

  /** What a version has that is newer than the tables cannot be known. */
  private unknown(pointer: string, message: string, advice = ''): void {
    if (this.rules.isNewer) this.add(pointer, `${message} in Kubernetes 1.${this.rules.minor}, the newest version that this release knows${advice}`, true);
    else if (this.rules.mayBeNewer) this.add(pointer, `${message} in the newest definition that this release knows (pass that of your cluster with \`--crds\`)${advice}`, true);
    else this.add(pointer, `${message}${advice}`);
  }

  private age({ first, last }: Span): string {
    const { minor } = this.rules;
    return minor! < first ? `is new in Kubernetes 1.${first}, and the target is 1.${minor}` : `is gone since Kubernetes 1.${last + 1}, and the target is 1.${minor}`;
  }
}

const below = (name: string, key: string): string => `${name}${name.endsWith(': ') ? '' : '.'}${key}`;
const whole = (name: string): string => (name.endsWith(': ') ? name.slice(0, -2) : name);
const shownKey = (key: string): string => (key.length <= LONGEST_KEY ? `"${key}"` : `"${key.slice(0, LONGEST_KEY)}…"`);

function either(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

/** The value where that helps; of what should be a text only the type, since it may be a secret. */
function shown(value: unknown, type?: ScalarType): string {
  if (typeof value === 'object') return typeName(value);
  const isShown = type !== undefined && type !== 'string' && type !== 'bytes' && plainText(value).length <= LONGEST_VALUE;
  if (isShown) return typeof value === 'string' ? `"${value}"` : plainText(value);
  return type === 'bytes' && typeof value === 'string' ? 'a text in another encoding' : typeName(value);
}

/** What may have been meant by a field that does not exist: the same name in other letters or one level deeper, or a similar one. */
function suggestion(key: string, struct: Struct, { minor }: FieldRules): string {
  const names = struct.names.filter((name) => isIn(struct.field(name)!, minor));
  const deeper = names.find((name) => {
    const { type } = struct.field(name)!;
    return type.is === 'struct' && type.names.includes(key);
  });
  const similar = deeper === undefined ? similarName(key.slice(0, LONGEST_KEY), names) : `${deeper}.${key}`;
  const meant = names.find((name) => name.toLowerCase() === key.toLowerCase()) ?? similar;
  if (meant !== undefined) return `; did you mean "${meant}"?`;
  return names.length > 0 && names.length <= FEW ? `; it has ${names.join(', ')}` : '';
}
