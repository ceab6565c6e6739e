import { Edit, flag, remove, set, testFollowed } from './edited-objects';

/** The same for the families about control plane, nodes, cluster, images, secrets and network. */

const INIT = '/spec/initContainers/0';
const PKI = '/etc/kubernetes/pki';
const DIGEST = `sha256:${'0'.repeat(64)}`;
const anonymous = { enabled: true, conditions: ['/livez', '/readyz', '/healthz'].map((path) => ({ path })) };

const CONTROL_PLANE: Readonly<Record<string, readonly Edit[]>> = {
  'apiserver-no-token-file': [flag('token-auth-file')],
  'apiserver-authorization-mode': [flag('authorization-mode', 'Node,RBAC'), flag('authorization-config')],
  'apiserver-node-restriction': [flag('enable-admission-plugins', 'EventRateLimit,NodeRestriction')],
  'apiserver-keeps-admission-plugins': [flag('disable-admission-plugins', 'DefaultStorageClass')],
  'apiserver-denies-external-ips': [flag('enable-admission-plugins', 'NodeRestriction,DenyServiceExternalIPs')],
  'apiserver-event-rate-limit': [flag('enable-admission-plugins', 'NodeRestriction,EventRateLimit')],
  'apiserver-always-pulls-images': [flag('enable-admission-plugins', 'NodeRestriction,AlwaysPullImages')],
  'apiserver-client-ca': [flag('client-ca-file', `${PKI}/ca.crt`)],
  'apiserver-serving-certificate': [flag('tls-cert-file', `${PKI}/apiserver.crt`), flag('tls-private-key-file', `${PKI}/apiserver.key`)],
  'apiserver-kubelet-client-certificate': [flag('kubelet-client-certificate', `${PKI}/kubelet.crt`), flag('kubelet-client-key', `${PKI}/kubelet.key`)],
  'apiserver-verifies-kubelet': [flag('kubelet-certificate-authority', `${PKI}/ca.crt`)],
  'apiserver-audit-log': [flag('audit-log-path', '/var/log/audit.log')],
  'apiserver-audit-log-retention': [flag('audit-log-maxage', '30'), flag('audit-log-maxbackup', '10'), flag('audit-log-maxsize', '100')],
  'apiserver-encryption-at-rest': [flag('encryption-provider-config', '/etc/kubernetes/encryption.yaml')],
  'apiserver-service-account-keys': [flag('service-account-key-file', `${PKI}/sa.pub`)],
  'apiserver-service-account-lookup': [flag('service-account-lookup')],
  'apiserver-no-extended-tokens': [flag('service-account-extend-token-expiration', 'false')],
  'apiserver-no-insecure-port': [flag('insecure-port')],
  'control-plane-no-profiling': [flag('profiling', 'false')],
  'control-plane-tls': [flag('tls-min-version', 'VersionTLS13')],
  'control-plane-listens-locally': [flag('bind-address', '127.0.0.1')],
  'control-plane-kubelet-rotation': [flag('feature-gates')],
  'terminated-pods-deleted': [flag('terminated-pod-gc-threshold', '100')],
  'controllers-separate-credentials': [flag('use-service-account-credentials', 'true')],
  'service-account-signing-key': [flag('service-account-private-key-file', `${PKI}/sa.key`)],
  'service-account-root-ca': [flag('root-ca-file', `${PKI}/ca.crt`)],
  'etcd-client-certificates': [flag('etcd-cafile', `${PKI}/etcd/ca.crt`)],
};

