import { ruleProblems } from '../../../src/objects/validation/rule-problems';

/** Rules of the API server: https://github.com/kubernetes/kubernetes/tree/v1.37.2/pkg/apis */

type Fields = Record<string, unknown>;

const told = (manifest: Fields, minor = 37): string[] => ruleProblems(manifest, minor).map(({ pointer, message }) => `${pointer}: ${message}`);
const object = (apiVersion: string, kind: string) => (spec: Fields): Fields => ({ apiVersion, kind, metadata: { name: 'web' }, spec });
const service = object('v1', 'Service');
const ingress = object('networking.k8s.io/v1', 'Ingress');
const autoscaler = object('autoscaling/v2', 'HorizontalPodAutoscaler');
const budget = object('policy/v1', 'PodDisruptionBudget');
const cron = object('batch/v1', 'CronJob');
const job = object('batch/v1', 'Job');
const deployment = object('apps/v1', 'Deployment');
const claim = object('v1', 'PersistentVolumeClaim');
const quota = object('v1', 'ResourceQuota');
const limits = (limit: Fields): Fields => object('v1', 'LimitRange')({ limits: [{ type: 'Container', ...limit }] });
const map = (kind: string, rest: Fields): Fields => ({ apiVersion: 'v1', kind, metadata: { name: 'web' }, ...rest });
const rbac = (kind: string, rest: Fields): Fields => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'web' }, ...rest });
const podOf = object('v1', 'Pod');
const pod = (container: Fields, rest: Fields = {}): Fields => podOf({ containers: [{ name: 'web', image: 'web', ...container }], ...rest });
const path = (rest: Fields): Fields => ingress({
  rules: [{ host: 'example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } }, ...rest }] } }],
});
const host = (name: string): Fields => ingress({ rules: [{ host: name }] });
const probe = (rest: Fields): Fields => pod({ livenessProbe: { tcpSocket: { port: 80 }, ...rest } });

const PATH = '/spec/rules/0/http/paths/0';

describe.each<[string, [string, Fields, string][]]>([
  ['a Service', [
    ['several ports of which one has no name', service({ ports: [{ name: 'a', port: 80 }, { port: 81 }] }), '/spec/ports/1/name: the Service has several ports, so each needs a name'],
    ['a port with a bad name', service({ ports: [{ name: 'Web', port: 80 }] }), '/spec/ports/0/name: the port name "Web" must be lower-case'],
    ['two ports of one name', service({ ports: [{ name: 'a', port: 80 }, { name: 'a', port: 81 }] }), '/spec/ports/1/name: the Service has two ports named "a"'],
    ['no ports', service({ selector: { app: 'web' } }), '/spec/ports: the Service has no ports'],
    ['a node port without the type', service({ ports: [{ port: 80, nodePort: 30000 }] }), '/spec/ports/0/nodePort: a Service of type ClusterIP has no node ports'],
    ['an external name that is missing', service({ type: 'ExternalName' }), '/spec/externalName: a Service of type ExternalName needs `externalName`'],
    ['a load balancer without address', service({ type: 'LoadBalancer', clusterIP: 'None', ports: [{ port: 80 }] }), '/spec/clusterIP: clusterIP is None'],
    ['source ranges without load balancer', service({ ports: [{ port: 80 }], loadBalancerSourceRanges: ['10.0.0.0/8'] }), '/spec/loadBalancerSourceRanges: loadBalancerSourceRanges is only for Services of type LoadBalancer'],
    ['a traffic policy for what nobody reaches', service({ ports: [{ port: 80 }], externalTrafficPolicy: 'Local' }), '/spec/externalTrafficPolicy: externalTrafficPolicy is only for Services that are reachable'],
  ]],
  ['an Ingress', [
    ['nothing to route', ingress({}), '/spec: the Ingress has neither `rules` nor `defaultBackend`'],
    ['an address as host', host('192.0.2.1'), '/spec/rules/0/host: the host "192.0.2.1" is an IP address; write a DNS name'],
    ['a star within a host', host('a.*.example.com'), '/spec/rules/0/host: the host "a.*.example.com" is not a name such as "*.example.com"'],
    ['a relative path', path({ path: 'a' }), `${PATH}/path: path "a" must start with a slash`],
    ['no path', path({ path: undefined }), `${PATH}/path: path is missing, and pathType "Prefix" needs one`],
    ['a path that goes up', path({ path: '/a/..' }), `${PATH}/path: path "/a/.." must not contain "/.."`],
    ['a backend that is none', path({ backend: {} }), `${PATH}/backend: the backend has none of \`service\` and \`resource\``],
    ['a backend without port', path({ backend: { service: { name: 'web' } } }), `${PATH}/backend/service/port: the backend has no port`],
    ['a port twice', path({ backend: { service: { name: 'web', port: { name: 'http', number: 80 } } } }), `${PATH}/backend/service/port: the port of the backend has \`name\` and \`number\``],
    ['a port that is none', path({ backend: { service: { name: 'web', port: { number: 70000 } } } }), `${PATH}/backend/service/port/number: number is 70000, must be from 1 to 65535`],
  ]],
  ['an autoscaler', [
    ['a minimum above its maximum', autoscaler({ minReplicas: 5, maxReplicas: 3 }), '/spec/maxReplicas: maxReplicas is 3, less than minReplicas, which is 5'],
    ['no pods at most', autoscaler({ maxReplicas: 0 }), '/spec/maxReplicas: maxReplicas is 0, must be 1 or more'],
    ['no pods at least and no outer metric', autoscaler({ minReplicas: 0, maxReplicas: 1 }), '/spec/metrics: minReplicas is 0, and without pods only metrics of type Object or External have a value'],
  ]],
  ['a budget', [
    ['both bounds', budget({ minAvailable: 1, maxUnavailable: 0 }), '/spec: the budget has both `minAvailable` and `maxUnavailable`'],
    ['a number in quotes', budget({ minAvailable: '1' }), '/spec/minAvailable: minAvailable is "1", must be a number without quotes, or a percentage'],
    ['more than all', budget({ maxUnavailable: '101%' }), '/spec/maxUnavailable: maxUnavailable is "101%", must be "100%" or less'],
  ]],
  ['a Job', [
    ['a schedule of four fields', cron({ schedule: '* * * *' }), '/spec/schedule: the schedule "* * * *" has 4 fields, must have 5'],
    ['a minute too many', cron({ schedule: '60 * * * *' }), '/spec/schedule: the schedule "60 * * * *" has "60" as minute, which must be from 0 to 59'],
    ['Sunday as 7', cron({ schedule: '0 0 * * 7' }), '/spec/schedule: the schedule "0 0 * * 7" has "7" as day of the week'],
    ['a time zone within the schedule', cron({ schedule: 'TZ=UTC 0 0 * * *' }), '/spec/schedule: the schedule "TZ=UTC 0 0 * * *" names a time zone; set `timeZone`'],
    ['an unknown descriptor', cron({ schedule: '@reboot' }), '/spec/schedule: the schedule "@reboot" is none of @yearly'],
    ['a negative limit', job({ backoffLimit: -1 }), '/spec/backoffLimit: backoffLimit is -1, must be 0 or more'],
    ['indexes without completions', job({ completionMode: 'Indexed' }), '/spec/completions: completions is missing'],
    ['a negative limit of the Jobs that it makes', cron({ schedule: '@daily', jobTemplate: { spec: { completions: -1 } } }), '/spec/jobTemplate/spec/completions: completions is -1'],
  ]],
  ['a Deployment', [
    ['a negative number of pods', deployment({ replicas: -1 }), '/spec/replicas: replicas is -1, must be 0 or more'],
    ['a rolling update that never begins', deployment({ strategy: { rollingUpdate: { maxSurge: '0%', maxUnavailable: 0 } } }), '/spec/strategy/rollingUpdate/maxUnavailable: maxUnavailable and maxSurge are both 0'],
    ['a rolling update of Recreate', deployment({ strategy: { type: 'Recreate', rollingUpdate: {} } }), '/spec/strategy/rollingUpdate: the strategy is Recreate'],
  ]],
  ['data', [
    ['a key with a slash', map('ConfigMap', { data: { 'a/b': '' } }), '/data/a~1b: the key "a/b" must consist of letters'],
    ['a key that leads up', map('Secret', { stringData: { '..a': '' } }), '/stringData/..a: the key "..a" must not be "."'],
    ['a key twice', map('ConfigMap', { data: { a: '' }, binaryData: { a: '' } }), '/data/a: the key "a" is in `data` and in `binaryData`'],
    ['a certificate without key', map('Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': '' } }), '/data: a Secret of type kubernetes.io/tls needs the key tls.key'],
    ['no credentials', map('Secret', { type: 'kubernetes.io/basic-auth' }), '/data: a Secret of type kubernetes.io/basic-auth needs the key username or password'],
    ['a token of nobody', map('Secret', { type: 'kubernetes.io/service-account-token' }), '/metadata/annotations/kubernetes.io~1service-account.name: a Secret of type'],
  ]],
  ['permissions', [
    ['URLs in a Role', rbac('Role', { rules: [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }] }), '/rules/0/nonResourceURLs: a Role cannot have `nonResourceURLs`'],
    ['URLs beside resources', rbac('ClusterRole', { rules: [{ verbs: ['get'], nonResourceURLs: ['/a'], resources: ['pods'] }] }), '/rules/0/nonResourceURLs: the rule has `nonResourceURLs` beside resources'],
    ['no group', rbac('Role', { rules: [{ verbs: ['get'], resources: ['pods'] }] }), '/rules/0/apiGroups: apiGroups of the rule is missing or empty'],
    ['a Role for the cluster', rbac('ClusterRoleBinding', { roleRef: { kind: 'Role', name: 'a' } }), '/roleRef/kind: kind of the role is "Role", must be "ClusterRole" here'],
    ['an account of no namespace', rbac('ClusterRoleBinding', { subjects: [{ kind: 'ServiceAccount', name: 'a' }] }), '/subjects/0/namespace: the ServiceAccount has no namespace'],
    ['an unknown kind of subject', rbac('RoleBinding', { subjects: [{ kind: 'Team', name: 'a' }] }), '/subjects/0/kind: kind is "Team"'],
  ]],
  ['bounds', [
    ['an unknown resource', quota({ hard: { cpus: 1 } }), '/spec/hard/cpus: a quota cannot limit "cpus"'],
    ['half a pod', quota({ hard: { pods: '500m' } }), '/spec/hard/pods: the quota of pods is 500m, must be a whole number'],
    ['a minimum above the maximum', limits({ min: { cpu: 2 }, max: { cpu: '1' } }), '/spec/limits/0/min/cpu: min of cpu is more than max'],
    ['a default for pods', limits({ type: 'Pod', default: { cpu: 2 } }), '/spec/limits/0/default: default is not for limits of type Pod'],
    ['a priority of the system', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'a' }, value: 2e9 }, '/value: value is 2000000000, must be from -2147483648 to 1000000000'],
  ]],
  ['a claim', [
    ['no access mode', claim({ resources: { requests: { storage: '1Gi' } } }), '/spec/accessModes: the claim has no access mode'],
    ['no size', claim({ accessModes: ['ReadWriteOnce'] }), '/spec/resources/requests/storage: the claim has no size'],
    ['a size of nothing', claim({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: 0 } } }), '/spec/resources/requests/storage: the size of the claim is 0'],
    ['one pod beside one node', claim({ accessModes: ['ReadWriteOnce', 'ReadWriteOncePod'], resources: { requests: { storage: 1 } } }), '/spec/accessModes: the claim has the access mode ReadWriteOncePod beside'],
  ]],
  ['a pod', [
    ['user namespaces in the network of the node', pod({}, { hostUsers: false, hostNetwork: true }), '/spec/hostNetwork: the pod has `hostNetwork` with `hostUsers: false`'],
    ['two handlers', probe({ exec: { command: ['a'] } }), '/spec/containers/0/livenessProbe/tcpSocket: the livenessProbe of container "web" has `exec` and `tcpSocket`'],
    ['no handler', pod({ readinessProbe: { periodSeconds: 1 } }), '/spec/containers/0/readinessProbe: the readinessProbe of container "web" has none of'],
    ['a probe of port 0', probe({ tcpSocket: { port: 0 } }), '/spec/containers/0/livenessProbe/tcpSocket/port: port is 0, must be from 1 to 65535'],
    ['a probe that succeeds twice', probe({ successThreshold: 2 }), '/spec/containers/0/livenessProbe/successThreshold: successThreshold of a livenessProbe is 2, must be 1'],
    ['a negative delay', probe({ initialDelaySeconds: -1 }), '/spec/containers/0/livenessProbe/initialDelaySeconds: initialDelaySeconds is -1'],
    ['a probe of an init container', podOf({ initContainers: [{ name: 'a', startupProbe: { exec: { command: ['a'] } } }] }), '/spec/initContainers/0/startupProbe: container "a" is an init container that ends'],
    ['a hook that does nothing', pod({ lifecycle: { preStop: {} } }), '/spec/containers/0/lifecycle/preStop: the preStop hook of container "web" has none of'],
    ['a variable with two sources', pod({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'a' }, configMapKeyRef: { name: 'a' } } }] }), '/spec/containers/0/env/0/valueFrom/secretKeyRef: valueFrom of the variable "A"'],
    ['a variable with value and source', pod({ env: [{ name: 'A', value: 'a', valueFrom: { secretKeyRef: {} } }] }), '/spec/containers/0/env/0/valueFrom: the variable "A" of container "web" has `value` and `valueFrom`'],
    ['variables from nowhere', pod({ envFrom: [{ prefix: 'A' }] }), '/spec/containers/0/envFrom/0: an entry of envFrom'],
    ['half a device', pod({ resources: { limits: { 'example.com/gpu': '500m' } } }), '/spec/containers/0/resources/limits/example.com~1gpu: container "web" has 500m of example.com/gpu'],
    ['a device without limit', pod({ resources: { requests: { 'example.com/gpu': 1 } } }), '/spec/containers/0/resources/requests/example.com~1gpu: container "web" requests example.com/gpu without a limit'],
    ['an unknown resource', pod({ resources: { limits: { mem: '1Gi' } } }), '/spec/containers/0/resources/limits/mem: the resource "mem" of container "web" is no resource of containers'],
    ['two kinds of volume in one', pod({}, { volumes: [{ name: 'a', emptyDir: {}, secret: { secretName: 'a' } }] }), '/spec/volumes/0: the volume "a" has `emptyDir` and `secret`'],
    ['a part of a volume above it', pod({ volumeMounts: [{ subPath: '../a' }] }), '/spec/containers/0/volumeMounts/0/subPath: subPath "../a" must not contain ".."'],
    ['a part of a volume from the root', pod({ volumeMounts: [{ subPathExpr: '/a' }] }), '/spec/containers/0/volumeMounts/0/subPathExpr: subPathExpr "/a" must be relative'],
    ['a field that no variable has', pod({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.phase' } } }] }), '/spec/containers/0/env/0/valueFrom/fieldRef/fieldPath: fieldPath "status.phase" must be one of metadata.name'],
    ['a toleration of nothing', pod({}, { tolerations: [{ operator: 'Equal', value: 'a' }] }), '/spec/tolerations/0/operator: the toleration has no key'],
    ['a value where existence counts', pod({}, { tolerations: [{ operator: 'Exists', key: 'a', value: 'a' }] }), '/spec/tolerations/0/value: the operator Exists takes no value'],
    ['seconds until nothing happens', pod({}, { tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 1 }] }), '/spec/tolerations/0/effect: tolerationSeconds needs `effect: NoExecute`'],
    ['pods that must not differ', pod({}, { topologySpreadConstraints: [{ maxSkew: 0 }] }), '/spec/topologySpreadConstraints/0/maxSkew: maxSkew is 0, must be 1 or more'],
    ['another port of the node', pod({ ports: [{ containerPort: 80, hostPort: 81 }] }, { hostNetwork: true }), '/spec/containers/0/ports/0/hostPort: container "web" has hostPort 81 for port 80'],
  ]],
])('%s', (_, cases) => {
  test.each(cases)('fails for %s', (__, manifest, message) => expect(told(manifest)).toEqual([expect.stringContaining(message)]));
});

