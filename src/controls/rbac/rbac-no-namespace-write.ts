import { defineControl } from '../control';
import { withholds } from '../grants';

export const rbacNoNamespaceWrite = defineControl({
  id: 'rbac-no-namespace-write',
  title: 'RBAC rules do not change or delete namespaces',
  why: 'the labels of a namespace set its Pod Security level and are what admission and network policies select, so whoever changes them can admit '
    + 'privileged pods; whoever deletes a namespace deletes everything in it',
  fix: {
    code: 'leave namespaces out of the rules of `ScopedRole`, and label them with `HardenedNamespace`',
    yaml: 'remove update, patch, delete and `*` from `rules[].verbs` of `namespaces`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#namespace-modification'],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1562.001'],
  power: { may: 'change the Pod Security level of namespaces' },
  // The subresources keep the spec as it is, but take new labels. Create is left alone: it gives no right in the new namespace.
  // A RoleBinding gives this for its own namespace: the name in the URL of a namespace counts as the namespace of the request.
  ...withholds({ apiGroups: [''], resources: ['namespaces', 'namespaces/status', 'namespaces/finalize'], verbs: ['update', 'patch', 'delete'] }),
});
