import { fieldProblems } from '../../../src/objects/fields/manifest-fields';
import { Manifest } from '../../../src/objects/manifest';

type Json = Record<string, any>;

const found = (manifest: Manifest, minor = 36) => fieldProblems(manifest, minor).map(({ pointer, message }) => ({ pointer, message }));
const of = (apiVersion: string, kind: string, rest: Json): Json => ({ apiVersion, kind, metadata: { name: 'web' }, ...rest });
const spec = (apiVersion: string, kind: string, value: unknown): Json => of(apiVersion, kind, { spec: value });
const policy = (value: Json): Json => spec('networking.k8s.io/v1', 'NetworkPolicy', value);
const service = (value: Json): Json => spec('v1', 'Service', value);
const ingress = (value: Json): Json => spec('networking.k8s.io/v1', 'Ingress', value);
const backend = { service: { name: 'web', port: { number: 80 } } };
const web = { name: 'web', image: 'registry.example.com/web:1.0.0' };
const pod = (value: Json = {}): Json => spec('v1', 'Pod', { containers: [web], ...value });
const container = (value: Json): Json => pod({ containers: [{ ...web, ...value }] });
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [web] } };
const deployment = (value: Json): Json => spec('apps/v1', 'Deployment', { selector: { matchLabels: { app: 'web' } }, template, ...value });

test.each<[string, Json]>([
  ['a policy', policy({
    podSelector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }, policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 'http', protocol: 'TCP' }, { port: 80, endPort: 90 }] }, {}],
  })],
  ['a service', service({ type: 'ClusterIP', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }, { port: 81, targetPort: 8081 }] })],
  ['an ingress', ingress({ defaultBackend: backend, tls: [{ hosts: ['a'], secretName: 'b' }], rules: [{ host: 'a', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }] })],
  ['an old ingress', spec('extensions/v1beta1', 'Ingress', { rules: [{ http: { paths: [{ backend: { serviceName: 'web', servicePort: 'http' } }] } }] })],
  ['a budget', spec('policy/v1', 'PodDisruptionBudget', { minAvailable: '50%', selector: { matchLabels: { app: 'web' } } })],
  ['an autoscaler', spec('autoscaling/v2', 'HorizontalPodAutoscaler', { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 5 })],
  ['a quota', spec('v1', 'ResourceQuota', { hard: { 'requests.cpu': 4, 'pods': '10' }, scopes: ['Terminating'] })],
  ['a limit range', spec('v1', 'LimitRange', { limits: [{ type: 'Container', max: { cpu: 2 }, default: { memory: '64Mi' } }] })],
  ['a route', spec('gateway.networking.k8s.io/v1', 'HTTPRoute', { hostnames: ['a'], rules: [{ matches: [{}], backendRefs: [{ name: 'web', port: 80 }] }] })],
  ['null wherever a field may be missing', policy({ podSelector: {}, ingress: null, policyTypes: null })],
  ['a value that is undefined', container({ securityContxt: undefined })],
  ['an empty text that the API server fills in', container({ imagePullPolicy: '', ports: [{ containerPort: 80, protocol: '' }] })],
  ['a status, whatever it is', of('v1', 'Service', { spec: { ports: [{ port: 80 }] }, status: { loadBalanced: true } })],
  ['a claim template with a status', spec('apps/v1', 'StatefulSet', {
    selector: { matchLabels: { app: 'web' } }, template, volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] }, status: { phase: 'Pending' } }],
  })],
  ['amounts in every form', container({ resources: { limits: { cpu: 1, memory: ' 1Gi ', storage: 'Gi', pods: '1e3', x: '' } } })],
  ['what SOPS encrypted', of('v1', 'Secret', { data: { password: 'ENC[AES256_GCM,data:q83v,iv:AAAA,tag:BBBB,type:str]' }, sops: { version: '3.8.1' } })],
  ['what something else fills in', of('v1', 'Secret', { data: { password: '<path:secret/data/db#password>' } })],
  ['a list of bytes', of('v1', 'ConfigMap', { binaryData: { a: [0, 255] } })],
  ['an endpoint without ports', of('discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4', endpoints: [] })],
  ['arbitrary values of a revision', of('apps/v1', 'ControllerRevision', { revision: 1, data: { any: [{ thing: true }] } })],
  ['a schema below a schema', of('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    spec: {
      group: 'example.com', names: { plural: 'widgets', kind: 'Widget' }, scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: { a: { type: 'array', items: { type: 'string' } } }, additionalProperties: false } } }],
    },
  })],
])('accepts %s', (_, manifest) => expect(found(manifest)).toEqual([]));