const NODES: Readonly<Record<string, readonly Edit[]>> = {
  'kubelet-no-anonymous': [set('/authentication/anonymous/enabled', false)],
  'kubelet-webhook-authorization': [set('/authorization/mode', 'Webhook')],
  'kubelet-client-ca': [set('/authentication/x509/clientCAFile', `${PKI}/ca.crt`)],
  'kubelet-read-only-port-closed': [set('/readOnlyPort', 0)],
  'kubelet-serving-certificate': [set('/tlsPrivateKeyFile', '/var/lib/kubelet/pki/kubelet.key')],
  'kubelet-certificate-rotation': [set('/rotateCertificates', true)],
  'kubelet-tls': [set('/tlsMinVersion', 'VersionTLS13')],
  'kubelet-iptables-chains': [remove('/makeIPTablesUtilChains')],
  'kubelet-no-hostname-override': [flag('hostname-override')],
  'kubelet-event-rate': [set('/eventRecordQPS', 50)],
  'kubelet-pod-pid-limit': [set('/podPidsLimit', 4096)],
  'kubelet-eviction-thresholds': [remove('/evictionHard')],
  'kubelet-seccomp-default': [set('/seccompDefault', true)],
  'kubelet-protects-kernel-defaults': [set('/protectKernelDefaults', true)],
  'kubelet-no-profiling': [set('/enableProfilingHandler', false), set('/enableDebugFlagsHandler', false)],
  'kubelet-no-unsafe-sysctls': [remove('/allowedUnsafeSysctls')],
  'kubelet-verifies-image-access': [set('/imagePullCredentialsVerificationPolicy', 'NeverVerifyPreloadedImages')],
  'kube-proxy-metrics-local': [remove('/metricsBindAddress')],
  'admin-kubeconfig-private': [set('/write-kubeconfig-mode', '0600')],
};

const CLUSTER: Readonly<Record<string, readonly Edit[]>> = {
  'encryption-identity-last': [set('/resources/0/providers', [{ secretbox: { keys: [{ name: 'key1', secret: '<key1>' }] } }, { identity: {} }])],
  'encryption-covers-secrets': [set('/resources/0/resources', ['secrets'])],
  'encryption-kms-v2': [set('/resources/0/providers/0/kms/apiVersion', 'v2')],
  'audit-policy-covers-requests': [set('/rules/1', { level: 'Metadata' })],
  'authentication-no-anonymous': [set('/anonymous', anonymous)],
  'authentication-claims-validated': [set('/jwt/0/claimMappings/username/prefix', 'oidc:')],
  'authorization-node-and-rbac': [set('/authorizers/1', { type: 'Node', name: 'node' })],
  'pod-security-default': [set('/defaults', { 'enforce': 'restricted', 'enforce-version': 'latest' })],
  'event-rate-limit': [set('/limits/1', { type: 'Namespace', qps: 50, burst: 100 })],
  'kubeadm-certificate-validity': [set('/certificateValidityPeriod', '2160h0m0s')],
  'kubeadm-discovery-verified': [remove('/discovery/bootstrapToken/unsafeSkipCAVerification'), set('/discovery/bootstrapToken/caCertHashes', [DIGEST])],
};

const APPS: Readonly<Record<string, readonly Edit[]>> = {
  'no-deprecated-registry': [set(`${INIT}/image`, 'registry.k8s.io/pause:3.6')],
  'image-tag-pinned': [set(`${INIT}/image`, 'registry.example.com/shop/api:1.4.2')],
  'image-pull-policy-always': [set(`${INIT}/imagePullPolicy`, 'Always')],
  'no-literal-secrets-in-environment': [set(`${INIT}/env/1`, { name: 'DB_PASSWORD_FILE', value: '/var/run/secrets/db/password' })],
  'no-secrets-in-config-map': [remove('/data/DB_PASSWORD')],
  'no-literals-in-secret-sources': [remove('/spec/target/template')],
  'sealed-secret-strict-scope': [remove('/metadata/annotations/sealedsecrets.bitnami.com~1namespace-wide')],
  'cluster-secret-store-scoped': [set('/spec/conditions', [{ namespaces: ['shop'] }])],
  'mounts-secret': [remove('/spec/volumes/1/secret'), set('/spec/volumes/1/csi', { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'db' } })],
  'mounts-configmap': [remove('/spec/volumes/1')],
  'mounts-pvc': [remove('/spec/volumes/1')],
  'no-load-balancer': [remove('/spec/type')],
  'load-balancer-source-ranges': [set('/spec/loadBalancerSourceRanges', ['203.0.113.0/24'])],
  'egress-metadata-service': [set('/spec/egress/0/to/0/ipBlock/except', ['169.254.0.0/16', '168.63.129.16/32', '100.100.100.200/32'])],
  'no-ingress-snippet': [remove('/metadata/annotations/nginx.ingress.kubernetes.io~1configuration-snippet')],
};

testFollowed({ ...CONTROL_PLANE, ...NODES, ...CLUSTER, ...APPS });
