import { CATALOGUE } from '../../src/controls';
import { ControlId } from '../../src/controls/vocabulary';
import { Judge } from '../../src/engine/judge';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';

const profile = SecurityProfile.restricted();
const judge = new Judge(CATALOGUE.filter(({ family }) => family === 'rbac'));
const foundIn = (...manifests: object[]): string[] => judge
  .findings(manifests.map((manifest) => ({ manifest: manifest as Manifest, profile, origin: {}, waivers: [] })))
  .map(({ control }) => control);

const object = (kind: string, name: string, rest: object) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name }, ...rest });
const foundFor = (attack: object): string[] => foundIn(object('ClusterRole', 'attack', { rules: [attack] }));

/** `groups/resources/verbs`, each a list divided by commas. */
function rule(groups: string, resources: string, verbs: string, names?: string): object {
  const [apiGroups, list, verbList] = [groups, resources, verbs].map((text) => text.split(','));
  return { apiGroups, resources: list, verbs: verbList, ...(names === undefined ? {} : { resourceNames: names.split(',') }) };
}

/**
 * Ways to more rights that were published, by what a role needs for them: the good practices of Kubernetes, "Trampoline pods" and rbac-police of Palo Alto,
 * KubiScan of CyberArk, Peirates of InGuardians, and advisories.
 */
