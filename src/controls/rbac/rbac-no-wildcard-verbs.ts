import { defineControl } from '../control';
import { field, item } from '../require';

export const rbacNoWildcardVerbs = defineControl({
  id: 'rbac-no-wildcard-verbs',
  title: 'RBAC rules name their verbs',
  subject: 'policy-rule',
  why: 'a wildcard verb grants everything that the API server knows now and will know later, escalate, bind and impersonate among them',
  fix: {
    code: 'name the verbs that the workload calls in the rules of the `ScopedRole`',
    yaml: 'name each verb in `rules[].verbs`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  frameworks: [
    'cis:5.1.3', 'nsa-cisa:rbac', 'mitre:T1098.006', 'kube-linter:wildcard-in-rules', 'kubescape:C-0187', 'kyverno:restrict-wildcard-verbs',
    'checkov:CKV_K8S_49', 'trivy:KSV-0044', 'trivy:KSV-0045',
  ],
  require: field('verbs').every(item().differsFrom('*')),
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'named verbs', subject: { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'list'] } }],
    bad: [
      { shows: 'all verbs', subject: { apiGroups: ['apps'], resources: ['deployments'], verbs: ['*'] } },
      { shows: 'all verbs behind a named one', subject: { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', '*'] } },
      { shows: 'all verbs on a URL', subject: { nonResourceURLs: ['/metrics'], verbs: ['*'] } },
    ],
  }),
});
