/** Permissions of the built-in API that no control reports, with the reason: lists of names, divided by blanks. */
export interface HarmlessPermissions {
  readonly because: string;
  readonly verbs: string;
  /** By API group. */
  readonly resources: Readonly<Record<string, string>>;
}

const READ = 'get list watch';
const WRITE = 'create update patch delete deletecollection';

/** What is stored in objects without credentials. */
const READABLE: HarmlessPermissions['resources'] = {
  '': 'configmaps endpoints events limitranges namespaces nodes persistentvolumeclaims persistentvolumes pods podtemplates replicationcontrollers '
    + 'resourcequotas serviceaccounts services',
  'admissionregistration.k8s.io': 'mutatingadmissionpolicies mutatingadmissionpolicybindings mutatingwebhookconfigurations validatingadmissionpolicies '
    + 'validatingadmissionpolicybindings validatingwebhookconfigurations',
  'apiextensions.k8s.io': 'customresourcedefinitions',
  'apiregistration.k8s.io': 'apiservices',
  'apps': 'controllerrevisions daemonsets deployments replicasets statefulsets',
  'autoscaling': 'horizontalpodautoscalers',
  'batch': 'cronjobs jobs',
  'certificates.k8s.io': 'certificatesigningrequests clustertrustbundles podcertificaterequests',
  'coordination.k8s.io': 'leasecandidates leases',
  'discovery.k8s.io': 'endpointslices',
  'events.k8s.io': 'events',
  'flowcontrol.apiserver.k8s.io': 'flowschemas prioritylevelconfigurations',
  'internal.apiserver.k8s.io': 'storageversions',
  'lifecycle.k8s.io': 'evictionrequests evictions',
  'networking.k8s.io': 'ingressclasses ingresses ipaddresses networkpolicies servicecidrs',
  'node.k8s.io': 'runtimeclasses',
  'policy': 'poddisruptionbudgets',
  'rbac.authorization.k8s.io': 'clusterrolebindings clusterroles rolebindings roles',
  'resource.k8s.io': 'deviceclasses devicetaintrules resourceclaims resourceclaimtemplates resourcepoolstatusrequests resourceslices',
  'scheduling.k8s.io': 'compositepodgroups podgroups priorityclasses workloads',
  'storage.k8s.io': 'csidrivers csinodes csistoragecapacities storageclasses volumeattachments volumeattributesclasses',
  'storagemigration.k8s.io': 'storageversionmigrations',
};

/** Subresources that show the object itself, or a part of it. */
const READABLE_PARTS: HarmlessPermissions['resources'] = {
  '': 'namespaces/status nodes/status persistentvolumeclaims/status persistentvolumes/status pods/ephemeralcontainers pods/resize pods/status '
    + 'replicationcontrollers/scale replicationcontrollers/status resourcequotas/status services/status',
  'admissionregistration.k8s.io': 'validatingadmissionpolicies/status',
  'apiextensions.k8s.io': 'customresourcedefinitions/status',
  'apiregistration.k8s.io': 'apiservices/status',
  'apps': 'daemonsets/status deployments/scale deployments/status replicasets/scale replicasets/status statefulsets/scale statefulsets/status',
  'autoscaling': 'horizontalpodautoscalers/status',
  'batch': 'cronjobs/status jobs/status',
  'certificates.k8s.io': 'certificatesigningrequests/approval certificatesigningrequests/status podcertificaterequests/status',
  'flowcontrol.apiserver.k8s.io': 'flowschemas/status prioritylevelconfigurations/status',
  'internal.apiserver.k8s.io': 'storageversions/status',
  'lifecycle.k8s.io': 'evictionrequests/status evictions/status',
  'networking.k8s.io': 'ingresses/status servicecidrs/status',
  'policy': 'poddisruptionbudgets/status',
  'resource.k8s.io': 'devicetaintrules/status resourceclaims/status resourcepoolstatusrequests/status',
  'scheduling.k8s.io': 'compositepodgroups/status podgroups/status',
  'storage.k8s.io': 'csinodes/status volumeattachments/status',
  'storagemigration.k8s.io': 'storageversionmigrations/status',
};