test.each<[string, object, ControlId]>([
  ['read every secret by list', rule('', 'secrets', 'list'), 'rbac-no-secrets-read'],
  ['read every secret by watch, names notwithstanding', rule('', 'secrets', 'watch', 'x'), 'rbac-no-secrets-read'],
  ['have the cluster fill a token into a new secret', rule('', 'secrets', 'create'), 'rbac-no-secrets-write'],
  ['ask for the token of another account', rule('', 'serviceaccounts/token', 'create'), 'rbac-no-token-request'],
  ['start a pod with another account', rule('', 'pods', 'create'), 'rbac-no-workload-creation'],
  ['change the image of a running pod', rule('', 'pods', 'patch', 'web-0'), 'rbac-no-workload-creation'],
  ['put a container into a running pod', rule('', 'pods/ephemeralcontainers', 'update'), 'rbac-no-workload-creation'],
  ['change the template of a DaemonSet', rule('apps', 'daemonsets', 'patch'), 'rbac-no-workload-creation'],
  ['change the revision that a StatefulSet starts pods from', rule('apps', 'controllerrevisions', 'patch'), 'rbac-no-workload-creation'],
  ['start pods through a workflow', rule('argoproj.io', 'workflows', 'create'), 'rbac-no-workload-creation'],
  ['start pods through a pipeline', rule('tekton.dev', 'taskruns', 'create'), 'rbac-no-workload-creation'],
  ['run a command in a pod', rule('', 'pods/exec', 'create'), 'rbac-no-pod-exec'],
  ['run a command over a WebSocket', rule('', 'pods/exec', 'get'), 'rbac-no-pod-exec'],
  ['run a command by a wildcard subresource', rule('', '*/exec', 'create'), 'rbac-no-pod-exec'],
  ['attach to a pod', rule('', 'pods/attach', 'create'), 'rbac-no-pod-exec'],
  ['command the kubelet', rule('', 'nodes/proxy', 'get'), 'rbac-no-node-proxy'],
  ['follow a link out of the log folder of a node', rule('', 'nodes/log', 'get'), 'rbac-no-node-proxy'],
  ['write the memory of a container to disk', rule('', 'nodes/checkpoint', 'create'), 'rbac-no-node-proxy'],
  ['escalate a role', rule('rbac.authorization.k8s.io', 'clusterroles', 'escalate'), 'rbac-no-escalation-verbs'],
  ['bind cluster-admin', rule('rbac.authorization.k8s.io', 'clusterroles', 'bind', 'cluster-admin'), 'rbac-no-escalation-verbs'],
  ['impersonate a group', rule('', 'groups', 'impersonate', 'system:masters'), 'rbac-no-escalation-verbs'],
  ['impersonate an account, constrained', rule('', 'serviceaccounts', 'impersonate:serviceaccount'), 'rbac-no-escalation-verbs'],
  ['impersonate a node', rule('authentication.k8s.io', 'nodes', 'impersonate:arbitrary-node'), 'rbac-no-escalation-verbs'],
  ['act while impersonating', rule('', 'secrets', 'impersonate-on:user-info:list'), 'rbac-no-escalation-verbs'],
  ['escalate a role of an add-on', rule('management.cattle.io', 'globalroles', 'escalate'), 'rbac-no-escalation-verbs'],
  ['bind a role of OpenShift', rule('authorization.openshift.io', 'clusterroles', 'bind'), 'rbac-no-escalation-verbs'],
  ['pass rights on', rule('rbac.authorization.k8s.io', 'rolebindings', 'create'), 'rbac-no-role-write'],
  ['approve a certificate', rule('certificates.k8s.io', 'certificatesigningrequests/approval', 'update'), 'rbac-no-csr-approval'],
  ['sign a certificate', rule('certificates.k8s.io', 'signers', 'sign', 'kubernetes.io/kube-apiserver-client'), 'rbac-no-csr-approval'],
  ['put a certificate into a request', rule('certificates.k8s.io', 'certificatesigningrequests/status', 'patch'), 'rbac-no-csr-approval'],
  ['become a node by its bootstrap certificate', rule('certificates.k8s.io', 'certificatesigningrequests/nodeclient', 'create'), 'rbac-no-csr-approval'],
  ['approve with cert-manager', rule('cert-manager.io', 'signers', 'approve', 'clusterissuers.cert-manager.io/*'), 'rbac-no-csr-approval'],
  ['be trusted by pods', rule('certificates.k8s.io', 'clustertrustbundles', 'update'), 'rbac-no-trust-bundle-write'],
  ['attest for a signer', rule('certificates.k8s.io', 'signers', 'attest'), 'rbac-no-trust-bundle-write'],
  ['read secrets by a webhook', rule('admissionregistration.k8s.io', 'validatingwebhookconfigurations', 'create'), 'rbac-no-webhook-configuration'],
  ['unbind an admission policy', rule('admissionregistration.k8s.io', 'validatingadmissionpolicybindings', 'delete'), 'rbac-no-admission-policy-write'],
  ['rewrite pods by a policy', rule('admissionregistration.k8s.io', 'mutatingadmissionpolicies', 'create'), 'rbac-no-admission-policy-write'],
  ['except oneself from Kyverno', rule('kyverno.io', 'policyexceptions', 'create'), 'rbac-no-admission-policy-write'],
  ['lower the Pod Security level', rule('', 'namespaces', 'patch'), 'rbac-no-namespace-write'],
  ['lower the Pod Security level by the status', rule('', 'namespaces/status', 'patch'), 'rbac-no-namespace-write'],
  ['draw pods to a node by taints', rule('', 'nodes', 'patch'), 'rbac-no-node-write'],
  ['draw pods to a node by capacity', rule('', 'nodes/status', 'patch'), 'rbac-no-node-write'],
  ['steal pods by deleting other nodes', rule('', 'nodes', 'delete'), 'rbac-no-node-write'],
  ['put a pod on a node', rule('', 'pods/binding', 'create'), 'rbac-no-pod-binding'],
  ['take over an API group', rule('apiregistration.k8s.io', 'apiservices', 'patch'), 'rbac-no-api-service-write'],
  ['convert custom resources', rule('apiextensions.k8s.io', 'customresourcedefinitions', 'patch'), 'rbac-no-crd-write'],
  ['reach the console of a service', rule('', 'services/proxy', 'create'), 'rbac-no-service-proxy'],
  ['reach a pod past network policies', rule('', 'pods/proxy', 'get'), 'rbac-no-service-proxy'],
  ['forward a port', rule('', 'pods/portforward', 'create'), 'rbac-no-port-forward'],
  ['mount the disk of a node', rule('', 'persistentvolumes', 'create'), 'rbac-no-persistent-volume-creation'],
  ['give a volume to another claim', rule('', 'persistentvolumes', 'patch'), 'rbac-no-persistent-volume-write'],
  ['import the snapshot of another namespace', rule('snapshot.storage.k8s.io', 'volumesnapshotcontents', 'create'), 'rbac-no-persistent-volume-write'],
  ['attach a volume to a node', rule('storage.k8s.io', 'volumeattachments', 'create'), 'rbac-no-storage-write'],
  ['have tokens of pods sent to a driver', rule('storage.k8s.io', 'csidrivers', 'patch'), 'rbac-no-storage-write'],
  ['lead a service to another namespace, CVE-2021-25740', rule('', 'endpoints', 'update'), 'rbac-no-endpoints-write'],
  ['lead a service elsewhere by a slice', rule('discovery.k8s.io', 'endpointslices', 'patch'), 'rbac-no-endpoints-write'],
  ['lead a service elsewhere by the status of a pod', rule('', 'pods/status', 'patch'), 'rbac-no-pod-status-write'],
  ['catch traffic by the status of a service, CVE-2020-8554', rule('', 'services/status', 'patch'), 'rbac-no-service-status-write'],
  ['catch traffic by an address of a service', rule('networking.k8s.io', 'servicecidrs', 'create'), 'rbac-no-network-write'],
  ['open a network policy', rule('networking.k8s.io', 'networkpolicies', 'delete'), 'rbac-no-network-write'],
  ['open a network policy of Cilium', rule('cilium.io', 'ciliumclusterwidenetworkpolicies', 'update'), 'rbac-no-network-write'],
  ['rewrite DNS', rule('', 'configmaps', 'update'), 'rbac-no-configmap-write'],
  ['log in by aws-auth', rule('', 'configmaps', 'patch', 'aws-auth'), 'rbac-no-cluster-config-write'],
  ['change how nodes join', rule('', 'configmaps', 'update', 'kubeadm-config'), 'rbac-no-cluster-config-write'],
  ['forge users of API servers', rule('', 'configmaps', 'update', 'extension-apiserver-authentication'), 'rbac-no-cluster-config-write'],
  ['deploy through Argo CD', rule('argoproj.io', 'applications', 'create'), 'rbac-no-delivery-write'],
  ['open a project of Argo CD', rule('argoproj.io', 'appprojects', 'patch'), 'rbac-no-delivery-write'],
  ['deploy through Flux', rule('kustomize.toolkit.fluxcd.io', 'kustomizations', 'create'), 'rbac-no-delivery-write'],
  ['deploy a chart through Flux', rule('helm.toolkit.fluxcd.io', 'helmreleases', 'patch'), 'rbac-no-delivery-write'],
  ['point Flux to another repository', rule('source.toolkit.fluxcd.io', 'gitrepositories', 'patch'), 'rbac-no-delivery-write'],
  ['install an operator', rule('operators.coreos.com', 'subscriptions', 'create'), 'rbac-no-delivery-write'],
  ['use the privileged constraint of OpenShift', rule('security.openshift.io', 'securitycontextconstraints', 'use', 'privileged'), 'rbac-no-security-context-constraints'],
  ['read the memory of the API server', { nonResourceURLs: ['/debug/pprof/heap'], verbs: ['get'] }, 'rbac-no-debug-urls'],
  ['set the log level of the API server', { nonResourceURLs: ['/debug/flags/v'], verbs: ['put'] }, 'rbac-no-debug-urls'],
  ['read the logs of the API server', { nonResourceURLs: ['/logs/*'], verbs: ['get'] }, 'rbac-no-debug-urls'],
  ['reach every path', { nonResourceURLs: ['*'], verbs: ['get'] }, 'rbac-no-wildcard-resources'],
  ['delete past finalizers', rule('', 'secrets', 'unsafe-delete-ignore-read-errors'), 'rbac-no-unsafe-deletion'],
  ['hide what happened', rule('', 'events', 'deletecollection'), 'rbac-no-log-tampering'],
  ['take down a namespace', rule('apps', 'daemonsets', 'deletecollection'), 'rbac-no-collection-deletion'],
  ['lift the quota', rule('', 'resourcequotas', 'delete'), 'rbac-no-quota-write'],
  ['drive off other pods', rule('scheduling.k8s.io', 'priorityclasses', 'create'), 'rbac-no-priority-write'],
  ['starve the API server', rule('flowcontrol.apiserver.k8s.io', 'flowschemas', 'create'), 'rbac-no-priority-write'],
  ['take the sandbox away', rule('node.k8s.io', 'runtimeclasses', 'update'), 'rbac-no-runtime-class-write'],
  ['take the device of another pod', rule('resource.k8s.io', 'resourceclaims/status', 'patch'), 'rbac-no-device-write'],
  ['do anything to a custom resource', rule('databases.example.com', '*', '*'), 'rbac-no-wildcard-verbs'],
  ['mean all groups of a domain', rule('*.example.com', 'databases', 'get'), 'rbac-no-wildcard-api-groups'],
])('finds the right to %s', (_, attack, id) => expect(foundFor(attack)).toContain(id));

