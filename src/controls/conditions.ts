import { pod } from './require';

/** The pod is for Windows; the API server refuses the security fields of Linux there. https://kubernetes.io/docs/concepts/workloads/pods/#pod-os */
export const onWindows = pod('os.name').equals('windows');

/** The kinds whose pods answer requests for as long as they live. */
export const SERVING_KINDS: readonly string[] = [
  'Pod', 'PodTemplate', 'ReplicationController', 'apps/ReplicaSet', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet',
];

/** The kinds that run a chosen number of equal pods. */
export const REPLICATED_KINDS: readonly string[] = ['apps/Deployment', 'apps/StatefulSet'];
