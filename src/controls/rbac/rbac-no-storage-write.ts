import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

const RESOURCES = [
  'storageclasses', 'csidrivers', 'csinodes', 'csinodes/status', 'volumeattachments', 'volumeattachments/status', 'volumeattributesclasses',
];

export const rbacNoStorageWrite = defineControl({
  id: 'rbac-no-storage-write',
  title: 'RBAC rules do not change the storage of the cluster',
  why: 'drivers and attachments decide which node gets the data of which volume and which driver gets the tokens of pods, and classes decide '
    + 'where data is kept',
  fix: {
    code: 'leave the cluster-wide kinds of `storage.k8s.io` out of the rules of `ScopedRole`, they belong to storage drivers',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#csi',
    'https://kubernetes-csi.github.io/docs/token-requests.html',
  ],
  frameworks: ['nsa-cisa:rbac'],
  // A warning: storage drivers need it.
  ...withholds({ apiGroups: ['storage.k8s.io'], resources: RESOURCES, verbs: WRITE }),
});
