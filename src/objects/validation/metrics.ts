import { pathSegmentProblem } from './paths';
import { Forms, NONE, oneOf, quoted, refusal, refusedEmpty, refusedForms, refusedText } from './refusal';
import { containerResourceProblem } from './resource-names';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { dnsLabelProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, descend, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';
import { parseQuantity } from '../quantity';

/** A metric, and how it may be compared: with any of these targets, or with exactly one. */
interface MetricKind { readonly field: string; readonly targets: readonly string[]; readonly isExclusive: boolean }

const KINDS: Readonly<Record<string, MetricKind>> = {
  ContainerResource: { field: 'containerResource', targets: ['averageUtilization', 'averageValue'], isExclusive: true },
  External: { field: 'external', targets: ['value', 'averageValue'], isExclusive: true },
  Object: { field: 'object', targets: ['value', 'averageValue'], isExclusive: false },
  Pods: { field: 'pods', targets: ['averageValue'], isExclusive: false },
  Resource: { field: 'resource', targets: ['averageUtilization', 'averageValue'], isExclusive: true },
};
const FIELDS = Object.values(KINDS).map(({ field }) => field);
const LONGEST_PERIOD = 1800;
const LONGEST_WINDOW = 3600;
const OF_RULES: Forms = { tolerance: (text) => ((parseQuantity(text)?.nanos ?? 0n) < 0n ? 'must be 0 or more' : undefined), stabilizationWindowSeconds: [0, LONGEST_WINDOW], selectPolicy: oneOf('Max', 'Min', 'Disabled') };
const OF_POLICIES: Forms = { type: oneOf('Pods', 'Percent'), value: [1, Infinity], periodSeconds: [1, LONGEST_PERIOD] };
const OF_TARGETS: Forms = { type: oneOf('Utilization', 'Value', 'AverageValue'), averageUtilization: [1, Infinity] };
const OF_CONTAINERS: Forms = { container: dnsLabelProblem, name: containerResourceProblem };

function amountProblems(target: Fields, pointer: string): readonly Problem[] {
  return ['value', 'averageValue'].flatMap((field) => {
    const amount = target[field];
    const parsed = typeof amount === 'string' || typeof amount === 'number' ? parseQuantity(plainText(amount)) : undefined;
    return refusal(childPointer(pointer, field), parsed && parsed.nanos <= 0n && `${field} is ${plainText(amount)}, must be more than 0`);
  });
}

function targetProblems(target: unknown, pointer: string, { targets, isExclusive }: MetricKind): readonly Problem[] {
  if (!isObject(target)) return NONE;
  const set = targets.filter((field) => !isMissing(target[field]));
  return [
    ...refusedForms(target, pointer, OF_TARGETS), ...amountProblems(target, pointer),
    ...refusal(pointer, set.length === 0 ? `the metric has no target of its kind; set ${quoted(targets, 'or')}`
      : isExclusive && set.length > 1 && `the metric has ${quoted(set, 'and')}, which exclude each other; keep one`),
  ];
}

const groupVersionProblem = (version: string): string | undefined => (version.split('/').length > 2 ? 'must be such as "v1" or "apps/v1"' : undefined);

/** What is wrong with the object that an autoscaler scales or measures. */
export function scaledObjectProblems(reference: unknown, pointer: string): readonly Problem[] {
  if (!isObject(reference)) return NONE;
  return refusedForms(reference, pointer, { kind: pathSegmentProblem, name: pathSegmentProblem, apiVersion: groupVersionProblem });
}

function metricProblems(metric: Fields, pointer: string): readonly Problem[] {
  const type = plainText(metric.type);
  if (!Object.hasOwn(KINDS, type)) return refusal(childPointer(pointer, 'type'), !isMissing(metric.type) && `type of a metric is "${type}", must be one of ${Object.keys(KINDS).join(', ')}`);
  const kind = KINDS[type];
  const source = metric[kind.field];
  const at = childPointer(pointer, kind.field);
  const strays = FIELDS.filter((field) => field !== kind.field && isObject(metric[field]));
  if (!isObject(source)) return refusal(at, `a metric of type ${type} needs \`${kind.field}\`; set it`);
  if (strays.length > 0) return strays.flatMap((field) => refusal(childPointer(pointer, field), `a metric of type ${type} has no \`${field}\`; remove it`));
  return [
    ...targetProblems(source.target, childPointer(at, 'target'), kind),
    ...refusedText(valueAt(source, '/metric/name'), descend(at, ['metric', 'name']), 'the metric', pathSegmentProblem),
    ...scaledObjectProblems(source.describedObject, childPointer(at, 'describedObject')),
    ...(kind.field === 'containerResource' ? refusedForms(source, at, OF_CONTAINERS) : NONE),
  ];
}

/** What is wrong with the metrics of an autoscaler. https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/autoscaling/validation/validation.go (validateMetrics) */
export function metricsProblems(metrics: unknown, pointer: string): readonly Problem[] {
  return entries(metrics, pointer).flatMap((one) => metricProblems(one.value, one.pointer));
}

/** What is wrong with how fast an autoscaler scales. */
export function behaviorProblems(behavior: unknown, pointer: string): readonly Problem[] {
  if (!isObject(behavior)) return NONE;
  return ['scaleUp', 'scaleDown'].flatMap((field) => {
    const rules = behavior[field];
    if (!isObject(rules)) return NONE;
    const at = childPointer(pointer, field);
    const policies = entries(rules.policies, childPointer(at, 'policies'));
    return [
      ...refusedForms(rules, at, OF_RULES), ...refusedEmpty(rules, at, ['selectPolicy']),
      ...refusal(childPointer(at, 'policies'), Array.isArray(rules.policies) && rules.policies.length === 0 && 'the list of policies is empty; add one, or remove the list for the usual ones'),
      ...policies.flatMap((policy) => refusedForms(policy.value, policy.pointer, OF_POLICIES)),
    ];
  });
}
