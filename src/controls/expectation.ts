import { Comparison, Expression, FieldTest, Junction, Path, Quantifier, Scalar } from './require';
import { plainText } from '../objects/plain-text';

/** What expressions demand, in the words of messages. */

const quote = (value: Scalar): string => (typeof value === 'string' ? `"${value}"` : plainText(value));

/** `"a", "b" or "c"`. */
const choice = (values: readonly Scalar[]): string => {
  const texts = values.map(quote);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts[texts.length - 1]}`;
};

/** What a comparison demands, without the verb: of several values any of which will do, or none of which may be there. */
const EXPECTED: Readonly<Record<Comparison, (values: readonly Scalar[], negated: boolean) => string>> = {
  equals: (values) => `be ${choice(values)}`,
  oneOf: (values, negated) => {
    if (values.length === 0) return 'be one of an empty list';
    return values.length === 1 ? `be ${choice(values)}` : `be ${negated ? 'any' : 'one'} of ${values.map(quote).join(', ')}`;
  },
  startsWith: (texts) => `start with ${choice(texts)}`,
  endsWith: (texts) => `end with ${choice(texts)}`,
  contains: (texts) => `contain ${choice(texts)}`,
  atLeast: ([least], negated) => `be ${negated ? 'less than' : 'at least'} ${least}`,
  includes: (elements) => `include ${choice(elements)}`,
  lowerCase: () => 'be lower case',
  matches: (patterns) => `match ${patterns.join(' or ')}`,
  quantityAtLeast: ([amount], negated) => `be ${negated ? 'less than' : 'at least'} ${amount}`,
  quantityAtMost: ([amount], negated) => `be ${negated ? 'more than' : 'at most'} ${amount}`,
};

/** Comparisons whose opposite is another comparison, and which take one value. */
const ORDERS: readonly Comparison[] = ['atLeast', 'quantityAtLeast', 'quantityAtMost'];

/** Which part of the text an expectation is about. */
function partText({ after, before }: Path): string {
  if (after === undefined) return before === undefined ? '' : ` before the first "${before}"`;
  return before === undefined ? ` after the last "${after}"` : ` between the last "${after}" and the next "${before}"`;
}

/** A demand on one field. */
export type Leaf = Exclude<Expression, Junction | Quantifier>;

export const isLeaf = (expression: Expression): expression is Leaf => !['all', 'any', 'every', 'some'].includes(expression.kind);

/** What a leaf demands of its field, without `must`. */
function demand(leaf: Leaf): string {
  switch (leaf.kind) {
    case 'test': {
      if (leaf.negated && leaf.comparison === 'equals' && typeof leaf.values[0] === 'boolean') return `be ${!leaf.values[0]} or unset`;
      const not = leaf.negated && !ORDERS.includes(leaf.comparison) ? 'not ' : '';
      return `${not}${EXPECTED[leaf.comparison](leaf.values, leaf.negated)}${partText(leaf.path)}`;
    }
    case 'same': return `${leaf.negated ? 'not ' : ''}be the same as ${leaf.other.keys.join('.')}`;
    case 'present': return leaf.negated ? 'not be set' : 'be set';
    case 'content': return leaf.negated ? 'be empty' : 'not be empty';
  }
}

/** Whether a leaf rules texts out, one by one or by a pattern. */
export const forbidsTexts = (leaf: Exclude<Expression, Junction>): boolean => leaf.kind === 'test' && leaf.negated
  && ['equals', 'oneOf', 'matches'].includes(leaf.comparison) && typeof leaf.values[0] === 'string';

/** What elements must be like, as in `kind must be "Group" and name must start with "system:"`. */
function demandOfElement(expression: Expression): string {
  const name = ({ path: { keys } }: { readonly path: Path }, whole: string): string => keys.join('.') || whole;
  switch (expression.kind) {
    case 'all': return expression.of.map(demandOfElement).join(' and ');
    case 'any': return expression.of.map(demandOfElement).join(' or ');
    case 'some': return `${name(expression, 'it')} must have an element where ${demandOfElement(expression.item)}`;
    case 'every': return `each element of ${name(expression, 'it')} must satisfy: ${demandOfElement(expression.item)}`;
    default: return `${name(expression, 'it')} must ${demand(expression)}`;
  }
}

/** What is demanded, as in `must be true`. */
export function expectation(expression: Exclude<Expression, Junction>): string {
  if (isLeaf(expression)) return `must ${demand(expression)}`;
  const { item } = expression;
  if (isLeaf(item) && item.path.keys.length === 0 && item.kind === 'test' && item.comparison !== 'matches' && forbidsTexts(item)) return `must have an element other than ${choice(item.values)}`;
  return isLeaf(item) && item.path.keys.length === 0
    ? `must have an element that must ${demand(item)}`
    : `must have an element where ${demandOfElement(item)}`;
}

const sameField = (one: Path, other: Path): boolean => one.root === other.root && one.keys.join('\0') === other.keys.join('\0');

/** What a choice between demands on one field demands: `must start with "a" or "b", or be "c"`. Alternatives of another field are left out. */
export function choiceExpectation(first: Leaf, others: readonly Expression[]): string {
  const leaves = [first, ...others.filter(isLeaf)].filter(({ path }) => sameField(path, first.path));
  const merged = leaves.reduce<Leaf[]>((all, leaf) => {
    const like = leaf.kind === 'test' && !leaf.negated && !ORDERS.includes(leaf.comparison) ? all.findIndex((one) => mergesWith(one, leaf)) : -1;
    if (like < 0 || leaf.kind !== 'test') return [...all, leaf];
    const known = all[like] as FieldTest;
    return all.map((one, i) => (i === like ? { ...known, values: [...new Set([...known.values, ...leaf.values])] } : one));
  }, []);
  return `must ${[...new Set(merged.map(demand))].join(', or ')}`;
}

const mergesWith = (one: Leaf, other: FieldTest): boolean => one.kind === 'test' && !one.negated && one.comparison === other.comparison
  && one.path.after === other.path.after && one.path.before === other.path.before;
