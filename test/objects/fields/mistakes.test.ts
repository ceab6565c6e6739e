import { fieldProblems } from '../../../src/objects/fields/manifest-fields';
import { podProblems } from '../../../src/objects/pod-shape';

/** Mistakes that people make in writing, each in one field of an object: the message names the field. */

type Json = Record<string, any>;

/** Short for where pods and containers of a workload are. */
const inFull = (place: string): string => place.replace('@container', '@pod/containers/0').replace('@pod', '/spec/template/spec');

/** An object with one value at a place, and the lists and maps on the way to it. */
function objectWith(apiVersion: string, kind: string, place: string, value: unknown): Json {
  const object: Json = { apiVersion, kind, metadata: { name: 'x', namespace: 'shop' } };
  const keys = inFull(place).slice(1).split('/');
  let at: Json = object;
  keys.slice(0, -1).forEach((key, i) => { at = at[key] ??= /^\d+$/.test(keys[i + 1]) ? [] : {}; });
  at[keys.at(-1)!] = value;
  return object;
}

const pointersOf = (object: Json): string[] => [...fieldProblems(object, 36), ...podProblems(object, 36)].map(({ pointer }) => pointer);

describe('a field that is misspelled', () => {
  test.each<[string, string, string, unknown]>([
    ['apps/v1', 'Deployment', '@container/livenesProbe', {}],
    ['apps/v1', 'Deployment', '@container/env/0/val', 'x'],
    ['apps/v1', 'Deployment', '@container/resources/limit', { cpu: 1 }],
    ['apps/v1', 'Deployment', '@container/volumeMount', []],
    ['apps/v1', 'Deployment', '@container/ports/0/hostport', 80],
    ['apps/v1', 'Deployment', '@pod/serviceAccount_name', 'x'],
    ['apps/v1', 'Deployment', '@pod/automountServiceAccountTokens', false],
    ['apps/v1', 'Deployment', '@pod/nodeselector', {}],
    ['apps/v1', 'Deployment', '@pod/tolerations/0/opertor', 'Exists'],
    ['apps/v1', 'Deployment', '@pod/securityContext/fsgroup', 1],
    ['apps/v1', 'Deployment', '/spec/replica', 2],
    ['apps/v1', 'Deployment', '/spec/strategy/rollingupdate', {}],
    ['apps/v1', 'Deployment', '@container/lifecycle/prestop', {}],
    ['apps/v1', 'Deployment', '@container/readinessProbe/httpGet/schema', 'HTTP'],
    ['v1', 'Service', '/spec/selectors', { a: 'b' }],
    ['v1', 'Service', '/spec/ports/0/targetport', 80],
    ['networking.k8s.io/v1', 'NetworkPolicy', '/spec/policyType', ['Ingress']],
    ['networking.k8s.io/v1', 'NetworkPolicy', '/spec/ingress/0/form', []],
    ['networking.k8s.io/v1', 'Ingress', '/spec/rules/0/hosts', 'a'],
    ['rbac.authorization.k8s.io/v1', 'Role', '/rules/0/apiGroup', ['']],
    ['batch/v1', 'CronJob', '/spec/concurencyPolicy', 'Forbid'],
    ['policy/v1', 'PodDisruptionBudget', '/spec/maxUnavailible', 1],
    ['v1', 'PersistentVolumeClaim', '/spec/accessMode', ['ReadWriteOnce']],
    ['autoscaling/v2', 'HorizontalPodAutoscaler', '/spec/minReplica', 1],
    ['v1', 'ConfigMap', '/datas', {}],
    ['v1', 'Secret', '/stringdata', {}],
    ['v1', 'Namespace', '/metadata/label', {}],
    ['storage.k8s.io/v1', 'StorageClass', '/reclaimpolicy', 'Delete'],
  ])('in %s %s: %s', (apiVersion, kind, place, value) => expect(pointersOf(objectWith(apiVersion, kind, place, value))).toContain(inFull(place)));
});

