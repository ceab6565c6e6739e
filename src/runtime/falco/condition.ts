/**
 * A condition in the filter language of Falco.
 *
 * @see https://falco.org/docs/concepts/rules/conditions/
 */
export type Condition =
  | { readonly is: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly is: 'not'; readonly of: Condition }
  | { readonly is: 'macro'; readonly name: string }
  | { readonly is: 'check'; readonly field: string; readonly operator: Operator; readonly value: Value }
  | { readonly is: 'in'; readonly field: string; readonly values: readonly Value[] }
  | { readonly is: 'inList'; readonly field: string; readonly list: string };

/** How a field is compared with one value. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'startswith' | 'contains';

/** A text, which is quoted, or a number. */
export type Value = string | number;

export const all = (...of: readonly Condition[]): Condition => (of.length === 1 ? of[0] : { is: 'all', of });
export const any = (...of: readonly Condition[]): Condition => (of.length === 1 ? of[0] : { is: 'any', of });
export const not = (of: Condition): Condition => ({ is: 'not', of });
export const macro = (name: string): Condition => ({ is: 'macro', name });
export const check = (field: string, operator: Operator, value: Value): Condition => ({ is: 'check', field, operator, value });
export const isIn = (field: string, values: readonly Value[]): Condition => ({ is: 'in', field, values });

export const isInList = (field: string, list: string): Condition => ({ is: 'inList', field, list });

/**
 * What may stand in a text: no quote, backslash or control character, which end or change it, no percent sign, which begins a field in an output, and no
 * blank, comma or parenthesis, between which Falco replaces the names of lists, even inside of quotes. https://github.com/falcosecurity/falco/blob/master/userspace/engine/rule_loader_compiler.cpp
 */
const SAFE_TEXT = /^[A-Za-z0-9._+@:~/-]*$/;

/** Why a text cannot be compared with in a condition, as a predicate; undefined where it can. */
export function textProblem(text: string): string | undefined {
  return SAFE_TEXT.test(text) ? undefined : 'has characters other than letters, digits and ._+@:~/-, which could end a condition or be expanded in an output';
}

/** Throws for a text that no condition and no output can hold. */
export function rejectText(text: string): void {
  const problem = textProblem(text);
  if (problem) throw new Error(`cannot write ${JSON.stringify(text)} into a rule of Falco: it ${problem}; rename it`);
}

/** A value as it stands in a condition, and in a list that is put there. */
export function valueText(value: Value): string {
  if (typeof value === 'number') return String(value);
  rejectText(value);
  return `"${value}"`;
}

/** The argument of a field is not quoted: `k8s.pod.label[app.kubernetes.io/name]`. */
export function fieldWith(field: string, argument: string): string {
  rejectText(argument);
  return `${field}[${argument}]`;
}

/** The text of a condition. */
export function conditionText(condition: Condition): string {
  switch (condition.is) {
    case 'all': return condition.of.map(operand).join(' and ');
    case 'any': return condition.of.map(operand).join(' or ');
    case 'not': return `not ${operand(condition.of)}`;
    case 'macro': return condition.name;
    case 'check': return `${condition.field} ${condition.operator} ${valueText(condition.value)}`;
    case 'inList': return `${condition.field} in (${condition.list})`;
    case 'in': return `${condition.field} in (${condition.values.map(valueText).join(', ')})`;
  }
}

const operand = (condition: Condition): string => (condition.is === 'all' || condition.is === 'any' ? `(${conditionText(condition)})` : conditionText(condition));
