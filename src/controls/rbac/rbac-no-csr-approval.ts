import { defineControl } from '../control';
import { grants } from '../grants';
import { not } from '../require';

const RESOURCES = ['certificatesigningrequests/approval', 'signers'];
const VERBS = ['update', 'patch', 'approve', 'sign'];
const rule = (changes: object) => ({ apiGroups: ['certificates.k8s.io'], resources: [RESOURCES[0]], verbs: ['update'], ...changes });

export const rbacNoCsrApproval = defineControl({
  id: 'rbac-no-csr-approval',
  title: 'RBAC rules do not approve certificates',
  subject: 'policy-rule',
  why: 'an approved request is a client certificate in any name, system:masters included, that no one can revoke',
  fix: 'leave `certificatesigningrequests/approval` and `signers` out of the rules of `ScopedRole`; in YAML remove them from `rules[].resources`',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing'],
  frameworks: ['cis:5.1.11', 'nsa-cisa:rbac', 'kubescape:C-0280', 'kyverno:restrict-clusterrole-csr', 'checkov:CKV_K8S_156'],
  // The API server asks for both: update of the approval, and approve on the signer. Either half is reported, since two roles can add up.
  require: not(grants({ apiGroups: ['certificates.k8s.io'], resources: RESOURCES, verbs: VERBS })),
  absent: 'good',
  examples: {
    good: [
      { shows: 'requests made and read', subject: rule({ resources: ['certificatesigningrequests'], verbs: ['create', 'get', 'update'] }) },
      { shows: 'another API group', subject: rule({ apiGroups: ['certificates.example.com'] }) },
      { shows: 'approvals read', subject: rule({ verbs: ['get'] }) },
    ],
    bad: [
      ...VERBS.map((verb) => ({ shows: `${verb} of approvals`, subject: rule({ verbs: [verb] }) })),
      { shows: 'approval as a signer', subject: rule({ resources: ['signers'], verbs: ['approve'], resourceNames: ['kubernetes.io/kube-apiserver-client'] }) },
      { shows: 'approval of anything', subject: rule({ resources: ['*/approval'] }) },
      { shows: 'all verbs', subject: rule({ verbs: ['*'] }) },
      { shows: 'all resources', subject: rule({ resources: ['*'] }) },
      { shows: 'all API groups', subject: rule({ apiGroups: ['*'] }) },
    ],
  },
});
