import { Cron } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  SecureCronJob, SecureCronJobProps, SecureDaemonSet, SecureDaemonSetProps, SecureDeployment, SecureDeploymentProps, SecureJob, SecureJobProps,
  SecurePodProps, SecureStatefulSet, SecureStatefulSetProps,
} from '../../../src';
import { PodOptions } from '../../../src/constructs/workload/pod-options';
import { chart, CONTAINER, firstContainer, manifest, podSpec } from '../fixtures';

/** The members that only one of two props has, but for those that are ours; the type check fails where there is one. */
type Difference<Ours, Theirs, Own = never> = Exclude<keyof Ours, keyof Theirs | keyof PodOptions | Own> | Exclude<keyof Theirs, keyof Ours>;
type Differences =
  | Difference<SecureDeploymentProps, kplus.DeploymentProps, 'disruptionBudget' | 'revisionHistoryLimit' | 'shutdownDelay'>
  | Difference<SecureStatefulSetProps, kplus.StatefulSetProps, 'disruptionBudget' | 'shutdownDelay' | 'volumeClaimTemplates'>
  | Difference<SecureDaemonSetProps, kplus.DaemonSetProps, 'shutdownDelay' | 'strategy'>
  | Difference<SecureJobProps, kplus.JobProps, 'completions' | 'parallelism'>
  | Difference<SecureCronJobProps, kplus.CronJobProps, 'completions' | 'parallelism'>
  | Difference<SecurePodProps, kplus.PodProps>;

test('the props have the members of cdk8s-plus, and few of ours', () => {
  const differences: Record<Differences, true> = {};
  expect(differences).toEqual({});
});

test('the props of cdk8s-plus are taken as they are', () => {
  const theirs: kplus.DeploymentProps = { containers: [CONTAINER], replicas: 2, spread: true, isolate: true };
  const ours: SecureDeploymentProps = theirs;
  expect(manifest(new SecureDeployment(chart(), 'web', ours)).spec.replicas).toBe(2);
});

describe('what the documentation calls a default is what is rendered', () => {
  const containers = [CONTAINER];
  const spread = ['affinity', 'topologySpreadConstraints'];

  test('of a Deployment', () => {
    const { spec } = manifest(new SecureDeployment(chart(), 'web', { containers }));
    expect(spec).toMatchObject({
      replicas: 3, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }, progressDeadlineSeconds: 600,
    });
    expect(spec).not.toHaveProperty('minReadySeconds'); // the API server leaves 0 out of what it stores
    expect(spec.template.spec).toMatchObject({ restartPolicy: 'Always', terminationGracePeriodSeconds: 30, automountServiceAccountToken: false });
    expect(spec.template.spec).not.toHaveProperty('hostNetwork');
    expect(Object.keys(spec.template.spec)).toEqual(expect.arrayContaining(spread));
  });

  test('of a container', () => {
    expect(firstContainer(new SecureDeployment(chart(), 'web', { containers })).resources).toEqual({
      limits: { 'cpu': '500m', 'ephemeral-storage': '256Mi', 'memory': '256Mi' }, requests: { 'cpu': '100m', 'ephemeral-storage': '64Mi', 'memory': '256Mi' },
    });
  });

  test('of a StatefulSet', () => {
    const { spec } = manifest(new SecureStatefulSet(chart(), 'db', { containers }));
    expect(spec).toMatchObject({
      replicas: 1, podManagementPolicy: 'OrderedReady', updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    });
    expect(spec).not.toHaveProperty('minReadySeconds');
  });

  test('of a DaemonSet', () => {
    expect(manifest(new SecureDaemonSet(chart(), 'agent', { containers })).spec).not.toHaveProperty('minReadySeconds');
  });

  test.each([[kplus.RestartPolicy.NEVER, 'Never'], [undefined, 'OnFailure']])('a job with the restart policy %s has %s', (restartPolicy, rendered) => {
    expect(podSpec(new SecureJob(chart(), 'job', { containers, restartPolicy })).restartPolicy).toBe(rendered);
  });

  test('of jobs', () => {
    const [job, cronJob] = [new SecureJob(chart(), 'job', { containers }), new SecureCronJob(chart(), 'cron', { containers, schedule: Cron.daily() })];
    expect([podSpec(job), podSpec(cronJob)].map(({ restartPolicy }) => restartPolicy)).toEqual(['OnFailure', 'OnFailure']);
    expect(Object.keys(manifest(job).spec)).not.toEqual(expect.arrayContaining(['activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished']));
    expect(manifest(cronJob).spec).toMatchObject({
      concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 10, suspend: false, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1,
    });
  });
});
