import { join } from 'path';
import { groupKind, Manifest } from '../../src/objects/manifest';
import { documentsIn } from '../fields/valid-objects';

/** What constructs, cdk8s-plus and plain apps write. */
const KINDS = new Set([
  'ConfigMap', 'LimitRange', 'Namespace', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod', 'PodTemplate', 'ReplicationController', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy', 'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding', 'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding', 'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition', 'apps/DaemonSet', 'apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet', 'autoscaling/HorizontalPodAutoscaler', 'batch/CronJob', 'batch/Job',
  'networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy', 'policy/PodDisruptionBudget', 'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding',
  'rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding', 'scheduling.k8s.io/PriorityClass', 'storage.k8s.io/StorageClass',
]);
/** Of a kind with several versions one is enough: they have one validation. */
const OLDER = /v\d+(alpha|beta)\d+$|^autoscaling\/v1$/;

/** The objects of these kinds among valid ones, and those by hand. */
export const objectsOfKinds = (objects: readonly Manifest[]): readonly Manifest[] => [...objects, ...documentsIn(join(__dirname, 'objects'), {})]
  .filter((object) => KINDS.has(groupKind(object)) && !OLDER.test(String(object.apiVersion)));
