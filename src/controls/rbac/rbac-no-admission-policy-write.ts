import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';

const BUILT_IN = [
  'validatingadmissionpolicies', 'validatingadmissionpolicybindings', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings',
];

export const rbacNoAdmissionPolicyWrite = defineControl({
  id: 'rbac-no-admission-policy-write',
  title: 'RBAC rules do not write admission policies',
  why: 'whoever writes an admission policy or its binding admits what it refused before, and with a mutating policy rewrites every object before it is stored',
  fix: {
    code: 'leave admission policies and their bindings out of the rules of `ScopedRole` and change them through the delivery pipeline',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for these resources',
  },
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks',
  ],
  frameworks: ['nsa-cisa:rbac', 'mitre:T1562.001'],
  power: { may: 'change what the API server admits', clusterOnly: true },
  ...withholds(
    { apiGroups: ['admissionregistration.k8s.io'], resources: BUILT_IN, verbs: WRITE },
    { apiGroups: ['kyverno.io'], resources: ['clusterpolicies', 'policies', 'policyexceptions'], verbs: WRITE },
    { apiGroups: ['templates.gatekeeper.sh'], resources: ['constrainttemplates'], verbs: WRITE },
  ),
});
