import { defineControl } from '../control';
import { withholds } from '../grants';

const GROUP = 'certificates.k8s.io';
const GROUPS = [GROUP, 'cert-manager.io'];
const DECISIONS = ['certificatesigningrequests/approval', 'certificatesigningrequests/status', 'podcertificaterequests/status', 'certificaterequests/status'];

export const rbacNoCsrApproval = defineControl({
  id: 'rbac-no-csr-approval',
  title: 'RBAC rules do not approve or sign certificates',
  why: 'an approved request becomes a client certificate for almost any user or group, and nobody can revoke it',
  fix: {
    code: 'leave approval and status of certificate requests, `certificatesigningrequests/nodeclient` and `signers` out of the rules of the '
      + '`ScopedRole`',
    yaml: 'remove approval and status of certificate requests, `certificatesigningrequests/nodeclient` and `signers` from `rules[].resources`',
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing',
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#approval',
  ],
  frameworks: ['cis:5.1.11', 'nsa-cisa:rbac', 'kubescape:C-0280', 'kyverno:restrict-clusterrole-csr', 'checkov:CKV_K8S_156'],
  power: { may: 'issue certificates', clusterOnly: true },
  // The API server asks for both: update of the approval or the status, and approve or sign on the signer. Either half is reported, since two roles can
  // add up. cert-manager keeps approvals and certificates in the status of its requests, and has signers as well. Requests of those who may create
  // nodeclient are approved by the cluster itself, in the name of any node.
  ...withholds(
    { apiGroups: GROUPS, resources: DECISIONS, verbs: ['update', 'patch'] },
    { apiGroups: GROUPS, resources: ['signers'], verbs: ['approve', 'sign'] },
    { apiGroups: [GROUP], resources: ['certificatesigningrequests/nodeclient'], verbs: ['create'] },
  ),
});
