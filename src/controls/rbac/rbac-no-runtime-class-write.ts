import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

export const rbacNoRuntimeClassWrite = defineControl({
  id: 'rbac-no-runtime-class-write',
  title: 'RBAC rules do not change runtime classes',
  why: 'the handler of a runtime class decides how its pods are isolated: whoever changes it removes the sandbox from workloads that rely on it',
  fix: {
    code: 'leave runtimeclasses out of the rules of `ScopedRole`',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: ['https://kubernetes.io/docs/concepts/containers/runtime-class/'],
  frameworks: ['nsa-cisa:rbac'],
  // A warning: it weakens the pods that name the class, and starts none.
  ...withholds({ apiGroups: ['node.k8s.io'], resources: ['runtimeclasses'], verbs: WRITE }),
});
