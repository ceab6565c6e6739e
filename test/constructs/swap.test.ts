import { Chart, ChartProps, Cron, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { DocumentedExample, documentedExamples, run, swapped } from './documented-examples';
import { app, CONTAINER, Json, manifest, ofKind, podSpec, synth, warnings } from './fixtures';
import { HardenedApp, SecureCronJob, SecureDaemonSet, SecureDeployment, SecureJob, SecurePod, SecureStatefulSet } from '../../src';

const containers = [CONTAINER];

/** Builds the same with the class of cdk8s-plus and with ours, at the same place in the same tree. */
function bothWays(build: (Deployment: typeof kplus.Deployment, scope: Chart) => Construct, props: ChartProps = {}): [Json, Json] {
  const in_ = (Deployment: typeof kplus.Deployment): Json => manifest(build(Deployment, new Chart(new HardenedApp(), 'shop', props)));
  return [in_(kplus.Deployment), in_(SecureDeployment as typeof kplus.Deployment)];
}

const plain = (Deployment: typeof kplus.Deployment, scope: Construct) => new Deployment(scope, 'web', { containers });

describe('swapping kplus.Deployment for SecureDeployment keeps name and selector', () => {
  test.each<[string, [Json, Json]]>([
    ['with nothing said', bothWays(plain)],
    ['with a given name', bothWays((Deployment, scope) => new Deployment(scope, 'web', { containers, metadata: { name: 'web' } }))],
    ['in nested scopes', bothWays((Deployment, scope) => plain(Deployment, new Construct(new Construct(scope, 'outer'), 'inner')))],
    ['in a chart with a namespace', bothWays(plain, { namespace: 'prod' })],
    ['without hashes in names', bothWays(plain, { disableResourceNameHashes: true })],
    ['with labels of the chart', bothWays(plain, { labels: { team: 'x' } })],
    ['with a selector of its own', bothWays((Deployment, scope) => {
      const web = new Deployment(scope, 'web', { containers, select: false, podMetadata: { labels: { app: 'web' } } });
      web.select(kplus.LabelSelector.of({ labels: { app: 'web' } }));
      return web;
    })],
  ])('%s', (_, [before, after]) => {
    expect(JSON.stringify(after.metadata.name)).toBe(JSON.stringify(before.metadata.name));
    expect(JSON.stringify(after.spec.selector)).toBe(JSON.stringify(before.spec.selector));
    expect(after.spec.template.metadata.labels).toMatchObject(before.spec.template.metadata.labels);
  });
});

describe('swapping another kind keeps name and selector', () => {
  const schedule = Cron.daily();
  const pairs: [string, (scope: Construct) => Construct, (scope: Construct) => Construct][] = [
    ['StatefulSet', (scope) => new kplus.StatefulSet(scope, 'web', { containers }), (scope) => new SecureStatefulSet(scope, 'web', { containers })],
    ['DaemonSet', (scope) => new kplus.DaemonSet(scope, 'web', { containers }), (scope) => new SecureDaemonSet(scope, 'web', { containers })],
    ['Job', (scope) => new kplus.Job(scope, 'web', { containers }), (scope) => new SecureJob(scope, 'web', { containers })],
    ['CronJob', (scope) => new kplus.CronJob(scope, 'web', { containers, schedule }), (scope) => new SecureCronJob(scope, 'web', { containers, schedule })],
    ['Pod', (scope) => new kplus.Pod(scope, 'web', { containers }), (scope) => new SecurePod(scope, 'web', { containers })],
  ];
  test.each(pairs)('%s', (_, before, after) => {
    const [old, ours] = [before, after].map((build) => manifest(build(new Chart(new HardenedApp(), 'shop'))));
    expect(ours.metadata.name).toBe(old.metadata.name);
    expect(ours.spec.selector).toEqual(old.spec.selector);
  });
});

describe('what cdk8s-plus can do, a SecureDeployment can', () => {
  let chart: Chart;
  beforeEach(() => { chart = new Chart(app(), 'shop', { namespace: 'shop' }); });
  const web = (props: kplus.DeploymentProps = {}) => new SecureDeployment(chart, 'web', { containers, ...props });

  test('exposes itself by a Service that selects its pods', () => {
    const deployment = web();
    deployment.exposeViaService();
    synth(chart);
    expect(ofKind(chart, 'Service')[0].spec.selector).toEqual(manifest(deployment).spec.selector.matchLabels);
  });

  test('exposes itself by an Ingress', () => {
    web().exposeViaIngress('/web');
    synth(chart);
    expect(ofKind(chart, 'Ingress')[0].spec.rules[0].http.paths[0].path).toBe('/web');
  });

  test('is scaled by an autoscaler, and has no replicas of its own then', () => {
    const target = web();
    new kplus.HorizontalPodAutoscaler(chart, 'hpa', { target, maxReplicas: 6 });
    synth(chart);
    expect(manifest(target).spec).not.toHaveProperty('replicas');
    expect(ofKind(chart, 'PodDisruptionBudget')).toHaveLength(1);
  });

  test('mounts claims, empty directories and config maps', () => {
    const deployment = web();
    const main = deployment.containers[0];
    main.mount('/data', kplus.Volume.fromPersistentVolumeClaim(chart, 'claim', kplus.PersistentVolumeClaim.fromClaimName(chart, 'pvc', 'data')));
    main.mount('/scratch', kplus.Volume.fromEmptyDir(chart, 'scratch', 'scratch', { sizeLimit: Size.mebibytes(8) }));
    main.mount('/etc/app', kplus.Volume.fromConfigMap(chart, 'settings', new kplus.ConfigMap(chart, 'config', { data: { mode: 'fast' } })));
    synth(chart);
    expect(podSpec(deployment).volumes.map((volume: Json) => Object.keys(volume).filter((key) => key !== 'name')))
      .toEqual([['persistentVolumeClaim'], ['emptyDir'], ['configMap']]);
  });

  test('spreads once where `spread` is set, however often it is rendered', () => {
    const deployment = web({ spread: true });
    synth(chart);
    synth(chart);
    const { affinity, topologySpreadConstraints } = podSpec(deployment);
    expect(affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution).toHaveLength(1);
    expect(affinity.podAntiAffinity).not.toHaveProperty('requiredDuringSchedulingIgnoredDuringExecution');
    expect(topologySpreadConstraints).toHaveLength(1);
  });

  test('keeps the scheduling that it was told', () => {
    const deployment = web();
    const cache = new SecureDeployment(chart, 'cache', { containers });
    deployment.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('disk', 'ssd')));
    deployment.scheduling.colocate(cache, { weight: 5 });
    deployment.scheduling.separate(cache);
    deployment.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.exists('spot')));
    synth(chart);
    const { affinity, tolerations } = podSpec(deployment);
    expect(Object.keys(affinity)).toEqual(['nodeAffinity', 'podAffinity', 'podAntiAffinity']);
    expect(affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toHaveLength(1);
    expect(tolerations).toEqual([{ key: 'spot', operator: 'Exists' }]);
  });

  test('assigns itself to a node', () => {
    const deployment = web();
    deployment.scheduling.assign(kplus.Node.named('node-1'));
    expect(podSpec(deployment).nodeName).toBe('node-1');
  });
});

describe('the documented examples of cdk8s-plus', () => {
  /** What does not run even as it is documented, and why. */
  const BROKEN: Record<string, string> = {};

  beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

  const runs = (example: DocumentedExample): boolean => {
    try {
      run(example, kplus.Deployment);
      return true;
    } catch {
      return false;
    }
  };

  test('are found', () => expect(documentedExamples().length).toBeGreaterThanOrEqual(7));
  test('run as they are, but for those that are known to be broken', () => {
    expect(documentedExamples().filter((example) => !runs(example)).map(({ name }) => name)).toEqual(Object.keys(BROKEN));
  });
  test.each(documentedExamples().filter(({ name }) => !(name in BROKEN)))('$name synthesizes after the swap', (example) => {
    run(example, swapped);
  });
});

test('a swapped Deployment synthesizes, and the warnings are what its user still owes', () => {
  const chart = new Chart(app(), 'shop', { namespace: 'shop' });
  new SecureDeployment(chart, 'web', { containers: [{ image: 'nginx', portNumber: 8080 }] });
  expect(() => Testing.synth(chart)).not.toThrow();
  expect(warnings(chart)).toEqual(['liveness-probe', 'readiness-probe', 'image-tag-pinned', 'trusted-registry', 'image-needs-met']);
});
