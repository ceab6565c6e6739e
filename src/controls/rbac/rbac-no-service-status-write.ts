import { defineControl } from '../control';
import { grants } from '../grants';
import { not } from '../require';

const VERBS = ['update', 'patch'];
const rule = (changes: object) => ({ apiGroups: [''], resources: ['services/status'], verbs: ['patch'], ...changes });

export const rbacNoServiceStatusWrite = defineControl({
  id: 'rbac-no-service-status-write',
  title: 'RBAC rules do not write the status of services',
  subject: 'policy-rule',
  why: 'nodes send traffic for the addresses in the status to the service, so whoever writes it reads what others send to any address, CVE-2020-8554',
  fix: 'leave `services/status` out of the rules of `ScopedRole`, it belongs to the controller of load balancers; in YAML remove it from `rules[].resources`',
  references: ['https://github.com/kubernetes/kubernetes/issues/97076'],
  frameworks: ['nsa-cisa:rbac', 'checkov:CKV2_K8S_4'],
  require: not(grants({ apiGroups: [''], resources: ['services/status'], verbs: VERBS })),
  absent: 'good',
  examples: {
    good: [
      { shows: 'the status read', subject: rule({ verbs: ['get'] }) },
      { shows: 'the status of something else', subject: rule({ resources: ['pods/status'] }) },
      { shows: 'the status in another API group', subject: rule({ apiGroups: ['serving.knative.dev'] }) },
    ],
    bad: [
      ...VERBS.map((verb) => ({ shows: `${verb} of the status`, subject: rule({ verbs: [verb] }) })),
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'the status of anything', subject: rule({ resources: ['*/status'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  },
});
