import { scheduleProblem } from './cron';
import { failurePolicyProblems, successPolicyProblems } from './job-policies';
import { KindRule, NONE, fieldsSet, refusal, refusedForms, refusedNumber, refusedText } from './refusal';
import { labelSelectorProblems } from './selectors';
import { isMissing } from '../fields/field-test';
import { selectorMatches } from '../label-selector';
import { keyOf } from '../manifest';
import { dnsLabelProblem, dnsSubdomainProblem } from '../names';
import { Fields, childPointer, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';
import { isPlaceholder } from '../secret-text';

const COUNTS = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'];
const OF_CRON_JOBS = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
const OF_INDEXED_JOBS = ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'];

const MOST_INDEXES = 100_000;
const MOST_OF_MANY = 10_000;
const LONGEST_MANAGER = 63;
const URL_PATH = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

/** A path behind a domain, which says who has invented it. */
function managerProblem(text: string): string | undefined {
  if (text.length > LONGEST_MANAGER) return `is longer than ${LONGEST_MANAGER} characters`;
  const [domain, ...path] = text.split('/');
  if (path.length === 0 || path.join('/') === '') return 'must be "<domain>/<path>", such as "example.com/controller"';
  if (!URL_PATH.test(path.join('/'))) return 'has a character behind the slash that paths of a URL do not have';
  const problem = dnsSubdomainProblem(domain);
  return problem && `has a domain "${domain}" that ${problem}`;
}

/** Bounds of Jobs whose pods have indexes. */
function indexProblems(spec: Fields, pointer: string): readonly Problem[] {
  const { completions, parallelism, maxFailedIndexes, backoffLimitPerIndex, completionMode } = spec;
  if (completionMode !== 'Indexed') return NONE;
  const hasMany = typeof completions === 'number' && completions > MOST_INDEXES && !isMissing(backoffLimitPerIndex);
  const most = hasMany ? MOST_OF_MANY : MOST_INDEXES;
  return [
    ...refusedForms({ parallelism, maxFailedIndexes }, pointer, { parallelism: [-Infinity, most], maxFailedIndexes: [-Infinity, typeof completions === 'number' ? Math.min(completions, most) : most] }),
    ...refusal(`${pointer}/maxFailedIndexes`, hasMany && isMissing(maxFailedIndexes) && `maxFailedIndexes is missing, and more than ${MOST_INDEXES} completions need it; set it`),
  ];
}

function jobProblems(spec: unknown, pointer: string): readonly Problem[] {
  if (!isObject(spec)) return NONE;
  const isIndexed = spec.completionMode === 'Indexed';
  const restartPolicy = valueAt(spec, '/template/spec/restartPolicy');
  return [
    ...COUNTS.flatMap((field) => refusedNumber(spec[field], `${pointer}/${field}`, 0)),
    ...refusal(`${pointer}/completions`, isIndexed && isMissing(spec.completions) && 'completions is missing, and completion mode Indexed needs it; set how many pods have to succeed'),
    ...(isIndexed ? [] : fieldsSet(spec, OF_INDEXED_JOBS)).flatMap((field) => refusal(`${pointer}/${field}`, `${field} needs \`completionMode: Indexed\`; set that, or remove it`)),
    ...refusal(`${pointer}/template/spec/restartPolicy`, isObject(spec.podFailurePolicy) && restartPolicy === 'OnFailure'
      && 'restartPolicy is "OnFailure", and `podFailurePolicy` needs "Never"; change it, or remove the policy'),
    ...refusal(`${pointer}/backoffLimitPerIndex`, !isMissing(spec.maxFailedIndexes) && isMissing(spec.backoffLimitPerIndex) && 'backoffLimitPerIndex is missing, and `maxFailedIndexes` needs it; set it'),
    ...refusal(`${pointer}/managedBy`, spec.managedBy === '' && 'managedBy is empty; name a controller, or remove it'), ...refusedForms(spec, pointer, { managedBy: managerProblem }), ...indexProblems(spec, pointer),
    ...failurePolicyProblems(spec, pointer), ...successPolicyProblems(spec, pointer),
  ];
}

/** Labels that the API server puts on the pods of a Job, by which it is found; its UID is not known before it exists. */
const NAME_LABELS = ['job-name', 'batch.kubernetes.io/job-name'];
const UID_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid'];

function madeLabelProblems(labels: Readonly<Record<string, string>>, name: string): readonly Problem[] {
  const isOther = (key: string): boolean => labels[key] !== undefined && labels[key] !== name;
  return [...NAME_LABELS.filter(isOther), ...UID_LABELS.filter((key) => labels[key] !== undefined)].flatMap((key) => refusal(childPointer('/spec/template/metadata/labels', key), `the label "${key}" is set for the Job; remove it`));
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/batch/validation/validation.go */
export const jobRule: KindRule = (manifest) => {
  const { spec } = manifest;
  if (!isObject(spec)) return NONE;
  const isGiven = isObject(spec.selector) && spec.manualSelector !== true;
  const labels = valueAt(spec, '/template/metadata/labels');
  const matched = isObject(labels) ? labels as Readonly<Record<string, string>> : {};
  const isMismatch = isObject(spec.selector) && !isGiven && !selectorMatches(spec.selector, matched);
  const isUnselected = spec.manualSelector === true && !isObject(spec.selector);
  const mismatch = isUnselected ? 'manualSelector is true, and the Job has no selector; set `selector`, or remove `manualSelector`' : isMismatch && 'the selector does not match the labels of the pod template; select one of them';
  const { completions, completionMode } = spec;
  const host = completionMode === 'Indexed' && typeof completions === 'number' && completions > 0 ? `${keyOf(manifest).name}-${completions - 1}` : undefined;
  const problem = host === undefined ? undefined : dnsLabelProblem(host);
  return [
    ...(spec.manualSelector === true ? NONE : madeLabelProblems(matched, keyOf(manifest).name)),
    ...refusal('/spec/selector', isGiven ? 'the selector of a Job is made for it; remove `selector`' : mismatch), ...labelSelectorProblems(spec.selector, '/spec/selector'), ...jobProblems(spec, '/spec'),
    ...refusal('/metadata/name', problem && `the last pod would be the host "${host}", which ${problem}; choose another name`),
  ];
};

function templateProblems(spec: unknown, pointer: string): readonly Problem[] {
  if (!isObject(spec)) return NONE;
  return [
    ...jobProblems(spec, pointer), ...labelSelectorProblems(spec.selector, `${pointer}/selector`),
    ...refusal(`${pointer}/selector`, isObject(spec.selector) && 'the selector of a Job is made for it; remove `selector`'),
    ...refusal(`${pointer}/manualSelector`, spec.manualSelector === true && 'the Jobs of a CronJob have no selector of their own; remove `manualSelector`'),
  ];
}

/** The schedule too, unless a tool fills it in. */
export const cronJobRule: KindRule = ({ spec }) => {
  if (!isObject(spec)) return NONE;
  const { schedule, timeZone } = spec;
  const isPath = typeof timeZone === 'string' && (/^[/\\]|\.\./.test(timeZone) || !/^[\w+/-]*$/.test(timeZone));
  const isLocal = timeZone === '' || (typeof timeZone === 'string' && timeZone.toLowerCase() === 'local');
  return [
    ...(typeof schedule === 'string' && isPlaceholder(schedule) ? NONE : refusedText(schedule, '/spec/schedule', 'the schedule', scheduleProblem)),
    ...refusal('/spec/timeZone', (isLocal || isPath) && 'timeZone is not the name of a time zone; write one such as "Etc/UTC", or remove it'),
    ...OF_CRON_JOBS.flatMap((field) => refusedNumber(spec[field], `/spec/${field}`, 0)),
    ...templateProblems(valueAt(spec, '/jobTemplate/spec'), '/spec/jobTemplate/spec'),
  ];
};
