import { Cron, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  AppArmorProfile, CloudIdentity, DaemonSetStrategy, DisruptionBudget, GrpcProbe, SecureCronJob, SecureDaemonSet, SecureDeploymentProps, SecureJob,
  SecureStatefulSet, SecureStatefulSetProps, SecurityProfile, VolumeClaimTemplate,
} from '../../../src';
import { chart, CONTAINER, container, deployment, errors, findings, firstContainer, Json, manifest, ofKind, podSpec, warnings } from '../fixtures';

const containers = [CONTAINER];
const target = (kubernetesVersion: string) => chart({ profile: SecurityProfile.restricted({ kubernetesVersion }) });
const ROLE = 'arn:aws:iam::123456789012:role/shop';

describe('options of pods', () => {
  test('are rendered', () => {
    const workload = deployment(undefined, { priorityClassName: 'customer-facing', userNamespace: true, appArmorProfile: AppArmorProfile.runtimeDefault() });
    expect(podSpec(workload)).toMatchObject({ priorityClassName: 'customer-facing', hostUsers: false, securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } });
    expect([...errors(workload), ...warnings(workload)]).toEqual([]);
  });

  test('are absent where nobody wants them', () => {
    expect(podSpec(deployment())).not.toHaveProperty('priorityClassName');
    expect(podSpec(deployment())).not.toHaveProperty('hostUsers');
    expect(podSpec(deployment()).securityContext).not.toHaveProperty('appArmorProfile');
  });

  test('may be an AppArmor profile of the nodes', () => {
    const { securityContext } = podSpec(deployment(undefined, { appArmorProfile: AppArmorProfile.localhost('shop') }));
    expect(securityContext.appArmorProfile).toEqual({ type: 'Localhost', localhostProfile: 'shop' });
    expect(() => AppArmorProfile.localhost(' ')).toThrow(/its name is empty/);
  });

  test.each<[string, SecureDeploymentProps, RegExp]>([
    ['1.32', { userNamespace: true }, /cannot build "c\/api": `userNamespace` needs Kubernetes 1.33, and the profile is for 1.32, which ignores the field/],
    ['1.29', { appArmorProfile: AppArmorProfile.runtimeDefault() }, /`appArmorProfile` needs Kubernetes 1.30/],
    ['1.36', { userNamespace: true, hostNetwork: true }, /no user namespace of its own; remove `userNamespace` or `hostNetwork`/],
    ['1.36', { priorityClassName: '' }, /`priorityClassName` is empty/],
  ])('fail for Kubernetes %s and %p', (version, props, message) => {
    expect(() => deployment(target(version), props)).toThrow(message);
  });
});

describe('an identity in the cloud', () => {
  test('annotates the ServiceAccount, and labels the pods where the cloud wants it', () => {
    const client = '11111111-2222-3333-4444-555555555555';
    const workload = deployment(undefined, { cloudIdentity: CloudIdentity.azureClient(client) });
    expect(ofKind(workload, 'ServiceAccount')[0].metadata.annotations).toEqual({ 'azure.workload.identity/client-id': client });
    expect(manifest(workload).spec.template.metadata.labels).toMatchObject({ 'azure.workload.identity/use': 'true' });
    expect([...errors(workload), ...warnings(workload)]).toEqual([]);
  });

  test('may be any annotation', () => {
    const workload = deployment(undefined, { cloudIdentity: CloudIdentity.custom({ 'example.com/role': 'shop' }) });
    expect(ofKind(workload, 'ServiceAccount')[0].metadata.annotations).toEqual({ 'example.com/role': 'shop' });
  });

  test('fails beside a ServiceAccount that is given', () => {
    const scope = chart();
    const serviceAccount = kplus.ServiceAccount.fromServiceAccountName(scope, 'account', 'account');
    expect(() => deployment(scope, { serviceAccount, cloudIdentity: CloudIdentity.awsRole(ROLE) })).toThrow(/another one is given; remove `serviceAccount`/);
  });
});

