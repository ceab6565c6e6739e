import { claimProblems } from './claims';
import { Forms, KindRule, NONE, oneOf, refusal, refusedForms, refusedNumber, refusedText } from './refusal';
import { refusedShare, strategyProblems } from './scaling';
import { labelSelectorProblems, selectedLabelsProblems } from './selectors';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { dnsLabelProblem } from '../names';
import { Fields, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';

const COUNTS = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'];
/** Nobody looks at the length of their history. */
const OF_STATEFUL_SETS = COUNTS.filter((field) => field !== 'revisionHistoryLimit');
const PROGRESS_SECONDS = 600;
/** From this version on the feature gate MaxUnavailableStatefulSet is on by default. */
const BOUNDED_MINOR = 35;

/** What the kinds have in common that keep a number of pods. */
function countProblems(spec: Fields, counts = COUNTS): readonly Problem[] {
  const at = '/spec/template/spec/activeDeadlineSeconds';
  return [
    ...counts.flatMap((field) => refusedNumber(spec[field], `/spec/${field}`, 0)),
    ...refusal(at, !isMissing(valueAt(spec, '/template/spec/activeDeadlineSeconds')) && 'activeDeadlineSeconds ends pods, which this kind starts again at once; remove it'),
  ];
}

/** An empty selector would be one of all pods. */
function selectorProblems({ selector }: Fields): readonly Problem[] {
  const isEmpty = isObject(selector) && Object.keys(selector).every((field) => {
    const part = selector[field];
    return isMissing(part) || (typeof part === 'object' && part !== null && Object.keys(part).length === 0);
  });
  if (isEmpty) return refusal('/spec/selector', 'the selector is empty; select a label of the pod template');
  return labelSelectorProblems(selector, '/spec/selector');
}

const STRATEGIES = ['RollingUpdate', 'OnDelete'];
const RETENTION: Forms = { whenDeleted: oneOf('Retain', 'Delete'), whenScaled: oneOf('Retain', 'Delete') };

type SpecRule = (spec: Fields, minor: number) => readonly Problem[];

const ofSpec = (rule: SpecRule): KindRule => ({ spec }, minor) => (isObject(spec) ? rule(spec, minor) : NONE);

/** A selector without operators has to pick the pods of the template. */
function mismatchProblems(selector: unknown, spec: Fields): readonly Problem[] {
  const labels = valueAt(spec, '/template/metadata/labels');
  const keys = isObject(selector) ? Object.keys(selector) : [];
  const isMatch = keys.every((key) => isObject(labels) && isObject(selector) && labels[key] === selector[key]);
  return refusal('/spec/selector', !isMatch && 'the selector does not match the labels of the pod template; select one of them');
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidateReplicationControllerSpec) */
export const replicationControllerRule: KindRule = ofSpec((spec) => {
  // a missing selector is filled in from the labels of the template
  const isUnselected = [spec.selector, valueAt(spec, '/template/metadata/labels')].every((labels) => !isObject(labels) || Object.keys(labels).length === 0);
  return [
    ...countProblems(spec), ...selectedLabelsProblems(spec.selector, '/spec/selector'), ...mismatchProblems(spec.selector, spec),
    ...refusal('/spec/selector', isUnselected && 'the selector is empty, and so are the labels of the pod template; set labels, and select one of them'),
  ];
});

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/apps/validation/validation.go */
export const replicaSetRule: KindRule = ofSpec((spec) => [...countProblems(spec), ...selectorProblems(spec)]);

export const deploymentRule: KindRule = ofSpec((spec) => {
  const { minReadySeconds = 0, progressDeadlineSeconds } = spec;
  const deadline = isMissing(progressDeadlineSeconds) ? PROGRESS_SECONDS : progressDeadlineSeconds;
  const isTooShort = typeof deadline === 'number' && typeof minReadySeconds === 'number' && deadline <= minReadySeconds && minReadySeconds >= 0 && deadline >= 0;
  return [
    ...countProblems(spec), ...selectorProblems(spec), ...strategyProblems(spec.strategy),
    ...refusal('/spec/progressDeadlineSeconds', isTooShort && `progressDeadlineSeconds is ${deadline}, must be more than minReadySeconds, which is ${minReadySeconds}; raise it`),
  ];
});

const isNothing = (share: unknown): boolean => isMissing(share) || share === 0 || (typeof share === 'string' && /^0+%$/.test(share));

export const daemonSetRule: KindRule = ofSpec((spec) => {
  const at = '/spec/updateStrategy/rollingUpdate';
  const update = valueAt(spec, '/updateStrategy/rollingUpdate');
  if (!isObject(update)) return [...countProblems(spec), ...selectorProblems(spec)];
  const { maxUnavailable, maxSurge } = update;
  const isStill = maxUnavailable !== undefined && isNothing(maxUnavailable) && isNothing(maxSurge);
  const isTwice = !isNothing(maxUnavailable ?? 1) && !isNothing(maxSurge);
  return [
    ...countProblems(spec), ...selectorProblems(spec), ...refusedShare(maxUnavailable, `${at}/maxUnavailable`), ...refusedShare(maxSurge, `${at}/maxSurge`),
    ...refusal(`${at}/maxUnavailable`, isStill ? 'maxUnavailable and maxSurge are both 0, so no pod could be replaced; raise one'
      : isTwice && 'maxUnavailable and maxSurge are both set, and a DaemonSet uses one of them; set `maxUnavailable: 0`, or remove `maxSurge`'),
  ];
});

export const statefulSetRule: KindRule = ofSpec((spec, minor) => {
  const at = '/spec/updateStrategy/rollingUpdate';
  const update = valueAt(spec, '/updateStrategy/rollingUpdate');
  const maxUnavailable = isObject(update) ? update.maxUnavailable : undefined;
  return [
    ...countProblems(spec, OF_STATEFUL_SETS), ...selectorProblems(spec),
    ...refusedNumber(valueAt(spec, '/ordinals/start'), '/spec/ordinals/start', 0), ...refusedForms(spec, '/spec', { serviceName: dnsLabelProblem }),
    ...(isObject(spec.persistentVolumeClaimRetentionPolicy) ? refusedForms(spec.persistentVolumeClaimRetentionPolicy, '/spec/persistentVolumeClaimRetentionPolicy', RETENTION) : NONE),
    ...(isObject(update) ? [...refusedNumber(update.partition, `${at}/partition`, 0), ...refusedShare(maxUnavailable, `${at}/maxUnavailable`)] : NONE),
    ...refusal(`${at}/maxUnavailable`, minor >= BOUNDED_MINOR && maxUnavailable !== undefined && maxUnavailable !== null && isNothing(maxUnavailable) && 'maxUnavailable is 0, so no pod could be replaced; raise it'),
    ...refusedText(valueAt(spec, '/updateStrategy/type'), '/spec/updateStrategy/type', 'the type of updateStrategy', (type) => (
      STRATEGIES.includes(type) ? undefined : `must be one of ${STRATEGIES.join(', ')}`)),
    ...refusal(at, isObject(update) && valueAt(spec, '/updateStrategy/type') === 'OnDelete' && 'the strategy is OnDelete, which has no `rollingUpdate`; remove it'),
    ...entries(spec.volumeClaimTemplates, '/spec/volumeClaimTemplates').flatMap(({ value, pointer }) => claimProblems(value.spec ?? {}, `${pointer}/spec`, { isTemplate: true })),
  ];
});
