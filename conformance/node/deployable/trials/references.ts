import { Manifest } from '../../../../src/objects/manifest';
import { object, PORT, serving, Trial, workload } from '../trial';

const settings = object('v1', 'ConfigMap', 'web-settings', { data: { mode: 'fast' } });
const account = object('v1', 'ServiceAccount', 'web-reader');

const volume = (source: object): Manifest => workload({ pod: { volumes: [{ name: 'one', ...source }] }, container: { volumeMounts: [{ name: 'one', mountPath: '/one' }] } });
const variable = (name: string, key: string): Manifest => workload({ container: { env: [{ name: 'MODE', valueFrom: { configMapKeyRef: { name, key } } }] } });

// one for the faulty namespace and one for the other: their claims have the same name, and a volume serves one claim
const disks = (accessMode: string): Manifest[] => ['faulty', 'mended'].map((half) => object('v1', 'PersistentVolume', `${accessMode.toLowerCase()}-${half}`, {
  spec: { storageClassName: '', accessModes: [accessMode], capacity: { storage: '1Gi' }, hostPath: { path: `/run/volumes/${half}`, type: 'DirectoryOrCreate' } },
}));
const claim = (accessMode = 'ReadWriteOnce', storageClassName = ''): Manifest => (
  object('v1', 'PersistentVolumeClaim', 'web-data', { spec: { accessModes: [accessMode], storageClassName, resources: { requests: { storage: '1Gi' } } } }));
const claimed = (claimName: string): Manifest => volume({ persistentVolumeClaim: { claimName } });
const sharing = (replicas: number): Manifest => (
  workload({ pod: { volumes: [{ name: 'one', persistentVolumeClaim: { claimName: 'web-data' } }] }, spec: { replicas } }));

const priority = object('scheduling.k8s.io/v1', 'PriorityClass', 'business', { value: 1000 });
const storageClass = object('storage.k8s.io/v1', 'StorageClass', 'fast-disk', { provisioner: 'disk.csi.example.com', volumeBindingMode: 'WaitForFirstConsumer' });
const runtime = object('node.k8s.io/v1', 'RuntimeClass', 'plain-runtime', { handler: 'runc' });
const pod = (given: object): Manifest => workload({ pod: given });
const autoscaler = (name: string): Manifest => object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, minReplicas: 1, maxReplicas: 2, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] },
});

/** Names of what is not there: pods that are not made, are scheduled nowhere, or never start. */
export const REFERENCES: readonly Trial[] = [
  {
    control: 'referenced-key-exists', shows: 'a variable of another key',
    faulty: [variable('web-settings', 'mod'), settings], mended: [variable('web-settings', 'mode'), settings], happens: /couldn't find key mod in ConfigMap/,
  },
  {
    control: 'referenced-key-exists', shows: 'a file of another key',
    faulty: [volume({ configMap: { name: 'web-settings', items: [{ key: 'mod', path: 'mode' }] } }), settings],
    mended: [volume({ configMap: { name: 'web-settings', items: [{ key: 'mode', path: 'mode' }] } }), settings],
    happens: /^FailedMount: .*references non-existent config key: mod/,
  },
  {
    control: 'env-reference-exists', shows: 'a variable of a ConfigMap that is nowhere',
    faulty: [variable('other', 'mode')], mended: [variable('web-settings', 'mode'), settings], happens: /configmap "other" not found/,
  },
  {
    control: 'no-misspelled-reference', shows: 'a variable',
    faulty: [variable('web-setings', 'mode'), settings], mended: [variable('web-settings', 'mode'), settings], happens: /configmap "web-setings" not found/,
  },
  {
    control: 'no-misspelled-reference', shows: 'a volume',
    faulty: [volume({ configMap: { name: 'websettings' } }), settings], mended: [volume({ configMap: { name: 'web-settings' } }), settings],
    happens: /^FailedMount: .*configmap "websettings" not found/,
  },
  {
    control: 'no-misspelled-reference', shows: 'an account',
    faulty: [pod({ serviceAccountName: 'web-reeder' }), account], mended: [pod({ serviceAccountName: 'web-reader' }), account],
    happens: /^FailedCreate: .*serviceaccount "web-reeder" not found/,
  },
  {
    control: 'no-misspelled-reference', shows: 'a priority class',
    faulty: [pod({ priorityClassName: 'buisness' }), priority], mended: [pod({ priorityClassName: 'business' }), priority],
    happens: /^FailedCreate: .*no PriorityClass with name buisness was found/,
  },
  {
    control: 'no-misspelled-reference', shows: 'a runtime class',
    faulty: [pod({ runtimeClassName: 'plain-runtme' }), runtime], mended: [pod({ runtimeClassName: 'plain-runtime' }), runtime],
    happens: /RuntimeClass "plain-runtme" not found/,
  },
  {
    control: 'no-misspelled-reference', shows: 'a claim',
    faulty: [...disks('ReadWriteOnce'), claimed('web-dta'), claim()], mended: [...disks('ReadWriteOnce'), claimed('web-data'), claim()],
    happens: /^FailedScheduling: .*persistentvolumeclaim "web-dta" not found/,
  },
  {
    control: 'no-misspelled-reference', shows: 'a storage class',
    faulty: [claim('ReadWriteOnce', 'fast-disc'), storageClass], mended: [claim('ReadWriteOnce', 'fast-disk'), storageClass],
    happens: /^ProvisioningFailed: .*"fast-disc" not found/,
  },
  {
    control: 'claim-mode-fits-replicas', shows: 'a volume for one pod, and two pods',
    faulty: [...disks('ReadWriteOncePod'), claim('ReadWriteOncePod'), sharing(2)], mended: [...disks('ReadWriteOncePod'), claim('ReadWriteOncePod'), sharing(1)],
    happens: /^(FailedScheduling|PodScheduled): .*ReadWriteOncePod/,
  },
  {
    control: 'hpa-has-target', shows: 'an autoscaler of what is not there',
    faulty: [workload(), autoscaler('web-server')], mended: [workload(), autoscaler('web')], happens: /^FailedGetScale: .*"web-server" not found/,
  },
  {
    control: 'selector-matches-template', shows: 'a selector of other pods',
    faulty: [workload({ spec: { selector: { matchLabels: { app: 'api' } } } })], mended: [workload({ container: serving('web', PORT) })],
    happens: /`selector` does not match template `labels`/,
  },
];
