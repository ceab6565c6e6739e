import { backendsOf } from '../../objects/network/service-backends';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf, SERVICE_PORTS, serviceIndexOf } from '../members';

function inspect(set: ObjectSet): SetSite[] {
  const services = serviceIndexOf(set);
  return membersOf(set, 'networking.k8s.io/Ingress').flatMap((member) => backendsOf(member.manifest).flatMap(({ namespace, pointer, ...wanted }) => {
    const message = services.missing(wanted, namespace);
    return message ? [{ member, pointer, message }] : [];
  }));
}

const service = (name = 'web', namespace = 'shop') => (
  { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] } }
);
const to = (port: object, name = 'web') => ({ service: { name, port } });
const ingress = (spec: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web', namespace: 'shop' }, spec });
const paths = (...backends: object[]) => ingress({ rules: [{ host: 'web.example.com', http: { paths: backends.map((backend) => ({ path: '/', pathType: 'Prefix', backend })) } }] });
const custom = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'db', namespace: 'shop' }, spec: {} };

export const ingressHasBackend = defineControl({
  id: 'ingress-has-backend',
  title: 'Ingresses lead to services that exist',
  subject: 'set',
  why: 'users get an error instead of the site, and anyone who creates a Service of the missing name receives their requests',
  fix: {
    code: 'pass the Service construct to `IngressBackend.fromService`',
    yaml: 'correct `backend.service.name` and `port`, or `metadata.namespace`: an Ingress cannot reach a service in another namespace',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource'],
  // Nothing is reported where no service of the namespace was checked, or where a custom resource may create one; other tools report these cases, too.
  frameworks: ['kube-linter:dangling-ingress', 'kube-score:ingress-targets-service', 'kubescape:C-0298'],
  reads: [SERVICE_PORTS, { kinds: { 'networking.k8s.io/Ingress': ['/spec'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the services of the namespace, which may arrive after the Ingress'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a port by number', subject: [paths(to({ number: 80 })), service()] },
      { shows: 'a port by name', subject: [paths(to({ name: 'http' })), service()] },
      { shows: 'an action instead of a service', subject: [paths(to({ name: 'use-annotation' }, 'ssl-redirect'), to({ name: 'http' })), service()] },
      { shows: 'something other than a service', subject: [paths({ resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'static' } }), service()] },
      { shows: 'an Ingress alone, one part of something larger', subject: [paths(to({ number: 80 })), service('api', 'billing')] },
      { shows: 'a service that an operator may make', subject: [paths(to({ number: 80 }, 'db-rw')), service(), custom] },
    ],
    bad: [
      { shows: 'a name that no service has', subject: [paths(to({ number: 80 }), to({ number: 80 }, 'api')), service()] },
      { shows: 'a number that no port has', subject: [paths(to({ number: 8080 })), service()] },
      { shows: 'a name that no port has', subject: [paths(to({ name: 'https' })), service()] },
      { shows: 'a missing service for everything', subject: [ingress({ defaultBackend: to({ number: 80 }, 'api') }), service()] },
      { shows: 'a service of another namespace', subject: [paths(to({ number: 80 })), service('web', 'billing')] },
    ],
  }),
});
