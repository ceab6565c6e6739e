import { defineControl } from '../control';
import { withholds, WRITE } from '../grants';
import { allOf, field, item, not } from '../require';

const BUILT_IN = [
  'validatingadmissionpolicies', 'validatingadmissionpolicybindings', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings',
];
/** https://kyverno.io/docs/policy-types/overview/ */
const KYVERNO_BY_CEL = [
  'validatingpolicies', 'mutatingpolicies', 'generatingpolicies', 'deletingpolicies', 'imagevalidatingpolicies', 'policyexceptions',
  'namespacedvalidatingpolicies', 'namespacedmutatingpolicies', 'namespacedgeneratingpolicies', 'namespaceddeletingpolicies', 'namespacedimagevalidatingpolicies',
];
/** https://docs.kubewarden.io/reference/CRDs */
const KUBEWARDEN = ['clusteradmissionpolicies', 'admissionpolicies', 'clusteradmissionpolicygroups', 'admissionpolicygroups', 'policyservers'];

const POLICIES = withholds(
  { apiGroups: ['admissionregistration.k8s.io'], resources: BUILT_IN, verbs: WRITE },
  { apiGroups: ['kyverno.io'], resources: ['clusterpolicies', 'policies', 'policyexceptions'], verbs: WRITE },
  { apiGroups: ['policies.kyverno.io'], resources: KYVERNO_BY_CEL, verbs: WRITE },
  { apiGroups: ['templates.gatekeeper.sh'], resources: ['constrainttemplates'], verbs: WRITE },
  { apiGroups: ['config.gatekeeper.sh'], resources: ['configs'], verbs: WRITE }, // leaves out namespaces
  { apiGroups: ['mutations.gatekeeper.sh'], resources: ['assign', 'assignimage', 'assignmetadata', 'modifyset'], verbs: WRITE },
  { apiGroups: ['expansion.gatekeeper.sh'], resources: ['expansiontemplate'], verbs: WRITE },
  { apiGroups: ['policies.kubewarden.io'], resources: KUBEWARDEN, verbs: WRITE },
);
/** The resources of this group are made from templates, so that their names are the user's. */
const CONSTRAINTS = 'constraints.gatekeeper.sh';
const WRITE_OR_ALL = [...WRITE, '*'];
const WRITES_CONSTRAINTS = allOf(field('apiGroups').some(item().isOneOf([CONSTRAINTS])), field('verbs').some(item().isOneOf(WRITE_OR_ALL)));
const constraints = (verb: string) => ({ apiGroups: [CONSTRAINTS], resources: ['k8spspprivilegedcontainer'], verbs: [verb] });

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
  ...POLICIES,
  require: allOf(POLICIES.require, not(WRITES_CONSTRAINTS)),
  examples: () => ({
    good: [...POLICIES.examples().good, { shows: 'constraints read', subject: constraints('get') }],
    bad: [...POLICIES.examples().bad, ...WRITE_OR_ALL.map((verb) => ({ shows: `${verb} of the constraints of a template`, subject: constraints(verb) }))],
  }),
});
