import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ContainerLimits, HardenedNamespace, HardenedNamespaceProps, PodSecurityLevel, Quantity, Quota, SecureDeployment, SecurityProfile } from '../../../src';
import { app, CONTAINER, errors, Json, ofKind, synth, warnings } from '../fixtures';

let scope: Chart;
beforeEach(() => { scope = new Chart(app(), 'c'); });
const namespace = (props: HardenedNamespaceProps = {}) => new HardenedNamespace(scope, 'shop', props);
const only = (kind: string): Json => ofKind(scope, kind)[0];

test('its name is the id of the construct, or the one that is given', () => {
  expect(namespace().name).toBe('shop');
  expect(new HardenedNamespace(scope, 'other', { name: 'shop-2' }).name).toBe('shop-2');
});

test('levels, versions and labels are those that are given, and the reason of a lower level is its waiver', () => {
  namespace({
    podSecurityLevel: PodSecurityLevel.BASELINE, podSecurityReason: 'the vendor needs it', podSecurityVersion: 'latest', warnLevel: PodSecurityLevel.BASELINE,
    labels: { team: 'x' },
  });
  expect(only('Namespace').metadata).toMatchObject({
    annotations: { 'waive.cdk8s-hardened.dev/namespace-pod-security-level': 'the vendor needs it' },
    labels: {
      'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/enforce-version': 'latest', 'pod-security.kubernetes.io/warn': 'baseline',
      'pod-security.kubernetes.io/audit': 'restricted', 'team': 'x',
    },
  });
});

test('a lower level makes what it allows a warning', () => {
  const shop = namespace({ podSecurityLevel: PodSecurityLevel.PRIVILEGED, podSecurityReason: 'a driver of the node' });
  new SecureDeployment(shop, 'api', { containers: [{ ...CONTAINER, securityContext: { privileged: true } }] });
  expect(errors(scope)).toEqual([]);
  expect(warnings(scope)).toContain('no-privileged');
});

test('the quota of the seed is one line', () => {
  const [cpu, memory] = [Quantity.cores, Quantity.gibibytes];
  namespace({ quota: Quota.of({ pods: 4, requestsCpu: cpu(1), requestsMemory: memory(1), limitsCpu: cpu(2), limitsMemory: memory(2) }) });
  expect(only('ResourceQuota').spec.hard).toEqual({ 'pods': '4', 'requests.cpu': '1', 'requests.memory': '1Gi', 'limits.cpu': '2', 'limits.memory': '2Gi' });
});

test('each amount of a quota is that of its resource, in the order of their names', () => {
  const quota = Quota.of({
    pods: 0, requestsStorage: Quantity.of('7Gi'), requestsEphemeralStorage: Quantity.of('5Gi'), requestsMemory: Quantity.of('3Gi'), requestsCpu: Quantity.of('1'),
    limitsEphemeralStorage: Quantity.of('6Gi'), limitsMemory: Quantity.of('4Gi'), limitsCpu: Quantity.of('1'),
  });
  expect(Object.entries(quota.hard)).toEqual([
    ['limits.cpu', '1'], ['limits.ephemeral-storage', '6Gi'], ['limits.memory', '4Gi'], ['pods', '0'],
    ['requests.cpu', '1'], ['requests.ephemeral-storage', '5Gi'], ['requests.memory', '3Gi'], ['requests.storage', '7Gi'],
  ]);
});

test('a quota counts objects', () => {
  expect(Quota.of({ objects: { 'services': 3, 'deployments.apps': 2 } }).hard).toEqual({ 'count/deployments.apps': '2', 'count/services': '3' });
});

test('no quota is a warning', () => {
  namespace();
  expect(warnings(scope)).toContain('namespace-quota');
});

test('limits for containers are those that are given, and the profile fills the rest', () => {
  namespace({ containerLimits: ContainerLimits.of({
    max: { cpu: Quantity.cores(4), memory: Quantity.gibibytes(8) }, defaultLimit: { memory: Quantity.of('512Mi') },
  }) });
  expect(only('LimitRange').spec.limits[0]).toMatchObject({
    default: { cpu: '500m', memory: '512Mi' }, max: { 'cpu': '4', 'memory': '8Gi', 'ephemeral-storage': '2Gi' },
  });
});

test('the default ServiceAccount is rendered on request only, without token', () => {
  namespace();
  expect(only('ServiceAccount')).toBeUndefined();
  new HardenedNamespace(scope, 'other', { renderDefaultServiceAccount: true });
  expect(only('ServiceAccount')).toMatchObject({ metadata: { name: 'default', namespace: 'other' }, automountServiceAccountToken: false });
});

test('all traffic can be left open, which is a warning', () => {
  namespace({ allowAllTraffic: true });
  expect(only('NetworkPolicy')).toBeUndefined();
  expect(warnings(scope)).toContain('namespace-default-deny');
});

describe('what is built below it', () => {
  test('lives in it, whoever made it', () => {
    const shop = namespace();
    const metadata = { name: 'x' };
    new ApiObject(shop, 'raw', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    new kplus.Service(shop, 'service', { metadata, ports: [{ port: 80 }] });
    synth(scope);
    expect(['ConfigMap', 'Service'].map((kind) => only(kind).metadata.namespace)).toEqual(['shop', 'shop']);
  });

  test('lives nowhere if it belongs to the cluster', () => {
    new kplus.ClusterRole(namespace(), 'role');
    synth(scope);
    expect(only('ClusterRole').metadata).not.toHaveProperty('namespace');
  });

  test('lives in it even where the chart has another namespace', () => {
    const other = new Chart(app(), 'c', { namespace: 'other' });
    new SecureDeployment(new HardenedNamespace(other, 'shop'), 'api', { containers: [CONTAINER] });
    expect(new Set(synth(other).map(({ metadata }) => metadata.namespace))).toEqual(new Set([undefined, 'shop']));
  });

  test('lives in an existing namespace, for which nothing is rendered', () => {
    new SecureDeployment(HardenedNamespace.fromName(scope, 'existing', 'prod'), 'api', { containers: [CONTAINER] });
    expect(synth(scope).map(({ kind, metadata }) => `${kind} ${metadata.namespace}`))
      .toEqual(['ServiceAccount prod', 'NetworkPolicy prod', 'PodDisruptionBudget prod', 'Deployment prod']);
  });
});

test('the version of the standard follows the profile', () => {
  const pinned = new Chart(app({ profile: SecurityProfile.restricted({ kubernetesVersion: '1.33' }) }), 'c');
  new HardenedNamespace(pinned, 'shop');
  expect(ofKind(pinned, 'Namespace')[0].metadata.labels['pod-security.kubernetes.io/enforce-version']).toBe('v1.33');
});

test('each mode pins the version that it is told', () => {
  namespace({ podSecurityVersion: 'v1.33', auditVersion: 'v1.34', warnVersion: 'v1.35' });
  expect(only('Namespace').metadata.labels).toMatchObject({
    'pod-security.kubernetes.io/enforce-version': 'v1.33',
    'pod-security.kubernetes.io/audit-version': 'v1.34',
    'pod-security.kubernetes.io/warn-version': 'v1.35',
  });
});

test.each(['auditVersion', 'warnVersion'])('fails for a %s that is no version of the standard', (prop) => {
  expect(() => namespace({ [prop]: '1.36' })).toThrow(`${prop} "1.36" is neither "latest" nor like "v1.36"`);
});
