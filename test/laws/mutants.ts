import { Expression } from '../../src/controls/require';

/** An expression with one clause taken out. */
export interface Mutant {
  readonly removed: string;
  readonly expression: Expression;
  /** Whether the expression without it holds more often, or less often. */
  readonly holds: 'more' | 'less';
}

const ALWAYS: Expression = { kind: 'all', of: [] };
const NEVER: Expression = { kind: 'any', of: [] };

const weaker = (expression: Expression) => ({ expression, holds: 'more' as const });
const stricter = (expression: Expression) => ({ expression, holds: 'less' as const });

function parts(expression: Expression & { kind: 'all' | 'any' }): Mutant[] {
  return expression.of.flatMap((part, i) => {
    const replaced = (by: Expression): Expression => ({ ...expression, of: expression.of.map((one, k) => (k === i ? by : one)) });
    const dropped = { removed: JSON.stringify(part), ...(expression.kind === 'all' ? weaker(replaced(ALWAYS)) : stricter(replaced(NEVER))) };
    return [dropped, ...mutants(part).map((mutant) => ({ ...mutant, expression: replaced(mutant.expression) }))];
  });
}

/** Every way to take one clause out of an expression: a part of a junction, what a quantifier says, one value of a list, or the whole. */
export function mutants(expression: Expression): Mutant[] {
  switch (expression.kind) {
    case 'all':
    case 'any': return parts(expression);
    case 'every':
    case 'some': return [
      { removed: JSON.stringify(expression), ...(expression.kind === 'every' ? weaker(ALWAYS) : stricter(NEVER)) },
      ...mutants(expression.item).map((mutant) => ({ ...mutant, expression: { ...expression, item: mutant.expression } })),
    ];
    case 'test': return [
      { removed: JSON.stringify(expression), ...weaker(ALWAYS) },
      ...(expression.comparison === 'oneOf' && expression.values.length > 1 ? expression.values : [])
        .map((value) => ({ removed: `value ${value} of ${JSON.stringify(expression)}`, ...stricter({ ...expression, values: expression.values.filter((one) => one !== value) }) })),
    ];
    default: return [{ removed: JSON.stringify(expression), ...weaker(ALWAYS) }];
  }
}
