import { POD_KINDS } from '../../objects/pod-template';
import { pointerKeys } from '../../objects/pointer';
import { defineControl } from '../control';
import { allOf, field, item } from '../require';

const PODS = [...new Set(Object.values(POD_KINDS).map(({ spec }) => spec))].map(pointerKeys);

const claim = { name: 'data', persistentVolumeClaim: { claimName: 'data' } };
const workload = (kind: string, rest: object, apiVersion = 'v1') => ({ apiVersion, kind, metadata: { name: 'db', namespace: 'shop' }, ...rest });
/** The four places where pods are, each in a kind that has it. */
const everyPlace = (...volumes: object[]) => [
  workload('Pod', { spec: { volumes } }),
  workload('PodTemplate', { template: { spec: { volumes } } }),
  workload('Deployment', { spec: { template: { spec: { volumes } } } }, 'apps/v1'),
  workload('CronJob', { spec: { jobTemplate: { spec: { template: { spec: { volumes } } } } } }, 'batch/v1'),
];
const statefulSet = (volumeClaimTemplates: object[]) => workload('StatefulSet', { spec: { template: { spec: {} }, volumeClaimTemplates } }, 'apps/v1');

export const mountsPvc = defineControl({
  id: 'mounts-pvc',
  title: 'Workloads keep no data in persistent volumes',
  subject: 'object',
  kinds: Object.keys(POD_KINDS),
  why: 'what an intruder writes to the volume outlives the pod, and what the workload stored can be read by the next pod that mounts the claim',
  fix: {
    code: 'keep data in a database or an object store, and scratch files below a path declared with `writable`',
    yaml: 'remove `volumes[].persistentVolumeClaim` and `spec.volumeClaimTemplates`',
  },
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/'],
  // Opt-in, for platforms that run stateless workloads alone. kubescape reports only claims that are in the files at hand, and no claim templates.
  frameworks: ['kubescape:C-0257'],
  require: allOf(
    ...PODS.map((keys) => field([...keys, 'volumes']).every(item('persistentVolumeClaim').isAbsent())),
    field('spec.volumeClaimTemplates').isEmpty(),
  ),
  absent: 'good',
  examples: () => ({
    good: [
      ...everyPlace({ name: 'tmp', emptyDir: {} }).map((subject) => ({ shows: `scratch space of a ${subject.kind}`, subject })),
      { shows: 'a StatefulSet without claims', subject: statefulSet([]) },
    ],
    bad: [
      ...everyPlace({ name: 'tmp', emptyDir: {} }, claim).map((subject) => ({ shows: `a claim of a ${subject.kind}`, subject })),
      { shows: 'a claim for each pod', subject: statefulSet([{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }]) },
    ],
  }),
});
