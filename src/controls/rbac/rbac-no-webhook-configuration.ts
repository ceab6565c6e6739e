import { defineControl } from '../control';
import { grants } from '../grants';
import { not } from '../require';

const RESOURCES = ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations'];
const VERBS = ['create', 'update', 'patch', 'delete', 'deletecollection'];
const rule = (changes: object) => ({ apiGroups: ['admissionregistration.k8s.io'], resources: [RESOURCES[0]], verbs: ['create'], ...changes });

export const rbacNoWebhookConfiguration = defineControl({
  id: 'rbac-no-webhook-configuration',
  title: 'RBAC rules do not write admission webhooks',
  subject: 'policy-rule',
  why: 'a webhook sees every object that enters the cluster, secrets included, and can rewrite it; whoever deletes one disables a policy',
  fix: {
    code: 'leave webhook configurations out of the rules of the `ScopedRole`',
    yaml: 'keep only `get`, `list` and `watch` in `rules[].verbs` for webhook configurations',
  },
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks'],
  frameworks: [
    'cis:5.1.12', 'nsa-cisa:rbac', 'kubescape:C-0281', 'kyverno:restrict-clusterrole-mutating-validating-admission-webhooks', 'checkov:CKV_K8S_155', 'trivy:KSV-0114',
  ],
  power: { may: 'change what the API server admits', clusterOnly: true },
  require: not(grants({ apiGroups: ['admissionregistration.k8s.io'], resources: RESOURCES, verbs: VERBS })),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'webhooks read', subject: rule({ verbs: ['get', 'list', 'watch'] }) },
      { shows: 'another resource', subject: rule({ resources: ['validatingadmissionpolicies'] }) },
      { shows: 'another API group', subject: rule({ apiGroups: ['hooks.example.com'] }) },
    ],
    bad: [
      ...RESOURCES.map((resource) => ({ shows: `creation of ${resource}`, subject: rule({ resources: [resource] }) })),
      ...VERBS.map((verb) => ({ shows: `${verb} of webhooks`, subject: rule({ verbs: [verb] }) })),
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  }),
});
