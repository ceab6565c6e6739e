import { defineControl } from '../control';
import { field, item } from '../require';

const ALLOWED = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];

const volumes = (...list: object[]) => ({ volumes: list.map((source, i) => ({ name: `v${i}`, ...source })) });

export const restrictedVolumeTypes = defineControl({
  id: 'restricted-volume-types',
  title: 'Pods mount only volume types that stay inside the cluster',
  subject: 'pod',
  why: 'volumes such as hostPath, nfs or iscsi reach files of the node or servers in its network past every access control of the cluster',
  fix: 'use a Volume from a ConfigMap, a Secret, an emptyDir (`writable(path, size)`), a projected volume or a persistent volume claim; in YAML replace '
    + 'the source in `volumes`',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  frameworks: ['pss:restrictedVolumes', 'kyverno:restrict-volume-types', 'trivy:KSV-0028'],
  // Said of the keys of a volume: a type that is newer than this list fails, and so does a volume with two sources, which the API server refuses.
  // A volume with a name alone is an emptyDir.
  require: field('volumes').every(item().everyKey(item().isOneOf(['name', ...ALLOWED]))),
  absent: 'good',
  examples: {
    good: [
      { shows: 'every allowed type', subject: volumes(...ALLOWED.map((source) => ({ [source]: {} }))) },
      { shows: 'a name alone, which is an emptyDir', subject: volumes({}) },
      { shows: 'a null source, which is an emptyDir', subject: volumes({ hostPath: null }) },
    ],
    bad: [
      { shows: 'a path of the node', subject: volumes({ emptyDir: {} }, { hostPath: { path: '/var/log' } }) },
      { shows: 'a file server', subject: volumes({ nfs: { server: 'nfs.example.com', path: '/' } }) },
      { shows: 'a clone of a repository', subject: volumes({ gitRepo: { repository: 'https://example.com/repo.git' } }) },
      { shows: 'two sources', subject: volumes({ emptyDir: {}, hostPath: { path: '/' } }) },
    ],
  },
});
