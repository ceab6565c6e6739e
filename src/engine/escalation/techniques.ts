import { Gain, Need, Technique } from './technique';
import { Permission, WRITE } from '../../controls/grants';
import { WORKLOAD_RESOURCES } from '../../controls/rbac/rbac-no-workload-creation';

const GOOD_PRACTICES = 'https://kubernetes.io/docs/concepts/security/rbac-good-practices';
const KUBEHOUND = 'https://kubehound.io/reference/attacks';
const RBAC_POLICE = 'https://github.com/PaloAltoNetworks/rbac-police/blob/main/lib';

const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';
const [WRITES, CHANGES] = [WRITE.filter((verb) => !verb.startsWith('delete')), ['update', 'patch']];

const on = (group: string, resources: string, verbs: string | readonly string[]): Permission => ({
  apiGroups: [group], resources: resources.split(' '), verbs: typeof verbs === 'string' ? verbs.split(' ') : verbs,
});
const need = (...anyOf: Permission[]): Need => ({ anyOf });
const clusterNeed = (...anyOf: Permission[]): Need => ({ anyOf, clusterOnly: true });

/** Objects that controllers make pods of. */
const templates = Object.entries(WORKLOAD_RESOURCES).map(([groups, resources]): Permission => ({
  apiGroups: groups.split(' '), resources: resources.filter((one) => !one.startsWith('pods')), verbs: WRITES,
}));

const startPods = need(on('', 'pods', 'create'), ...templates);
const readSecrets = need(on('', 'secrets', 'get list watch'));
const requestToken = need(on('', 'serviceaccounts/token', 'create'));
const impersonateAccount = need(on('', 'serviceaccounts', 'impersonate'));
const impersonateUser = clusterNeed(on('', 'users', 'impersonate'));
const impersonateGroup = clusterNeed(on('', 'groups', 'impersonate'));
const bindClusterRole = clusterNeed(on(RBAC, 'clusterroles', 'bind'));
const bindRole = need(on(RBAC, 'clusterroles roles', 'bind'));
const escalateClusterRole = clusterNeed(on(RBAC, 'clusterroles', 'escalate'));
const escalateRole = need(on(RBAC, 'roles', 'escalate'));
const createRequest = clusterNeed(on(CERTIFICATES, 'certificatesigningrequests', 'create'));
const approveRequest = clusterNeed(on(CERTIFICATES, 'certificatesigningrequests/approval', CHANGES));
const approveFor = (signer: string): Need => ({
  ...clusterNeed(on(CERTIFICATES, 'signers', 'approve')), named: [`kubernetes.io/${signer}`, 'kubernetes.io/*'],
});

