import { remove, set, testFollowed, Edit } from './edited-objects';

/** What somebody writes who does to the first bad example of a control what its fix for YAML says, and no more: the finding is gone. */

/** Where the example has its container or pod. */
const CONTAINER = '/spec/initContainers/0';
const MAIN = '/spec/containers/0';
const TEMPLATE = '/spec/template/spec';
const labelSelector = { matchLabels: { app: 'web' } };

const FOLLOWED: Readonly<Record<string, readonly Edit[]>> = {
  'apparmor-profile': [set(`${CONTAINER}/securityContext/appArmorProfile/type`, 'RuntimeDefault')],
  'drop-all-capabilities': [set(`${CONTAINER}/securityContext/capabilities/drop`, ['ALL'])],
  'no-host-namespaces': [remove('/spec/hostNetwork')],
  'no-host-path': [remove('/spec/volumes/1/hostPath'), set('/spec/volumes/1/emptyDir', {})],
  'no-host-ports': [remove(`${CONTAINER}/ports/1/hostPort`)],
  'no-probe-host': [remove(`${CONTAINER}/livenessProbe/httpGet/host`)],
  'no-privilege-escalation': [set(`${CONTAINER}/securityContext/allowPrivilegeEscalation`, false)],
  'run-as-non-root': [set(`${CONTAINER}/securityContext/runAsNonRoot`, true)],
  'seccomp-profile': [set('/spec/securityContext/seccompProfile/type', 'RuntimeDefault'), set(`${CONTAINER}/securityContext/seccompProfile/type`, 'RuntimeDefault')],
  'high-uid-gid': [set(`${CONTAINER}/securityContext/runAsUser`, 10001), set(`${CONTAINER}/securityContext/runAsGroup`, 10001)],
  'read-only-root-filesystem': [set(`${CONTAINER}/securityContext/readOnlyRootFilesystem`, true)],
  'no-service-account-token': [set('/spec/automountServiceAccountToken', false)],
  'no-service-links': [set('/spec/enableServiceLinks', false)],
  'cpu-limit': [set(`${CONTAINER}/resources/limits/cpu`, '1')],
  'memory-limit': [set(`${CONTAINER}/resources/limits/memory`, '1Gi')],
  'ephemeral-storage': [set(`${CONTAINER}/resources/requests/ephemeral-storage`, '64Mi'), set(`${CONTAINER}/resources/limits/ephemeral-storage`, '64Mi')],
  'liveness-probe': [set(`${MAIN}/livenessProbe`, { httpGet: { path: '/healthz', port: 8080 } })],
  'probes-different': [set(`${CONTAINER}/livenessProbe/httpGet/path`, '/livez')],
  'image-digest': [set(`${CONTAINER}/image`, `registry.example.com/shop/api:1.4.2@sha256:${'0'.repeat(64)}`)],
  'no-secrets-in-environment': [remove(`${CONTAINER}/env/0/valueFrom`), set('/spec/volumes', [{ name: 'db', secret: { secretName: 'db' } }])],
  'secret-volume-read-only': [set(`${CONTAINER}/volumeMounts/0/readOnly`, true)],
  'ndots': [set('/spec/dnsConfig/options/1', { name: 'ndots', value: '2' })],
  'pdb-allows-eviction': [set('/spec/maxUnavailable', 1), remove('/spec/minAvailable')],
  'pdb-unhealthy-eviction': [set('/spec/unhealthyPodEvictionPolicy', 'AlwaysAllow')],
  'hpa-min-replicas': [set('/spec/minReplicas', 2)],
  'job-ttl': [set('/spec/ttlSecondsAfterFinished', 86400)],
  'cronjob-deadline': [set('/spec/startingDeadlineSeconds', 10)],
  'rolling-update': [remove('/spec/strategy')],
  'labels-recommended': [set('/metadata/labels/app.kubernetes.io~1name', 'web'), set('/metadata/labels/app.kubernetes.io~1instance', 'web-1')],
  'pod-anti-affinity': [
    set(`${TEMPLATE}/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution`, [
      { podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector }, weight: 1 },
    ]),
  ],
  'topology-spread': [
    set(`${TEMPLATE}/topologySpreadConstraints`, [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', labelSelector }]),
  ],
  'no-default-namespace': [set('/metadata/namespace', 'shop')],
  'namespace-pod-security-labels': [
    set('/metadata/labels/pod-security.kubernetes.io~1enforce', 'restricted'), set('/metadata/labels/pod-security.kubernetes.io~1enforce-version', 'latest'),
  ],
  'ingress-tls': [set('/spec/tls', [{ hosts: ['web.example.com'], secretName: 'web-tls' }])],
  'ingress-host-explicit': [set('/spec/rules/1/host', 'web.example.com'), remove('/spec/defaultBackend')],
  'no-node-port': [remove('/spec/type'), remove('/spec/ports/0/nodePort')],
  'no-external-ips': [remove('/spec/externalIPs')],
  'no-allow-all-network-policy': [set('/spec/ingress/0/from', [{ podSelector: { matchLabels: { app: 'api' } } }])],
  'network-policy-rules-in-force': [set('/spec/policyTypes/1', 'Ingress')],
  'no-literal-secrets': [remove('/data'), remove('/stringData')],
  'rbac-no-secrets-read': [set('/rules/0/resourceNames', ['db']), set('/rules/0/verbs', ['get'])],
  'rbac-no-wildcard-verbs': [set('/rules/0/verbs', ['get', 'list'])],
  'rbac-no-cluster-admin': [set('/roleRef/name', 'deployer')],
  'rbac-no-broad-aggregation': [set('/aggregationRule/clusterRoleSelectors/0/matchLabels', { 'example.com/aggregate-to-monitoring': 'true' })],
  'rbac-subject-namespace': [set('/subjects/0/namespace', 'shop')],
  'statefulset-service-name': [set('/spec/serviceName', 'database')],
  'selector-matches-template': [set('/spec/template/metadata/labels/app', 'api')],
};

testFollowed(FOLLOWED);
