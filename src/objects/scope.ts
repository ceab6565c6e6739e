import { groupKind, Manifest } from './manifest';

const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';

/** The built-in kinds that belong to no namespace. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Namespace', 'Node', 'PersistentVolume', 'ComponentStatus',
  `${RBAC}/ClusterRole`, `${RBAC}/ClusterRoleBinding`,
  `${ADMISSION}/MutatingWebhookConfiguration`, `${ADMISSION}/ValidatingWebhookConfiguration`, `${ADMISSION}/ValidatingAdmissionPolicy`,
  `${ADMISSION}/ValidatingAdmissionPolicyBinding`, `${ADMISSION}/MutatingAdmissionPolicy`, `${ADMISSION}/MutatingAdmissionPolicyBinding`,
  'apiextensions.k8s.io/CustomResourceDefinition', 'apiregistration.k8s.io/APIService', 'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle', 'storage.k8s.io/StorageClass', 'storage.k8s.io/CSIDriver', 'storage.k8s.io/CSINode',
  'storage.k8s.io/VolumeAttachment', 'storage.k8s.io/VolumeAttributesClass', 'scheduling.k8s.io/PriorityClass', 'node.k8s.io/RuntimeClass',
  'networking.k8s.io/IngressClass', 'networking.k8s.io/IPAddress', 'networking.k8s.io/ServiceCIDR', 'resource.k8s.io/DeviceClass', 'resource.k8s.io/ResourceSlice',
  'flowcontrol.apiserver.k8s.io/FlowSchema', 'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration', 'policy/PodSecurityPolicy',
]);

const BUILT_IN_GROUP = /^(?:apps|batch|autoscaling|policy|extensions|[a-z.]+\.k8s\.io)\/|^[^/]+$/;

/** Whether a kind belongs to no namespace; undefined for kinds that are not built in, where only the cluster knows. */
export function isClusterScoped(manifest: Manifest): boolean | undefined {
  const kind = groupKind(manifest);
  if (CLUSTER_SCOPED.has(kind)) return true;
  return BUILT_IN_GROUP.test(kind) ? false : undefined;
}