test.each<[Json, string, string]>([
  [policy({ podSelector: 'all' }), '/spec/podSelector', 'NetworkPolicy: spec.podSelector is a text, must be a map'],
  [policy({ podSelector: {}, egress: [{ to: ['all'] }] }), '/spec/egress/0/to/0', 'NetworkPolicy: spec.egress[0].to[0] is a text, must be a map'],
  [policy({ podSelector: {}, ingress: [{ ports: [{ port: true }] }] }), '/spec/ingress/0/ports/0/port', 'NetworkPolicy: spec.ingress[0].ports[0].port is true, must be a whole number or a text'],
  [policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: '10.0.0.0/8' } }] }] }), '/spec/ingress/0/from/0/ipBlock/except', 'NetworkPolicy: spec.ingress[0].from[0].ipBlock.except is a text, must be a list'],
  [policy({ podSelector: {}, ingress: [null] }), '/spec/ingress/0', 'NetworkPolicy: spec.ingress[0] is empty; remove it, or write what is meant'],
  [service({ selector: 'app=web' }), '/spec/selector', 'Service: spec.selector is a text, must be a map'],
  [service({ ports: [{ port: 80, targetPort: 80.5 }] }), '/spec/ports/0/targetPort', 'Service: spec.ports[0].targetPort is 80.5, must be a whole number or a text'],
  [service({ ports: [{ port: 3_000_000_000 }] }), '/spec/ports/0/port', 'Service: spec.ports[0].port is 3000000000, must be a whole number'],
  [service({ externalIPs: '10.0.0.1' }), '/spec/externalIPs', 'Service: spec.externalIPs is a text, must be a list'],
  [ingress({ rules: [{ host: 5 }] }), '/spec/rules/0/host', 'Ingress: spec.rules[0].host is a number, must be a text; put it in quotes'],
  [ingress({ tls: [{ hosts: [true] }] }), '/spec/tls/0/hosts/0', 'Ingress: spec.tls[0].hosts[0] is a boolean, must be a text; put it in quotes'],
  [spec('policy/v1', 'PodDisruptionBudget', { maxUnavailable: [] }), '/spec/maxUnavailable', 'PodDisruptionBudget: spec.maxUnavailable is a list, must be a whole number or a text'],
  [spec('v1', 'ResourceQuota', { hard: { pods: 'many' } }), '/spec/hard/pods', 'ResourceQuota: spec.hard.pods is "many", must be an amount such as "250m" or "64Mi"'],
  [spec('v1', 'LimitRange', { limits: {} }), '/spec/limits', 'LimitRange: spec.limits is a map, must be a list'],
  [spec('gateway.networking.k8s.io/v1', 'TCPRoute', { rules: [{ backendRefs: {} }] }), '/spec/rules/0/backendRefs', 'TCPRoute: spec.rules[0].backendRefs is a map, must be a list'],
  [spec('argoproj.io/v1alpha1', 'Rollout', { replicas: '2' }), '/spec/replicas', 'Rollout: spec.replicas is "2", must be a whole number, without quotes'],
  [spec('batch.volcano.sh/v1alpha1', 'Job', { tasks: [{ replicas: '2' }] }), '/spec/tasks/0/replicas', 'Job: spec.tasks[0].replicas is "2", must be a whole number, without quotes'],
  [spec('v1', 'Service', 'x'), '/spec', 'Service: spec is a text, must be a map'],
  [deployment({ selector: { matchLabels: { app: 5 } } }), '/spec/selector/matchLabels/app', 'Deployment: spec.selector.matchLabels.app is a number, must be a text; put it in quotes'],
  [deployment({ replicas: '3' }), '/spec/replicas', 'Deployment: spec.replicas is "3", must be a whole number, without quotes'],
  [{ apiVersion: 'v1', kind: 'Pod', metadata: 'web', spec: { containers: [web] } }, '/metadata', 'Pod: metadata is a text, must be a map'],
  [{ ...pod(), metadata: { name: 42 } }, '/metadata/name', 'Pod: metadata.name is a number, must be a text; put it in quotes'],
  [{ ...pod(), metadata: { name: 'web', labels: ['app'] } }, '/metadata/labels', 'Pod: metadata.labels is a list, must be a map'],
  [of('v1', 'ConfigMap', { data: { port: 8080 } }), '/data/port', 'ConfigMap: data.port is a number, must be a text; put it in quotes'],
  [of('v1', 'Secret', { data: { password: 'hunter2!' } }), '/data/password', 'Secret: data.password is a text in another encoding, must be base64, such as the output of `base64 -w0`'],
  [{ ...spec('example.com/v1', 'Widget', {}), metadata: { name: 'web', labels: { app: true } } }, '/metadata/labels/app', 'Widget: metadata.labels.app is a boolean, must be a text; put it in quotes'],
  [pod({ containers: { web } }), '/spec/containers', 'pod: containers is a map, must be a list'],
  [pod({ containers: ['web'] }), '/spec/containers/0', 'container "0" is a text, must be a map'],
  [pod({ hostNetwork: 'false' }), '/spec/hostNetwork', 'pod: hostNetwork is "false", must be true or false, without quotes'],
  [container({ securityContext: { runAsUser: '0' } }), '/spec/containers/0/securityContext/runAsUser', 'container "web": securityContext.runAsUser is "0", must be a whole number, without quotes'],
  [container({ securityContext: [] }), '/spec/containers/0/securityContext', 'container "web": securityContext is a list, must be a map'],
  [container({ env: [{ name: 'PASSWORD', value: 31415926 }] }), '/spec/containers/0/env/0/value', 'container "web": env[0].value is a number, must be a text; put it in quotes'],
  [container({ resources: { requests: { cpu: -1 } } }), '/spec/containers/0/resources/requests/cpu', 'container "web": resources.requests.cpu is -1, must be an amount such as "250m" or "64Mi"'],
  [container({ resources: { limits: { memory: { toString: 1 } } } }), '/spec/containers/0/resources/limits/memory', 'container "web": resources.limits.memory is a map, must be an amount such as "250m" or "64Mi"'],
  [{ ...pod(), metadata: { name: 'web', creationTimestamp: 'today' } }, '/metadata/creationTimestamp', 'Pod: metadata.creationTimestamp is "today", must be a time such as "2027-03-31T12:00:00Z"'],
])('finds that a type is wrong: %#', (manifest, pointer, message) => expect(found(manifest)).toEqual([{ pointer, message }]));

