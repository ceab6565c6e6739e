import { choiceExpectation, expectation, forbidsTexts, isLeaf } from './expectation';
import { Comparison, Expression, FieldTest, Junction, Path, Quantifier, Root, SameTest, Scalar } from './require';
import { Site, WrongValue } from './site';
import { plainText } from '../objects/plain-text';
import { childPointer, descend, isObject, ownField } from '../objects/pointer';
import { compareQuantities, parseQuantity } from '../objects/quantity';
import { getOrInsert, remembered } from '../objects/remembered';

/** What an expression says about a subject. `inconclusive`: a value has the wrong type, so nothing may be concluded. */
export type Verdict = 'pass' | 'violation' | 'inconclusive';

/** A value together with its JSON pointer. */
export interface Located { readonly value: unknown; readonly pointer: string }

/** What the paths of an expression start from. */
export type Frame = Readonly<Partial<Record<Root, Located>>>;

type Predicate = (frame: Frame) => Verdict;

const WRONG = Symbol('a value on the way is of the wrong type');

/** The value at a path: undefined where it is missing or null, a symbol where something on the way is no map. */
export function locate(path: Path, frame: Frame): unknown {
  const { root, keys } = path;
  let value = frame[root]?.value;
  for (let i = 0; i < keys.length; i++) { // without an iterator, which takes as long as the field itself, and this runs most of all
    if (value === undefined || value === null) return undefined;
    if (!isObject(value)) return WRONG;
    value = ownField(value, keys[i]);
  }
  if (value === null || value === undefined) return undefined;
  if (path.after === undefined && path.before === undefined) return value;
  return typeof value === 'string' ? partOf(value, path) : WRONG;
}

function partOf(text: string, { after, before }: Path): string {
  const rest = after === undefined ? text : text.slice(text.lastIndexOf(after) + 1);
  return before === undefined ? rest : rest.slice(0, Math.max(rest.indexOf(before), 0));
}

const verdict = (holds: boolean): Verdict => (holds ? 'pass' : 'violation');

/** No field of Kubernetes that controls compare holds a fraction. */
const isWhole = (value: unknown): boolean => typeof value !== 'number' || Number.isInteger(value);

const regularExpression = remembered((pattern) => new RegExp(pattern, 'u'));

const COMPARE: Readonly<Record<Comparison, (value: unknown, values: readonly Scalar[]) => boolean | undefined>> = {
  equals: (value, [right]) => (typeof value === typeof right && isWhole(value) ? value === right : undefined),
  oneOf: (value, values) => (
    values.length === 0 || (typeof value === typeof values[0] && isWhole(value)) ? values.includes(value as Scalar) : undefined
  ),
  startsWith: (value, [text]) => (typeof value === 'string' ? value.startsWith(text as string) : undefined),
  endsWith: (value, [text]) => (typeof value === 'string' ? value.endsWith(text as string) : undefined),
  contains: (value, [text]) => (typeof value === 'string' ? value.includes(text as string) : undefined),
  atLeast: (value, [least]) => (Number.isInteger(value) ? (value as number) >= (least as number) : undefined),
  includes: (value, [element]) => (Array.isArray(value) && value.every((x) => typeof x === typeof element) ? value.includes(element) : undefined),
  lowerCase: (value) => (typeof value === 'string' ? !/[A-Z]/.test(value) : undefined),
  matches: (value, [pattern]) => (typeof value === 'string' ? regularExpression(pattern as string).test(value) : undefined),
  quantityAtLeast: (value, [amount]) => quantityOrder(value, amount, (order) => order >= 0),
  quantityAtMost: (value, [amount]) => quantityOrder(value, amount, (order) => order <= 0),
};

/** Compares two quantities; undefined where one of them is malformed. */
function quantityOrder(value: unknown, amount: Scalar, says: (order: number) => boolean): boolean | undefined {
  const [left, right] = [value, amount].map((text) => (typeof text === 'string' || typeof text === 'number' ? parseQuantity(plainText(text)) : undefined));
  return left && right && says(compareQuantities(left, right));
}

