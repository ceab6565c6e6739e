import { Comparison, Expression, FieldTest, NOT_PROVABLE_IN_JAVASCRIPT, Path, Quantifier, Root, Scalar } from './require';
import { plainText } from '../objects/plain-text';

/** A name for an expression. */
export interface NamedExpression { readonly name: string; readonly expression: string }

/** The few lists that the API server writes even where they are missing hold null then. */
export function listOrNull(root: string, field: string): string {
  return `dyn(${root}).?${field}.orValue(null) == null ? [] : ${root}.${field}`;
}

/** The CEL variable that each root is known by. */
export type CelRoots = Readonly<Partial<Record<Root, string>>>;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A value as CEL writes it: the literals of CEL take the escapes of JSON, whose output is therefore safe to splice. */
export const literal = (value: unknown): string => JSON.stringify(value);

/** A path with optional field selection, so that a missing parent is a missing field. https://kubernetes.io/docs/reference/using-api/cel/ */
function select(path: Path, roots: CelRoots): string {
  const root = roots[path.root];
  if (root === undefined) throw new Error(`a CEL expression cannot read "${path.root}" here`);
  return path.keys.reduce((text, key) => (IDENTIFIER.test(key) ? `${text}.?${key}` : `${text}[?${literal(key)}]`), root);
}

const isItem = (path: Path): boolean => path.keys.length === 0;

function listText({ path, over, mayBeNull }: Quantifier, selected: string): string {
  if (isItem(path)) return selected;
  if (mayBeNull) return `(${selected}.orValue(null) == null ? [] : ${selected}.value())`;
  return `${selected}.orValue(${over === 'items' ? '[]' : '{}'})`;
}

/** A literal of the same type that makes the comparison true or false, to stand in for a missing field. */
function standIn(test: FieldTest): string {
  const [value] = test.values;
  if (test.comparison === 'includes') return test.absent ? `[${literal(value)}]` : '[]';
  if (test.comparison === 'atLeast') return plainText((value as number) - (test.absent ? 0 : 1));
  if (test.absent) return literal(value ?? '');
  if (typeof value === 'boolean') return literal(!value);
  if (typeof value === 'number') return plainText(Math.max(...(test.values as number[])) + 1);
  // '' equals, starts with, ends with and contains nothing but '', and a longer text is none of the values
  return test.values.includes('') ? literal('\u0000'.repeat(1 + Math.max(...(test.values as string[]).map(({ length }) => length)))) : '""';
}

const COMPARE: Readonly<Record<Comparison, (left: string, values: readonly Scalar[]) => string>> = {
  equals: (left, [value]) => `${left} == ${literal(value)}`,
  oneOf: (left, values) => `${left} in [${values.map(literal).join(', ')}]`,
  startsWith: (left, [text]) => `${left}.startsWith(${literal(text)})`,
  endsWith: (left, [text]) => `${left}.endsWith(${literal(text)})`,
  contains: (left, [text]) => `${left}.contains(${literal(text)})`,
  atLeast: (left, [least]) => `${left} >= ${least}`,
  includes: (left, [element]) => `${literal(element)} in ${left}`,
  matches: (left, [pattern]) => `${left}.matches(${literal(pattern)})`,
  quantityAtLeast: (left, [amount]) => `quantity(string(${left})).compareTo(quantity(${literal(amount)})) >= 0`,
  quantityAtMost: (left, [amount]) => `quantity(string(${left})).compareTo(quantity(${literal(amount)})) <= 0`,
  lowerCase: (left) => `${left}.lowerAscii() == ${left}`,
};

/** The part of a text that a path selects. */
function partOf(whole: string, { after, before }: Path): string {
  const rest = after === undefined ? whole : `${whole}.substring(${whole}.lastIndexOf(${literal(after)}) + 1)`;
  return before === undefined ? rest : `(${rest}.contains(${literal(before)}) ? ${rest}.substring(0, ${rest}.indexOf(${literal(before)})) : "")`;
}

/** No value can stand in for a missing one where the comparison takes some texts only. */
function ofPresent({ path, comparison, values, negated }: FieldTest, selected: string): string {
  const holds = COMPARE[comparison](partOf(isItem(path) ? selected : `${selected}.value()`, path), values);
  return `${negated ? '!' : ''}(${isItem(path) ? holds : `${selected}.hasValue() && ${holds}`})`;
}

/** The CEL text of an expression. `depth` keeps the variables of nested quantifiers apart. */
export function toCel(expression: Expression, roots: CelRoots, depth = 0): string {
  switch (expression.kind) {
    case 'test': {
      const selected = select(expression.path, roots);
      if (NOT_PROVABLE_IN_JAVASCRIPT.includes(expression.comparison)) return ofPresent(expression, selected);
      const whole = isItem(expression.path) ? selected : `${selected}.orValue(${standIn(expression)})`;
      const text = COMPARE[expression.comparison](partOf(whole, expression.path), expression.values);
      return expression.negated ? `!(${text})` : text;
    }
    case 'same': {
      const [left, right] = [select(expression.path, roots), select(expression.other, roots)];
      return `${expression.negated ? '!' : ''}(${left}.hasValue() && ${right}.hasValue() && ${left}.value() == ${right}.value())`;
    }
    case 'present': return `${expression.negated ? '!' : ''}${select(expression.path, roots)}.hasValue()`;
    case 'content': {
      const selected = select(expression.path, roots);
      const filled = `(${selected}.hasValue() && size(${selected}.value()) > 0)`;
      return expression.negated ? `!${filled}` : filled;
    }
    case 'every':
    case 'some': {
      const variable = `e${depth}`;
      const list = listText(expression, select(expression.path, roots));
      const inner = { ...roots, outer: roots.item, item: variable, ...(expression.over === 'keys' ? { value: `${list}[${variable}]` } : {}) };
      return `${list}.${expression.kind === 'every' ? 'all' : 'exists'}(${variable}, ${toCel(expression.item, inner, depth + 1)})`;
    }
    case 'all':
    case 'any': {
      if (expression.of.length === 0) return plainText(expression.kind === 'all');
      return `(${expression.of.map((part) => toCel(part, roots, depth)).join(expression.kind === 'all' ? ' && ' : ' || ')})`;
    }
  }
}