describe('a gRPC probe', () => {
  test('asks the port of the container', () => {
    const liveness = GrpcProbe.of();
    const readiness = GrpcProbe.of({ service: 'ready', port: 9000 });
    const { livenessProbe, readinessProbe } = firstContainer(container({ liveness, readiness, portNumber: undefined, ports: [{ number: 8080 }, { number: 9000, name: 'health' }] }));
    expect(livenessProbe).toEqual({ failureThreshold: 3, grpc: { port: 8080 } });
    expect(Object.keys(livenessProbe.grpc)).toEqual(['port']);
    expect(readinessProbe.grpc).toEqual({ port: 9000, service: 'ready' });
  });

  test('is a probe to the controls', () => {
    const workload = container({ liveness: GrpcProbe.of({ service: 'live' }), readiness: GrpcProbe.of({ service: 'ready' }) });
    expect([...errors(workload), ...warnings(workload)]).toEqual([]);
  });

  test('fails without a port', () => {
    const workload = container({ liveness: GrpcProbe.of(), portNumber: undefined });
    expect(() => manifest(workload)).toThrow(/cannot render the gRPC probe of container "main".*pass `port` to GrpcProbe.of/);
  });
});

describe('a sidecar', () => {
  test('is an init container that goes on running, with probes', () => {
    const workload = deployment(undefined, { initContainers: [{ image: CONTAINER.image }] });
    workload.addSidecar({ ...CONTAINER, name: 'proxy', portNumber: 9090 });
    const { initContainers } = podSpec(workload);
    expect(initContainers.map(({ name, restartPolicy }: Json) => [name, restartPolicy])).toEqual([['init-0', undefined], ['proxy', 'Always']]);
    expect(initContainers[1]).toMatchObject({ livenessProbe: { httpGet: { path: '/livez', port: 9090 } }, readinessProbe: {}, securityContext: { readOnlyRootFilesystem: true } });
    expect([...errors(workload), ...warnings(workload)]).toEqual([]);
  });

  test('gets a name of its own', () => {
    const workload = deployment();
    ['', ''].forEach(() => workload.addSidecar({ image: CONTAINER.image, liveness: kplus.Probe.fromCommand(['true']), readiness: kplus.Probe.fromCommand(['ready']) }));
    expect(podSpec(workload).initContainers.map(({ name }: Json) => name)).toEqual(['sidecar-0', 'sidecar-1']);
  });

  test('fails before Kubernetes 1.29', () => {
    expect(() => deployment(target('1.28')).addSidecar(CONTAINER)).toThrow(/cannot add a sidecar to "c\/api": Kubernetes 1.28 would wait for its end/);
  });

  test('is what an init container is not, which has no probe for its port', () => {
    const workload = deployment(undefined, { initContainers: [{ image: CONTAINER.image, portNumber: 9090 }] });
    expect(podSpec(workload).initContainers[0]).not.toHaveProperty('startupProbe');
    expect(errors(workload)).toEqual([]);
  });
});

describe('a disruption budget', () => {
  const budget = (disruptionBudget: DisruptionBudget, replicas?: number): Json[] => ofKind(deployment(undefined, { disruptionBudget, replicas }), 'PodDisruptionBudget');

  test('is that of its user', () => {
    const [{ spec }] = budget(DisruptionBudget.minAvailable(kplus.PercentOrAbsolute.percent(50)));
    expect([spec.minAvailable, spec.maxUnavailable, spec.unhealthyPodEvictionPolicy]).toEqual(['50%', undefined, 'AlwaysAllow']);
    expect(budget(DisruptionBudget.maxUnavailable(kplus.PercentOrAbsolute.absolute(2)))[0].spec.maxUnavailable).toBe(2);
  });

  test('is there for a single replica where it is given', () => {
    expect(budget(DisruptionBudget.maxUnavailable(kplus.PercentOrAbsolute.absolute(1)), 1)).toHaveLength(1);
  });

  test('may be none, with a reason', () => {
    const workload = deployment(undefined, { disruptionBudget: DisruptionBudget.none('a cache that refills within seconds') });
    expect(ofKind(workload, 'PodDisruptionBudget')).toEqual([]);
    expect(findings(workload).map(({ control, outcome }) => [control, outcome])).toEqual([['pdb-present', 'waived']]);
    expect(() => deployment(undefined, { disruptionBudget: DisruptionBudget.none('cache') })).toThrow(/reason/);
  });

  test('of none stays none with an autoscaler', () => {
    const workload = new SecureStatefulSet(chart(), 'db', { containers, disruptionBudget: DisruptionBudget.none('a cache that refills within seconds') });
    new kplus.HorizontalPodAutoscaler(workload, 'hpa', { target: workload, maxReplicas: 3 });
    expect(ofKind(workload, 'PodDisruptionBudget')).toEqual([]);
  });

  test('that keeps all pods is a finding', () => {
    expect(errors(deployment(undefined, { disruptionBudget: DisruptionBudget.minAvailable(kplus.PercentOrAbsolute.absolute(3)) })).concat(
      warnings(deployment(undefined, { disruptionBudget: DisruptionBudget.minAvailable(kplus.PercentOrAbsolute.absolute(3)) })),
    )).toEqual(['pdb-allows-eviction']);
  });
});

