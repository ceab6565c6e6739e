import { Expression, FieldTest, Path } from '../controls/require';

const ALWAYS: Expression = { kind: 'all', of: [] };
const NEVER: Expression = { kind: 'any', of: [] };

/** Whether an expression holds for every object. */
export const isAlways = (expression: Expression): boolean => expression.kind === 'all' && expression.of.length === 0;
const isNever = (expression: Expression): boolean => expression.kind === 'any' && expression.of.length === 0;

const isKind = ({ root, keys, after, before }: Path): boolean =>
  (root === 'subject' || root === 'object') && keys.length === 1 && keys[0] === 'kind' && after === undefined && before === undefined;

function decided({ comparison, values, negated }: FieldTest, kind: string): Expression | undefined {
  if (comparison !== 'equals' && comparison !== 'oneOf') return undefined;
  return values.includes(kind) !== negated ? ALWAYS : NEVER;
}

/** What is left of a statement about an object whose kind is known: requirements of other kinds are left out of the policy. */
export function simplify(expression: Expression, kind: string): Expression {
  switch (expression.kind) {
    case 'test': return (isKind(expression.path) && decided(expression, kind)) || expression;
    case 'all':
    case 'any': {
      const [neutral, decisive] = expression.kind === 'all' ? [isAlways, isNever] : [isNever, isAlways];
      const parts = expression.of.map((part) => simplify(part, kind)).filter((part) => !neutral(part));
      return parts.find(decisive) ?? (parts.length === 1 ? parts[0] : { ...expression, of: parts });
    }
    default: return expression;
  }
}
