import { inspected } from './inspected';

const quota = (hard: object, namespace = 'shop') => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota', namespace }, spec: { hard } });
const template = { spec: { containers: [{ name: 'main', image: 'registry.example.com/web:1.0.0', resources: { requests: { cpu: '2' } } }] } };
const workload = (apiVersion: string, kind: string, spec: object) => ({ apiVersion, kind, metadata: { name: 'web', namespace: 'shop' }, spec });
const messages = (...manifests: object[]) => inspected('quota-covers-need', ...manifests);
const CPU = quota({ 'requests.cpu': '1' });
const lacks = (need: string, workloads: string) => [`quota "quota" allows requests.cpu 1, the workloads of namespace "shop" need ${need}: ${workloads}`];

test.each([['apps/v1', 'DaemonSet'], ['apps.kruise.io/v1alpha1', 'BroadcastJob']])('the pods of a %s %s are counted once, and that is said', (apiVersion, kind) => {
  const [message] = messages(CPU, workload(apiVersion, kind, { template }));
  expect(message).toContain(`${kind}/web 2`);
  expect(message).toMatch(/ on each node, counted once$/);
});

test('the runs of a CronJob are counted as if they never overlap, which is said where they may', () => {
  const cronJob = (rest: object) => workload('batch/v1', 'CronJob', { schedule: '@daily', jobTemplate: { spec: { template } }, ...rest });
  const overlapping = lacks('2', 'CronJob/web 2 for 1 pod as long as runs do not overlap');
  expect(messages(CPU, cronJob({}))).toEqual(overlapping);
  expect(messages(CPU, cronJob({ concurrencyPolicy: 'Allow' }))).toEqual(overlapping);
  expect(messages(CPU, cronJob({ concurrencyPolicy: 'Forbid' }))).toEqual(lacks('2', 'CronJob/web 2 for 1 pod'));
});

test('what other kinds run is all that is counted', () => {
  expect(messages(CPU, workload('batch/v1', 'Job', { template }))).toEqual(lacks('2', 'Job/web 2 for 1 pod'));
  expect(messages(CPU, { ...workload('v1', 'Pod', template.spec) })).toEqual(lacks('2', 'Pod/web 2 for 1 pod'));
});

test('each workload that needs some of it is named', () => {
  const other = { ...workload('batch/v1', 'Job', { template }), metadata: { name: 'import', namespace: 'shop' } };
  expect(messages(CPU, workload('batch/v1', 'Job', { template }), other)).toEqual(lacks('4', 'Job/web 2 for 1 pod, Job/import 2 for 1 pod'));
});

test('each namespace has its own quotas and workloads', () => {
  expect(messages(quota({ 'requests.cpu': '1' }, 'billing'), workload('batch/v1', 'Job', { template }))).toEqual([]);
});

test('a quota that is just enough is enough', () => {
  expect(messages(quota({ 'requests.cpu': '2', 'pods': '1' }), workload('batch/v1', 'Job', { template }))).toEqual([]);
});
