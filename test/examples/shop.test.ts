import { parseAllDocuments, stringify } from 'yaml';
import { build } from '../../examples/shop/shop';
import { withoutOmitted } from '../../src/objects/omitted-values';

type Json = Record<string, any>;

const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
const objects: readonly Json[] = parseAllDocuments(build().synthYaml()).map((document) => document.toJS());
const warnings = stderr.mock.calls.map(([text]) => String(text));
stderr.mockRestore();

const ofKind = (kind: string): Json[] => objects.filter((object) => object.kind === kind);
const only = (kind: string, name: string): Json => {
  const found = ofKind(kind).filter(({ metadata }) => metadata.name === name);
  expect(found).toHaveLength(1);
  return found[0];
};
const deployments = ofKind('Deployment');
const byComponent = (component: string): Json => deployments.find(({ metadata }) => metadata.labels['app.kubernetes.io/component'] === component)!;
const podOf = (deployment: Json): Json => deployment.spec.template.spec;
const selects = (selector: Json, pod: Json): boolean => Object.entries(selector).every(([key, value]) => pod.metadata.labels[key] === value);
const policyOf = (deployment: Json): Json => {
  const found = ofKind('NetworkPolicy').map((policy) => [policy, policy.spec.podSelector.matchLabels] as const)
    .filter(([, labels]) => labels && selects(labels, deployment.spec.template)).map(([policy]) => policy);
  expect(found).toHaveLength(1);
  return found[0];
};
const DNS = {
  to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
};

test('nothing is found in the shop', () => {
  expect(warnings).toEqual([]);
});

test('it is made of these objects', () => {
  const counts = Object.fromEntries([...new Set(objects.map(({ kind }) => kind))].sort().map((kind) => [kind, ofKind(kind).length]));
  expect(counts).toEqual({
    Deployment: 3, LimitRange: 1, Namespace: 1, NetworkPolicy: 4, PodDisruptionBudget: 3,
    ResourceQuota: 1, Role: 1, RoleBinding: 1, Service: 2, ServiceAccount: 3,
  });
});

