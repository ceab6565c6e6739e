import { defineControl } from '../control';
import { field, item, not } from '../require';

export const rbacNoWildcardApiGroups = defineControl({
  id: 'rbac-no-wildcard-api-groups',
  title: 'RBAC rules name their API groups',
  subject: 'policy-rule',
  why: 'a wildcard API group lets a rule reach the resource of the same name in every group, those of operators installed later included',
  fix: {
    code: 'name the API group of each resource in the rules of the `ScopedRole`',
    yaml: 'name each API group in `rules[].apiGroups`; "" is the core group',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  frameworks: [
    'cis:5.1.3', 'nsa-cisa:rbac', 'mitre:T1098.006', 'kube-linter:wildcard-in-rules', 'kubescape:C-0187', 'checkov:CKV_K8S_49', 'trivy:KSV-0044',
  ],
  // also "*.example.com", which reads as a wildcard but matches nothing
  require: field('apiGroups').every(not(item().contains('*'))),
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'the core group and a named one', subject: { apiGroups: ['', 'apps'], resources: ['deployments'], verbs: ['get'] } }],
    bad: [
      { shows: 'all groups', subject: { apiGroups: ['*'], resources: ['deployments'], verbs: ['get'] } },
      { shows: 'all groups of a domain', subject: { apiGroups: ['*.example.com'], resources: ['deployments'], verbs: ['get'] } },
      { shows: 'all groups behind a named one', subject: { apiGroups: ['', '*'], resources: ['services'], verbs: ['get'] } },
    ],
  }),
});
