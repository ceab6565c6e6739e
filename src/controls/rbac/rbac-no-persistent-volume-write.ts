import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

export const rbacNoPersistentVolumeWrite = defineControl({
  id: 'rbac-no-persistent-volume-write',
  title: 'RBAC rules do not change persistent volumes',
  why: 'whoever changes the claim of a volume hands the data of one namespace to a pod of another, and whoever deletes a volume can delete its '
    + 'data',
  fix: {
    code: 'leave persistentvolumes out of the rules of `ScopedRole`, they belong to storage drivers',
    yaml: 'remove update, patch, delete, deletecollection and `*` from `rules[].verbs`',
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume',
    'https://kubernetes.io/docs/concepts/storage/volume-snapshots/#static',
  ],
  frameworks: ['nsa-cisa:rbac'],
  // A warning: storage drivers need it. Creation has a control of its own, which is an error, since it opens the files of nodes.
  ...withholds(
    { apiGroups: [''], resources: ['persistentvolumes'], verbs: WRITE.filter((verb) => verb !== 'create') },
    { apiGroups: ['snapshot.storage.k8s.io'], resources: ['volumesnapshotcontents'], verbs: WRITE },
  ),
});
