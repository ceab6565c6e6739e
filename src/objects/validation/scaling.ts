import { behaviorProblems, metricsProblems, scaledObjectProblems } from './metrics';
import { KindRule, NONE, fieldsSet, refusal, refusedNumber } from './refusal';
import { labelSelectorProblems } from './selectors';
import { plainText } from '../plain-text';
import { elementsOf, isObject, lastKey, valueAt } from '../pointer';
import { Problem } from '../problem';

/** From this version on the feature gate HPAScaleToZero is on by default. */
const SCALE_TO_ZERO_MINOR = 37;

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/autoscaling/validation/validation.go */
export const autoscalerRule: KindRule = ({ spec }, minor) => {
  if (!isObject(spec)) return NONE;
  const { minReplicas, maxReplicas, metrics } = spec;
  const scalesToZero = minReplicas === 0 && minor >= SCALE_TO_ZERO_MINOR;
  const hasOuterMetric = elementsOf(metrics).some((metric) => ['Object', 'External'].includes(plainText(valueAt(metric, '/type'))));
  const isReversed = typeof minReplicas === 'number' && typeof maxReplicas === 'number' && maxReplicas < minReplicas;
  return [
    ...refusedNumber(minReplicas, '/spec/minReplicas', minor >= SCALE_TO_ZERO_MINOR ? 0 : 1),
    ...refusal('/spec/metrics', scalesToZero && !hasOuterMetric && 'minReplicas is 0, and without pods only metrics of type Object or External have a value; add one'),
    ...refusedNumber(maxReplicas, '/spec/maxReplicas', 1),
    ...metricsProblems(metrics, '/spec/metrics'), ...behaviorProblems(spec.behavior, '/spec/behavior'), ...scaledObjectProblems(spec.scaleTargetRef, '/spec/scaleTargetRef'),
    ...refusal('/spec/maxReplicas', isReversed && maxReplicas >= 1 && `maxReplicas is ${maxReplicas}, less than minReplicas, which is ${minReplicas}; raise it, or lower \`minReplicas\``),
  ];
};

/** What is wrong with a number of pods that may be a share of them, as a predicate. */
function shareProblem(value: unknown, isBounded: boolean): string | undefined {
  if (typeof value === 'number') return value < 0 ? `is ${value}, must be 0 or more` : undefined;
  if (typeof value !== 'string') return undefined;
  if (!/^\d+%$/.test(value)) return `is "${value}", must be a number without quotes, or a percentage such as "50%"`;
  return isBounded && Number.parseInt(value, 10) > 100 ? `is "${value}", must be "100%" or less` : undefined;
}

export function refusedShare(value: unknown, pointer: string, isBounded = true): readonly Problem[] {
  const problem = shareProblem(value, isBounded);
  return refusal(pointer, problem && `${lastKey(pointer)} ${problem}`);
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/policy/validation/validation.go */
export const budgetRule: KindRule = ({ spec }) => {
  if (!isObject(spec)) return NONE;
  const bounds = ['minAvailable', 'maxUnavailable'];
  return [
    ...refusal('/spec', fieldsSet(spec, bounds).length > 1 && 'the budget has both `minAvailable` and `maxUnavailable`, which exclude each other; remove one'),
    ...bounds.flatMap((field) => refusedShare(spec[field], `/spec/${field}`)),
    ...labelSelectorProblems(spec.selector, '/spec/selector'),
  ];
};

const isNothing = (value: unknown): boolean => value === 0 || (typeof value === 'string' && /^0+%$/.test(value));

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/apps/validation/validation.go (ValidateDeploymentStrategy) */
export function strategyProblems(strategy: unknown): readonly Problem[] {
  if (!isObject(strategy) || !isObject(strategy.rollingUpdate)) return NONE;
  const at = '/spec/strategy/rollingUpdate';
  if (strategy.type === 'Recreate') return refusal(at, 'the strategy is Recreate, which has no `rollingUpdate`; remove it');
  const { maxUnavailable, maxSurge } = strategy.rollingUpdate;
  return [
    ...refusedShare(maxUnavailable, `${at}/maxUnavailable`), ...refusedShare(maxSurge, `${at}/maxSurge`, false),
    ...refusal(`${at}/maxUnavailable`, isNothing(maxUnavailable) && isNothing(maxSurge) && 'maxUnavailable and maxSurge are both 0, so no pod could be replaced; raise one'),
  ];
}
