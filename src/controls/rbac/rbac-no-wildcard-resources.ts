import { defineControl } from '../control';
import { allOf, field, item, not } from '../require';

export const rbacNoWildcardResources = defineControl({
  id: 'rbac-no-wildcard-resources',
  title: 'RBAC rules name their resources',
  subject: 'policy-rule',
  why: 'a wildcard resource grants every kind of the API group, subresources such as pods/exec and kinds that do not exist yet included',
  fix: {
    code: 'name the resources that the workload uses in the rules of the `ScopedRole`',
    yaml: 'name each resource in `rules[].resources`, and each path in `rules[].nonResourceURLs`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  frameworks: [
    'cis:5.1.3', 'nsa-cisa:rbac', 'mitre:T1098.006', 'kube-linter:wildcard-in-rules', 'kubescape:C-0187', 'kyverno:restrict-wildcard-resources',
    'checkov:CKV_K8S_49', 'trivy:KSV-0044', 'trivy:KSV-0046', 'trivy:KSV-0112',
  ],
  require: allOf(
    // also "*/scale", the subresource of every resource, and "pods/*", which reads as a wildcard but matches nothing
    field('resources').every(not(item().contains('*'))),
    field('nonResourceURLs').every(item().isNoneOf(['*', '/*'])),
  ),
  coversFamilyAt: '*', // it grants each of the powers that the others are about
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'named resources', subject: { apiGroups: ['apps'], resources: ['deployments', 'deployments/scale'], verbs: ['get'] } },
      { shows: 'URLs below one path', subject: { nonResourceURLs: ['/healthz/*'], verbs: ['get'] } },
    ],
    bad: [
      { shows: 'all resources', subject: { apiGroups: ['apps'], resources: ['*'], verbs: ['get'] } },
      { shows: 'a subresource of all resources', subject: { apiGroups: [''], resources: ['*/exec'], verbs: ['create'] } },
      { shows: 'all URLs', subject: { nonResourceURLs: ['*'], verbs: ['get'] } },
      { shows: 'all URLs below the root', subject: { nonResourceURLs: ['/*'], verbs: ['get'] } },
    ],
  }),
});