/** What controllers report about objects that decide nothing by their status. */
const REPORTED: HarmlessPermissions['resources'] = {
  '': 'persistentvolumeclaims/status persistentvolumes/status replicationcontrollers/status',
  'admissionregistration.k8s.io': 'validatingadmissionpolicies/status',
  'apps': 'daemonsets/status deployments/status replicasets/status statefulsets/status',
  'autoscaling': 'horizontalpodautoscalers/status',
  'batch': 'cronjobs/status jobs/status',
  'flowcontrol.apiserver.k8s.io': 'flowschemas/status prioritylevelconfigurations/status',
  'internal.apiserver.k8s.io': 'storageversions/status',
  'lifecycle.k8s.io': 'evictionrequests/status evictions/status',
  'networking.k8s.io': 'servicecidrs/status',
  'policy': 'poddisruptionbudgets/status',
  'resource.k8s.io': 'devicetaintrules/status resourcepoolstatusrequests/status',
  'scheduling.k8s.io': 'compositepodgroups/status podgroups/status',
  'storagemigration.k8s.io': 'storageversionmigrations/status',
};

/**
 * What is left of the built-in API beside the controls about policy rules. A law compares both with everything that the API server serves and that its
 * own roles name, so that each permission is either here or found by a control.
 */
export const HARMLESS_PERMISSIONS: readonly HarmlessPermissions[] = [
  { because: 'these objects hold no credentials, and other controls keep credentials out of them', verbs: READ, resources: READABLE },
  { because: 'a part of an object that holds no credentials', verbs: 'get', resources: READABLE_PARTS },
  { because: 'shows whether parts of the control plane are well', verbs: 'get list', resources: { '': 'componentstatuses' } },
  { because: 'the output of containers, which the built-in view shows too', verbs: 'get', resources: { '': 'pods/log' } },
  { because: 'what is reported about an object: nothing runs or opens because of it', verbs: 'update patch', resources: REPORTED },
  { because: 'a question, which changes nothing', verbs: 'create', resources: {
    'authentication.k8s.io': 'selfsubjectreviews tokenreviews',
    'authorization.k8s.io': 'localsubjectaccessreviews selfsubjectaccessreviews selfsubjectrulesreviews subjectaccessreviews',
  } },
  { because: 'changes how many pods run, within the quota, and not what they are', verbs: 'update patch', resources: {
    '': 'replicationcontrollers/scale', 'apps': 'deployments/scale replicasets/scale statefulsets/scale',
  } },
  { because: 'changes what running pods get of their node, within quota and limit ranges', verbs: 'update patch', resources: { '': 'pods/resize' } },
  { because: 'changes how many pods run, or how many may be missing: an outage at worst', verbs: WRITE, resources: {
    autoscaling: 'horizontalpodautoscalers', policy: 'poddisruptionbudgets',
  } },
  { because: 'takes down one workload, which its owner sees', verbs: 'delete', resources: {
    '': 'pods replicationcontrollers', 'apps': 'controllerrevisions daemonsets deployments replicasets statefulsets', 'batch': 'cronjobs jobs',
  } },
  { because: 'moves a pod elsewhere, within its disruption budgets', verbs: 'create', resources: { '': 'pods/eviction' } },
  { because: 'asks for an eviction, within disruption budgets', verbs: WRITE, resources: { 'lifecycle.k8s.io': 'evictionrequests evictions' } },
  { because: 'the controller writes them again', verbs: 'delete deletecollection', resources: { '': 'endpoints', 'discovery.k8s.io': 'endpointslices' } },
  { because: 'changes nothing that is there', verbs: 'create', resources: { '': 'configmaps namespaces' } },
  { because: 'every controller reports what it does', verbs: 'create update patch', resources: { '': 'events', 'events.k8s.io': 'events' } },
  { because: 'says who leads: it gives no access, and leader election needs it', verbs: WRITE, resources: { 'coordination.k8s.io': 'leasecandidates leases' } },
  { because: 'no controller of Kubernetes makes pods of it', verbs: WRITE, resources: { '': 'podtemplates' } },
  { because: 'asks for storage within the quota; deleting one loses its data alone', verbs: 'create update patch delete', resources: { '': 'persistentvolumeclaims' } },
  { because: 'an account holds what bindings and trust policies give its name: the object itself adds nothing', verbs: 'create update patch delete', resources: {
    '': 'serviceaccounts',
  } },
  { because: 'asks for a certificate, and gets one only if somebody else approves or signs it', verbs: WRITE, resources: {
    'certificates.k8s.io': 'certificatesigningrequests podcertificaterequests',
  } },
  { because: 'asks for devices that its classes allow; access to those of others needs a label of the namespace', verbs: WRITE, resources: {
    'resource.k8s.io': 'resourceclaims resourceclaimtemplates',
  } },
  { because: 'asks how full a pool of devices is', verbs: WRITE, resources: { 'resource.k8s.io': 'resourcepoolstatusrequests' } },
  { because: 'says which pods to schedule together', verbs: WRITE, resources: { 'scheduling.k8s.io': 'compositepodgroups podgroups workloads' } },
  { because: 'tells the scheduler where storage is left', verbs: WRITE, resources: { 'storage.k8s.io': 'csistoragecapacities' } },
  { because: 'has what is stored written again as it is', verbs: WRITE, resources: {
    'internal.apiserver.k8s.io': 'storageversions', 'storagemigration.k8s.io': 'storageversionmigrations',
  } },
  // Permissions that are no requests of their own, or no longer: only the built-in roles name them.
  { because: 'lets an owner be named in objects that are made for it', verbs: 'update patch', resources: {
    '': 'endpoints/finalizers pods/finalizers replicationcontrollers/finalizers services/finalizers',
    'apps': 'daemonsets/finalizers deployments/finalizers replicasets/finalizers statefulsets/finalizers',
    'batch': 'cronjobs/finalizers jobs/finalizers',
    'extensions': 'daemonsets/finalizers deployments/finalizers replicasets/finalizers',
    'networking.k8s.io': 'servicecidrs/finalizers',
  } },
  { because: 'a certificate in its own name, of a node that has one', verbs: 'create', resources: { 'certificates.k8s.io': 'certificatesigningrequests/selfnodeclient' } },
  { because: 'figures of nodes and pods', verbs: READ, resources: { '': 'nodes/metrics', 'metrics.k8s.io': 'pods' } },
  { because: 'a verb of releases that are gone', verbs: 'proxy', resources: { '': 'nodes' } },
  { because: 'only OpenShift looks at it, for addresses of pods that the endpoints controller writes', verbs: 'create', resources: { '': 'endpoints/restricted' } },
  { because: 'gone since Kubernetes 1.16', verbs: WRITE, resources: { apps: 'deployments/rollback', extensions: 'deployments/rollback' } },
  { because: 'the API group is gone since Kubernetes 1.22', verbs: `${READ} ${WRITE}`, resources: {
    extensions: 'daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets '
      + 'replicasets/scale replicasets/status replicationcontrollers/scale',
  } },
];

/** Paths of the API server that hold no secret, with the reason; an asterisk at the end stands for any rest. */
export const HARMLESS_PATHS: Readonly<Record<string, string>> = {
  '/.well-known/openid-configuration*': 'the public keys and the name of the issuer of service account tokens',
  '/openid/v1/jwks*': 'the public keys of service account tokens',
  '/api*': 'what is served',
  '/openapi*': 'how it is described',
  '/version*': 'the release',
  '/healthz*': 'whether the API server is well',
  '/livez*': 'whether the API server is well',
  '/readyz*': 'whether the API server is ready',
  '/metrics*': 'figures of the API server, without names of secrets',
  '/flagz': 'the flags of the API server, without secrets',
  '/statusz': 'build, uptime and paths of the API server',
};
