import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

export const rbacNoSecurityContextConstraints = defineControl({
  id: 'rbac-no-security-context-constraints',
  title: 'RBAC rules do not relax security context constraints',
  why: 'on OpenShift the right to use a constraint is all that stands between a pod and root on its node; whoever writes constraints gives it '
    + 'to everybody',
  fix: {
    code: 'leave securitycontextconstraints out of the rules of `ScopedRole`, or name `restricted-v2` in `resourceNames`',
    yaml: 'remove use, create, update, patch and `*` from `rules[].verbs`',
  },
  references: ['https://docs.redhat.com/en/documentation/openshift_container_platform/4.19/html/authentication_and_authorization/managing-pod-security-policies'],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1611'],
  power: { may: 'start privileged pods' },
  ...withholds({ apiGroups: ['security.openshift.io'], resources: ['securitycontextconstraints'], verbs: ['use', ...WRITE] }),
});
