import { defineControl } from '../control';
import { withholds } from '../grants';

const VERBS = ['update', 'patch'];

export const rbacNoServiceStatusWrite = defineControl({
  id: 'rbac-no-service-status-write',
  title: 'RBAC rules do not write the status of services and ingresses',
  why: 'nodes send traffic for the addresses in the status to the service, so whoever writes it reads what others send to any address (CVE-2020-8554); '
    + 'DNS controllers publish those in the status of an Ingress under its host names',
  fix: {
    code: 'leave `services/status` and `ingresses/status` out of the rules of the `ScopedRole`: only controllers write them',
    yaml: 'remove `services/status` and `ingresses/status` from `rules[].resources`: only controllers write them',
  },
  references: ['https://github.com/kubernetes/kubernetes/issues/97076'],
  frameworks: ['nsa-cisa:rbac', 'checkov:CKV2_K8S_4'],
  ...withholds(
    { apiGroups: [''], resources: ['services/status'], verbs: VERBS },
    { apiGroups: ['networking.k8s.io'], resources: ['ingresses/status'], verbs: VERBS },
  ),
});
