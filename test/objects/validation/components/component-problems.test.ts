import { valueAt } from '../../../../src/objects/pointer';
import { componentProblems } from '../../../../src/objects/validation/components/component-problems';
import { withValueAt } from '../../../engine/mutations';

const API = 'apiserver.config.k8s.io/v1';
const KEY = Buffer.alloc(32, 7).toString('base64');
const FILES = {
  audit: { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules: [{ level: 'None', nonResourceURLs: ['/healthz*'] }, { level: 'Metadata', resources: [{ group: 'apps', resources: ['deployments'] }] }] },
  encryption: { apiVersion: API, kind: 'EncryptionConfiguration', resources: [
    { resources: ['secrets'], providers: [{ kms: { apiVersion: 'v2', name: 'a', endpoint: 'unix:///run/a', timeout: '3s' } }, { secretbox: { keys: [{ name: 'k', secret: KEY }] } }] },
    { resources: ['configmaps'], providers: [{ kms: { apiVersion: 'v2', name: 'b', endpoint: 'unix:///run/b' } }] },
  ] },
  authentication: { apiVersion: API, kind: 'AuthenticationConfiguration', jwt: ['a', 'b'].map((name) => ({
    issuer: { url: `https://${name}.example.com`, audiences: [name], discoveryURL: `https://${name}.example.org/keys` },
    claimMappings: { username: { claim: 'sub', prefix: `${name}:` }, groups: { claim: 'groups', prefix: '' }, uid: { claim: 'sub' }, extra: [{ key: 'example.com/a', valueExpression: 'claims.a' }] },
    claimValidationRules: [{ claim: 'hd', requiredValue: 'example.com' }, { expression: "claims.a == 'b'", message: 'm' }],
    userValidationRules: [{ expression: 'true' }],
  })), anonymous: { enabled: true, conditions: [{ path: '/livez' }] } },
  authorization: { apiVersion: API, kind: 'AuthorizationConfiguration', authorizers: [
    { type: 'Webhook', name: 'policy', webhook: { timeout: '3s', subjectAccessReviewVersion: 'v1', failurePolicy: 'Deny', matchConditionSubjectAccessReviewVersion: 'v1',
      connectionInfo: { type: 'KubeConfigFile', kubeConfigFile: '/etc/kubernetes/webhook.conf' }, matchConditions: [{ expression: 'true' }] } },
    { type: 'Node', name: 'node' }, { type: 'RBAC', name: 'rbac' },
  ] },
  podSecurity: { apiVersion: 'pod-security.admission.config.k8s.io/v1', kind: 'PodSecurityConfiguration',
    defaults: { 'enforce': 'restricted', 'enforce-version': 'v1.36' }, exemptions: { namespaces: ['kube-system', 'b'], usernames: ['a'], runtimeClasses: ['a.b'] } },
  events: { apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1', kind: 'Configuration', limits: [{ type: 'Namespace', qps: 1, burst: 2, cacheSize: 3 }] },
  cluster: { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', controlPlaneEndpoint: 'api.example.com:6443', certificatesDir: '/etc/kubernetes/pki',
    networking: { podSubnet: '10.244.0.0/16,fd00:10:244::/56', serviceSubnet: '10.96.0.0/16', dnsDomain: 'cluster.local' },
    apiServer: { certSANs: ['api.example.com', '*.example.com', '192.0.2.1'], extraArgs: [{ name: 'profiling', value: 'false' }] },
    etcd: { local: { dataDir: '/var/lib/etcd' } } },
  externalEtcd: { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration',
    etcd: { external: { endpoints: ['https://10.0.0.20:2379'], caFile: '/ca.crt', certFile: '/a.crt', keyFile: '/a.key' } } },
  init: { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'InitConfiguration',
    bootstrapTokens: [{ token: 'abcdef.0123456789abcdef', ttl: '1h0m0s', usages: ['signing', 'authentication'], groups: ['system:bootstrappers:kubeadm:default-node-token'] }],
    nodeRegistration: { name: 'node1', criSocket: 'unix:///run/containerd/containerd.sock' }, localAPIEndpoint: { advertiseAddress: '10.0.0.1', bindPort: 6443 },
    certificateKey: 'ab'.repeat(32) },
  join: { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'JoinConfiguration', caCertPath: '/etc/kubernetes/pki/ca.crt',
    discovery: { bootstrapToken: { token: 'abcdef.0123456789abcdef', apiServerEndpoint: 'api.example.com:6443', caCertHashes: ['sha256:0'] } } },
  kubelet: { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', eventRecordQPS: 50, port: 10250, shutdownGracePeriod: '30s',
    shutdownGracePeriodCriticalPods: '10s', userNamespaces: { idsPerPod: 65536 }, podLogsDir: '/var/log/pods', containerLogMonitorInterval: '10s' },
  proxy: { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', bindAddress: '0.0.0.0', metricsBindAddress: '127.0.0.1:10249',
    nodePortAddresses: ['primary', '10.0.0.0/8'], syncPeriod: '30s', conntrack: { min: 1 } },
  admission: { apiVersion: API, kind: 'AdmissionConfiguration', plugins: [{ name: 'PodSecurity',
    configuration: { apiVersion: 'pod-security.admission.config.k8s.io/v1', kind: 'PodSecurityConfiguration', defaults: { enforce: 'baseline' } } }] },
} as const;

type Name = keyof typeof FILES;
const problems = (name: Name, pointer?: string, value?: unknown): string[] => {
  const file = pointer === undefined ? FILES[name] : withValueAt(FILES[name], pointer, value);
  return componentProblems(file as never, 36).map((problem) => `${problem.pointer}: ${problem.message}`);
};

test.each(Object.keys(FILES) as Name[])('a good file has no problem: %s', (name) => {
  expect(problems(name)).toEqual([]);
});

// every rule of the components' own validation, by one change that breaks it
const BROKEN: readonly (readonly [Name, string, unknown, string?])[] = [
  ['audit', '/rules', []],
  ['audit', '/rules/0/nonResourceURLs/0', 'healthz'],
  ['audit', '/rules/0/nonResourceURLs/0', '/a*b'],
  ['audit', '/rules/0/namespaces', ['a'], '/rules/0/nonResourceURLs'],
  ['audit', '/rules/1/resources/0/group', 'apps/v1'],
  ['audit', '/rules/1/resources/0', { group: 'apps', resourceNames: ['a'] }, '/rules/1/resources/0/resourceNames'],
  ['encryption', '/resources', []],
  ['encryption', '/resources/0/resources', []],
  ['encryption', '/resources/0/providers', []],
  ['encryption', '/resources/0/providers/0', {}],
  ['encryption', '/resources/0/providers/0/identity', {}, '/resources/0/providers/0'],
  ...['Secrets', '*', 'apiserveripinfo', 'events.events.k8s.io', 'deployments.extensions', 'secrets.*'].map((resource) => (
    ['encryption', '/resources/0/resources/0', resource] as const)),
  ['encryption', '/resources/0/resources', ['secrets', 'secrets'], '/resources/0/resources/1'],
  ['encryption', '/resources/0/resources', ['secrets', '*.']],
  ['encryption', '/resources/0/resources', ['deployments.apps', '*.apps']],
  ['encryption', '/resources/0/providers/1/secretbox/keys', []],
  ['encryption', '/resources/0/providers/1/secretbox/keys/0/secret', 'not base64'],
  ['encryption', '/resources/0/providers/1/secretbox/keys/0/secret', Buffer.alloc(16).toString('base64')],
  ['encryption', '/resources/0/providers/0/kms/name', 'a:b'],
  ['encryption', '/resources/1/providers/0/kms/name', 'a'],
  ['encryption', '/resources/0/providers/0/kms/endpoint', 'tcp://127.0.0.1'],
  ['encryption', '/resources/0/providers/0/kms/timeout', '0s'],
  ['encryption', '/resources/0/providers/0/kms/timeout', '-3s'],
  ['encryption', '/resources/0/providers/0/kms/apiVersion', 'v3'],
  ['encryption', '/resources/0/providers/0/kms/cachesize', 10],
  ['encryption', '/resources/0/providers/0/kms', { apiVersion: 'v1', name: 'a', endpoint: 'unix:///a', cachesize: 0 }, '/resources/0/providers/0/kms/cachesize'],
  ...['http://a.example.com', 'https://u:p@a.example.com', 'https://a.example.com?q=1', 'https://a.example.com#f', 'https://a b', 'https://a.example.com:x'].map((url) => (
    ['authentication', '/jwt/0/issuer/url', url] as const)),
  ['authentication', '/jwt/1/issuer/url', 'https://a.example.com'],
  ['authentication', '/jwt/1/issuer/discoveryURL', 'https://a.example.org/keys'],
  ['authentication', '/jwt/0/issuer/discoveryURL', 'https://a.example.com/'],
  ['authentication', '/jwt/0/issuer/audiences', []],
  ['authentication', '/jwt/0/issuer/audiences/0', ''],
  ['authentication', '/jwt/0/issuer/audiences', ['a', 'b'], '/jwt/0/issuer/audienceMatchPolicy'],
  ['authentication', '/jwt/0/issuer/certificateAuthority', 'none'],
  ['authentication', '/jwt/0/claimMappings/username', { claim: 'sub' }, '/jwt/0/claimMappings/username/prefix'],
  ['authentication', '/jwt/0/claimMappings/username', {}],
  ['authentication', '/jwt/0/claimMappings/username/expression', 'claims.sub', '/jwt/0/claimMappings/username'],
  ['authentication', '/jwt/0/claimMappings/groups', { expression: 'claims.groups', prefix: 'a' }, '/jwt/0/claimMappings/groups/prefix'],
  ['authentication', '/jwt/0/claimMappings/username', { expression: 'claims.email' }, '/jwt/0/claimMappings/username/expression'],
  ['authentication', '/jwt/0/claimMappings/uid/expression', 'claims.sub', '/jwt/0/claimMappings/uid'],
  ...['a', 'example.com', 'Example.com/a', 'k8s.io/a', 'a.kubernetes.io/b'].map((key) => ['authentication', '/jwt/0/claimMappings/extra/0/key', key] as const),
  ['authentication', '/jwt/0/claimValidationRules/0/message', 'm'],
  ['authentication', '/jwt/0/claimValidationRules/1/requiredValue', 'v'],
  ['authentication', '/jwt/0/claimValidationRules/0/expression', 'true', '/jwt/0/claimValidationRules/0'],
  ['authentication', '/jwt/0/claimValidationRules/0', {}],
  ['authentication', '/jwt/0/claimValidationRules/1', { claim: 'hd' }, '/jwt/0/claimValidationRules/1/claim'],
  ['authentication', '/jwt/0/userValidationRules', [{ expression: 'true' }, { expression: 'true' }], '/jwt/0/userValidationRules/1/expression'],
  ['authentication', '/anonymous/enabled', false, '/anonymous/conditions'],
  ['authorization', '/authorizers', []],
  ['authorization', '/authorizers/2/type', 'Node'],
  ['authorization', '/authorizers/2/name', 'node'],
  ['authorization', '/authorizers/2/name', 'RBAC'],
  ['authorization', '/authorizers/2/webhook', {}],
  ['authorization', '/authorizers/0', { type: 'Webhook', name: 'policy' }, '/authorizers/0/webhook'],
  ['authorization', '/authorizers/0/webhook/timeout', '31s'],
  ['authorization', '/authorizers/0/webhook/authorizedTTL', '-1s'],
  ['authorization', '/authorizers/0/webhook/matchConditionSubjectAccessReviewVersion', ''],
  ['authorization', '/authorizers/0/webhook/connectionInfo/kubeConfigFile', 'webhook.conf'],
  ['authorization', '/authorizers/0/webhook/matchConditions/0/expression', ' '],
  ['podSecurity', '/defaults/enforce-version', '1.36'],
  ['podSecurity', '/exemptions/namespaces/1', 'kube-system'],
  ['podSecurity', '/exemptions/namespaces/1', 'team-*'],
  ['podSecurity', '/exemptions/runtimeClasses/0', 'A'],
  ['podSecurity', '/exemptions/usernames/0', ''],
  ['events', '/limits', []],
  ['events', '/limits/0/qps', 0],
  ['events', '/limits/0/burst', -1],
  ['events', '/limits/0/cacheSize', -1],
  ...['Api.example.com', 'api.example.com:0', 'api.example.com:70000', 'a b'].map((endpoint) => ['cluster', '/controlPlaneEndpoint', endpoint] as const),
  ['cluster', '/certificatesDir', 'pki'],
  ['cluster', '/networking/dnsDomain', 'Cluster.local'],
  ...['10.244.0.0', '10.0.0.0/16,10.1.0.0/16', '10.244.0.0/28', '10.0.0.0/7', 'fd00::/40'].map((subnet) => ['cluster', '/networking/podSubnet', subnet] as const),
  ...['10.96.0.0/11', '10.96.0.0/30', 'fd00::/64'].map((subnet) => ['cluster', '/networking/serviceSubnet', subnet] as const),
  ['cluster', '/apiServer/certSANs/0', 'API.example.com'],
  ['cluster', '/apiServer/extraArgs/0/name', ''],
  ['cluster', '/etcd/local/dataDir', 'var/lib/etcd'],
  ['cluster', '/etcd/external', { endpoints: ['http://10.0.0.1:2379'] }, '/etcd'],
  ['externalEtcd', '/etcd/external/endpoints', []],
  ['externalEtcd', '/etcd/external/endpoints/0', 'http://10.0.0.20:2379'],
  ['externalEtcd', '/etcd/external/keyFile', '', '/etcd/external'],
  ['externalEtcd', '/etcd/external/caFile', ''],
  ['externalEtcd', '/etcd/external/certFile', 'a.crt'],
  ['init', '/bootstrapTokens/0/token', 'abcdef'],
  ['init', '/bootstrapTokens/0/expires', '2027-01-01T00:00:00Z', '/bootstrapTokens/0'],
  ['init', '/bootstrapTokens/0/usages', ['signing'], '/bootstrapTokens/0/groups'],
  ['init', '/bootstrapTokens/0/groups/0', 'system:nodes'],
  ['init', '/nodeRegistration/name', 'Node_1'],
  ['init', '/nodeRegistration/criSocket', '/run/containerd/containerd.sock'],
  ['init', '/localAPIEndpoint/advertiseAddress', 'node1'],
  ['init', '/localAPIEndpoint/bindPort', 70000],
  ['init', '/certificateKey', 'abcd'],
  ['join', '/caCertPath', 'ca.crt'],
  ['join', '/discovery/file', { kubeConfigPath: '/a' }, '/discovery'],
  ['join', '/discovery', {}],
  ['join', '/discovery/bootstrapToken/caCertHashes', []],
  ['join', '/discovery/bootstrapToken/apiServerEndpoint', 'api.example.com'],
  ['join', '/discovery/bootstrapToken/token', 'abcdef.0123'],
  ['kubelet', '/eventRecordQPS', -1],
  ['kubelet', '/port', 70000],
  ['kubelet', '/shutdownGracePeriodCriticalPods', '31s'],
  ['kubelet', '/shutdownGracePeriodCriticalPods', '1ms'],
  ['kubelet', '/userNamespaces/idsPerPod', 65535],
  ['kubelet', '/podLogsDir', 'pods'],
  ['kubelet', '/containerLogMonitorInterval', '1s'],
  ['kubelet', '/containerLogMaxFiles', 1],
  ['kubelet', '/imageGCLowThresholdPercent', 90],
  ['kubelet', '/imageGCHighThresholdPercent', 101],
  ['kubelet', '/preloadedImagesVerificationAllowlist', ['a']],
  ['kubelet', '/runOnce', true],
  ['kubelet', '/enforceNodeAllocatable', ['pods', 'pods'], '/enforceNodeAllocatable/1'],
  ['kubelet', '/enforceNodeAllocatable', ['kube-reserved'], '/kubeReservedCgroup'],
  ['kubelet', '/enforceNodeAllocatable', ['none', 'pods']],
  ['kubelet', '/cgroupsPerQOS', false],
  ['proxy', '/bindAddress', 'localhost'],
  ['proxy', '/metricsBindAddress', 'localhost:10249'],
  ['proxy', '/metricsBindAddress', '127.0.0.1:0'],
  ['proxy', '/nodePortAddresses/1', 'secondary'],
  ['proxy', '/syncPeriod', '-1s'],
  ['proxy', '/conntrack/min', -1],
  ['proxy', '/oomScoreAdj', -1001],
  ['admission', '/plugins/0/configuration/defaults/enforce', 'strict'],
  ['admission', '/plugins/0/configuration/default', {}],
];

test.each(BROKEN.map(([name, pointer, value, at]) => ({ name, pointer, value, at: at ?? pointer })))('$name: $pointer as $value is refused where it stands', ({ name, pointer, value, at }) => {
  const found = problems(name, pointer, value);
  expect(found.length).toBe(1);
  expect(found[0].slice(0, found[0].indexOf(': '))).toBe(at);
  expect(valueAt(FILES[name], pointer)).not.toEqual(value);
});

test('a key is shown in no message', () => {
  const secret = Buffer.alloc(31, 1).toString('base64');
  expect(problems('encryption', '/resources/0/providers/1/secretbox/keys/0/secret', secret).join()).not.toContain(secret);
});

test('a placeholder stands for a key', () => {
  expect(problems('encryption', '/resources/0/providers/1/secretbox/keys/0/secret', '<key1>')).toEqual([]);
});
