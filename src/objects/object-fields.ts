import { CUSTOM_POD_SPECS } from './custom-pod-specs';
import { anything, each, fields, listOf, mapOf, Shape } from './shape';

// The types of what controls read outside of pods: a value of another type would hide the object from them.

/** A map of texts, such as labels. */
export const TEXTS: Shape = mapOf('string');

/** What picks objects by their labels. */
export const LABEL_SELECTOR: Shape = fields(
  each(TEXTS, 'matchLabels'), each(listOf(fields(each('string', 'key', 'operator'), each(listOf('string'), 'values'))), 'matchExpressions'),
);

type Fields = Readonly<Record<string, Shape>>;

const spec = (...of: readonly Fields[]): Shape => fields(each(fields(...of), 'spec'));
const listOfMaps = (...of: readonly Fields[]): Shape => listOf(fields(...of));
const strategy = each(fields(each('string', 'type')), 'strategy', 'updateStrategy');
const replicated = [each('integer', 'replicas'), each(LABEL_SELECTOR, 'selector'), each(anything, 'template')];

const scaled = fields(each('string', 'apiVersion', 'kind', 'name'));

const rules = fields(each(listOfMaps(each(listOf('string'), 'verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs')), 'rules'));
const binding = fields(
  each(listOfMaps(each('string', 'kind', 'name', 'namespace', 'apiGroup')), 'subjects'),
  each(fields(each('string', 'kind', 'name', 'apiGroup')), 'roleRef'),
);

const peers = listOfMaps(
  each(LABEL_SELECTOR, 'podSelector', 'namespaceSelector'), each(fields(each('string', 'cidr'), each(listOf('string'), 'except')), 'ipBlock'),
);
const traffic = listOfMaps(
  each(peers, 'from', 'to'), each(listOfMaps(each('string', 'protocol'), each('integer or string', 'port'), each('integer', 'endPort')), 'ports'),
);

const servicePort = fields(each('string', 'name'), each('integer', 'number'));
const backend = fields(
  each(fields(each('string', 'name'), each(servicePort, 'port')), 'service'), each(anything, 'resource'),
  each('string', 'serviceName'), each('integer or string', 'servicePort'), // of the versions before v1
);
const ingress = spec(
  each('string', 'ingressClassName'),
  each(backend, 'defaultBackend', 'backend'),
  each(listOfMaps(each(listOf('string'), 'hosts'), each('string', 'secretName')), 'tls'),
  each(listOfMaps(
    each('string', 'host'), each(fields(each(listOfMaps(each('string', 'path', 'pathType'), each(backend, 'backend')), 'paths')), 'http'),
  ), 'rules'),
);
const route = spec(
  each(listOf('string'), 'hostnames'),
  each(listOfMaps(each('string', 'group', 'kind', 'name', 'namespace', 'sectionName'), each('integer', 'port')), 'parentRefs'),
  each(listOfMaps(each(listOfMaps(each('string', 'group', 'kind', 'name', 'namespace'), each('integer', 'port', 'weight')), 'backendRefs')), 'rules'),
);

const ranges = each(mapOf('quantity'), 'max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio');
const scopes = fields(each(listOfMaps(each('string', 'scopeName', 'operator'), each(listOf('string'), 'values')), 'matchExpressions'));

const ROUTES = ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`);

/** The types of the fields that controls read outside of pods, by kind. */
export const OBJECT_FIELDS: Fields = {
  'apps/Deployment': spec(...replicated, strategy),
  'apps/StatefulSet': spec(...replicated, strategy, each('string', 'serviceName'), each(listOf(anything), 'volumeClaimTemplates')),
  'apps/DaemonSet': spec(...replicated, strategy),
  'apps/ReplicaSet': spec(...replicated),
  'ReplicationController': spec(...replicated, each(TEXTS, 'selector')),
  'batch/Job': spec(each('integer', 'ttlSecondsAfterFinished', 'backoffLimit', 'activeDeadlineSeconds', 'parallelism', 'completions'), each(LABEL_SELECTOR, 'selector')),
  'batch/CronJob': spec(
    each('integer', 'startingDeadlineSeconds'), each('string', 'concurrencyPolicy', 'schedule'),
    each(spec(each('integer', 'ttlSecondsAfterFinished', 'backoffLimit', 'activeDeadlineSeconds', 'parallelism', 'completions')), 'jobTemplate'),
  ),
  'autoscaling/HorizontalPodAutoscaler': spec(
    each('integer', 'minReplicas', 'maxReplicas'), each(scaled, 'scaleTargetRef'), each(listOf(anything), 'metrics'),
  ),
  'policy/PodDisruptionBudget': spec(
    each('string', 'unhealthyPodEvictionPolicy'), each('integer or string', 'minAvailable', 'maxUnavailable'), each(LABEL_SELECTOR, 'selector'),
  ),
  'ServiceAccount': fields(each('boolean', 'automountServiceAccountToken'), each(listOfMaps(each('string', 'name')), 'secrets', 'imagePullSecrets')),
  'ConfigMap': fields(each(TEXTS, 'data', 'binaryData'), each('boolean', 'immutable')),
  'Secret': fields(each(TEXTS, 'data', 'stringData'), each('string', 'type'), each('boolean', 'immutable')),
  'ResourceQuota': spec(each(mapOf('quantity'), 'hard'), each(listOf('string'), 'scopes'), each(scopes, 'scopeSelector')),
  'LimitRange': spec(each(listOfMaps(each('string', 'type'), ranges), 'limits')),
  'Service': spec(
    each(TEXTS, 'selector'), each('string', 'type', 'externalName', 'externalTrafficPolicy', 'clusterIP'), each(listOf('string'), 'externalIPs', 'loadBalancerSourceRanges'),
    each(listOfMaps(each('string', 'name', 'protocol'), each('integer', 'port', 'nodePort'), each('integer or string', 'targetPort')), 'ports'),
  ),
  'networking.k8s.io/Ingress': ingress,
  'extensions/Ingress': ingress,
  'networking.k8s.io/NetworkPolicy': spec(each(LABEL_SELECTOR, 'podSelector'), each(listOf('string'), 'policyTypes'), each(traffic, 'ingress', 'egress')),
  'rbac.authorization.k8s.io/Role': rules,
  'rbac.authorization.k8s.io/ClusterRole': rules,
  'rbac.authorization.k8s.io/RoleBinding': binding,
  'rbac.authorization.k8s.io/ClusterRoleBinding': binding,
  ...each(route, ...ROUTES),
  ...each(spec(each('integer', 'replicas')), ...Object.keys(CUSTOM_POD_SPECS)),
  'batch.volcano.sh/Job': spec(each(listOfMaps(each('integer', 'replicas')), 'tasks')),
  'keda.sh/ScaledObject': spec(each(scaled, 'scaleTargetRef'), each('integer', 'minReplicaCount', 'maxReplicaCount')),
};
