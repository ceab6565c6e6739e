import { groupKind, Manifest } from './manifest';

/** Every built-in kind that lives in a namespace, with its group. https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/ */
export const NAMESPACED_KINDS: readonly string[] = [
  'Binding', 'ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'PersistentVolumeClaim', 'Pod', 'PodTemplate', 'ReplicationController', 'ResourceQuota', 'Secret',
  'Service', 'ServiceAccount',
  'apps/ControllerRevision', 'apps/DaemonSet', 'apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet',
  'authorization.k8s.io/LocalSubjectAccessReview',
  'autoscaling/HorizontalPodAutoscaler',
  'batch/CronJob', 'batch/Job',
  'certificates.k8s.io/PodCertificateRequest',
  'coordination.k8s.io/Lease', 'coordination.k8s.io/LeaseCandidate',
  'discovery.k8s.io/EndpointSlice',
  'events.k8s.io/Event',
  'networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy',
  'policy/PodDisruptionBudget',
  'rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding',
  'resource.k8s.io/ResourceClaim', 'resource.k8s.io/ResourceClaimTemplate',
  'storage.k8s.io/CSIStorageCapacity',
];

/** Every built-in kind that belongs to the cluster as a whole, with its group. */
export const CLUSTER_SCOPED_KINDS: readonly string[] = [
  'ComponentStatus', 'Namespace', 'Node', 'PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy', 'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration', 'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding', 'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'authentication.k8s.io/SelfSubjectReview', 'authentication.k8s.io/TokenReview',
  'authorization.k8s.io/SelfSubjectAccessReview', 'authorization.k8s.io/SelfSubjectRulesReview', 'authorization.k8s.io/SubjectAccessReview',
  'certificates.k8s.io/CertificateSigningRequest', 'certificates.k8s.io/ClusterTrustBundle',
  'flowcontrol.apiserver.k8s.io/FlowSchema', 'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'internal.apiserver.k8s.io/StorageVersion',
  'networking.k8s.io/IPAddress', 'networking.k8s.io/IngressClass', 'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'policy/PodSecurityPolicy',
  'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass', 'resource.k8s.io/DeviceTaintRule', 'resource.k8s.io/ResourceSlice',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver', 'storage.k8s.io/CSINode', 'storage.k8s.io/StorageClass', 'storage.k8s.io/VolumeAttachment', 'storage.k8s.io/VolumeAttributesClass',
  'storagemigration.k8s.io/StorageVersionMigration',
];

const SCOPES: ReadonlyMap<string, boolean> = new Map([
  ...NAMESPACED_KINDS.map((kind) => [kind, false] as const), ...CLUSTER_SCOPED_KINDS.map((kind) => [kind, true] as const),
]);

/** Whether Kubernetes brings this kind, given with its group. */
export function isBuiltIn(kind: string): boolean {
  return SCOPES.has(kind);
}

/** Whether an object of this kind belongs to no namespace; undefined for a kind that Kubernetes does not bring, which only its definition knows. */
export function isClusterScoped(manifest: Manifest): boolean | undefined {
  return SCOPES.get(groupKind(manifest));
}
