import { POD_KINDS } from '../../objects/pod-template';
import { descend, pointerKeys } from '../../objects/pointer';
import { defineControl } from '../control';
import { allOf, field, item } from '../require';

const PODS = [...new Set(Object.values(POD_KINDS).map(({ spec }) => spec))].map(pointerKeys);

const claim = { name: 'data', persistentVolumeClaim: { claimName: 'data' } };
const nested = (keys: readonly string[], volumes: object[]): object => [...keys].reverse().reduce<object>((inner, key) => ({ [key]: inner }), { volumes });
const object = (keys: readonly string[], volumes: object[]) => {
  const [kind, { apiVersion }] = Object.entries(POD_KINDS).filter(([, { spec }]) => spec === descend('', keys))
    .map(([name]) => [name.replace(/^.*\//, ''), { apiVersion: name.includes('/') ? `${name.split('/')[0]}/v1` : 'v1' }] as const)[0];
  return { apiVersion, kind, metadata: { name: 'db', namespace: 'shop' }, ...nested(keys, volumes) };
};
const statefulSet = (volumeClaimTemplates: object[]) => (
  { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db', namespace: 'shop' }, spec: { template: { spec: { containers: [] } }, volumeClaimTemplates } }
);

export const mountsPvc = defineControl({
  id: 'mounts-pvc',
  title: 'Workloads keep no data in persistent volumes',
  subject: 'object',
  kinds: Object.keys(POD_KINDS),
  why: 'what an intruder writes there survives the pod, and what the workload stored is there for the next pod that mounts the claim',
  fix: 'keep data in a database or an object store, and scratch files in `writable(path, size)`; in YAML remove `volumes[].persistentVolumeClaim` and '
    + '`spec.volumeClaimTemplates`',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/'],
  // Opt-in, for platforms that run stateless workloads alone. kubescape reports only claims that are in the files at hand, and no claim templates.
  frameworks: ['kubescape:C-0257'],
  require: allOf(
    ...PODS.map((keys) => field([...keys, 'volumes']).every(item('persistentVolumeClaim').isAbsent())),
    field('spec.volumeClaimTemplates').isEmpty(),
  ),
  absent: 'good',
  examples: {
    good: [
      ...PODS.map((keys) => ({ shows: `scratch space below ${keys.join('.')}`, subject: object(keys, [{ name: 'tmp', emptyDir: {} }]) })),
      { shows: 'a StatefulSet without claims', subject: statefulSet([]) },
    ],
    bad: [
      ...PODS.map((keys) => ({ shows: `a claim below ${keys.join('.')}`, subject: object(keys, [{ name: 'tmp', emptyDir: {} }, claim]) })),
      { shows: 'a claim for each pod', subject: statefulSet([{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }]) },
    ],
  },
});
