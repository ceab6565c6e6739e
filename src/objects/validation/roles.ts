import { pathSegmentProblem } from './paths';
import { Forms, KindRule, NONE, entriesAt, refusal, refusedForms, refusedText } from './refusal';
import { labelSelectorProblems } from './selectors';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { Manifest } from '../manifest';
import { dnsSubdomainProblem } from '../names';
import { Fields, childPointer, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

const RBAC = 'rbac.authorization.k8s.io';

const NAMES: Forms = { name: pathSegmentProblem };

function policyRuleProblems(rule: Fields, pointer: string, isNamespaced: boolean): readonly Problem[] {
  const has = (field: string): boolean => elementsOf(rule[field]).length > 0;
  // a value of another type is told by the table of fields
  const lack = (field: string): readonly Problem[] => refusal(
    childPointer(pointer, field), !has(field) && (isMissing(rule[field]) || Array.isArray(rule[field])) && `${field} of the rule is missing or empty; list what it grants`,
  );
  if (!has('nonResourceURLs')) return ['verbs', 'apiGroups', 'resources'].flatMap(lack);
  const at = childPointer(pointer, 'nonResourceURLs');
  const mixed = ['apiGroups', 'resources', 'resourceNames'].some(has);
  return [
    ...lack('verbs'),
    ...(isNamespaced ? refusal(at, 'a Role cannot have `nonResourceURLs`, which belong to no namespace; use a ClusterRole')
      : refusal(at, mixed && 'the rule has `nonResourceURLs` beside resources; write two rules')),
  ];
}

const roleRule = (isNamespaced: boolean): KindRule => (manifest) => (
  entriesAt(manifest, '/rules').flatMap(({ value, pointer }) => policyRuleProblems(value, pointer, isNamespaced)));

function subjectProblems({ kind, name, apiGroup, namespace }: Fields, pointer: string, isNamespaced: boolean): readonly Problem[] {
  if (kind === 'ServiceAccount') {
    return [
      ...refusedText(name, childPointer(pointer, 'name'), 'the ServiceAccount', dnsSubdomainProblem),
      ...refusal(childPointer(pointer, 'apiGroup'), !isMissing(apiGroup) && 'apiGroup must be empty for a ServiceAccount; remove it'),
      ...refusal(childPointer(pointer, 'namespace'), !isNamespaced && isMissing(namespace) && 'the ServiceAccount has no namespace; set `namespace`, since a ClusterRoleBinding has none'),
    ];
  }
  if (kind !== 'User' && kind !== 'Group') {
    return typeof kind === 'string' && kind !== '' ? refusal(childPointer(pointer, 'kind'), `kind is "${kind}", must be "ServiceAccount", "User" or "Group"`) : NONE;
  }
  return refusal(childPointer(pointer, 'apiGroup'), !isMissing(apiGroup) && apiGroup !== RBAC && `apiGroup must be "${RBAC}" for a ${kind}; write that, or remove it`);
}

function aggregationProblems({ aggregationRule }: Manifest): readonly Problem[] {
  if (!isObject(aggregationRule)) return NONE;
  const at = '/aggregationRule/clusterRoleSelectors';
  const selectors = entries(aggregationRule.clusterRoleSelectors, at);
  return [
    ...refusal(at, selectors.length === 0 && 'aggregationRule selects no roles; add a selector, or remove it'),
    ...selectors.flatMap((selector) => labelSelectorProblems(selector.value, selector.pointer)),
  ];
}

const bindingRule = (isNamespaced: boolean): KindRule => (manifest) => {
  const role = isObject(manifest.roleRef) ? manifest.roleRef : {};
  const kinds = isNamespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  const wanted = kinds.map((kind) => `"${kind}"`).join(' or ');
  return [
    ...refusedForms(role, '/roleRef', NAMES),
    ...refusal('/roleRef/kind', typeof role.kind === 'string' && role.kind !== '' && !kinds.includes(role.kind) && `kind of the role is "${role.kind}", must be ${wanted} here`),
    ...refusal('/roleRef/apiGroup', !isMissing(role.apiGroup) && role.apiGroup !== RBAC && `apiGroup of the role must be "${RBAC}"; write that, or remove it`),
    ...entriesAt(manifest, '/subjects').flatMap(({ value, pointer }) => subjectProblems(value, pointer, isNamespaced)),
  ];
};

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/rbac/validation/validation.go */
export const RBAC_RULES: Readonly<Record<string, KindRule>> = {
  [`${RBAC}/Role`]: roleRule(true),
  [`${RBAC}/ClusterRole`]: (manifest, minor) => [...roleRule(false)(manifest, minor), ...aggregationProblems(manifest)],
  [`${RBAC}/RoleBinding`]: bindingRule(true),
  [`${RBAC}/ClusterRoleBinding`]: bindingRule(false),
};
