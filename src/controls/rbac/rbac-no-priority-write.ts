import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

export const rbacNoPriorityWrite = defineControl({
  id: 'rbac-no-priority-write',
  title: 'RBAC rules do not change priorities',
  why: 'pods of a higher class drive others off their nodes, and flow schemas decide whose requests the API server serves when it is busy',
  fix: {
    code: 'leave priority classes, flow schemas and priority levels out of the rules of `ScopedRole`',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: [
    'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/',
    'https://kubernetes.io/docs/concepts/cluster-administration/flow-control/',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1499'],
  // A warning: it starves others, and gives no access to them.
  ...withholds(
    { apiGroups: ['scheduling.k8s.io'], resources: ['priorityclasses'], verbs: WRITE },
    { apiGroups: ['flowcontrol.apiserver.k8s.io'], resources: ['flowschemas', 'prioritylevelconfigurations'], verbs: WRITE },
  ),
});
