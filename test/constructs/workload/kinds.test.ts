import { Chart, Cron, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  ApiServer, HardenedNamespace, ISecureWorkload, ScopedRole, SecureCronJob, SecureDaemonSet, SecureDeployment, SecureJob, SecurePod,
  SecureStatefulSet, SecureStatefulSetProps, SecurityProfile, Verb,
} from '../../../src';
import { app, chart, CONTAINER, errors, Json, manifest, ofKind, podSpec, synth, warnings } from '../fixtures';

const containers = [CONTAINER];
const profile = SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.1/32'] }), requiredLabels: { owner: 'team-x' } });

type Workload = kplus.AbstractPod & ISecureWorkload;
const KINDS: Record<string, (scope: Chart, metadata?: { name: string }) => Workload> = {
  Deployment: (scope, metadata) => new SecureDeployment(scope, 'web', { containers, metadata }),
  StatefulSet: (scope, metadata) => new SecureStatefulSet(scope, 'web', { containers, metadata }),
  DaemonSet: (scope, metadata) => new SecureDaemonSet(scope, 'web', { containers, metadata }),
  Job: (scope, metadata) => new SecureJob(scope, 'web', { containers, metadata }),
  CronJob: (scope, metadata) => new SecureCronJob(scope, 'web', { containers, metadata, schedule: Cron.daily() }),
  Pod: (scope, metadata) => new SecurePod(scope, 'web', { containers, metadata }),
};
const podLabels = ({ spec, metadata }: Json): Json => (spec.jobTemplate?.spec.template ?? spec.template ?? { metadata }).metadata.labels;

/** How long a finished Job is of use, and that a Pod may be lost with its node. */
const OWED: Record<string, string[]> = { Job: ['job-ttl'], Pod: ['no-bare-pod'] };

describe.each(Object.entries(KINDS))('Secure%s', (kind, build) => {
  test('has no finding but what only its user can decide', () => {
    const scope = chart({ profile });
    build(scope);
    expect(synth(scope).map((object) => object.kind)).toEqual(expect.arrayContaining([kind, 'ServiceAccount', 'NetworkPolicy']));
    expect([...errors(scope), ...warnings(scope)].filter((control) => !OWED[kind]?.includes(control))).toEqual([]);
  });

  test('carries the labels on itself and on its pods', () => {
    const rendered = manifest(build(chart({ profile }), { name: 'web' }));
    const labels = { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'c', 'owner': 'team-x' };
    expect(rendered.metadata.labels).toMatchObject({ ...labels, 'app.kubernetes.io/managed-by': 'cdk8s' });
    expect(podLabels(rendered)).toMatchObject(labels);
  });

  test('does what secure workloads can do', () => {
    const scope = chart({ profile });
    const workload = build(scope);
    const peer = new SecureDeployment(scope, 'peer', { containers });
    workload.writable('/tmp', Size.mebibytes(64));
    workload.mountSecret(kplus.Secret.fromSecretName(scope, 'db', 'db'), '/db');
    workload.allowTo(peer);
    workload.allowFrom(peer);
    new ScopedRole(scope, 'reader', { rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: [Verb.GET] }] }).bindTo(workload);
    const [policy] = ofKind(workload, 'NetworkPolicy');
    expect(policy.spec.podSelector.matchLabels).toEqual({ 'cdk8s.io/metadata.addr': podLabels(manifest(workload))['cdk8s.io/metadata.addr'] });
    expect([policy.spec.ingress.length, policy.spec.egress.length]).toEqual([1, 3]);
    expect(podSpec(workload).volumes.map(({ name }: Json) => name)).toEqual(['writable-tmp', 'secret-db', 'api-access']);
    expect(errors(scope)).toEqual([]);
  });
});

describe('SecureStatefulSet', () => {
  const build = (props: Partial<SecureStatefulSetProps> = {}): SecureStatefulSet => new SecureStatefulSet(chart(), 'db', { containers, ...props });

  test('keeps one replica, needs no budget for it, and writes its update strategy out', () => {
    const workload = build();
    expect(manifest(workload).spec).toMatchObject({ replicas: 1, revisionHistoryLimit: 5, updateStrategy: { type: 'RollingUpdate' } });
    expect(ofKind(workload, 'PodDisruptionBudget')).toEqual([]);
  });

  test('spreads several replicas, with a budget', () => {
    const workload = build({ replicas: 3 });
    expect(podSpec(workload).topologySpreadConstraints).toHaveLength(1);
    expect(ofKind(workload, 'PodDisruptionBudget')).toHaveLength(1);
  });

  test('has a budget once it is scaled by an autoscaler', () => {
    const workload = build();
    new kplus.HorizontalPodAutoscaler(workload, 'hpa', { target: workload, maxReplicas: 3 });
    expect(ofKind(workload, 'PodDisruptionBudget')).toHaveLength(1);
  });

  test('keeps a given update strategy', () => {
    expect(manifest(build({ strategy: kplus.StatefulSetUpdateStrategy.onDelete() })).spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });

  test('has its headless Service', () => {
    const workload = build();
    const [service] = ofKind(workload, 'Service');
    expect([service.spec.clusterIP, manifest(workload).spec.serviceName]).toEqual(['None', service.metadata.name]);
  });
});

test('SecureDaemonSet writes its update strategy out, with nothing to spread and no budget', () => {
  const workload = KINDS.DaemonSet(chart());
  expect(manifest(workload).spec).toMatchObject({ updateStrategy: { type: 'RollingUpdate' }, revisionHistoryLimit: 5 });
  expect(podSpec(workload)).not.toHaveProperty('affinity');
  expect(ofKind(workload, 'PodDisruptionBudget')).toEqual([]);
});

describe.each(['Job', 'CronJob'])('Secure%s', (kind) => {
  test('tries again in the same pod, with nothing to spread, no budget and no update', () => {
    const workload = KINDS[kind](chart());
    expect(podSpec(workload).restartPolicy).toBe('OnFailure');
    expect(podSpec(workload)).not.toHaveProperty('affinity');
    expect(JSON.stringify(manifest(workload))).not.toMatch(/rollingUpdate|revisionHistoryLimit/);
    expect(ofKind(workload, 'PodDisruptionBudget')).toEqual([]);
  });
});

test('a role that names a SecureCronJob grants on cronjobs', () => {
  const scope = chart();
  const role = new kplus.Role(scope, 'role');
  role.allowRead(KINDS.CronJob(scope) as SecureCronJob);
  expect(ofKind(scope, 'Role')[0].rules[0].resources).toEqual(['cronjobs']);
});

test('a very long name leaves only the labels out that it does not fit into', () => {
  const name = 'a'.repeat(200);
  const workload = KINDS.Deployment(chart(), { name });
  expect(manifest(workload).metadata.labels).not.toHaveProperty(['app.kubernetes.io/instance']);
  expect(errors(workload)).toEqual([]);
});

test('a workload below a namespace lives in it, with all that belongs to it', () => {
  const scope = new Chart(app(), 'c');
  const shop = new HardenedNamespace(scope, 'shop');
  new SecureStatefulSet(shop, 'db', { containers, replicas: 2 });
  expect(new Set(synth(scope).filter(({ kind }) => kind !== 'Namespace').map(({ metadata }) => metadata.namespace))).toEqual(new Set(['shop']));
});
