import { backendsOf, ROUTE_KINDS } from '../../objects/network/service-backends';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf, SERVICE_PORTS, serviceIndexOf } from '../members';

function inspect(set: ObjectSet): SetSite[] {
  const services = serviceIndexOf(set);
  const routes = ROUTE_KINDS.flatMap((kind) => membersOf(set, kind));
  return routes.flatMap((member) => backendsOf(member.manifest).flatMap(({ namespace, pointer, ...wanted }) => {
    const message = services.missing(wanted, namespace);
    return message ? [{ member, pointer, message }] : [];
  }));
}

const service = (name = 'web', namespace = 'shop') => (
  { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] } }
);
const route = (backend: object, kind = 'HTTPRoute') => ({
  apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name: 'web', namespace: 'shop' }, spec: { rules: [{ backendRefs: [{ name: 'web', port: 80 }, backend] }] },
});

export const gatewayRouteHasBackend = defineControl({
  id: 'gateway-route-has-backend',
  title: 'Gateway routes lead to services that exist',
  subject: 'set',
  why: 'the gateway answers the share of requests for the missing service with an error, and anyone who creates a Service of that name receives them',
  fix: {
    code: 'pass the `name` of the Service construct as the backend of the route',
    yaml: 'correct `spec.rules[].backendRefs[].name`, `port` or `namespace`',
  },
  references: ['https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional'],
  // As ingress-has-backend, this reports nothing where no service of the namespace was checked, or where a custom resource may create one. Whether a
  // ReferenceGrant lets a route into another namespace is up to the owner of that one, and mostly in another file.
  frameworks: ['kubescape:C-0302'],
  reads: [SERVICE_PORTS, { kinds: Object.fromEntries(ROUTE_KINDS.map((kind) => [kind, ['/spec/rules']])) }],
  inspectSet: inspect,
  admission: notEnforceable('needs the services of the namespace, which may arrive after the route'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a service and its port', subject: [route({ name: 'web', port: 80 }), service()] },
      { shows: 'a service of another namespace', subject: [route({ name: 'api', namespace: 'billing', port: 80 }), service(), service('api', 'billing')] },
      { shows: 'something other than a service', subject: [route({ group: 'multicluster.x-k8s.io', kind: 'ServiceImport', name: 'api' }), service()] },
      { shows: 'a kind of another group', subject: [route({ group: 'example.com', name: 'api' }), service()] },
      { shows: 'a kind of the gateway', subject: [route({ kind: 'InferencePool', name: 'llm' }), service()] },
      { shows: 'a service of a namespace that was not checked', subject: [route({ name: 'api', namespace: 'billing', port: 80 }), service()] },
    ],
    bad: [
      { shows: 'a name that no service has', subject: [route({ name: 'api', port: 80 }), service()] },
      { shows: 'a name that no service has, for gRPC', subject: [route({ name: 'api', port: 80 }, 'GRPCRoute'), service()] },
      { shows: 'a number that no port has', subject: [route({ name: 'web', port: 8080 }), service()] },
      { shows: 'a service that is in another namespace', subject: [route({ name: 'api', port: 80 }), service(), service('api', 'billing')] },
      { shows: 'a namespace without the service', subject: [route({ name: 'web', namespace: 'billing', port: 80 }), service(), service('api', 'billing')] },
    ],
  }),
});
