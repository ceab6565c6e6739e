import { CustomPodSpecs } from '../../src/objects/custom-pod-specs';
import { Manifest } from '../../src/objects/manifest';
import { podOf } from '../../src/objects/pod-template';
import { formatQuantity } from '../../src/objects/quantity';
import { Amounts, boundsOf, containerDefaults, gapsOf, maxReplicasOf, podCount, podNeed, workloadNeed } from '../../src/objects/resource-need';

const NO_DEFAULTS: Amounts = new Map();

const shown = (amounts: Amounts): Record<string, string> =>
  Object.fromEntries([...amounts].filter(([, { nanos }]) => nanos !== 0n).map(([resource, amount]) => [resource, formatQuantity(amount)]));

const pod = (spec: object) => podOf({ apiVersion: 'v1', kind: 'Pod', spec })!;
const needs = (cpu: string, rest: object = {}) => ({ resources: { requests: { cpu } }, ...rest });
const cpuOf = (spec: object): string | undefined => shown(podNeed(pod(spec), NO_DEFAULTS))['requests.cpu'];

describe('a pod', () => {
  test('needs what its containers need together', () => {
    const memory = { resources: { requests: { 'memory': '1Gi', 'ephemeral-storage': '1Gi' }, limits: { 'memory': '2Gi', 'ephemeral-storage': '1Gi' } } };
    expect(shown(podNeed(pod({ containers: [memory, memory] }), NO_DEFAULTS))).toEqual({
      'requests.memory': '2Gi', 'limits.memory': '4Gi', 'requests.ephemeral-storage': '2Gi', 'limits.ephemeral-storage': '2Gi',
    });
  });

  test.each([
    ['the greatest init container, where that is more', { initContainers: [needs('2'), needs('3')], containers: [needs('1'), needs('1')] }, '3'],
    ['its containers, where they are more', { initContainers: [needs('1')], containers: [needs('1'), needs('1')] }, '2'],
    ['sidecars beside its containers', { initContainers: [needs('1', { restartPolicy: 'Always' })], containers: [needs('2')] }, '3'],
    ['a sidecar beside the init container after it', { initContainers: [needs('1', { restartPolicy: 'Always' }), needs('5')], containers: [needs('2')] }, '6'],
    ['no sidecar beside the init container before it', { initContainers: [needs('5'), needs('1', { restartPolicy: 'Always' })], containers: [needs('2')] }, '5'],
    ['what the pod as a whole asks for', { resources: { requests: { cpu: '4' } }, containers: [needs('1')] }, '4'],
    ['the limit where there is no request', { containers: [{ resources: { limits: { cpu: 2 } } }] }, '2'],
    ['nothing that cannot be read', { containers: [needs('many'), 7, { resources: [] }] }, undefined],
    ['nothing without containers', {}, undefined],
  ])('needs %s', (_, spec, expected) => {
    expect(cpuOf(spec)).toBe(expected);
  });
});

describe('a LimitRange', () => {
  const range = (limit: object) => ({ apiVersion: 'v1', kind: 'LimitRange', spec: { limits: [limit] } });

  test.each([
    [{ default: { cpu: '2' }, defaultRequest: { cpu: '1' }, max: { cpu: '4' }, min: { cpu: '10m' } }, { 'limits.cpu': '2', 'requests.cpu': '1' }],
    [{ default: { cpu: '2' }, min: { cpu: '10m' } }, { 'limits.cpu': '2', 'requests.cpu': '2' }],
    [{ max: { cpu: '4' } }, { 'limits.cpu': '4', 'requests.cpu': '4' }],
    [{ min: { cpu: '10m' } }, { 'requests.cpu': '10m' }],
    [{ type: 'Pod', max: { cpu: '4' } }, {}],
  ])('%j fills %j', (limit, expected) => {
    expect(shown(containerDefaults([range({ type: 'Container', ...limit })]))).toEqual(expected);
  });

  test('fills only what the container leaves out', () => {
    const defaults = containerDefaults([range({ type: 'Container', default: { cpu: '2' }, defaultRequest: { cpu: '1' } })]);
    expect(shown(podNeed(pod({ containers: [{}, needs('3'), { resources: { limits: { cpu: '5' } } }] }), defaults))).toEqual({ 'requests.cpu': '9', 'limits.cpu': '9' });
  });

  test('is ignored where an earlier one fills the same', () => {
    const ranges = ['1', '2'].map((cpu) => range({ type: 'Container', defaultRequest: { cpu } }));
    expect(shown(containerDefaults(ranges))).toEqual({ 'requests.cpu': '1' });
  });
});