test('everything lives in the namespace, under its own name, and names its owner', () => {
  for (const object of objects) {
    expect(object.metadata.namespace).toBe(object.kind === 'Namespace' ? undefined : 'shop');
    expect(object.metadata.labels.owner).toBe('shop-team');
  }
  const keys = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('no object holds a value that the API server would not store, so that a second apply changes nothing', () => {
  expect(objects.map((object) => withoutOmitted(object))).toEqual(objects);
});

test('the namespace enforces the restricted Pod Security Standard of the version that was asked for', () => {
  expect(only('Namespace', 'shop').metadata.labels).toEqual({
    'owner': 'shop-team',
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/enforce-version': 'v1.36',
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/audit-version': 'latest',
    'pod-security.kubernetes.io/warn': 'restricted',
    'pod-security.kubernetes.io/warn-version': 'latest',
  });
});

test('the namespace limits what all pods use together, and what each container may use', () => {
  expect(ofKind('ResourceQuota')[0].spec.hard).toEqual({
    'pods': '18',
    'requests.cpu': '2',
    'requests.memory': '5Gi',
    'requests.ephemeral-storage': '2Gi',
    'limits.cpu': '9',
    'limits.memory': '5Gi',
    'limits.ephemeral-storage': '5Gi',
  });
  expect(ofKind('LimitRange')[0].spec.limits).toEqual([{
    type: 'Container',
    default: { 'cpu': '500m', 'memory': '256Mi', 'ephemeral-storage': '256Mi' },
    defaultRequest: { 'cpu': '100m', 'memory': '256Mi', 'ephemeral-storage': '64Mi' },
    max: { 'cpu': '2', 'memory': '2Gi', 'ephemeral-storage': '2Gi' },
    min: { cpu: '10m', memory: '16Mi' },
  }]);
});

test('the namespace denies what is not declared, except for name resolution', () => {
  expect(only('NetworkPolicy', 'default-deny').spec).toEqual({ podSelector: {}, policyTypes: ['Egress', 'Ingress'], egress: [DNS] });
});

test('no ServiceAccount hands out a token by itself', () => {
  expect(ofKind('ServiceAccount').map(({ automountServiceAccountToken }) => automountServiceAccountToken)).toEqual([false, false, false]);
});

test('the default ServiceAccount is left to the controller that creates it', () => {
  expect(ofKind('ServiceAccount').map(({ metadata }) => metadata.name)).not.toContain('default');
});

describe.each(['frontend', 'api', 'worker'])('%s', (component) => {
  const deployment = byComponent(component);
  const { spec, metadata } = deployment;
  const pod = podOf(deployment);

  test('carries the recommended labels, on itself and on its pods', () => {
    const labels = {
      'app.kubernetes.io/component': component,
      'app.kubernetes.io/instance': metadata.name,
      'app.kubernetes.io/name': component,
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/version': component === 'frontend' ? '2.7.0' : '1.4.2',
      'owner': 'shop-team',
    };
    expect(metadata.labels).toEqual({ ...labels, 'app.kubernetes.io/managed-by': 'cdk8s' });
    expect(spec.template.metadata.labels).toMatchObject(labels);
  });

  test('is replaced pod by pod, and selects its own pods', () => {
    expect(spec.replicas).toBe(3);
    expect(spec.revisionHistoryLimit).toBe(5);
    expect(spec.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
    expect(Object.keys(spec.selector.matchLabels)).toHaveLength(1);
    expect(selects(spec.selector.matchLabels, spec.template)).toBe(true);
  });

  test('runs under its own ServiceAccount, without the token that is mounted by default', () => {
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.serviceAccountName).not.toBe('default');
    expect(only('ServiceAccount', pod.serviceAccountName)).toBeDefined();
    expect(deployments.filter((other) => podOf(other).serviceAccountName === pod.serviceAccountName)).toHaveLength(1);
  });

  test('shares nothing with its node', () => {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) expect(pod[field] ?? false).toBe(false);
    expect(pod.hostAliases).toBeUndefined();
    expect(pod.enableServiceLinks).toBe(false);
    expect(pod.os).toEqual({ name: 'linux' });
    expect(pod.restartPolicy).toBe('Always');
  });

  test('has a pod security context that leaves nothing to the image', () => {
    expect(pod.securityContext).toEqual({
      runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532, fsGroupChangePolicy: 'OnRootMismatch', seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('spreads over nodes and zones, where there are any', () => {
    const labelSelector = { matchLabels: spec.selector.matchLabels };
    expect(pod.affinity).toEqual({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { labelSelector, topologyKey: 'kubernetes.io/hostname' } }],
      },
    });
    expect(pod.topologySpreadConstraints).toEqual([
      { labelSelector, maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
    ]);
  });

  test('uses only volumes of restricted types, with a limit on what can be written', () => {
    for (const { name, ...source } of pod.volumes) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(['emptyDir', 'projected', 'secret']).toContain(Object.keys(source).join());
      if (source.emptyDir) expect(source.emptyDir.sizeLimit).toBe('64Mi');
    }
  });

  test('has one container, which may do nothing but its work', () => {
    expect(pod.initContainers).toBeUndefined();
    expect(pod.containers).toHaveLength(1);
    expect(pod.containers[0].securityContext).toEqual({
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 65532,
      runAsGroup: 65532,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.containers[0].resources).toEqual({
      requests: { 'cpu': '100m', 'memory': '256Mi', 'ephemeral-storage': '64Mi' },
      limits: { 'cpu': '500m', 'memory': '256Mi', 'ephemeral-storage': '256Mi' },
    });
  });

  test('runs the very image that was built, and no secret is in its environment', () => {
    const [container] = pod.containers;
    expect(container.image).toMatch(new RegExp(`^registry\\.example\\.com/shop/${component}:\\d+\\.\\d+\\.\\d+@sha256:[0-9a-f]{64}$`));
    expect(container.imagePullPolicy).toBe('Always');
    expect(container.env).toBeUndefined();
    expect(container.envFrom).toBeUndefined();
  });

  test('has a named port that needs no privilege, and two probes that ask it different questions', () => {
    const [{ ports: [port, ...rest], livenessProbe, readinessProbe }] = pod.containers;
    expect(rest).toEqual([]);
    expect(port.name).toMatch(/^[a-z]+$/);
    expect(port.containerPort).toBeGreaterThanOrEqual(1024);
    expect(port.hostPort).toBeUndefined();
    expect(livenessProbe.httpGet).toMatchObject({ path: '/livez', port: port.containerPort });
    expect(readinessProbe.httpGet).toMatchObject({ path: '/readyz', port: port.containerPort });
    for (const { httpGet } of [livenessProbe, readinessProbe]) expect(httpGet.host).toBeUndefined();
  });

  test('has one policy, selected by one label, that lets it resolve names', () => {
    const policy = policyOf(deployment).spec;
    expect(Object.keys(policy.podSelector.matchLabels)).toHaveLength(1);
    expect(policy.policyTypes).toEqual(['Egress', 'Ingress']);
    expect(policy.egress[0]).toEqual(DNS);
    expect(policy.ingress.length).toBeGreaterThan(0);
    for (const rule of [...policy.egress, ...policy.ingress]) expect(rule.ports.length).toBeGreaterThan(0);
  });

  test('keeps serving while a node is drained', () => {
    const budgets = ofKind('PodDisruptionBudget').filter((budget) => selects(budget.spec.selector.matchLabels, spec.template));
    expect(budgets.map((budget) => budget.spec)).toEqual([
      { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: spec.selector.matchLabels } },
    ]);
  });
});

describe('the edges', () => {
  const label = (component: string) => ({ podSelector: { matchLabels: byComponent(component).spec.selector.matchLabels } });
  const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } }, podSelector: {} });
  const tcp = (port: number) => [{ protocol: 'TCP', port }];
  const database = { to: [{ ipBlock: { cidr: '10.20.0.0/28' } }], ports: tcp(5432) };
  const edges = (component: string) => {
    const { egress: [, ...egress], ingress } = policyOf(byComponent(component)).spec;
    return { egress, ingress };
  };

  test('are open on both sides, and no other is', () => {
    expect(edges('frontend')).toEqual({
      ingress: [{ from: [namespace('ingress-nginx')], ports: tcp(8080) }],
      egress: [{ to: [label('api')], ports: tcp(8080) }],
    });
    expect(edges('api')).toEqual({
      ingress: [{ from: [label('frontend')], ports: tcp(8080) }],
      egress: [database],
    });
    expect(edges('worker')).toEqual({
      ingress: [{ from: [namespace('monitoring')], ports: tcp(9090) }],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.10/32' } }], ports: tcp(6443) }, database],
    });
  });
});