test.each<[string, Json, string, string]>([
  ['securityContxt', container({ securityContxt: {} }), '/spec/containers/0/securityContxt', 'container "web" has no field "securityContxt"; did you mean "securityContext"?'],
  ['runAsNonroot', container({ securityContext: { runAsNonroot: true } }), '/spec/containers/0/securityContext/runAsNonroot',
    'container "web": securityContext has no field "runAsNonroot"; did you mean "runAsNonRoot"?'],
  ['a field of another level', container({ runAsNonRoot: true }), '/spec/containers/0/runAsNonRoot', 'container "web" has no field "runAsNonRoot"; did you mean "securityContext.runAsNonRoot"?'],
  ['readOnlyRootFileSystem', container({ securityContext: { readOnlyRootFileSystem: true } }), '/spec/containers/0/securityContext/readOnlyRootFileSystem',
    'container "web": securityContext has no field "readOnlyRootFileSystem"; did you mean "readOnlyRootFilesystem"?'],
  ['livenesProbe', container({ livenesProbe: {} }), '/spec/containers/0/livenesProbe', 'container "web" has no field "livenesProbe"; did you mean "livenessProbe"?'],
  ['limit', container({ resources: { limit: {} } }), '/spec/containers/0/resources/limit', 'container "web": resources has no field "limit"; did you mean "limits"?'],
  ['volumeMount', container({ volumeMount: [] }), '/spec/containers/0/volumeMount', 'container "web" has no field "volumeMount"; did you mean "volumeMounts"?'],
  ['envs', container({ envs: [] }), '/spec/containers/0/envs', 'container "web" has no field "envs"; did you mean "env"?'],
  ['an unknown field that is null', container({ imagePullpolicy: null }), '/spec/containers/0/imagePullpolicy', 'container "web" has no field "imagePullpolicy"; did you mean "imagePullPolicy"?'],
  ['hostPid', pod({ hostPid: true }), '/spec/hostPid', 'pod has no field "hostPid"; did you mean "hostPID"?'],
  ['automountServiceAccountTokens', pod({ automountServiceAccountTokens: false }), '/spec/automountServiceAccountTokens',
    'pod has no field "automountServiceAccountTokens"; did you mean "automountServiceAccountToken"?'],
  ['secret without Name', pod({ volumes: [{ name: 'a', secret: { name: 'b' } }] }), '/spec/volumes/0/secret/name', 'pod: volumes[0].secret has no field "name"; it has defaultMode, items, optional, secretName'],
  ['emptydir', pod({ volumes: [{ name: 'a', emptydir: {} }] }), '/spec/volumes/0/emptydir', 'pod: volumes[0] has no field "emptydir"; did you mean "emptyDir"?'],
  ['replica', deployment({ replica: 3 }), '/spec/replica', 'Deployment: spec has no field "replica"; did you mean "replicas"?'],
  ['maxUnavalable', deployment({ strategy: { rollingUpdate: { maxUnavalable: 1 } } }), '/spec/strategy/rollingUpdate/maxUnavalable',
    'Deployment: spec.strategy.rollingUpdate has no field "maxUnavalable"; did you mean "maxUnavailable"?'],
  ['matchLabel', deployment({ selector: { matchLabels: { app: 'web' }, matchLabel: {} } }), '/spec/selector/matchLabel', 'Deployment: spec.selector has no field "matchLabel"; did you mean "matchLabels"?'],
  ['podSelecter', policy({ podSelector: {}, podSelecter: {} }), '/spec/podSelecter', 'NetworkPolicy: spec has no field "podSelecter"; did you mean "podSelector"?'],
  ['resouces', of('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ apiGroups: [''], resouces: ['pods'], verbs: ['get'] }] }), '/rules/0/resouces',
    'Role: rules[0] has no field "resouces"; did you mean "resources"?'],
  ['name that resembles none', of('v1', 'ConfigMap', { zzz: {} }), '/zzz', 'ConfigMap has no field "zzz"; it has apiVersion, binaryData, data, immutable, kind, metadata'],
  ['a key of JavaScript', JSON.parse('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web"},"__proto__":{}}'), '/__proto__', 'ConfigMap has no field "__proto__"; it has apiVersion, binaryData, data, immutable, kind, metadata'],
])('names the unknown field %s', (_, manifest, pointer, message) => expect(found(manifest)).toEqual([{ pointer, message }]));

test.each<[string, Json, string, string]>([
  ['imagePullPolicy: Sometimes', container({ imagePullPolicy: 'Sometimes' }), '/spec/containers/0/imagePullPolicy', 'container "web": imagePullPolicy is "Sometimes", must be "Always", "IfNotPresent" or "Never"'],
  ['protocol: HTTP', service({ ports: [{ port: 80, protocol: 'HTTP' }] }), '/spec/ports/0/protocol', 'Service: spec.ports[0].protocol is "HTTP", must be "SCTP", "TCP" or "UDP"'],
  ['type: Clusterip', service({ type: 'Clusterip' }), '/spec/type', 'Service: spec.type is "Clusterip", must be "ClusterIP", "ExternalName", "LoadBalancer" or "NodePort"'],
  ['type: Default', container({ securityContext: { seccompProfile: { type: 'Default' } } }), '/spec/containers/0/securityContext/seccompProfile/type',
    'container "web": securityContext.seccompProfile.type is "Default", must be "Localhost", "RuntimeDefault" or "Unconfined"'],
  ['type: Rolling', deployment({ strategy: { type: 'Rolling' } }), '/spec/strategy/type', 'Deployment: spec.strategy.type is "Rolling", must be "Recreate" or "RollingUpdate"'],
  ['policyTypes: [ingress]', policy({ podSelector: {}, policyTypes: ['ingress'] }), '/spec/policyTypes/0', 'NetworkPolicy: spec.policyTypes[0] is "ingress", must be "Egress" or "Ingress"'],
  ['dnsPolicy: clusterFirst', pod({ dnsPolicy: 'clusterFirst' }), '/spec/dnsPolicy', 'pod: dnsPolicy is "clusterFirst", must be "ClusterFirst", "ClusterFirstWithHostNet", "Default" or "None"'],
  ['an empty text that nothing is filled in for', service({ ports: [{ port: 80 }], internalTrafficPolicy: '' }), '/spec/internalTrafficPolicy', 'Service: spec.internalTrafficPolicy is "", must be "Cluster" or "Local"'],
  ['pathType: prefix', ingress({ rules: [{ http: { paths: [{ pathType: 'prefix', backend }] } }] }), '/spec/rules/0/http/paths/0/pathType',
    'Ingress: spec.rules[0].http.paths[0].pathType is "prefix", must be "Exact", "ImplementationSpecific" or "Prefix"'],
])('names the values of %s', (_, manifest, pointer, message) => expect(found(manifest)).toEqual([{ pointer, message }]));

test.each<[string, Json, string]>([
  ['a container without name', pod({ containers: [{ image: 'x' }] }), 'container "0": name'],
  ['a port without number', container({ ports: [{ name: 'http' }] }), 'container "web": ports[0].containerPort'],
  ['a mount without path', container({ volumeMounts: [{ name: 'a', mountPath: '' }] }), 'container "web": volumeMounts[0].mountPath'],
  ['a Deployment without selector', spec('apps/v1', 'Deployment', { template }), 'Deployment: spec.selector'],
  ['an autoscaler without maximum', spec('autoscaling/v2', 'HorizontalPodAutoscaler', { scaleTargetRef: { kind: 'Deployment', name: 'web', apiVersion: 'apps/v1' } }), 'HorizontalPodAutoscaler: spec.maxReplicas'],
  ['a binding without role', of('rbac.authorization.k8s.io/v1', 'RoleBinding', { subjects: [] }), 'RoleBinding: roleRef'],
  ['a container of a Rollout without name', spec('argoproj.io/v1alpha1', 'Rollout', { template: { spec: { containers: [{ image: 'x' }] } } }), 'container "0": name'],
])('names what is missing: %s', (_, manifest, field) => expect(found(manifest).map(({ message }) => message)).toEqual([`${field} is missing, and required`]));

test('names an element whose key another one has', () => {
  const twice = service({ ports: [{ name: 'a', port: 80, protocol: 'TCP' }, { name: 'b', port: 80, protocol: 'TCP' }] });
  expect(found(twice)).toEqual([{ pointer: '/spec/ports/1', message: 'Service: spec.ports[1] has the port and protocol of an element before it; remove one of them' }]);
  expect(found(service({ ports: [{ name: 'a', port: 80 }, { name: 'b', port: 80, protocol: 'UDP' }] }))).toEqual([]);
  expect(found(pod({ containers: [{ name: { toString: 1 } }, { name: { toString: 1 } }] }))).toHaveLength(2); // two wrong types, and no name twice
});

describe('the version of Kubernetes', () => {
  const tolerant = pod({ tolerations: [{ key: 'a', operator: 'Gt', value: '5' }] });
  const recent = spec('apps/v1', 'StatefulSet', { selector: { matchLabels: { app: 'web' } }, template, updateStrategy: { type: 'Recreate' } });

  test('has some values later', () => {
    expect(found(tolerant, 35)).toEqual([]);
    expect(found(tolerant, 34)).toEqual([{ pointer: '/spec/tolerations/0/operator', message: 'pod: tolerations[0].operator is "Gt", which is new in Kubernetes 1.35, and the target is 1.34, must be "Equal" or "Exists"' }]);
    expect(found(recent, 37)).toEqual([]);
    expect(found(recent, 36)).toHaveLength(1);
  });

  test('has some fields later, and others no more', () => {
    const group = { workloadRef: { name: 'a', podGroup: 'b' } };
    expect(found(pod(group), 35)).toEqual([]);
    expect(found(pod(group), 34)).toEqual([{ pointer: '/spec/workloadRef', message: 'pod: workloadRef is new in Kubernetes 1.35, and the target is 1.34; remove it, or correct `kubernetesVersion` of the profile' }]);
    expect(found(pod(group), 36)).toEqual([{ pointer: '/spec/workloadRef', message: 'pod: workloadRef is gone since Kubernetes 1.36, and the target is 1.36; remove it, or correct `kubernetesVersion` of the profile' }]);
  });

  test('below the first one of the tables makes no difference', () => {
    expect(found(recent, 20)).toEqual([]);
    expect(found(pod({ workloadRef: { name: 'a', podGroup: 'b' } }), 20)).toEqual([]);
    expect(found(container({ securityContxt: {} }), 20)).toHaveLength(1);
  });

  test('above the last one of the tables may have what they lack', () => {
    expect(fieldProblems(container({ brandNew: 1, ports: [{ containerPort: 'x' }] }), 38)).toEqual([
      { pointer: '/spec/containers/0/brandNew', message: 'container "web" has no field "brandNew" in Kubernetes 1.37, the newest version that this release knows', undecided: true },
      { pointer: '/spec/containers/0/ports/0/containerPort', message: 'container "web": ports[0].containerPort is "x", must be a whole number, without quotes' },
    ]);
  });
});

describe('the kind', () => {
  test.each([
    ['apps/v1', 'Deploymet', '/kind', 'Kubernetes 1.36 has no kind "Deploymet" in apps/v1; did you mean "Deployment"?'],
    ['apps/v2', 'Deployment', '/apiVersion', 'Kubernetes 1.36 serves no apps/v2; of this group it serves apps/v1'],
    ['scheduling.k8s.io/v1beta1', 'PodGroup', '/apiVersion', 'Kubernetes 1.36 serves no PodGroup of scheduling.k8s.io/v1beta1; it comes with 1.37'],
    ['scheduling.k8s.io/v1alpha1', 'Workload', '/apiVersion', 'Kubernetes 1.36 serves no Workload of scheduling.k8s.io/v1alpha1; 1.35 was the last to do so'],
  ])('%s %s does not exist', (apiVersion, kind, pointer, message) => expect(found(of(apiVersion, kind, {}))).toEqual([{ pointer, message }]));

  test.each([
    ['example.com/v1', 'Deploymet'], ['v1', 'Config'], ['v1', 'PodList'], ['policy/v1beta1', 'PodDisruptionBudget'], ['', ''], ['v1', ''],
  ])('%s %s is for others to judge', (apiVersion, kind) => expect(found(of(apiVersion, kind, {}))).toEqual([]));

  test('of a version before the tables is not judged', () => expect(found(of('batch/v2alpha1', 'CronJob', {}), 20)).toEqual([]));
});

test('lists a hundred faults, and says that there are more', () => {
  const many = fieldProblems(of('v1', 'ConfigMap', Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`field${i}`, i]))), 36);
  expect(many).toHaveLength(101);
  expect(many[100].message).toBe('there are more than 100 wrong fields; correct those that are named first');
});
