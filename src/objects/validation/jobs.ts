import { scheduleProblem } from './cron';
import { KindRule, NONE, fieldsSet, refusal, refusedNumber, refusedText } from './refusal';
import { isMissing } from '../fields/field-test';
import { isObject, valueAt } from '../pointer';
import { Problem } from '../problem';
import { isPlaceholder } from '../secret-text';

const COUNTS = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished', 'backoffLimitPerIndex', 'maxFailedIndexes'];
const OF_CRON_JOBS = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
const OF_INDEXED_JOBS = ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'];

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
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/batch/validation/validation.go */
export const jobRule: KindRule = ({ spec }) => jobProblems(spec, '/spec');

/** The schedule too, unless a tool fills it in. */
export const cronJobRule: KindRule = ({ spec }) => {
  if (!isObject(spec)) return NONE;
  const { schedule, timeZone } = spec;
  const isLocal = timeZone === '' || (typeof timeZone === 'string' && timeZone.toLowerCase() === 'local');
  return [
    ...(typeof schedule === 'string' && isPlaceholder(schedule) ? NONE : refusedText(schedule, '/spec/schedule', 'the schedule', scheduleProblem)),
    ...refusal('/spec/timeZone', isLocal && 'timeZone is not the name of a time zone; write one such as "Etc/UTC", or remove it'),
    ...OF_CRON_JOBS.flatMap((field) => refusedNumber(spec[field], `/spec/${field}`, 0)),
    ...jobProblems(valueAt(spec, '/jobTemplate/spec'), '/spec/jobTemplate/spec'),
  ];
};
