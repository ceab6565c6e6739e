import { API_RESOURCES } from '../objects/api-resources';

/** Where the API server serves a kind. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  /** The plural that URLs use. */
  readonly resource: string;
  /** The ways to change the spec of the same object that bypass its main URL. */
  readonly subresources: readonly string[];
  /** Those that keep the spec, but take new labels and annotations. */
  readonly metadataSubresources: readonly string[];
  readonly clusterScoped: boolean;
}

/**
 * The kinds that people write, with their groups. Left out is what the cluster writes about itself (events, leases, endpoints, nodes), since a
 * refusal there would be an outage, and what is never stored (reviews, bindings of pods), which no policy sees.
 */
export const ADMITTED_KINDS: readonly string[] = [
  'Pod', 'PodTemplate', 'ReplicationController', 'apps/ReplicaSet', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'batch/Job', 'batch/CronJob',
  'ConfigMap', 'LimitRange', 'PersistentVolumeClaim', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount', 'autoscaling/HorizontalPodAutoscaler',
  'networking.k8s.io/Ingress', 'networking.k8s.io/NetworkPolicy', 'policy/PodDisruptionBudget', 'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding', 'resource.k8s.io/ResourceClaim', 'resource.k8s.io/ResourceClaimTemplate', 'Namespace', 'PersistentVolume',
  'networking.k8s.io/IngressClass', 'rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding', 'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/StorageClass',
];

/** Not v1: served in other versions too by the releases that we support, so that a policy names the one that fields are read in, or any. */
const VERSIONS: Readonly<Record<string, string>> = {
  'autoscaling/HorizontalPodAutoscaler': 'v2', 'resource.k8s.io/ResourceClaim': '*', 'resource.k8s.io/ResourceClaimTemplate': '*',
};
const SUBRESOURCES: Readonly<Record<string, readonly string[]>> = { Pod: ['ephemeralcontainers', 'resize'] };
// https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/registry/core/namespace/strategy.go, and likewise for the other kinds
const OF_METADATA = ['status', 'finalize'];
/** What kubelets write all the time; annotations count when a pod is created, and its owners stay as they are. */
const BUSY: readonly string[] = ['Pod'];

function resourceOf(kind: string): Resource {
  const served = API_RESOURCES.find(({ group, resource, kind: name }) => !resource.includes('/') && (group === '' ? name : `${group}/${name}`) === kind);
  if (!served) throw new Error(`no release serves ${kind}`);
  const { group, resource, namespaced, kind: name } = served;
  const metadataSubresources = BUSY.includes(kind) ? [] : OF_METADATA.filter((sub) => API_RESOURCES.some((one) => (
    one.group === group && one.resource === `${resource}/${sub}` && one.kind === name && one.verbs.includes('update'))));
  return { group, version: VERSIONS[kind] ?? 'v1', resource, subresources: SUBRESOURCES[kind] ?? [], metadataSubresources, clusterScoped: !namespaced };
}

/** The kinds that a policy can be about, by name. */
export const RESOURCES: Readonly<Record<string, Resource>> = Object.fromEntries(ADMITTED_KINDS.map((kind) => [kind, resourceOf(kind)]));