test.each<[string, Fields]>([
  ['one port without a name', service({ ports: [{ port: 80 }] })],
  ['a headless Service without ports', service({ clusterIP: 'None' })],
  ['a name outside the cluster that ends with a dot', service({ type: 'ExternalName', externalName: 'example.com.' })],
  ['a load balancer with source ranges', service({ type: 'LoadBalancer', ports: [{ port: 80, nodePort: 30000 }], loadBalancerSourceRanges: ['10.0.0.0/8'], externalTrafficPolicy: 'Local' })],
  ['one port number for two protocols', service({ type: 'NodePort', ports: [{ name: 'a', port: 53, nodePort: 30053 }, { name: 'b', port: 53, nodePort: 30053, protocol: 'UDP' }] })],
  ['a path of an implementation', path({ path: undefined, pathType: 'ImplementationSpecific' })],
  ['a star as the first label', host('*.example.com')],
  ['a default backend alone', ingress({ defaultBackend: { service: { name: 'web', port: { name: 'http' } } } })],
  ['no pods but an outer metric', autoscaler({ minReplicas: 0, maxReplicas: 1, metrics: [{ type: 'External', external: { target: { value: 1 } } }] })],
  ['as many pods at least as at most', autoscaler({ minReplicas: 3, maxReplicas: 3 })],
  ['a share', budget({ minAvailable: '100%', maxUnavailable: null })],
  ['a Recreate strategy', deployment({ strategy: { type: 'Recreate', rollingUpdate: null } })],
  ['a surge of more than all', deployment({ strategy: { rollingUpdate: { maxSurge: '200%', maxUnavailable: 0 } } })],
  ['keys of files', map('ConfigMap', { data: { '.hidden': '', 'a..b': '' }, binaryData: { c: '' } })],
  ['a certificate in two fields', map('Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': '' }, stringData: { 'tls.key': '' } })],
  ['URLs for the cluster', rbac('ClusterRole', { rules: [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }] })],
  ['rules that are added up', rbac('ClusterRole', { aggregationRule: { clusterRoleSelectors: [{}] }, rules: [] })],
  ['an account of the namespace of its binding', rbac('RoleBinding', { roleRef: { kind: 'ClusterRole', name: 'a' }, subjects: [{ kind: 'ServiceAccount', name: 'a' }, { kind: 'Group', name: 'b' }] })],
  ['amounts of quotas', quota({ hard: { 'requests.cpu': '500m', 'pods': '10', 'count/jobs.batch': 1, 'requests.example.com/gpu': 2, 'gold.storageclass.storage.k8s.io/requests.storage': '1Gi' } })],
  ['limits that ascend', limits({ min: { cpu: '1m' }, defaultRequest: { cpu: '1m' }, default: { cpu: 1 }, max: { cpu: 1 } })],
  ['user namespaces', pod({}, { hostUsers: false, hostNetwork: false })],
  ['a probe of a sidecar', podOf({ initContainers: [{ name: 'a', restartPolicy: 'Always', startupProbe: { httpGet: { port: 'http' } } }] })],
  ['a device', pod({ resources: { requests: { 'example.com/gpu': 1 }, limits: { 'example.com/gpu': '1', 'hugepages-2Mi': '2Mi', 'cpu': '500m' } } })],
  ['a port of the node', pod({ ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 81 }] }, { hostNetwork: true })],
  ['a claim', claim({ accessModes: ['ReadWriteOnce', 'ReadOnlyMany'], resources: { requests: { storage: '1Gi' } } })],
  ['a variable of a label', pod({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } } }, { name: 'B', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] })],
  ['tolerations', pod({}, { tolerations: [{ operator: 'Exists' }, { key: 'a', value: 'a' }, { operator: 'Exists', key: 'a', effect: 'NoExecute', tolerationSeconds: 0 }] })],
  ['a part of a volume', pod({ volumeMounts: [{ subPath: 'a/..b' }, { subPathExpr: '$(POD)' }] })],
  ['a pod that a custom kind completes', object('example.com/v1', 'App')({ containers: [{ livenessProbe: {} }] })],
])('accepts %s', (_, manifest) => expect(told(manifest)).toEqual([]));

test.each([
  '* * * * *', '*/5 0-6/2 ? JAN-mar Sun,tue', '5/15 * * * *', '0 0 31 12 6', '@hourly', '@every 1h30m', ' 0  0 * * * ', '1,,2 * * * *', '${SCHEDULE}',
])('accepts the schedule %j', (schedule) => expect(told(cron({ schedule }))).toEqual([]));

test.each([
  '* * * * * *', '0 24 * * *', '0 0 0 * *', '0 0 * 13 *', '*/0 * * * *', '5-1 * * * *', 'a * * * *', '1-2-3 * * * *', '1/2/3 * * * *', '-1 * * * *', '@every 5', '@Daily',
])('fails for the schedule %j', (schedule) => expect(told(cron({ schedule }))).toHaveLength(1));

test('an autoscaler may go down to no pods since 1.37', () => {
  const toZero = autoscaler({ minReplicas: 0, maxReplicas: 1, metrics: [{ type: 'Object', object: { target: { value: 1 } } }] });
  expect(told(toZero, 36)).toEqual(['/spec/minReplicas: minReplicas is 0, must be 1 or more']);
  expect(told(toZero, 37)).toEqual([]);
});
