import { defineControl } from '../control';
import { PodSecurityCheck } from '../pod-security-check';
import { listed, sortedSet, uses } from '../pod-security-text';
import { allOf, anyOf, field, item } from '../require';

const ALLOWED = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'];

// What the message calls a volume with several sources: the first of these.
const FORBIDDEN = [
  'hostPath', 'gcePersistentDisk', 'awsElasticBlockStore', 'gitRepo', 'nfs', 'iscsi', 'glusterfs', 'rbd', 'flexVolume', 'cinder', 'cephfs', 'flocker',
  'fc', 'azureFile', 'vsphereVolume', 'quobyte', 'azureDisk', 'photonPersistentDisk', 'portworxVolume', 'scaleIO', 'storageos',
];

const onlyAllowed = item().everyKey(item().isOneOf(['name', ...ALLOWED]));
const hasNoSource = item().everyKey(item().isOneOf(['name']));
const isAllowed = anyOf(hasNoSource, ...ALLOWED.map((source) => item(source).isPresent()));
const areMaps = ALLOWED.map((source) => item(source).everyKey(allOf())); // says nothing of their keys, and is undecided about a text

const check: PodSecurityCheck = {
  id: 'restrictedVolumes',
  level: 'restricted',
  overrides: ['hostPathVolumes'],
  reason: 'restricted volume types',
  revisions: [{
    since: '1.0',
    demands: [{
      pod: field('volumes').every(allOf(isAllowed, ...areMaps)),
      says: ({ volumes: names, byVolume }) => {
        const types = sortedSet(byVolume.map(({ values }) => FORBIDDEN.find((type) => values.includes(type)) ?? 'unknown'));
        return `${listed('volume', names)} ${uses(names.length)} ${listed('restricted volume type', types)}`;
      },
    }],
  }],
};

const volumes = (...list: object[]) => ({ volumes: list.map((source, i) => ({ name: `v${i}`, ...source })) });

export const restrictedVolumeTypes = defineControl({
  id: 'restricted-volume-types',
  title: 'Pods mount only volume types that stay inside the cluster',
  subject: 'pod',
  why: 'volumes such as hostPath, nfs or iscsi reach files of the node or servers in its network, and bypass every access control of the cluster',
  fix: {
    code: 'use a Volume made from a ConfigMap, a Secret, an emptyDir (which `writable` creates), a projected volume or a persistent volume claim',
    yaml: 'replace the source in `volumes` with `configMap`, `secret`, `emptyDir`, `projected` or `persistentVolumeClaim`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  frameworks: ['pss:restrictedVolumes', 'mitre:T1611', 'kyverno:restrict-volume-types', 'trivy:KSV-0028'],
  // Said of the keys of a volume: a type that is newer than this list fails, and so does a volume with two sources, which the check lets through if
  // one is allowed, since the API server refuses it anyway. A volume with a name alone is an emptyDir.
  require: field('volumes').every(onlyAllowed),
  podSecurity: [check],
  coveredBy: [{ control: 'no-host-path', where: 'same-field' }],
  absent: 'good',
  examples: () => ({
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
  }),
});
