import { KindRule, NONE, entriesAt, refusal } from './refusal';
import { COUNTED, isExtended, isHugePages, isWhole, OF_QUOTAS } from './resource-names';
import { labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { childPointer, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

const SCOPES = ['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity', 'VolumeAttributesClass'];
const WITHOUT_VALUES = SCOPES.filter((scope) => scope !== 'PriorityClass' && scope !== 'VolumeAttributesClass');
const OPPOSITES: readonly (readonly [string, string])[] = [['BestEffort', 'NotBestEffort'], ['Terminating', 'NotTerminating']];
const COMPUTE = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];
const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

const isStandard = (name: string): boolean => OF_QUOTAS.includes(name) || isHugePages(name.replace(/^requests\./, ''));

/** What a quota can count of the pods of a scope; undefined for anything. */
function countedIn(scope: string): readonly string[] | undefined {
  if (scope === 'BestEffort') return ['pods'];
  if (scope === 'VolumeAttributesClass') return ['persistentvolumeclaims', 'requests.storage'];
  return !SCOPES.includes(scope) ? undefined : ['pods', ...COMPUTE];
}

function scopesProblem(scopes: readonly string[], hard: Readonly<Record<string, unknown>>): string | undefined {
  const unknown = scopes.find((scope) => !SCOPES.includes(scope));
  if (unknown !== undefined) return `there is no scope "${unknown}"; these are ${SCOPES.join(', ')}`;
  const opposite = OPPOSITES.find((pair) => pair.every((scope) => scopes.includes(scope)));
  if (opposite) return `the scopes ${opposite.join(' and ')} exclude each other; remove one`;
  for (const scope of scopes) {
    const counted = countedIn(scope);
    const stray = counted && Object.keys(hard).find((name) => isStandard(name) && !counted.includes(name));
    if (stray !== undefined) return `the scope ${scope} counts ${counted!.join(', ')}, not ${stray}; write a quota of its own for ${stray}`;
  }
  return undefined;
}

const textsIn = (list: readonly unknown[]): string[] => list.filter((one): one is string => typeof one === 'string');

function selectorProblems(spec: Readonly<Record<string, unknown>>, hard: Readonly<Record<string, unknown>>): readonly Problem[] {
  const at = '/spec/scopeSelector/matchExpressions';
  const expressions = entriesAt({ spec }, at);
  return [
    ...refusal(at, scopesProblem(textsIn(expressions.map(({ value }) => value.scopeName)), hard)),
    ...expressions.flatMap(({ value: { scopeName, operator, values }, pointer }) => {
      const count = elementsOf(values).length;
      const needsExists = WITHOUT_VALUES.includes(plainText(scopeName)) && operator !== 'Exists';
      return [
        ...refusal(`${pointer}/operator`, typeof operator === 'string' && (!OPERATORS.includes(operator) ? `operator is "${operator}", must be one of ${OPERATORS.join(', ')}`
          : needsExists && `the scope ${plainText(scopeName)} has no values; write \`operator: Exists\``)),
        ...refusal(`${pointer}/values`, (operator === 'In' || operator === 'NotIn') ? count === 0 && `the operator ${operator} needs values; set \`values\``
          : typeof operator === 'string' && count > 0 && `the operator ${operator} has no values; remove \`values\``),
      ];
    }),
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidateResourceQuotaSpec) */
export const quotaRule: KindRule = ({ spec }) => {
  if (!isObject(spec)) return NONE;
  const hard = isObject(spec.hard) ? spec.hard : {};
  return [
    ...Object.keys(hard).flatMap((name) => {
      const at = childPointer('/spec/hard', name);
      const isKnown = name.includes('/') || isStandard(name);
      if (!isKnown) return refusal(at, `a quota cannot limit "${name}"; it can limit ${OF_QUOTAS.join(', ')}, and "count/<resource>.<group>" of objects`);
      const problem = labelKeyProblem(name);
      if (problem) return refusal(at, `the resource "${name}" ${problem}`);
      const isCounted = COUNTED.includes(name) || isExtended(name);
      return refusal(at, isCounted && !isWhole(hard[name]) && `the quota of ${name} is ${plainText(hard[name])}, must be a whole number`);
    }),
    ...refusal('/spec/scopes', scopesProblem(textsIn(elementsOf(spec.scopes)), hard)),
    ...(isObject(spec.scopeSelector) ? selectorProblems(spec, hard) : NONE),
  ];
};
