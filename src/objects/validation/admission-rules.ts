import { pathSegmentProblem } from './paths';
import { Forms, NONE, oneOf, refusal, refusedForms } from './refusal';
import { labelSelectorProblems } from './selectors';
import { celProblem } from '../cel-syntax';
import { entries, repeated } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';
import { filledText } from '../value-types';

const ANY = '*';
const MOST_CONDITIONS = 64;
const OF_REFERENCES: Forms = { name: pathSegmentProblem, parameterNotFoundAction: oneOf('Allow', 'Deny') };
const LISTS = ['operations', 'apiGroups', 'apiVersions', 'resources'];
/** What every expression of an admission policy or webhook can use. */
export const REQUEST_VARIABLES: readonly string[] = ['object', 'oldObject', 'request', 'authorizer'];

/** What expressions have to result in, as far as it matters. */
type Result = 'true or false' | 'a text' | 'an object' | 'a list of patches';
const LITERALS: readonly (readonly [RegExp, Result | undefined])[] = [[/^-?\d+(?:\.\d+)?u?(?:\s*[-+*/]\s*\d+(?:\.\d+)?u?)*$/, undefined], [/^(?:true|false)$/, 'true or false'], [/^(?:'[^'\\]*'|"[^"\\]*")$/, 'a text']];

/** An expression that is a single value of another type. The type of all others depends on the types of what they read. */
function literalProblem(expression: string, result: Result): string | undefined {
  const literal = LITERALS.find(([pattern]) => pattern.test(expression.trim()));
  return literal && literal[1] !== result ? `the expression is ${expression.trim()}, must result in ${result}` : undefined;
}

/** What is wrong with an expression in CEL, as far as its syntax and its variables show. */
export function expressionProblems(expression: unknown, pointer: string, variables: readonly string[], result?: Result): readonly Problem[] {
  if (typeof expression !== 'string') return NONE;
  if (expression.trim() === '') return refusal(pointer, expression !== '' && 'the expression is blank; write one in CEL');
  const literal = result && literalProblem(expression, result);
  if (literal) return refusal(pointer, literal);
  const problem = celProblem(expression, variables);
  return refusal(pointer, problem && `is no expression: it ${problem}`);
}

/** A resource beside a wildcard that stands for it too. */
function coveredResource(resources: readonly unknown[]): string | undefined {
  const texts = resources.filter((one): one is string => typeof one === 'string');
  if (texts.length > 1 && texts.includes('*/*')) return '`*/*` stands for all resources';
  const last = texts.filter((one) => !one.includes('/')).at(-1);
  if (texts.includes(ANY) && last !== undefined && last !== ANY) return '`*` stands for all resources without subresources';
  const before = new Set<string>();
  for (const one of texts) {
    const [resource, ...rest] = one.split('/');
    const subresource = rest.join('/');
    if (rest.length > 0 && (before.has(`${resource}/${ANY}`) || before.has(`${ANY}/${subresource}`))) return `a wildcard before it stands for \`${one}\``;
    if (rest.length > 0) before.add(one);
  }
  return undefined;
}

/** What is wrong with the requests that a rule is about. */
function ruleProblems(rule: Fields, pointer: string): readonly Problem[] {
  return [
    ...LISTS.flatMap((field) => {
      const at = childPointer(pointer, field);
      const list = elementsOf(rule[field]);
      if (list.length === 0) return refusal(at, `${field} of the rule is missing or empty; list what it is about`);
      if (field === 'resources') {
        const covered = coveredResource(list);
        return refusal(at, covered && `${covered}; remove what it stands for`);
      }
      return refusal(at, list.length > 1 && list.includes(ANY) && `${field} has "*", which stands for all; remove the others`);
    }),
    ...elementsOf(rule.resourceNames).flatMap((name, i) => refusedForms({ name }, '', { name: pathSegmentProblem }).map(({ message }) => ({ pointer: childPointer(childPointer(pointer, 'resourceNames'), i), message }))),
    ...['apiVersions', 'resources'].flatMap((field) => elementsOf(rule[field]).flatMap((one, i) => (
      refusal(childPointer(childPointer(pointer, field), i), one === '' && `an entry of ${field} is empty; write its name, or "*" for all`)))),
    ...repeatedNames(rule, pointer),
  ];
}

function repeatedNames({ resourceNames }: Fields, pointer: string): readonly Problem[] {
  const names = elementsOf(resourceNames);
  return refusal(childPointer(pointer, 'resourceNames'), new Set(names).size < names.length && 'resourceNames has a name twice; remove one');
}

/** What is wrong with the rules of a webhook or a policy. */
export function rulesProblems(rules: unknown, pointer: string): readonly Problem[] {
  return entries(rules, pointer).flatMap((one) => ruleProblems(one.value, one.pointer));
}

/** What is wrong with what a policy or its binding matches. */
export function matchProblems(match: unknown, pointer: string): readonly Problem[] {
  if (!isObject(match)) return NONE;
  const at = (field: string): string => childPointer(pointer, field);
  return [
    ...labelSelectorProblems(match.namespaceSelector, at('namespaceSelector')), ...labelSelectorProblems(match.objectSelector, at('objectSelector')),
    ...rulesProblems(match.resourceRules, at('resourceRules')), ...rulesProblems(match.excludeResourceRules, at('excludeResourceRules')),
  ];
}

/** What is wrong with the conditions under which a webhook or a policy is asked. */
export function conditionsProblems(conditions: unknown, pointer: string, variables: readonly string[]): readonly Problem[] {
  const list = entries(conditions, pointer);
  return [
    ...refusal(pointer, list.length > MOST_CONDITIONS && `there are ${list.length} conditions, must be ${MOST_CONDITIONS} or fewer`),
    ...list.flatMap(({ value, pointer: at }) => [...refusedForms(value, at, { name: labelKeyProblem }), ...expressionProblems(value.expression, `${at}/expression`, variables, 'true or false')]),
    ...repeated(list, ({ value }) => filledText(value.name)).flatMap(({ value, pointer: at }) => refusal(`${at}/name`, `two conditions are named "${plainText(value.name)}"; rename one`)),
  ];
}

/** What is wrong with the reference to the parameters of a policy. */
export function parametersProblems(reference: unknown, pointer: string): readonly Problem[] {
  if (!isObject(reference)) return NONE;
  const [hasName, hasSelector] = [!isMissing(reference.name), isObject(reference.selector)];
  return [
    ...refusal(pointer, hasName === hasSelector && `paramRef needs \`name\` or \`selector\`, and not both; ${hasName ? 'remove' : 'set'} one of them`),
    ...refusal(`${pointer}/parameterNotFoundAction`, isMissing(reference.parameterNotFoundAction) && 'parameterNotFoundAction is missing; set "Deny" or "Allow"'),
    ...refusedForms(reference, pointer, OF_REFERENCES), ...labelSelectorProblems(reference.selector, `${pointer}/selector`),
  ];
}