function compileTest({ path, comparison, values, absent, negated }: FieldTest): Predicate {
  const compare = COMPARE[comparison];
  const missing = verdict(absent !== negated);
  return (frame) => {
    const value = locate(path, frame);
    if (value === undefined) return missing;
    const holds = value === WRONG ? undefined : compare(value, values);
    return holds === undefined ? 'inconclusive' : verdict(holds !== negated);
  };
}

function compileSame({ path, other, negated }: SameTest): Predicate {
  return (frame) => {
    const left = locate(path, frame);
    const right = locate(other, frame);
    if (left === WRONG || right === WRONG) return 'inconclusive';
    if (left === undefined || right === undefined) return verdict(negated);
    return typeof left === typeof right && typeof left !== 'object' ? verdict((left === right) !== negated) : 'inconclusive';
  };
}

/** What an inner statement can name. */
export type Inner = Readonly<{ item: Located; value?: Located }>;

const NOTHING: readonly Inner[] = [];

/** The elements of a quantifier; undefined where there is neither a list nor a map. A key that holds null is missing. */
export function elements({ path, over }: Quantifier, frame: Frame, pointer?: string): readonly Inner[] | undefined {
  const value = locate(path, frame);
  if (value === undefined) return NOTHING;
  const below = (key: string | number): string => (pointer === undefined ? '' : childPointer(pointer, key)); // a verdict needs no pointers
  if (over === 'items') return Array.isArray(value) ? value.map((x: unknown, i) => ({ item: { value: x, pointer: below(i) } })) : undefined;
  if (!isObject(value)) return undefined;
  return Object.keys(value).filter((key) => value[key] !== null && value[key] !== undefined)
    .map((key) => ({ item: { value: key, pointer: below(key) }, value: { value: value[key], pointer: below(key) } }));
}

/** The frame of one element, spelled out since a spread is slow and this runs most of all. */
export const within = ({ subject, pod, metadata, object, item: outer }: Frame, { item, value }: Inner): Frame =>
  ({ subject, pod, metadata, object, outer, item, value });

type Decisive = Exclude<Verdict, 'inconclusive'>;

/** The verdict where no part is decisive and none is in doubt. */
const unlessSettled = (decisive: Decisive): Decisive => (decisive === 'violation' ? 'pass' : 'violation');

/** Kleene's conjunction and disjunction: one decisive verdict settles it, otherwise one doubt leaves it open. */
function compileJunction({ of }: Junction, decisive: Decisive): Predicate {
  const parts = of.map(compile);
  const otherwise = unlessSettled(decisive);
  return (frame) => {
    let result: Verdict = otherwise;
    for (let i = 0; i < parts.length; i++) {
      const next = parts[i](frame);
      if (next === decisive) return next;
      if (next === 'inconclusive') result = next;
    }
    return result;
  };
}

/** The same, of the elements of a list or a map. */
function compileQuantifier(expression: Quantifier, decisive: Decisive): Predicate {
  const item = compile(expression.item);
  const otherwise = unlessSettled(decisive);
  return (frame) => {
    const items = elements(expression, frame);
    if (!items) return 'inconclusive';
    let result: Verdict = otherwise;
    for (let i = 0; i < items.length; i++) {
      const next = item(within(frame, items[i]));
      if (next === decisive) return next;
      if (next === 'inconclusive') result = next;
    }
    return result;
  };
}

/** Computes a value of each expression once. */
function perExpression<T extends object>(make: (expression: Expression) => T): (expression: Expression) => T {
  const made = new WeakMap<Expression, T>();
  return (expression) => getOrInsert(made, expression, make);
}

/** The predicate of an expression. */
export const compile = perExpression(predicateOf);

function predicateOf(expression: Expression): Predicate {
  switch (expression.kind) {
    case 'test': return compileTest(expression);
    case 'same': return compileSame(expression);
    case 'present': return (frame) => {
      const value = locate(expression.path, frame);
      return value === WRONG ? 'inconclusive' : verdict((value !== undefined) !== expression.negated);
    };
    case 'content': return (frame) => {
      const value = locate(expression.path, frame);
      if (value === undefined) return verdict(expression.negated);
      const size = sizeOf(value);
      return size === undefined ? 'inconclusive' : verdict((size > 0) !== expression.negated);
    };
    case 'every': return compileQuantifier(expression, 'violation');
    case 'some': return compileQuantifier(expression, 'pass');
    case 'all': return compileJunction(expression, 'violation');
    case 'any': return compileJunction(expression, 'pass');
  }
}