describe('a value that is none of a few', () => {
  test.each<[string, string, string, unknown]>([
    ['apps/v1', 'Deployment', '@container/imagePullPolicy', 'ifNotPresent'],
    ['apps/v1', 'Deployment', '@container/terminationMessagePolicy', 'FallbackToLogs'],
    ['apps/v1', 'Deployment', '@container/ports/0/protocol', 'tcp'],
    ['apps/v1', 'Deployment', '@pod/restartPolicy', 'always'],
    ['apps/v1', 'Deployment', '@pod/dnsPolicy', 'ClusterFirstHostNet'],
    ['apps/v1', 'Deployment', '@pod/securityContext/fsGroupChangePolicy', 'OnRootMissmatch'],
    ['apps/v1', 'Deployment', '@pod/securityContext/seccompProfile/type', 'runtime/default'],
    ['apps/v1', 'Deployment', '@pod/tolerations/0/operator', 'Exist'],
    ['apps/v1', 'Deployment', '@pod/tolerations/0/effect', 'NoScheduled'],
    ['apps/v1', 'Deployment', '/spec/strategy/type', 'Rolling'],
    ['apps/v1', 'Deployment', '@pod/topologySpreadConstraints/0/whenUnsatisfiable', 'DoNotSchedul'],
    ['apps/v1', 'Deployment', '@pod/preemptionPolicy', 'never'],
    ['apps/v1', 'Deployment', '@pod/volumes/0/hostPath/type', 'Dir'],
    ['v1', 'Service', '/spec/type', 'LoadBalanced'],
    ['v1', 'Service', '/spec/sessionAffinity', 'ClientIp'],
    ['v1', 'Service', '/spec/externalTrafficPolicy', 'local'],
    ['v1', 'Service', '/spec/ipFamilies/0', 'IPV4'],
    ['v1', 'Service', '/spec/ipFamilyPolicy', 'Dual'],
    ['networking.k8s.io/v1', 'NetworkPolicy', '/spec/policyTypes/0', 'Inbound'],
    ['networking.k8s.io/v1', 'Ingress', '/spec/rules/0/http/paths/0/pathType', 'prefix'],
    ['batch/v1', 'CronJob', '/spec/concurrencyPolicy', 'Deny'],
    ['v1', 'PersistentVolumeClaim', '/spec/accessModes/0', 'ReadWrite'],
    ['v1', 'PersistentVolumeClaim', '/spec/volumeMode', 'FileSystem'],
    ['policy/v1', 'PodDisruptionBudget', '/spec/unhealthyPodEvictionPolicy', 'Always'],
    ['storage.k8s.io/v1', 'StorageClass', '/volumeBindingMode', 'WaitForConsumer'],
    ['storage.k8s.io/v1', 'StorageClass', '/reclaimPolicy', 'Keep'],
    ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', '/webhooks/0/sideEffects', 'No'],
    ['apps/v1', 'StatefulSet', '/spec/podManagementPolicy', 'parallel'],
  ])('in %s %s: %s', (apiVersion, kind, place, value) => expect(pointersOf(objectWith(apiVersion, kind, place, value))).toContain(inFull(place)));
});

describe('a value of another type', () => {
  test.each<[string, string, string, unknown]>([
    ['apps/v1', 'Deployment', '@container/ports/0/containerPort', '80'],
    ['apps/v1', 'Deployment', '@container/env/0/value', 1],
    ['apps/v1', 'Deployment', '@container/command', 'sh'],
    ['apps/v1', 'Deployment', '@container/securityContext/runAsUser', '1000'],
    ['apps/v1', 'Deployment', '@container/securityContext/privileged', 'no'],
    ['apps/v1', 'Deployment', '@container/resources/limits/cpu', '100 m'],
    ['apps/v1', 'Deployment', '@container/resources/limits', ['cpu']],
    ['apps/v1', 'Deployment', '@container/tty', 1],
    ['apps/v1', 'Deployment', '@pod/containers', {}],
    ['apps/v1', 'Deployment', '@pod/hostNetwork', 'yes'],
    ['apps/v1', 'Deployment', '@pod/volumes', { name: 'a' }],
    ['apps/v1', 'Deployment', '@pod/terminationGracePeriodSeconds', '30s'],
    ['apps/v1', 'Deployment', '@pod/nodeSelector', ['a']],
    ['apps/v1', 'Deployment', '/spec/replicas', '3'],
    ['apps/v1', 'Deployment', '/spec/replicas', 1.5],
    ['apps/v1', 'Deployment', '/spec/selector', 'a=b'],
    ['apps/v1', 'Deployment', '/spec/minReadySeconds', true],
    ['v1', 'ConfigMap', '/data/a', 1],
    ['v1', 'ConfigMap', '/data/a', true],
    ['v1', 'Secret', '/data/a', 'not base64!'],
    ['v1', 'Service', '/spec/ports/0/port', '80'],
    ['v1', 'Service', '/spec/ports', { port: 80 }],
    ['v1', 'Service', '/spec/selector', ['a']],
    ['rbac.authorization.k8s.io/v1', 'Role', '/rules', { verbs: ['get'] }],
    ['rbac.authorization.k8s.io/v1', 'Role', '/rules/0/apiGroups', ''],
    ['v1', 'Pod', '/metadata/labels/a', 1],
    ['v1', 'Pod', '/metadata/annotations/a', true],
    ['v1', 'LimitRange', '/spec/limits', { type: 'Container' }],
    ['policy/v1', 'PodDisruptionBudget', '/spec/minAvailable', [1]],
    ['batch/v1', 'Job', '/spec/backoffLimit', '2'],
  ])('in %s %s: %s', (apiVersion, kind, place, value) => expect(pointersOf(objectWith(apiVersion, kind, place, value))).toContain(inFull(place)));
});
