/** Where the API server serves a kind. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  /** The plural that URLs use. */
  readonly resource: string;
  /** The ways to change the same object that bypass its main URL. */
  readonly subresources?: readonly string[];
  readonly clusterScoped?: true;
}

/** Served in several versions by the releases that we support, so that a policy has to name any. */
const ANY_VERSION = '*';

const of = (group: string, resource: string, rest: Partial<Resource> = {}): Resource => ({ group, version: 'v1', resource, ...rest });
const core = (resource: string, rest?: Partial<Resource>): Resource => of('', resource, rest);

const RBAC = 'rbac.authorization.k8s.io';
const NETWORK = 'networking.k8s.io';

/**
 * The kinds that people write, with their groups. Left out is what the cluster writes about itself (events, leases, endpoints, nodes), since a
 * refusal there would be an outage, and what is never stored (reviews, bindings of pods), which no policy sees.
 */
export const RESOURCES: Readonly<Record<string, Resource>> = {
  'Pod': core('pods', { subresources: ['ephemeralcontainers', 'resize'] }),
  'PodTemplate': core('podtemplates'),
  'ReplicationController': core('replicationcontrollers'),
  'apps/ReplicaSet': of('apps', 'replicasets'),
  'apps/Deployment': of('apps', 'deployments'),
  'apps/StatefulSet': of('apps', 'statefulsets'),
  'apps/DaemonSet': of('apps', 'daemonsets'),
  'batch/Job': of('batch', 'jobs'),
  'batch/CronJob': of('batch', 'cronjobs'),
  'ConfigMap': core('configmaps'),
  'LimitRange': core('limitranges'),
  'PersistentVolumeClaim': core('persistentvolumeclaims'),
  'ResourceQuota': core('resourcequotas'),
  'Secret': core('secrets'),
  'Service': core('services'),
  'ServiceAccount': core('serviceaccounts'),
  'autoscaling/HorizontalPodAutoscaler': of('autoscaling', 'horizontalpodautoscalers', { version: 'v2' }),
  'networking.k8s.io/Ingress': of(NETWORK, 'ingresses'),
  'networking.k8s.io/NetworkPolicy': of(NETWORK, 'networkpolicies'),
  'policy/PodDisruptionBudget': of('policy', 'poddisruptionbudgets'),
  'rbac.authorization.k8s.io/Role': of(RBAC, 'roles'),
  'rbac.authorization.k8s.io/RoleBinding': of(RBAC, 'rolebindings'),
  'resource.k8s.io/ResourceClaim': of('resource.k8s.io', 'resourceclaims', { version: ANY_VERSION }),
  'resource.k8s.io/ResourceClaimTemplate': of('resource.k8s.io', 'resourceclaimtemplates', { version: ANY_VERSION }),
  'Namespace': core('namespaces', { clusterScoped: true }),
  'PersistentVolume': core('persistentvolumes', { clusterScoped: true }),
  'networking.k8s.io/IngressClass': of(NETWORK, 'ingressclasses', { clusterScoped: true }),
  'rbac.authorization.k8s.io/ClusterRole': of(RBAC, 'clusterroles', { clusterScoped: true }),
  'rbac.authorization.k8s.io/ClusterRoleBinding': of(RBAC, 'clusterrolebindings', { clusterScoped: true }),
  'scheduling.k8s.io/PriorityClass': of('scheduling.k8s.io', 'priorityclasses', { clusterScoped: true }),
  'storage.k8s.io/StorageClass': of('storage.k8s.io', 'storageclasses', { clusterScoped: true }),
};

/** The kinds that a policy can be about. */
export const ADMITTED_KINDS: readonly string[] = Object.keys(RESOURCES);
