import { defineControl } from '../control';
import { grants } from '../grants';
import { not } from '../require';

const rule = (changes: object) => ({ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['create'], ...changes });

export const rbacNoPersistentVolumeCreation = defineControl({
  id: 'rbac-no-persistent-volume-creation',
  title: 'RBAC rules do not create persistent volumes',
  subject: 'policy-rule',
  why: 'a persistent volume of type hostPath or local exposes the files of a node to a pod that Pod Security admits',
  fix: {
    code: 'grant `persistentvolumeclaims` in the rules of the `ScopedRole`; a storage class creates the volumes',
    yaml: 'remove `create` from `rules[].verbs` for `persistentvolumes`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation'],
  frameworks: ['cis:5.1.9', 'nsa-cisa:rbac', 'kubescape:C-0278'],
  power: { may: 'mount the disks of nodes', clusterOnly: true },
  // create alone: the API server refuses to change the source of a volume afterwards
  require: not(grants({ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['create'] })),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'claims', subject: rule({ resources: ['persistentvolumeclaims'] }) },
      { shows: 'volumes read', subject: rule({ verbs: ['get', 'list', 'watch'] }) },
      { shows: 'another API group', subject: rule({ apiGroups: ['storage.example.com'] }) },
    ],
    bad: [
      { shows: 'creation of volumes', subject: rule({}) },
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
