import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

export const rbacNoRoleWrite = defineControl({
  id: 'rbac-no-role-write',
  title: 'RBAC rules do not write roles and bindings',
  why: 'whoever writes roles and bindings passes on what they hold, to accounts that outlive their own, and takes away the rights of others',
  fix: {
    code: 'leave roles and bindings out of the rules of `ScopedRole` and grant through the delivery pipeline',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping'],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1098.006', 'trivy:KSV-0050'],
  // A warning: without escalate and bind, which rbac-no-escalation-verbs reports, nobody grants more than they have; and operators that make
  // roles for what they start are common.
  ...withholds({ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'], verbs: WRITE }),
});
