import { Chart } from 'cdk8s';
import { app, CONTAINER, findings, Json, manifest, ofKind, podSpec, synth } from './fixtures';
import { HardenedNamespace, Quantity, Quota, SecureDeployment, SecurityProfile } from '../../src';

const profile = SecurityProfile.restricted({ registries: ['registry.example.com'], requiredLabels: { owner: 'shop-team' } });

/** A namespace and one workload: what the library writes where the user says as little as can be. */
function defaultSet(): { chart: Chart; api: SecureDeployment } {
  const chart = new Chart(app({ profile }), 'c');
  const shop = new HardenedNamespace(chart, 'shop', {
    quota: Quota.of({
      pods: 10, requestsCpu: Quantity.cores(4), requestsMemory: Quantity.gibibytes(4),
      limitsCpu: Quantity.cores(8), limitsMemory: Quantity.gibibytes(8),
    }),
  });
  return { chart, api: new SecureDeployment(shop, 'api', { containers: [CONTAINER], initContainers: [{ image: CONTAINER.image }], metadata: { name: 'api' } }) };
}

const { chart, api } = defaultSet();
synth(chart);
const [deployment, spec] = [manifest(api), podSpec(api)];
const [namespace] = ofKind(chart, 'Namespace');
const named = (kind: string, name: string): Json => ofKind(chart, kind).find(({ metadata }) => metadata.name === name)!;
const address = { 'cdk8s.io/metadata.addr': expect.any(String) };

test('the default set has no finding at all', () => expect(findings(chart)).toEqual([]));

test('every object but the Namespace is in the namespace', () => {
  expect(synth(chart).filter(({ kind }) => kind !== 'Namespace').map(({ metadata }) => metadata.namespace)).toEqual(Array(7).fill('shop'));
  expect(namespace.metadata).not.toHaveProperty('namespace');
});

test('every object carries the required labels', () => {
  synth(chart).forEach(({ metadata }) => expect(metadata.labels).toMatchObject({ owner: 'shop-team' }));
});

describe('namespace', () => {
  test('enforces the restricted level at the version of the profile, and audits and warns at the latest', () => {
    expect(namespace.metadata.labels).toEqual({
      'owner': 'shop-team',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'latest',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.36',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'latest',
    });
  });

  test('has a quota for requests and limits', () => {
    expect(ofKind(chart, 'ResourceQuota')[0].spec.hard)
      .toEqual({ 'pods': '10', 'requests.cpu': '4', 'requests.memory': '4Gi', 'limits.cpu': '8', 'limits.memory': '8Gi' });
  });

  test('has defaults and bounds for containers', () => {
    expect(ofKind(chart, 'LimitRange')[0].spec.limits).toEqual([{
      type: 'Container',
      default: { 'cpu': '500m', 'ephemeral-storage': '256Mi', 'memory': '256Mi' },
      defaultRequest: { 'cpu': '100m', 'ephemeral-storage': '64Mi', 'memory': '256Mi' },
      max: { 'cpu': '2', 'ephemeral-storage': '2Gi', 'memory': '2Gi' },
      min: { cpu: '10m', memory: '16Mi' },
    }]);
  });

  test('denies all traffic but name resolution', () => {
    expect(named('NetworkPolicy', 'default-deny').spec).toEqual({ podSelector: {}, policyTypes: ['Egress', 'Ingress'], egress: [dns] });
  });

  test('leaves the default ServiceAccount to the controller that creates it', () => expect(named('ServiceAccount', 'default')).toBeUndefined());
});

const dns = {
  ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
};

describe('deployment', () => {
  const recommended = {
    'app.kubernetes.io/component': 'api', 'app.kubernetes.io/instance': 'api', 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/part-of': 'shop',
    'app.kubernetes.io/version': '1.4.2', 'owner': 'shop-team',
  };

  test('carries the recommended labels', () => {
    expect(deployment.metadata.labels).toEqual({ ...recommended, 'app.kubernetes.io/managed-by': 'cdk8s' });
    expect(spec && deployment.spec.template.metadata.labels).toEqual({ ...recommended, ...address });
  });

  test('has three replicas, that are replaced one after the other', () => {
    expect(deployment.spec).toMatchObject({
      replicas: 3, revisionHistoryLimit: 5, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    });
  });

  test('selects by a label of the template', () => {
    expect(deployment.spec.template.metadata.labels).toMatchObject(deployment.spec.selector.matchLabels);
  });

  test('closes the pod', () => {
    expect(spec).toMatchObject({
      automountServiceAccountToken: false, enableServiceLinks: false, os: { name: 'linux' }, restartPolicy: 'Always', serviceAccountName: 'api',
    });
    ['hostAliases', 'hostNetwork', 'hostPID', 'hostIPC', 'volumes'].forEach((key) => expect(spec).not.toHaveProperty(key));
  });

  test('gives the pod its identity', () => {
    expect(spec.securityContext).toEqual({
      fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch', runAsGroup: 65532, runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('spreads its pods over nodes and zones', () => {
    const labelSelector = { matchLabels: address };
    expect(spec.affinity).toEqual({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { labelSelector, topologyKey: 'kubernetes.io/hostname' } },
        ],
      },
    });
    expect(spec.topologySpreadConstraints)
      .toEqual([{ labelSelector, maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' }]);
  });

  test.each([['container', 'containers'], ['init container', 'initContainers']])('closes each %s', (_, list) => {
    const [closed] = spec[list];
    expect(closed).toMatchObject({
      imagePullPolicy: 'Always',
      resources: {
        limits: { 'cpu': '500m', 'ephemeral-storage': '256Mi', 'memory': '256Mi' },
        requests: { 'cpu': '100m', 'ephemeral-storage': '64Mi', 'memory': '256Mi' },
      },
    });
    expect(closed.securityContext).toEqual({
      allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, privileged: false, readOnlyRootFilesystem: true, runAsGroup: 65532, runAsNonRoot: true,
      runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('names its ports, and probes them without host', () => {
    const [main] = spec.containers;
    expect(main.ports).toEqual([{ containerPort: 8080, name: 'tcp-8080' }]);
    expect([main.livenessProbe.httpGet, main.readinessProbe.httpGet]).toEqual([
      { path: '/livez', port: 8080, scheme: 'HTTP' }, { path: '/readyz', port: 8080, scheme: 'HTTP' },
    ]);
  });

  test('has a ServiceAccount of its own, without token', () => expect(named('ServiceAccount', 'api').automountServiceAccountToken).toBe(false));

  test('has one NetworkPolicy, which selects by one label and allows name resolution', () => {
    expect(named('NetworkPolicy', 'api').spec)
      .toEqual({ podSelector: { matchLabels: address }, policyTypes: ['Egress', 'Ingress'], egress: [dns] });
  });

  test('has a budget for evictions', () => {
    expect(ofKind(chart, 'PodDisruptionBudget').map((budget) => budget.spec))
      .toEqual([{ maxUnavailable: 1, selector: { matchLabels: address }, unhealthyPodEvictionPolicy: 'AlwaysAllow' }]);
  });

  test('has no budget with a single replica', () => {
    const single = new Chart(app(), 'c');
    new SecureDeployment(single, 'api', { containers: [CONTAINER], replicas: 1 });
    expect(ofKind(single, 'PodDisruptionBudget')).toEqual([]);
  });
});
