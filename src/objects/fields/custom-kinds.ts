import { each, fields, StructField, FieldType, listOf, mapOf, scalar, Struct } from './field-type';
import { CUSTOM_POD_SPECS } from '../custom-pod-specs';

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

const ROUTES = ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`);

/** The types of well-known custom kinds, and of kinds that Kubernetes no longer has, by kind with group. */
export const CUSTOM_KINDS: ReadonlyMap<string, Struct> = new Map([
  ...[...ROUTES].map((kind) => [kind, route] as const),
  ...Object.keys(CUSTOM_POD_SPECS).map((kind) => [kind, replicated] as const),
  ['extensions/Ingress', ingress],
  ['networking.k8s.io/Ingress', ingress], // of the versions before v1
  ['batch.volcano.sh/Job', spec(each(listOfMaps(each(NUMBER, 'replicas')), 'tasks'))],
  ['keda.sh/ScaledObject', spec(each(scaled, 'scaleTargetRef'), each(NUMBER, 'minReplicaCount', 'maxReplicaCount'))],
]);
