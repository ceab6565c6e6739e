import { defineControl } from '../control';
import { allOf, field } from '../require';

const volume = (source: object) => ({
  apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'data' }, spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], ...source },
});

export const persistentVolumeNoHostPath = defineControl({
  id: 'persistent-volume-no-host-path',
  title: 'Persistent volumes are not paths on a node',
  subject: 'object',
  kinds: ['PersistentVolume'],
  why: 'a pod that mounts the claim of the volume reads and writes the files of the node, and Pod Security admits it, since the pod shows only a claim',
  fix: {
    code: 'leave `hostPath` and `local` of the PersistentVolume unset, and let a storage class with a CSI driver create the volume of the claim',
    yaml: 'replace `spec.hostPath` or `spec.local` with `spec.csi`, or remove the volume and let the storage class of the claim create one',
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath', 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation',
  ],
  frameworks: ['mitre:T1611', 'nsa-cisa:pod-security-enforcement'],
  require: allOf(field('spec.hostPath').isAbsent(), field('spec.local').isAbsent()),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a volume of a driver', subject: volume({ csi: { driver: 'disk.csi.example.com', volumeHandle: 'a' } }) },
      { shows: 'null, which the API server drops', subject: volume({ hostPath: null, csi: { driver: 'disk.csi.example.com', volumeHandle: 'a' } }) },
    ],
    bad: [
      { shows: 'all files of the node', subject: volume({ hostPath: { path: '/' } }) },
      { shows: 'a folder of one node', subject: volume({ local: { path: '/etc/kubernetes' } }) },
    ],
  }),
});
