import { ALWAYS, each, fields, StructField, FieldType, listOf, mapOf, scalar, Struct } from './field-type';
import { CUSTOM_POD_SPECS } from '../custom-pod-specs';
import { CLUSTER_POLICY_KINDS } from '../network/cluster-network-policy';

// The types of what controls read of well-known custom kinds: a value of another type would hide the object from them. Whether these kinds have other fields
// only their definitions know.

type NamedFields = readonly (readonly [string, StructField])[];

const TEXT = scalar('string');
const NUMBER = scalar('integer');
const spec = (...of: readonly NamedFields[]): Struct => fields(each(fields(...of), 'spec'));
const listOfMaps = (...of: readonly NamedFields[]): FieldType => listOf(fields(...of));

const scaled = fields(each(TEXT, 'apiVersion', 'kind', 'name'));
const labelSelector = fields(
  each(mapOf(TEXT), 'matchLabels'), each(listOfMaps(each(TEXT, 'key', 'operator'), each(listOf(TEXT), 'values')), 'matchExpressions'),
);
const backend = fields(each(TEXT, 'serviceName'), each(scalar('integer or string'), 'servicePort'));
const ingress = spec(
  each(TEXT, 'ingressClassName'),
  each(backend, 'backend'),
  each(listOfMaps(each(listOf(TEXT), 'hosts'), each(TEXT, 'secretName')), 'tls'),
  each(listOfMaps(
    each(TEXT, 'host'), each(fields(each(listOfMaps(each(TEXT, 'path', 'pathType'), each(backend, 'backend')), 'paths')), 'http'),
  ), 'rules'),
);
const route = spec(
  each(listOf(TEXT), 'hostnames'),
  each(listOfMaps(each(TEXT, 'group', 'kind', 'name', 'namespace', 'sectionName'), each(NUMBER, 'port')), 'parentRefs'),
  each(listOfMaps(each(listOfMaps(each(TEXT, 'group', 'kind', 'name', 'namespace'), each(NUMBER, 'port', 'weight')), 'backendRefs')), 'rules'),
);
const replicated = spec(each(NUMBER, 'replicas'), each(labelSelector, 'selector'));

const gateway = spec(each(listOfMaps(each(TEXT, 'name', 'protocol', 'hostname'), each(NUMBER, 'port')), 'listeners'));

/** A monitor of Prometheus, by the name of its list of endpoints. https://prometheus-operator.dev/docs/api-reference/api/ */
const monitor = (endpoints: string): Struct => spec(
  each(labelSelector, 'selector'),
  each(fields(each(scalar('boolean'), 'any'), each(listOf(TEXT), 'matchNames')), 'namespaceSelector'),
  each(listOfMaps(each(TEXT, 'port'), each(scalar('integer or string'), 'targetPort'), each(NUMBER, 'portNumber')), endpoints),
);

const pods = fields(each(labelSelector, 'namespaceSelector', 'podSelector'));
const clusterPeers = listOfMaps(each(labelSelector, 'namespaces', 'nodes'), each(pods, 'pods'), each(listOf(TEXT), 'networks', 'domainNames'));
const clusterRules = listOfMaps(
  each(TEXT, 'action', 'name'), each(clusterPeers, 'from', 'to'), each(listOfMaps(each(fields(), 'tcp', 'udp', 'sctp')), 'protocols'), each(listOfMaps(), 'ports'),
);
/** A network policy for the whole cluster. https://network-policy-api.sigs.k8s.io/reference/spec/ */
const clusterPolicy = spec(
  each(TEXT, 'tier'), each(NUMBER, 'priority'), each(fields(each(labelSelector, 'namespaces'), each(pods, 'pods')), 'subject'), each(clusterRules, 'ingress', 'egress'),
);

const texts = fields(each(mapOf(TEXT), 'data'));
/** The providers of a store by their names, each with settings of its own. */
const providers: Struct = {
  ...fields(), field: (name) => ({ ...ALWAYS, type: name === 'webhook' ? fields(each(mapOf(TEXT), 'headers')) : fields() }),
};
const externalSecret: readonly NamedFields[] = [each(fields(each(texts, 'template')), 'target')];
const secretStore = spec(
  each(providers, 'provider'),
  each(listOfMaps(each(listOf(TEXT), 'namespaces', 'namespaceRegexes'), each(labelSelector, 'namespaceSelector')), 'conditions'),
);

const ROUTES = ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`);

/** The types of well-known custom kinds, and of kinds that Kubernetes no longer has, by kind with group. */
export const CUSTOM_KINDS: ReadonlyMap<string, Struct> = new Map([
  ...[...ROUTES].map((kind) => [kind, route] as const),
  ...Object.keys(CUSTOM_POD_SPECS).map((kind) => [kind, replicated] as const),
  ...CLUSTER_POLICY_KINDS.map((kind) => [kind, clusterPolicy] as const),
  ['extensions/Ingress', ingress],
  ['gateway.networking.k8s.io/Gateway', gateway],
  ['monitoring.coreos.com/ServiceMonitor', monitor('endpoints')],
  ['monitoring.coreos.com/PodMonitor', monitor('podMetricsEndpoints')],
  ['external-secrets.io/ExternalSecret', spec(...externalSecret)],
  ['external-secrets.io/ClusterExternalSecret', spec(each(fields(...externalSecret), 'externalSecretSpec'))],
  ['external-secrets.io/SecretStore', secretStore],
  ['external-secrets.io/ClusterSecretStore', secretStore],
  ['bitnami.com/SealedSecret', spec(each(mapOf(TEXT), 'encryptedData'), each(texts, 'template'))],
  ['secrets-store.csi.x-k8s.io/SecretProviderClass', spec(each(mapOf(TEXT), 'parameters'))],
  ['networking.k8s.io/Ingress', ingress], // of the versions before v1
  ['batch.volcano.sh/Job', spec(each(listOfMaps(each(NUMBER, 'replicas')), 'tasks'))],
  ['keda.sh/ScaledObject', spec(each(scaled, 'scaleTargetRef'), each(NUMBER, 'minReplicaCount', 'maxReplicaCount'))],
]);