/** How much a text, a list or a map holds; undefined for a value of another type. */
function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}

type Explainer = (frame: Frame) => Site[];

/** Where the field of a path stands, found once: its pointer below that of its root. */
function placeOf({ path: { root, keys } }: { readonly path: Path }): (frame: Frame) => string {
  const below = descend('', keys);
  return (frame) => (frame[root]?.pointer ?? '') + below;
}

/** What is there, in whole: a part of a text would not be found again. */
function seenAt(expression: { readonly path: Path }): (frame: Frame) => Pick<WrongValue, 'pointer' | 'actual'> {
  const { root, keys } = expression.path;
  const place = placeOf(expression);
  return (frame) => {
    const actual = locate({ root, keys }, frame);
    return { pointer: place(frame), actual: actual === WRONG ? undefined : actual };
  };
}

const UNDECIDED = { undecided: true } as const;

/** A choice without alternatives never passes, so the whole subject is at fault. */
const unsatisfiable: Explainer = ({ subject }) => [{ pointer: subject?.pointer ?? '', message: 'cannot satisfy the control, which leaves no alternative' }];

function explainEvery(expression: Quantifier): Explainer {
  const [judge, seen, place] = [compile(expression), seenAt(expression), placeOf(expression)];
  const fails = compile(expression.item);
  return (frame) => {
    const items = elements(expression, frame, place(frame));
    if (items) return items.map((inner) => within(frame, inner)).filter((inner) => fails(inner) !== 'pass').flatMap((inner) => explain(expression.item, inner));
    const expected = expression.over === 'items' ? 'must be a list' : 'must be a map';
    return [{ ...seen(frame), expected, ...(judge(frame) === 'inconclusive' ? UNDECIDED : {}) }];
  };
}

function explainLeaf(expression: Exclude<Expression, Junction>, expected = expectation(expression)): Explainer {
  const [judge, seen] = [compile(expression), seenAt(expression)];
  const isForbidden = forbidsTexts(expression) && expected === expectation(expression);
  return (frame) => {
    const { pointer, actual } = seen(frame);
    const isKey = expression.path.root === 'item' && frame.value !== undefined;
    const site: Site = { pointer, actual, expected, ...(isKey && { isKey }), ...(isForbidden && { isForbidden }) };
    return [judge(frame) === 'inconclusive' ? { ...site, ...UNDECIDED } : site];
  };
}

function explainerOf(expression: Expression): Explainer {
  switch (expression.kind) {
    case 'all': {
      const parts = expression.of.map((part) => [part, compile(part)] as const);
      return (frame) => parts.flatMap(([part, judge]) => (judge(frame) === 'pass' ? [] : explain(part, frame)));
    }
    case 'any': {
      const [[first, ...others], judge] = [expression.of, compile(expression)];
      if (!first) return unsatisfiable;
      const sites = isLeaf(first) ? explainLeaf(first, choiceExpectation(first, others)) : explained(first);
      const parts = expression.of.map((part) => [part, compile(part)] as const);
      return (frame) => {
        if (judge(frame) !== 'inconclusive') return sites(frame);
        const [[open]] = parts.filter(([, verdictOf]) => verdictOf(frame) === 'inconclusive'); // whatever is decided, it is no reason for doubt
        return (open === first ? sites(frame) : explain(open, frame)).map((site) => ({ ...site, ...UNDECIDED }));
      };
    }
    case 'every': return explainEvery(expression);
    default: return explainLeaf(expression);
  }
}

const explained = perExpression(explainerOf);

/** The places at fault, for an expression that does not pass on this frame. Those that cannot be decided say so. */
export const explain = (expression: Expression, frame: Frame): Site[] => explained(expression)(frame);
