import { defineControl } from '../control';
import { withholds } from '../grants';

export const rbacNoPodBinding = defineControl({
  id: 'rbac-no-pod-binding',
  title: 'RBAC rules do not bind pods to nodes',
  why: 'a binding puts a pod on any node and bypasses the taints, affinity and capacity that the scheduler respects: a pod with secrets on a node '
    + 'that an intruder controls, or a pod of the intruder on a control plane node',
  fix: {
    code: 'leave `pods/binding` and bindings out of the rules of `ScopedRole`, they belong to schedulers',
    yaml: 'remove `pods/binding` and `bindings` from `rules[].resources`',
  },
  references: ['https://unit42.paloaltonetworks.com/kubernetes-privilege-escalation/'],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1610'],
  // A warning: a scheduler of one's own is common, and a binding starts nothing that was not created already.
  ...withholds({ apiGroups: [''], resources: ['bindings', 'pods/binding'], verbs: ['create'] }),
});
