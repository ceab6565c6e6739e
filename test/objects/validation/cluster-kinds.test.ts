import { ruleProblems } from '../../../src/objects/validation/rule-problems';

/** Rules of the API server: https://github.com/kubernetes/kubernetes/tree/v1.37.2/pkg/apis */

type Manifest = Record<string, unknown>;

const told = (manifest: Manifest): string[] => ruleProblems(manifest, 37).map(({ pointer, message }) => `${pointer}: ${message}`);
const object = (apiVersion: string, kind: string, rest: Manifest): Manifest => ({ apiVersion, kind, metadata: { name: 'web' }, ...rest });
const pod = (rest: Manifest): Manifest => object('v1', 'Pod', { spec: { containers: [{ name: 'web', image: 'web' }], ...rest } });
const volume = (source: Manifest): Manifest => pod({ volumes: [{ name: 'data', ...source }] });
const persistent = (rest: Manifest): Manifest => (
  object('v1', 'PersistentVolume', { spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/data' }, ...rest } }));
const storageClass = (rest: Manifest): Manifest => object('storage.k8s.io/v1', 'StorageClass', { provisioner: 'csi.example.com', ...rest });
const autoscaler = (spec: Manifest): Manifest => object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { maxReplicas: 3, ...spec } });
const webhook = (rest: Manifest): Manifest => object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', {
  webhooks: [{ name: 'pods.policy.example.com', sideEffects: 'None', admissionReviewVersions: ['v1'], clientConfig: { url: 'https://example.com' }, ...rest }],
});
const affinity = (term: Manifest): Manifest => pod({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } },
});

test.each<[string, Manifest, string]>([
  ['a volume in two places', persistent({ nfs: { server: 'a', path: '/a' } }), '/spec: the volume has `hostPath` and `nfs`'],
  ['a volume without size', persistent({ capacity: {} }), '/spec/capacity: the volume needs the capacity `storage`'],
  ['a local volume on any node', persistent({ hostPath: undefined, local: { path: '/a' } }), '/spec/nodeAffinity: a local volume is on one node'],
  ['a relative path of NFS', volume({ nfs: { server: 'a', path: 'a' } }), '/spec/volumes/0/nfs/path: path "a" must start with a slash'],
  ['a file that leads out of its volume', volume({ configMap: { name: 'a', items: [{ key: 'a', path: '../a' }] } }), '/spec/volumes/0/configMap/items/0/path: path "../a" must not contain ".."'],
  ['a file that two sources write', volume({ projected: { sources: [{ secret: { name: 'a', items: [{ key: 'a', path: 'a' }] } }, { configMap: { name: 'a', items: [{ key: 'a', path: 'a' }] } }] } }), '/spec/volumes/0/projected/sources/1: two sources write the file "a"'],
  ['a provisioner of no domain', storageClass({ provisioner: 'a b' }), '/provisioner: provisioner "a b" must have a name'],
  ['a metric without target', autoscaler({ metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }] }), '/spec/metrics/0/resource/target: the metric has no target of its kind'],
  ['a period that is too long', autoscaler({ behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 1801 }] } } }), '/spec/behavior/scaleUp/policies/0/periodSeconds: periodSeconds is 1801, must be from 1 to 1800'],
  ['a webhook of a short name', webhook({ name: 'policy' }), '/webhooks/0/name: name "policy" must have three parts'],
  ['a webhook without encryption', webhook({ clientConfig: { url: 'http://example.com' } }), '/webhooks/0/clientConfig/url: url "http://example.com" must be of the form "https://host/path"'],
  ['a webhook that waits too long', webhook({ timeoutSeconds: 31 }), '/webhooks/0/timeoutSeconds: timeoutSeconds is 31, must be from 1 to 30'],
  ['an operator without values', affinity({ matchExpressions: [{ key: 'zone', operator: 'In' }] }), '/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms/0/matchExpressions/0/values: the operator In needs values'],
  ['more than fits into etcd', object('v1', 'ConfigMap', { data: { a: 'x'.repeat(2 ** 20 + 1) } }), ': the data have 1048577 bytes, must be 1048576 or fewer'],
  ['a finalizer of no domain', object('v1', 'ConfigMap', { metadata: { name: 'web', finalizers: ['done'] } }), '/metadata/finalizers/0: the finalizer "done" must begin with a domain'],
  ['a Windows pod with a Linux field', pod({ os: { name: 'windows' }, securityContext: { fsGroup: 1 } }), '/spec/securityContext/fsGroup: pods for windows have no fsGroup'],
  ['a profile that is not named', pod({ securityContext: { seccompProfile: { type: 'Localhost' } } }), '/spec/securityContext/seccompProfile/localhostProfile: localhostProfile is missing'],
])('fails for %s', (_, manifest, message) => expect(told(manifest)).toEqual([expect.stringContaining(message)]));

test.each<[string, Manifest]>([
  ['a volume of one source', persistent({})],
  ['a projected volume', volume({ projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3600 } }, { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } }] } })],
  ['a storage class', storageClass({ allowedTopologies: [{ matchLabelExpressions: [{ key: 'zone', values: ['a', 'b'] }] }] })],
  ['a metric with its target', autoscaler({ metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] })],
  ['a webhook', webhook({ rules: [{ operations: ['CREATE'], apiGroups: [''], apiVersions: ['v1'], resources: ['pods', 'pods/status'] }] })],
  ['a selector of nodes', affinity({ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }, { key: 'cores', operator: 'Gt', values: ['4'] }] })],
])('accepts %s', (_, manifest) => expect(told(manifest)).toEqual([]));
