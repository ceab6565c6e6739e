import { Forms, NONE, oneOf, refusal, refusedForms } from './refusal';
import { entries, Entry } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { labelKeyProblem } from '../names';

import { Fields, childPointer, elementsOf, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';

const OF_CONDITIONS: Forms = { type: labelKeyProblem, status: oneOf('True', 'False', 'Unknown') };
const MOST_RULES = 20;
const MOST_CONDITIONS = 20;
const MOST_CODES = 255;
const LONGEST_INDEXES = 64 * 1024;
const INTERVAL = /^\+?(\d{1,10})(?:-\+?(\d{1,10}))?$/;

function tooMany(list: readonly unknown[], pointer: string, most: number, what: string): readonly Problem[] {
  return refusal(pointer, list.length > most && `there are ${list.length} ${what}, must be ${most} or fewer`);
}

function codesProblem(codes: readonly number[], operator: unknown): string | undefined {
  if (operator === 'In' && codes.includes(0)) return 'the exit code 0 is no failure; remove it';
  if (new Set(codes).size < codes.length) return 'the rule has an exit code twice; remove one';
  return codes.some((code, i) => i > 0 && codes[i - 1] > code) ? 'the exit codes are not in ascending order; sort them' : undefined;
}

function codeProblems({ containerName, operator, values }: Fields, pointer: string, containers: readonly unknown[]): readonly Problem[] {
  const codes = elementsOf(values).filter((code): code is number => typeof code === 'number');
  const at = childPointer(pointer, 'values');
  const message = elementsOf(values).length === 0 ? 'the rule has no exit codes; set `values`' : codesProblem(codes, operator);
  return [
    ...refusal(childPointer(pointer, 'containerName'), typeof containerName === 'string' && !containers.includes(containerName) && `the pod has no container "${containerName}"; name one of its containers, or remove \`containerName\``),
    ...tooMany(codes, at, MOST_CODES, 'exit codes'), ...refusal(at, message),
  ];
}

function failureRuleProblems({ value, pointer }: Entry, containers: readonly unknown[], spec: Fields): readonly Problem[] {
  const { action, onExitCodes, onPodConditions } = value;
  const conditions = entries(onPodConditions, childPointer(pointer, 'onPodConditions'));
  const [hasCodes, hasConditions] = [isObject(onExitCodes), conditions.length > 0];
  return [
    ...refusal(pointer, hasCodes === hasConditions && `the rule needs \`onExitCodes\` or \`onPodConditions\`, and not both; ${hasCodes ? 'remove' : 'set'} one of them`),
    ...refusal(`${pointer}/action`, action === 'FailIndex' && isMissing(spec.backoffLimitPerIndex) && 'the action FailIndex needs `backoffLimitPerIndex`; set it, or choose FailJob'),
    ...(isObject(onExitCodes) ? codeProblems(onExitCodes, `${pointer}/onExitCodes`, containers) : NONE),
    ...tooMany(conditions, `${pointer}/onPodConditions`, MOST_CONDITIONS, 'conditions'),
    ...conditions.flatMap((condition) => refusedForms(condition.value, condition.pointer, OF_CONDITIONS)),
  ];
}

/** What is wrong with what happens when pods fail. https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/batch/validation/validation.go (validatePodFailurePolicy) */
export function failurePolicyProblems(spec: Fields, pointer: string): readonly Problem[] {
  const { podFailurePolicy } = spec;
  if (!isObject(podFailurePolicy)) return NONE;
  const at = `${pointer}/podFailurePolicy/rules`;
  const rules = entries(podFailurePolicy.rules, at);
  const containers = ['containers', 'initContainers'].flatMap((field) => entries(valueAt(spec, `/template/spec/${field}`), '').map(({ value }) => value.name));
  return [
    ...tooMany(rules, at, MOST_RULES, 'rules'), ...rules.flatMap((rule) => failureRuleProblems(rule, containers, spec)),
    ...refusal(`${pointer}/podReplacementPolicy`, !isMissing(spec.podReplacementPolicy) && spec.podReplacementPolicy !== 'Failed' && 'podReplacementPolicy must be "Failed" beside `podFailurePolicy`; change or remove it'),
  ];
}

/** How many indexes a text such as `0-3,5` names, or what is wrong with it. */
function indexesIn(text: string, completions: number): number | string {
  if (text.length > LONGEST_INDEXES) return `is longer than ${LONGEST_INDEXES} characters`;
  let [last, count] = [-1, 0];
  for (const interval of text === '' ? [] : text.split(',')) {
    const [, low, high = low] = INTERVAL.exec(interval) ?? [];
    if (low === undefined) return 'must be indexes and ranges, such as "0-3,5"';
    const [from, to] = [Number(low), Number(high)];
    if (from > to || from <= last) return 'must be in ascending order';
    if (to >= completions) return `names the index ${to}, and there are only ${completions} completions`;
    [last, count] = [to, count + to - from + 1];
  }
  return count;
}

function successRuleProblems({ value: { succeededCount, succeededIndexes }, pointer }: Entry, completions: number): readonly Problem[] {
  const indexes = typeof succeededIndexes === 'string' ? indexesIn(succeededIndexes, completions) : completions;
  const most = typeof indexes === 'number' ? indexes : completions;
  return [
    ...refusal(pointer, isMissing(succeededCount) && succeededIndexes === undefined && 'the rule is empty; set `succeededCount` or `succeededIndexes`'),
    ...refusal(`${pointer}/succeededIndexes`, typeof indexes === 'string' && `succeededIndexes ${indexes}`),
    ...refusedForms({ succeededCount }, pointer, { succeededCount: [0, most] }),
  ];
}

/** What is wrong with what makes an indexed Job succeed. */
export function successPolicyProblems({ successPolicy, completions, completionMode }: Fields, pointer: string): readonly Problem[] {
  if (!isObject(successPolicy) || completionMode !== 'Indexed' || typeof completions !== 'number') return NONE;
  const at = `${pointer}/successPolicy/rules`;
  const rules = entries(successPolicy.rules, at);
  return [
    ...refusal(at, rules.length === 0 && 'successPolicy has no rules; add one, or remove it'), ...tooMany(rules, at, MOST_RULES, 'rules'),
    ...rules.flatMap((rule) => successRuleProblems(rule, completions)),
  ];
}