test.each<[string, object]>([
  ['elect a leader', rule('coordination.k8s.io', 'leases', 'get,create,update')],
  ['report events', rule(',events.k8s.io', 'events', 'create,patch')],
  ['watch what runs', rule(',apps,batch', 'pods,pods/log,services,endpoints,configmaps,deployments,daemonsets,jobs', 'get,list,watch')],
  ['read one secret', rule('', 'secrets', 'get', 'web-tls')],
  ['change one config map', rule('', 'configmaps', 'get,update,patch', 'flags')],
  ['scale a workload', rule('apps', 'deployments/scale', 'get,update,patch')],
  ['delete one of its pods', rule('', 'pods', 'delete')],
  ['evict pods', rule('', 'pods/eviction', 'create')],
  ['own a custom resource', rule('databases.example.com', 'databases,databases/status,databases/finalizers', 'get,list,watch,create,update,patch,delete')],
  ['review tokens', rule('authentication.k8s.io', 'tokenreviews', 'create')],
  ['read metrics', { nonResourceURLs: ['/metrics', '/metrics/*'], verbs: ['get'] }],
  ['watch nodes and their metrics', rule('', 'nodes,nodes/metrics,nodes/stats', 'get,list,watch')],
])('leaves the right to %s alone', (_, ordinary) => expect(foundFor(ordinary)).toEqual([]));

