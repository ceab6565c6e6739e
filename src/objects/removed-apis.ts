import { Manifest, typeMetaOf } from './manifest';

/** An API version that Kubernetes no longer serves. */
export interface RemovedApi {
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** The first minor without it. */
  readonly minor: number;
  /** What to write instead; undefined where the kind is gone altogether. */
  readonly use?: string;
}

const stable = (apiVersion: string): string => apiVersion.replace(/[^/]+$/, 'v1');
const removed = (minor: number, apiVersion: string, kinds: string, use: string | null = stable(apiVersion)): RemovedApi => (
  { minor, apiVersion, kinds: kinds.split(' '), use: use ?? undefined }
);

/**
 * The API versions that are gone for good. What is announced for a later minor is left out, since such plans move.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/ and, for what it leaves out, `APILifecycleRemoved` in k8s.io/api 0.36
 */
export const REMOVED_APIS: readonly RemovedApi[] = [
  removed(16, 'extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 'apps/v1'),
  removed(16, 'extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1'),
  removed(16, 'extensions/v1beta1', 'PodSecurityPolicy', null),
  removed(16, 'apps/v1beta1', 'ControllerRevision Deployment ReplicaSet StatefulSet'),
  removed(16, 'apps/v1beta2', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet'),
  removed(22, 'admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration ValidatingWebhookConfiguration'),
  removed(22, 'apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition'),
  removed(22, 'apiregistration.k8s.io/v1beta1', 'APIService'),
  removed(22, 'authentication.k8s.io/v1beta1', 'TokenReview'),
  removed(22, 'authorization.k8s.io/v1beta1', 'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview'),
  removed(22, 'certificates.k8s.io/v1beta1', 'CertificateSigningRequest'),
  removed(22, 'coordination.k8s.io/v1beta1', 'Lease'),
  removed(22, 'extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1'),
  removed(22, 'networking.k8s.io/v1beta1', 'Ingress IngressClass'),
  removed(22, 'rbac.authorization.k8s.io/v1beta1', 'ClusterRole ClusterRoleBinding Role RoleBinding'),
  removed(22, 'scheduling.k8s.io/v1beta1', 'PriorityClass'),
  removed(22, 'storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment'),
  removed(24, 'storage.k8s.io/v1alpha1', 'CSIStorageCapacity VolumeAttachment'),
  removed(25, 'autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'autoscaling/v2'),
  removed(25, 'batch/v1beta1', 'CronJob'),
  removed(25, 'discovery.k8s.io/v1beta1', 'EndpointSlice'),
  removed(25, 'events.k8s.io/v1beta1', 'Event'),
  removed(25, 'node.k8s.io/v1beta1', 'RuntimeClass'),
  removed(25, 'policy/v1beta1', 'PodDisruptionBudget'),
  removed(25, 'policy/v1beta1', 'PodSecurityPolicy', null),
  removed(26, 'autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'autoscaling/v2'),
  removed(26, 'flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema PriorityLevelConfiguration', 'flowcontrol.apiserver.k8s.io/v1beta3 or v1'),
  removed(27, 'storage.k8s.io/v1beta1', 'CSIStorageCapacity'),
  removed(29, 'flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema PriorityLevelConfiguration'),
  removed(32, 'admissionregistration.k8s.io/v1alpha1', 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding'),
  removed(32, 'authentication.k8s.io/v1alpha1', 'SelfSubjectReview'),
  removed(32, 'flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema PriorityLevelConfiguration'),
  removed(33, 'authentication.k8s.io/v1beta1', 'SelfSubjectReview'),
  removed(34, 'admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding'),
  removed(35, 'storage.k8s.io/v1alpha1', 'VolumeAttributesClass'),
];

const BY_VERSION: ReadonlyMap<string, readonly RemovedApi[]> = new Map(
  REMOVED_APIS.map(({ apiVersion }) => [apiVersion, REMOVED_APIS.filter((one) => one.apiVersion === apiVersion)]),
);

/** The removal of an object's API version, where Kubernetes 1.`minor` no longer serves it. */
export function removedApi(manifest: Manifest, minor: number): RemovedApi | undefined {
  const { apiVersion, kind } = typeMetaOf(manifest);
  return BY_VERSION.get(apiVersion)?.find((one) => one.minor <= minor && one.kinds.includes(kind));
}
