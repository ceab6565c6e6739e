import { portablePatternProblem } from '../objects/portable-pattern';

/**
 * The expressions that controls are written in. An expression is data: `evaluate.ts` turns it into a JavaScript predicate that tells where the
 * fault is, `cel.ts` into the text that the API server runs. There are no closures in it and no strings of code.
 */

/** A value that a field is compared with. */
export type Scalar = string | number | boolean;

/**
 * What a path starts from: the subject of the control, its pod, the metadata of its pod, its object, or the element of the enclosing `every` or
 * `some`; where that is the key of a map, `value` is what the map holds there. `outer` is the element of the quantifier around the enclosing one.
 */
export type Root = 'subject' | 'pod' | 'metadata' | 'object' | 'item' | 'value' | 'outer';

/** A place in a manifest. */
export interface Path {
  readonly root: Root;
  readonly keys: readonly string[];
  /** Only what follows the last of these separators, in a text. */
  readonly after?: string;
  /** Only what precedes the first of these separators, in a text. */
  readonly before?: string;
}

/** How a present value is compared. */
export type Comparison =
  | 'equals' | 'oneOf' | 'startsWith' | 'endsWith' | 'contains' | 'atLeast' | 'includes' | 'lowerCase' | 'matches' | 'quantityAtLeast' | 'quantityAtMost';

/**
 * Comparisons that no JavaScript engine makes as the API server does: regular expressions are those of RE2 there, and quantities its own type. Their
 * agreement is proven by `conformance/admission.ts`; the laws compare quantities with a stand-in of ours.
 */
export const NOT_PROVABLE_IN_JAVASCRIPT: readonly Comparison[] = ['matches', 'quantityAtLeast', 'quantityAtMost'];

/** A comparison of one field; `absent` is its verdict (before `negated`) where the field is missing. */
export interface FieldTest {
  readonly kind: 'test';
  readonly path: Path;
  readonly comparison: Comparison;
  readonly values: readonly Scalar[];
  readonly absent: boolean;
  readonly negated: boolean;
}

/** Whether two fields are there and equal. */
export interface SameTest { readonly kind: 'same'; readonly path: Path; readonly other: Path; readonly negated: boolean }

/** Whether a field is there at all. */
export interface PresenceTest { readonly kind: 'present'; readonly path: Path; readonly negated: boolean }

/** Whether a list, map or string has something in it. */
export interface ContentTest { readonly kind: 'content'; readonly path: Path; readonly negated: boolean }

/** A statement about the elements of a list, or about the keys of a map. */
export interface Quantifier {
  readonly kind: 'every' | 'some';
  readonly path: Path;
  readonly over: 'items' | 'keys';
  readonly item: Expression;
  /** The API server writes null where the list is missing, as it does for the few that are no `omitempty`. */
  readonly mayBeNull?: boolean;
}

/** All or any of several statements. */
export interface Junction { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }

/** What a control requires. */
export type Expression = FieldTest | SameTest | PresenceTest | ContentTest | Quantifier | Junction;

/** Statements about one field. */
export class Field {
  constructor(private readonly path: Path) {}

  /** What follows the last separator of the text; the whole text where there is none. */
  public afterLast(separator: string): Field { return new Field({ ...this.path, after: separator }); }
  /** What precedes the first separator of the text; nothing where there is none. */
  public beforeFirst(separator: string): Field { return new Field({ ...this.path, before: separator }); }
  /** The field is there and true. */
  public isTrue(): Expression { return this.equals(true); }
  /** The field is there and false. */
  public isFalse(): Expression { return this.equals(false); }
  /** The field is false or missing. */
  public isNotTrue(): Expression { return not(this.equals(true)); }
  /** The field is true or missing. */
  public isNotFalse(): Expression { return not(this.equals(false)); }
  /** The field is there, whatever its value; null is missing. */
  public isPresent(): Expression { return { kind: 'present', path: this.path, negated: false }; }
  /** The field is missing or null. */
  public isAbsent(): Expression { return { kind: 'present', path: this.path, negated: true }; }
  /** The list, map or string is there and not empty. */
  public isNotEmpty(): Expression { return { kind: 'content', path: this.path, negated: false }; }
  /** The list, map or string is missing or empty. */
  public isEmpty(): Expression { return not(this.isNotEmpty()); }
  /** The field is there and has this value. */
  public equals(value: Scalar): Expression { return this.test('equals', [value], false); }
  /** The field has this value or is missing. */
  public isAbsentOr(value: Scalar): Expression { return this.test('equals', [value], true); }
  /** Both fields are there and have the same value. */
  public isSameAs(other: Field): Expression { return { kind: 'same', path: this.path, other: other.path, negated: false }; }
  /** The field is missing or has another value. */
  public differsFrom(value: Scalar): Expression { return not(this.equals(value)); }
  /** The field is there and has one of these values. */
  public isOneOf(values: readonly Scalar[]): Expression { return this.test('oneOf', values, false); }
  /** The field has one of these values or is missing. */
  public isAbsentOrOneOf(values: readonly Scalar[]): Expression { return this.test('oneOf', values, true); }
  /** The field is missing or has none of these values. */
  public isNoneOf(values: readonly Scalar[]): Expression { return not(this.isOneOf(values)); }
  /** The text is there and starts with this. */
  public startsWith(text: string): Expression { return this.test('startsWith', [text], false); }
  /** The text is there and ends with this. */
  public endsWith(text: string): Expression { return this.test('endsWith', [text], false); }
  /** The text is there and holds this. */
  public contains(text: string): Expression { return this.test('contains', [text], false); }
  /** The text has no capital letter of ASCII, or is missing. */
  public isLowerCase(): Expression { return this.test('lowerCase', [], true); }
  /** The text is there and holds a match of this pattern, which must mean the same everywhere; see `portablePatternProblem`. */
  public matches(pattern: string): Expression {
    const problem = portablePatternProblem(pattern);
    if (problem) throw new Error(`cannot match "${pattern}": it ${problem}; write it with classes, groups and anchors only`);
    return this.test('matches', [pattern], false);
  }