const subjects = [{ kind: 'ServiceAccount', name: 'web', namespace: 'shop' }];
const bound = (name: string, kind = 'ClusterRoleBinding') => object(kind, 'web', { subjects, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name } });
const aggregating = (...clusterRoleSelectors: object[]) => object('ClusterRole', 'viewer', { aggregationRule: { clusterRoleSelectors }, rules: [] });

test.each<[string, object, ControlId]>([
  ['an aggregation over everything', aggregating({}), 'rbac-no-broad-aggregation'],
  ['an aggregation of the built-in roles', aggregating({ matchLabels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } }), 'rbac-no-broad-aggregation'],
  ['cluster-admin', bound('cluster-admin'), 'rbac-no-cluster-admin'],
  ['admin in the whole cluster', bound('admin'), 'rbac-no-powerful-built-in-role'],
  ['admin in a namespace', bound('admin', 'RoleBinding'), 'rbac-no-user-facing-role'],
  ['a role of a node', bound('system:node'), 'rbac-no-powerful-built-in-role'],
  ['the controller that may escalate', bound('system:controller:clusterrole-aggregation-controller'), 'rbac-no-powerful-built-in-role'],
  ['the part of edit that is built in', bound('system:aggregate-to-edit'), 'rbac-no-powerful-built-in-role'],
])('finds %s', (_, manifest, id) => expect(foundIn(manifest)).toContain(id));
