import { defineControl } from '../control';
import { allOf, anyOf, field, not } from '../require';

const isJob = field('kind').equals('Job');
const HOOKS = ['helm.sh/hook', 'argocd.argoproj.io/hook'];

const job = (spec: object, metadata: object = {}) => ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'migrate', ...metadata }, spec });
const cronJob = (spec: object) => (
  { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'report' }, spec: { schedule: '0 3 * * *', jobTemplate: { spec } } }
);
const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name: 'report', uid: '1' };

export const jobTtl = defineControl({
  id: 'job-ttl',
  title: 'Finished Jobs are deleted, by their own TTL or by their CronJob',
  subject: 'object',
  kinds: ['batch/Job', 'batch/CronJob'],
  why: 'finished Jobs and their pods stay forever and fill etcd and the quota of the namespace; in a CronJob the field deletes failed runs '
    + 'before anyone has seen them',
  fix: {
    code: 'set `ttlAfterFinished` of the SecureJob; for a SecureCronJob set `successfulJobsRetained` and `failedJobsRetained` instead',
    yaml: 'set `spec.ttlSecondsAfterFinished` of the Job, for example to 86400 for a day; in a CronJob remove it from the `jobTemplate`',
  },
  references: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/',
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#jobs-history-limits',
  ],
  frameworks: ['kube-linter:job-ttl-seconds-after-finished'],
  // Both as kube-linter, and cdk8s-plus refuses the field of a CronJob beside its limits. Hooks are deleted by those who run them, and a Job that
  // belongs to something goes with it. Nothing is filled in: a tool that keeps the cluster like its repository runs a deleted Job again.
  require: allOf(
    anyOf(
      field('spec.ttlSecondsAfterFinished').isPresent(), not(isJob),
      field('metadata.ownerReferences').isNotEmpty(), ...HOOKS.map((key) => field(['metadata', 'annotations', key]).isPresent()),
    ),
    field('spec.jobTemplate.spec.ttlSecondsAfterFinished').isAbsent(),
  ),
  absent: 'not-applicable', // good for a CronJob, bad for a Job
  examples: () => ({
    good: [
      { shows: 'a Job that goes after a day', subject: job({ ttlSecondsAfterFinished: 86400 }) },
      { shows: 'a Job that goes at once', subject: job({ ttlSecondsAfterFinished: 0 }) },
      { shows: 'a Job of something else', subject: job({}, { ownerReferences: [owner] }) },
      ...HOOKS.map((key) => ({ shows: `a hook by ${key}`, subject: job({}, { annotations: { [key]: 'post-upgrade' } }) })),
      { shows: 'a CronJob, which keeps the last runs', subject: cronJob({}) },
    ],
    bad: [
      { shows: 'a Job that stays', subject: job({}) },
      { shows: 'a CronJob whose runs go early', subject: cronJob({ ttlSecondsAfterFinished: 60 }) },
    ],
  }),
});