describe('a workload', () => {
  test.each([
    ['apps/v1', 'Deployment', {}, 2],
    ['apps/v1', 'Deployment', { replicas: 4 }, 8],
    ['apps/v1', 'Deployment', { replicas: 0 }, 0],
    ['apps/v1', 'Deployment', { replicas: 4, strategy: { type: 'Recreate' } }, 4],
    ['apps/v1', 'Deployment', { replicas: 4, strategy: { rollingUpdate: { maxSurge: 0 } } }, 8],
    ['apps/v1', 'StatefulSet', { replicas: 3 }, 3],
    ['apps/v1', 'ReplicaSet', {}, 1],
    ['v1', 'ReplicationController', { replicas: 2 }, 2],
    ['apps/v1', 'DaemonSet', {}, 1],
    ['batch/v1', 'Job', {}, 1],
    ['batch/v1', 'Job', { parallelism: 5 }, 5],
    ['batch/v1', 'Job', { parallelism: 5, completions: 3 }, 3],
    ['batch/v1', 'CronJob', { jobTemplate: { spec: { parallelism: 2 } } }, 2],
    ['v1', 'Pod', {}, 1],
    ['v1', 'PodTemplate', {}, 0],
  ])('%s %s with %j has %i pods', (apiVersion, kind, spec, expected) => {
    expect(podCount({ apiVersion, kind, spec })).toBe(expected);
  });

  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { replicas: 1, template: { spec: { containers: [needs('100m')] } } } };
  const scaler = (target: object, maxReplicas?: unknown) => ({ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', spec: { scaleTargetRef: target, maxReplicas } });

  test('has as many as its autoscaler may start', () => {
    const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    expect(maxReplicasOf(deployment, [scaler(target, 8), scaler({ ...target, name: 'api' }, 20), scaler({ ...target, kind: 'StatefulSet' }, 20)])).toBe(8);
    expect(maxReplicasOf(deployment, [])).toBeUndefined();
    expect(shown(workloadNeed(deployment, NO_DEFAULTS, [scaler(target, 8)])!)).toEqual({ 'pods': '16', 'requests.cpu': '1600m' });
  });

  describe('of a custom kind', () => {
    const template = { spec: { containers: [needs('100m')] } };
    const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' }, spec: { replicas: 3, template } };
    const need = (workload: Manifest, ...rest: [Manifest[]?, CustomPodSpecs?]) => shown(workloadNeed(workload, NO_DEFAULTS, rest[0] ?? [], rest[1])!);

    test('has the replicas beside its template', () => {
      expect(need(rollout)).toEqual({ 'pods': '3', 'requests.cpu': '300m' });
      expect(need({ ...rollout, spec: { template } })).toEqual({ 'pods': '1', 'requests.cpu': '100m' });
    });

    test('has as many as its autoscaler may start', () => {
      expect(need(rollout, [scaler({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' }, 8)])).toEqual({ 'pods': '8', 'requests.cpu': '800m' });
    });

    test('has those of all its templates', () => {
      const job = { apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job', spec: { tasks: [{ replicas: 2, template }, { replicas: 3, template }] } };
      expect(need(job)).toEqual({ 'pods': '5', 'requests.cpu': '500m' });
    });

    test('has one where nothing says how many', () => {
      const widget = { apiVersion: 'example.com/v1', kind: 'Widget', spec: { replicas: 7, pod: template.spec } };
      expect(workloadNeed(widget, NO_DEFAULTS, [])).toBeUndefined();
      expect(need(widget, [], { 'example.com/Widget': ['/spec/pod'] })).toEqual({ 'pods': '1', 'requests.cpu': '100m' });
    });
  });

  test('without pods needs nothing that can be counted', () => {
    expect(workloadNeed({ apiVersion: 'v1', kind: 'ConfigMap' }, NO_DEFAULTS, [])).toBeUndefined();
  });
});

describe('a quota', () => {
  const quota = (spec: unknown) => ({ apiVersion: 'v1', kind: 'ResourceQuota', spec });
  const bounds = (spec: unknown) => boundsOf(quota(spec)).map(({ resource, pointer, hard }) => [resource, pointer, formatQuantity(hard)]);

  test('bounds what it names, by the full name', () => {
    expect(bounds({ hard: { 'cpu': '8', 'limits.memory': '8Gi', 'pods': 20, 'count/jobs.batch': '5' } })).toEqual([
      ['requests.cpu', '/spec/hard/cpu', '8'], ['limits.memory', '/spec/hard/limits.memory', '8Gi'], ['pods', '/spec/hard/pods', '20'],
      ['count/jobs.batch', '/spec/hard/count~1jobs.batch', '5'],
    ]);
  });

  test.each([undefined, [], { hard: { cpu: 'many' } }, { hard: { cpu: '8' }, scopes: ['BestEffort'] }, { hard: { cpu: '8' }, scopeSelector: {} }])('%j bounds nothing', (spec) => {
    expect(bounds(spec)).toEqual([]);
  });

  test('has gaps where containers say nothing', () => {
    const bounded = ['requests.cpu', 'limits.memory', 'requests.ephemeral-storage'];
    const view = pod({ initContainers: [needs('1', { name: 'setup' })], containers: [7, { name: 'main' }], ephemeralContainers: [{ name: 'debug' }] });
    expect(gapsOf(view, NO_DEFAULTS, bounded)).toEqual([
      { container: 'setup', resource: 'limits.memory', pointer: '/spec/initContainers/0/resources/limits/memory' },
      { container: 'main', resource: 'requests.cpu', pointer: '/spec/containers/1/resources/requests/cpu' },
      { container: 'main', resource: 'limits.memory', pointer: '/spec/containers/1/resources/limits/memory' },
    ]);
  });

  test('has no gaps where the pod as a whole says something', () => {
    expect(gapsOf(pod({ resources: { requests: { cpu: '1' } }, containers: [{}] }), NO_DEFAULTS, ['requests.cpu'])).toEqual([]);
  });
});
