import { NONE, refusal, refusedText } from './refusal';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { dnsSubdomainProblem, labelKeyProblem, labelValueProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

const WITH_VALUES = ['In', 'NotIn'];
const WITHOUT_VALUES = ['Exists', 'DoesNotExist'];
const WITH_NUMBER = ['Gt', 'Lt'];

function operatorProblems({ operator, values }: Fields, pointer: string, withNumber: readonly string[]): readonly Problem[] {
  const count = elementsOf(values).length;
  const name = plainText(operator);
  const at = childPointer(pointer, 'values');
  if (WITH_VALUES.includes(name)) return refusal(at, count === 0 && `the operator ${name} needs values; set \`values\``);
  if (WITHOUT_VALUES.includes(name)) return refusal(at, count > 0 && `the operator ${name} has no values; remove \`values\``);
  if (withNumber.includes(name)) return refusal(at, count !== 1 && `the operator ${name} needs exactly one value; write one number`);
  const known = [...WITH_VALUES, ...WITHOUT_VALUES, ...withNumber].join(', ');
  return refusal(childPointer(pointer, 'operator'), isMissing(operator) ? `the expression has no operator; set \`operator\` to one of ${known}` : typeof operator === 'string' && `operator is "${operator}", must be one of ${known}`);
}

function valueProblems(values: unknown, pointer: string, problemOf: (text: string) => string | undefined): Problem[] {
  return elementsOf(values).flatMap((value, i) => refusedText(value, childPointer(childPointer(pointer, 'values'), i), 'the value', problemOf));
}

const keyProblem = (key: unknown, pointer: string): readonly Problem[] => refusedText(key, childPointer(pointer, 'key'), 'the label key', labelKeyProblem);

/** What is wrong with labels that objects are selected by. */
export function selectedLabelsProblems(labels: unknown, pointer: string): readonly Problem[] {
  if (!isObject(labels)) return NONE;
  return Object.keys(labels).flatMap((key) => {
    const value = labels[key];
    const wrongKey = labelKeyProblem(key);
    const wrongValue = wrongKey || typeof value !== 'string' ? undefined : labelValueProblem(value);
    if (!wrongKey && !wrongValue) return NONE;
    return refusal(childPointer(pointer, key), wrongKey ? `the label key "${key}" ${wrongKey}` : `the label value "${plainText(value)}" ${wrongValue}`);
  });
}

/** What is wrong with a label selector. https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/apis/meta/v1/validation/validation.go (ValidateLabelSelector) */
export function labelSelectorProblems(selector: unknown, pointer: string): readonly Problem[] {
  if (!isObject(selector)) return NONE;
  const ofLabels = selectedLabelsProblems(selector.matchLabels, childPointer(pointer, 'matchLabels'));
  if (selector.matchExpressions === undefined) return ofLabels;
  return [...ofLabels, ...entries(selector.matchExpressions, childPointer(pointer, 'matchExpressions')).flatMap(({ value, pointer: at }) => [
    ...operatorProblems(value, at, []), ...keyProblem(value.key, at), ...valueProblems(value.values, at, labelValueProblem),
  ])];
}

/** The label keys that a selector names. */
export function keysOfSelector(selector: unknown): readonly string[] {
  if (!isObject(selector)) return [];
  const inExpressions = entries(selector.matchExpressions, '').flatMap(({ value: { key } }) => (typeof key === 'string' ? [key] : []));
  return [...(isObject(selector.matchLabels) ? Object.keys(selector.matchLabels) : []), ...inExpressions];
}

function fieldRequirementProblems({ key, operator, values }: Fields, pointer: string): readonly Problem[] {
  const isKnown = WITH_VALUES.includes(plainText(operator));
  return [
    ...refusal(childPointer(pointer, 'operator'), typeof operator === 'string' && !isKnown && `operator of a field is "${operator}", must be In or NotIn`),
    ...refusal(childPointer(pointer, 'values'), isKnown && elementsOf(values).length !== 1 && 'a field is compared with exactly one value; write one'),
    ...refusal(childPointer(pointer, 'key'), typeof key === 'string' && key !== '' && key !== 'metadata.name' && `the field of a node is "${key}", must be metadata.name`),
    ...(key === 'metadata.name' ? valueProblems(values, pointer, dnsSubdomainProblem) : NONE),
  ];
}

/** What is wrong with a term that selects nodes. Values of terms that are only preferred are not looked at. */
export function nodeTermProblems(term: unknown, pointer: string, isRequired: boolean): readonly Problem[] {
  if (!isObject(term)) return NONE;
  return [
    ...entries(term.matchExpressions, childPointer(pointer, 'matchExpressions')).flatMap(({ value, pointer: at }) => [
      ...operatorProblems(value, at, WITH_NUMBER), ...keyProblem(value.key, at),
      ...(isRequired ? valueProblems(value.values, at, labelValueProblem) : NONE),
    ]),
    ...entries(term.matchFields, childPointer(pointer, 'matchFields')).flatMap(({ value, pointer: at }) => fieldRequirementProblems(value, at)),
  ];
}

/** What is wrong with a selector of nodes that has to match. https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidateNodeSelector) */
export function nodeSelectorProblems(selector: unknown, pointer: string): readonly Problem[] {
  if (!isObject(selector)) return NONE;
  const at = childPointer(pointer, 'nodeSelectorTerms');
  return [
    ...refusal(at, elementsOf(selector.nodeSelectorTerms).length === 0 && 'the selector of nodes has no term; add one, or remove the selector'),
    ...entries(selector.nodeSelectorTerms, at).flatMap((term) => nodeTermProblems(term.value, term.pointer, true)),
  ];
}