describe('volume claims of a StatefulSet', () => {
  const build = (volumeClaimTemplates: VolumeClaimTemplate[], props: Partial<SecureStatefulSetProps> = {}): SecureStatefulSet =>
    new SecureStatefulSet(chart(), 'db', { containers, volumeClaimTemplates, ...props });

  test('are templates, mounted for writing', () => {
    const workload = build([VolumeClaimTemplate.of('data', '/var/lib/db', Size.gibibytes(10), { storageClassName: 'fast' })]);
    expect(manifest(workload).spec.volumeClaimTemplates).toEqual([{
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, storageClassName: 'fast', volumeMode: 'Filesystem' },
    }]);
    expect(podSpec(workload).containers[0].volumeMounts).toEqual([{ name: 'data', mountPath: '/var/lib/db' }]);
    expect([...errors(workload), ...warnings(workload)]).toEqual([]);
  });

  test('go to the container that is named, with the access that is given', () => {
    const claim = VolumeClaimTemplate.of('wal', '/wal', Size.mebibytes(500), { container: 'main', accessMode: kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE_POD });
    const [{ spec }] = manifest(build([claim])).spec.volumeClaimTemplates;
    expect([spec.accessModes, spec.resources.requests.storage]).toEqual([['ReadWriteOncePod'], '500Mi']);
    expect(() => manifest(build([VolumeClaimTemplate.of('wal', '/wal', Size.mebibytes(1), { container: 'other' })]))).toThrow(/there is no such container; pass one of "main" as container/);
  });

  test.each<[() => unknown, RegExp]>([
    [() => VolumeClaimTemplate.of('My Data', '/data', Size.gibibytes(1)), /cannot build VolumeClaimTemplate "My Data": its name/],
    [() => VolumeClaimTemplate.of('data', 'data', Size.gibibytes(1)), /the path "data"/],
    [() => VolumeClaimTemplate.of('data', '/data', Size.gibibytes(0)), /a size of 0 MiB holds no file/],
  ])('fail for %s', (make, message) => {
    expect(make).toThrow(message);
  });
});

describe('an update of a DaemonSet', () => {
  const strategyOf = (strategy: DaemonSetStrategy): Json => manifest(new SecureDaemonSet(chart(), 'agent', { containers, strategy })).spec.updateStrategy;
  const { absolute, percent } = kplus.PercentOrAbsolute;

  test('goes on as its user says', () => {
    expect(strategyOf(DaemonSetStrategy.rollingUpdate({ maxUnavailable: percent(10) }))).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } });
    expect(strategyOf(DaemonSetStrategy.rollingUpdate({ maxSurge: absolute(1) }))).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
    expect(strategyOf(DaemonSetStrategy.onDelete())).toEqual({ type: 'OnDelete' });
  });

  test('fails where it could never go on', () => {
    expect(() => DaemonSetStrategy.rollingUpdate({ maxUnavailable: absolute(0) })).toThrow(/maxSurge and maxUnavailable are zero/);
  });
});

test('jobs fail to run a part of a pod', () => {
  expect(() => new SecureJob(chart(), 'job', { containers, completions: 1.5 })).toThrow(/completions is 1.5, and a number of pods is a whole number from 0/);
  expect(() => new SecureJob(chart(), 'job', { containers, parallelism: -1 })).toThrow(/parallelism is -1/);
});

test('jobs run as many pods as their user says', () => {
  const job = new SecureJob(chart(), 'job', { containers, completions: 5, parallelism: 2 });
  const cron = new SecureCronJob(chart(), 'cron', { containers, schedule: Cron.daily(), parallelism: 2 });
  expect(manifest(job).spec).toMatchObject({ completions: 5, parallelism: 2 });
  expect(manifest(cron).spec.jobTemplate.spec).toMatchObject({ parallelism: 2 });
});