describe('the credentials of the database', () => {
  test.each(['api', 'worker'])('are files that only the group of %s can read', (component) => {
    const pod = podOf(byComponent(component));
    expect(pod.volumes).toContainEqual({ name: 'secret-database-credentials', secret: { secretName: 'database-credentials', defaultMode: 0o440 } });
    expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'secret-database-credentials', mountPath: '/var/run/secrets/database', readOnly: true });
  });

  test('stay away from the frontend, and out of the manifests', () => {
    expect(podOf(byComponent('frontend')).volumes.map(({ name }: Json) => name)).toEqual(['writable-tmp']);
    expect(ofKind('Secret')).toEqual([]);
  });
});

describe('the role', () => {
  const worker = podOf(byComponent('worker'));

  test('allows to read one object, and is bound to one workload', () => {
    const [role] = ofKind('Role');
    const [binding] = ofKind('RoleBinding');
    expect(role.rules).toEqual([{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: ['get', 'watch'] }]);
    expect(binding.roleRef).toEqual({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.metadata.name });
    expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: worker.serviceAccountName, namespace: 'shop' }]);
  });

  test('comes with a token that ends, in that workload alone', () => {
    const tokens = (pod: Json) => pod.volumes.flatMap(({ projected }: Json) => projected?.sources ?? [])
      .flatMap(({ serviceAccountToken }: Json) => serviceAccountToken ?? []);
    expect(tokens(worker)).toEqual([{ expirationSeconds: 3600, path: 'token' }]);
    for (const component of ['frontend', 'api']) expect(tokens(podOf(byComponent(component)))).toEqual([]);
  });
});

describe('the services', () => {
  test.each(['frontend', 'api'])('%s is reached inside the cluster only, at a port that it listens on', (name) => {
    const { spec } = only('Service', name);
    const { template } = byComponent(name).spec;
    expect(spec.type).toBe('ClusterIP');
    expect(spec.externalIPs ?? []).toEqual([]);
    expect(spec.externalName).toBeUndefined();
    expect(selects(spec.selector, template)).toBe(true);
    const [port] = template.spec.containers[0].ports;
    expect(spec.ports).toMatchObject([{ name: 'http', port: 80 }]);
    expect([port.containerPort, port.name]).toContain(spec.ports[0].targetPort);
  });

  test('name the port of the container, so that its number may change in one place', () => {
    for (const { spec, metadata } of ofKind('Service')) {
      const [port] = byComponent(metadata.name).spec.template.spec.containers[0].ports;
      expect(spec.ports.map(({ targetPort }: Json) => targetPort)).toEqual([port.name]);
    }
  });
});

describe('what it looks like', () => {
  const withoutKeys = (value: Json, ...keys: string[]): Json => Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
  const worker = byComponent('worker');

  test.each([
    ...['Namespace', 'ResourceQuota', 'LimitRange', 'Role', 'RoleBinding'].map((kind) => [kind, ofKind(kind)[0]] as const),
    ['Service', only('Service', 'frontend')] as const,
    ['ServiceAccount', only('ServiceAccount', podOf(worker).serviceAccountName)] as const,
    ['PodDisruptionBudget', ofKind('PodDisruptionBudget').find(({ spec }) => selects(spec.selector.matchLabels, worker.spec.template))!] as const,
    ['default NetworkPolicy', only('NetworkPolicy', 'default-deny')] as const,
    ['NetworkPolicy', policyOf(worker)] as const,
    ['Deployment without its pod', { ...worker, spec: withoutKeys(worker.spec, 'template') }] as const,
    ['pod without its container', { ...worker.spec.template, spec: withoutKeys(podOf(worker), 'containers') }] as const,
    ['container', podOf(worker).containers[0]] as const,
  ])('%s', (_, object) => {
    const text = stringify(object, { lineWidth: 0 });
    expect(text.split('\n').length).toBeLessThan(100);
    expect(text).toMatchSnapshot();
  });
});
