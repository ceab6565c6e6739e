import { field, pod } from './require';

/** The pod is for Windows; the API server refuses the security fields of Linux there. https://kubernetes.io/docs/concepts/workloads/pods/#pod-os */
export const onWindows = pod('os.name').equals('windows');

/** The pod has user namespaces of its own, so that its root is nobody on the node. https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/ */
export const inUserNamespace = pod('hostUsers').isFalse();

/** The kinds whose pods answer requests for as long as they live. */
export const SERVING_KINDS: readonly string[] = [
  'Pod', 'PodTemplate', 'ReplicationController', 'apps/ReplicaSet', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet',
];

/** Less memory than any process starts in: zero, which means none at all, and a suffix that was forgotten or mistaken, as in `3500m`. */
export const LEAST_MEMORY = '1Ki';

/** The kinds that run a chosen number of equal pods. */
export const REPLICATED_KINDS: readonly string[] = ['apps/Deployment', 'apps/StatefulSet'];

/** The namespaces that Kubernetes makes for itself. https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces */
export const NAMESPACES_OF_KUBERNETES: readonly string[] = ['kube-system', 'kube-public', 'kube-node-lease'];

/**
 * A Namespace is `kube-system`. The control plane, kube-proxy, network plugins and storage drivers run there and need the level `privileged`: a higher
 * one would refuse their pods at the next restart.
 */
export const isKubeSystem = field('metadata.name').equals('kube-system');