/** What the tools and guides of attackers and defenders describe, each with its source. What leads to no identity, such as reading traffic, is no part. */
export const TECHNIQUES: readonly Technique[] = [
  {
    id: 'start-pod-as-account', does: 'start a pod that runs as it and read the token', needs: [startPods], gains: Gain.ACCOUNTS,
    source: `${GOOD_PRACTICES}/#workload-creation`,
  },
  {
    id: 'start-privileged-pod', does: 'start a privileged pod, or one that mounts the disk of its node', needs: [startPods], gains: Gain.HOST,
    stoppedByPodSecurity: true, source: `${KUBEHOUND}/CE_PRIV_MOUNT/`,
  },
  {
    id: 'change-image', does: 'replace the image of a pod that runs as it', needs: [need(on('', 'pods', CHANGES))], gains: Gain.ACCOUNTS_OF_PODS,
    source: `${KUBEHOUND}/POD_PATCH/`,
  },
  {
    id: 'run-command', does: 'run a command in a pod that runs as it', needs: [need(on('', 'pods/exec', 'create get'))], gains: Gain.ACCOUNTS_OF_PODS,
    source: `${KUBEHOUND}/POD_EXEC/`,
  },
  {
    id: 'attach-to-pod', does: 'attach to a shell in a pod that runs as it', needs: [need(on('', 'pods/attach', 'create get'))], gains: Gain.ACCOUNTS_OF_PODS,
    source: `${KUBEHOUND}/POD_ATTACH/`,
  },
  {
    id: 'add-ephemeral-container', does: 'add an ephemeral container to a pod that runs as it', gains: Gain.ACCOUNTS_OF_PODS,
    needs: [need(on('', 'pods/ephemeralcontainers', CHANGES))], source: `${RBAC_POLICE}/pods_ephemeral_ctrs.rego`,
  },
  {
    id: 'request-token', does: 'request a token of it', needs: [requestToken], gains: Gain.ACCOUNTS, limitedBy: requestToken,
    source: `${GOOD_PRACTICES}/#token-request`,
  },
  {
    id: 'read-token-secret', does: 'read its token from a Secret', needs: [readSecrets], gains: Gain.ACCOUNTS_OF_TOKEN_SECRETS, limitedBy: readSecrets,
    source: `${RBAC_POLICE}/retrieve_token_secrets.rego`,
  },
  {
    id: 'create-token-secret', does: 'create a Secret that the cluster fills with a token of it, and read that', gains: Gain.ACCOUNTS,
    needs: [need(on('', 'secrets', WRITES)), readSecrets], source: `${RBAC_POLICE}/issue_token_secrets.rego`,
  },
  {
    id: 'impersonate-account', does: 'impersonate it', needs: [impersonateAccount], gains: Gain.ACCOUNTS, limitedBy: impersonateAccount,
    source: `${KUBEHOUND}/IDENTITY_IMPERSONATE/`,
  },
  {
    id: 'impersonate-user', does: 'impersonate it', needs: [impersonateUser], gains: Gain.USERS, limitedBy: impersonateUser,
    source: `${KUBEHOUND}/IDENTITY_IMPERSONATE/`,
  },
  {
    // groups are impersonated together with a user or an account only: https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
    id: 'impersonate-group', does: 'impersonate a member of it', gains: Gain.GROUPS, limitedBy: impersonateGroup,
    needs: [impersonateGroup, need(on('', 'users serviceaccounts', 'impersonate'))], source: `${KUBEHOUND}/IDENTITY_IMPERSONATE/`,
  },
  {
    id: 'bind-cluster-role', does: 'bind it in the whole cluster', gains: Gain.BOUND_ROLE, limitedBy: bindClusterRole,
    needs: [bindClusterRole, clusterNeed(on(RBAC, 'clusterrolebindings', WRITES))], source: `${KUBEHOUND}/ROLE_BIND/`,
  },
  {
    id: 'bind-role', does: 'bind it in the namespace', gains: Gain.BOUND_ROLE, limitedBy: bindRole,
    needs: [bindRole, need(on(RBAC, 'rolebindings', WRITES))], source: `${KUBEHOUND}/ROLE_BIND/`,
  },
  {
    id: 'escalate-cluster-role', does: 'add every right to a ClusterRole that is bound already', gains: Gain.EDITED_ROLE, limitedBy: escalateClusterRole,
    needs: [escalateClusterRole, clusterNeed(on(RBAC, 'clusterroles', CHANGES))], source: `${RBAC_POLICE}/escalate_roles.rego`,
  },
  {
    id: 'escalate-role', does: 'add every right to a Role that is bound already', gains: Gain.EDITED_ROLE, limitedBy: escalateRole,
    needs: [escalateRole, need(on(RBAC, 'roles', CHANGES))], source: `${RBAC_POLICE}/escalate_roles.rego`,
  },
  {
    id: 'issue-user-certificate', does: 'approve a client certificate in its name', gains: Gain.USERS,
    needs: [createRequest, approveRequest, approveFor('kube-apiserver-client')], source: `${RBAC_POLICE}/approve_csrs.rego`,
  },
  {
    // the API server refuses such certificates for system:masters: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#certificatesubjectrestriction
    id: 'issue-group-certificate', does: 'approve a client certificate of a member of it', gains: Gain.GROUPS, except: 'system:masters',
    needs: [createRequest, approveRequest, approveFor('kube-apiserver-client')], source: `${RBAC_POLICE}/approve_csrs.rego`,
  },
  {
    id: 'issue-node-certificate', does: 'approve a client certificate of a node', gains: Gain.NODE,
    needs: [createRequest, approveRequest, approveFor('kube-apiserver-client-kubelet')], source: `${RBAC_POLICE}/approve_csrs.rego`,
  },
  {
    id: 'bootstrap-node', does: 'request the client certificate of a new node, which the cluster approves by itself', gains: Gain.NODE,
    needs: [createRequest, clusterNeed(on(CERTIFICATES, 'certificatesigningrequests/nodeclient', 'create'))],
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/#approval',
  },
  {
    id: 'mutating-webhook', does: 'rewrite what others apply by a webhook', gains: Gain.CLUSTER_ADMIN,
    needs: [clusterNeed(on(ADMISSION, 'mutatingwebhookconfigurations', WRITES))], source: `${RBAC_POLICE}/control_webhooks.rego`,
  },
  {
    id: 'mutating-policy', does: 'rewrite what others apply by an admission policy', gains: Gain.CLUSTER_ADMIN,
    needs: [
      clusterNeed(on(ADMISSION, 'mutatingadmissionpolicies', WRITES)), clusterNeed(on(ADMISSION, 'mutatingadmissionpolicybindings', WRITES)),
    ],
    source: `${GOOD_PRACTICES}/#control-admission-webhooks`,
  },
  {
    id: 'validating-webhook', does: 'read its token from a Secret as it is written, by a webhook', gains: Gain.ACCOUNTS_OF_TOKEN_SECRETS,
    needs: [clusterNeed(on(ADMISSION, 'validatingwebhookconfigurations', WRITES))], source: `${RBAC_POLICE}/control_webhooks.rego`,
  },
  {
    id: 'command-kubelet', does: 'run a command in a pod that runs as it, through the kubelet', gains: Gain.ACCOUNTS_OF_PODS,
    needs: [clusterNeed(on('', 'nodes/proxy', 'create get'))], source: `${RBAC_POLICE}/nodes_proxy.rego`,
  },
  {
    id: 'mount-node-volume', does: 'mount the disk of a node by a PersistentVolume', gains: Gain.HOST,
    needs: [clusterNeed(on('', 'persistentvolumes', 'create')), need(on('', 'persistentvolumeclaims', 'create')), startPods],
    source: `${GOOD_PRACTICES}/#persistent-volume-creation`,
  },
  {
    id: 'lower-pod-security', does: 'take the Pod Security level off a namespace and start a privileged pod there', gains: Gain.HOST,
    needs: [need(on('', 'namespaces', CHANGES)), startPods], source: `${GOOD_PRACTICES}/#namespace-modification`,
  },
  {
    id: 'edit-aws-auth', does: 'map itself to system:masters in the ConfigMap aws-auth', gains: Gain.CLUSTER_ADMIN, namespace: 'kube-system',
    needs: [{ ...need(on('', 'configmaps', CHANGES)), named: ['aws-auth'] }], provided: 'the cluster is one of EKS that reads it',
    source: `${RBAC_POLICE}/eks_modify_aws_auth.rego`,
  },
];

/** What those hold who hold the credentials of a kubelet, without any binding. */
export const OF_A_NODE: readonly Technique[] = [
  {
    id: 'node-authorizer', does: 'request the tokens of pods on the node', needs: [], gains: Gain.ACCOUNTS_OF_PODS, provided: 'a pod of it runs on the node',
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/node/',
  },
];

/** What root on a node gives. */
export const OF_A_HOST: readonly Technique[] = [
  {
    id: 'steal-token', does: 'read the tokens of the pods on the node', needs: [], gains: Gain.ACCOUNTS_OF_PODS, provided: 'a pod of it runs on the node',
    source: `${KUBEHOUND}/TOKEN_STEAL/`,
  },
  {
    id: 'control-plane-node', does: 'read the administrator\'s credentials from a control plane node', needs: [], gains: Gain.CLUSTER_ADMIN,
    provided: 'pods can be placed on a control plane node', source: 'https://bishopfox.com/blog/kubernetes-pod-privilege-escalation',
  },
  {
    id: 'steal-kubelet-credentials', does: 'read the credentials of the kubelet', needs: [], gains: Gain.NODE, source: `${KUBEHOUND}/EXPLOIT_HOST_READ/`,
  },
];
