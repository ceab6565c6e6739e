import { defineControl } from '../control';
import { field } from '../require';

const LEAST_SECONDS = 10; // the controller looks every ten seconds, so a shorter deadline may pass unseen

const cronJob = (spec: object) => (
  { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'report' }, spec: { schedule: '0 3 * * *', ...spec } }
);

export const cronjobDeadline = defineControl({
  id: 'cronjob-deadline',
  title: 'CronJobs limit how late a run may start',
  subject: 'object',
  kinds: ['batch/CronJob'],
  why: 'without a deadline a run that was missed starts whenever it can, and a job that was meant for the night runs at noon',
  fix: {
    code: 'leave `startingDeadline` of the SecureCronJob unset, or set ten seconds or more',
    yaml: 'set `spec.startingDeadlineSeconds` to 10 or more',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline'],
  frameworks: ['kube-score:cronjob-has-deadline', 'kubescape:C-0026'],
  // nothing is filled in: whether a late run is better than none is for the owner of the job to say
  require: field('spec.startingDeadlineSeconds').isAtLeast(LEAST_SECONDS),
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'ten minutes', subject: cronJob({ startingDeadlineSeconds: 600 }) }],
    bad: [{ shows: 'less than the controller notices', subject: cronJob({ startingDeadlineSeconds: 5 }) }],
  }),
});