  /** The quantity is there and not below this: `64Mi`. */
  public isQuantityAtLeast(amount: string): Expression { return this.test('quantityAtLeast', [amount], false); }
  /** The quantity is there and not above this: `64Mi`. */
  public isQuantityAtMost(amount: string): Expression { return this.test('quantityAtMost', [amount], false); }
  /** The whole number is there and not below this. */
  public isAtLeast(value: number): Expression { return this.test('atLeast', [value], false); }
  /** The list is there and has this element. */
  public includes(value: Scalar): Expression { return this.test('includes', [value], false); }
  /** The list is missing or lacks this element. */
  public excludes(value: Scalar): Expression { return not(this.includes(value)); }
  /** Every element satisfies the statement; a missing list does. */
  public every(statement: Expression, { mayBeNull = false } = {}): Expression {
    return { kind: 'every', path: this.path, over: 'items', item: statement, ...(mayBeNull && { mayBeNull }) };
  }
  /** Some element satisfies the statement; a missing list does not. */
  public some(statement: Expression): Expression { return { kind: 'some', path: this.path, over: 'items', item: statement }; }
  /** Every key of the map satisfies the statement; a missing map does. */
  public everyKey(statement: Expression): Expression { return { kind: 'every', path: this.path, over: 'keys', item: statement }; }

  private test(comparison: Comparison, values: readonly Scalar[], absent: boolean): Expression {
    return { kind: 'test', path: this.path, comparison, values, absent, negated: false };
  }
}

const at = (root: Root) => (path: string | readonly string[] = []): Field =>
  new Field({ root, keys: typeof path === 'string' ? path.split('.') : path });

/** A field of the subject, as `securityContext.privileged` or, for keys that hold dots, as a list of keys. */
export const field = at('subject');
/** A field of the pod spec that the subject belongs to. */
export const pod = at('pod');
/** A field of the pod's metadata: of the template where there is one. */
export const podMetadata = at('metadata');
/** A field of the whole object. */
export const object = at('object');
/** A field of the element that the enclosing `every` or `some` is about; without a path, the element itself. */
export const item = at('item');
/** A field of the element of the quantifier around the enclosing one. */
export const outer = at('outer');
/** A field of what the map holds under the key that the enclosing `everyKey` is about; without a path, that value itself. */
export const itemValue = at('value');

/** All of the statements hold. */
export const allOf = (...of: Expression[]): Expression => ({ kind: 'all', of });
/** At least one statement holds. Where none does, findings name the first, and the others about the same field. */
export const anyOf = (...of: Expression[]): Expression => ({ kind: 'any', of });
/** Where the condition holds, the statement must hold too. */
export const given = (condition: Expression, statement: Expression): Expression => anyOf(statement, not(condition));

/** The opposite, with the negation moved to the leaves, so that each failing leaf still names its own field. */
export function not(expression: Expression): Expression {
  switch (expression.kind) {
    case 'all': return { kind: 'any', of: expression.of.map(not) };
    case 'any': return { kind: 'all', of: expression.of.map(not) };
    case 'every': return { ...expression, kind: 'some', item: not(expression.item) };
    case 'some': return { ...expression, kind: 'every', item: not(expression.item) };
    default: return { ...expression, negated: !expression.negated };
  }
}
