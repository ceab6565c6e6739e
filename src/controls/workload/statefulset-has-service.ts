import { keyOf, Manifest } from '../../objects/manifest';
import { valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf, SERVICE_PORTS, serviceIndexOf } from '../members';

const pointer = '/spec/serviceName';

function inspect(set: ObjectSet): SetSite[] {
  const services = serviceIndexOf(set);
  return membersOf(set, 'apps/StatefulSet').flatMap((member): SetSite[] => {
    const name = valueAt(member.manifest, pointer);
    if (typeof name !== 'string' || name === '') return []; // statefulset-service-name and valid-manifest report it
    const message = services.missing({ name }, keyOf(member.manifest).namespace);
    return message === undefined ? [] : [{ member, pointer, message: `serviceName is "${name}": ${message}` }];
  });
}

const statefulSet = (serviceName?: string): Manifest => ({
  apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'database', namespace: 'shop' }, spec: { serviceName },
});
const service = (name: string, namespace = 'shop'): Manifest => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { clusterIP: 'None' } });

export const statefulsetHasService = defineControl({
  id: 'statefulset-has-service',
  title: 'The Service that a StatefulSet names exists',
  subject: 'set',
  why: 'without the Service the pods have no names in DNS, so the members of a cluster never find each other',
  fix: {
    code: 'use SecureStatefulSet, which creates a headless Service from `service` or the ports of its containers',
    yaml: 'write the name of a headless Service in the same namespace into `spec.serviceName`, or add that Service',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  frameworks: ['kube-score:statefulset-has-servicename'],
  reads: [SERVICE_PORTS, { kinds: { 'apps/StatefulSet': [pointer] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the Service, which may arrive after its StatefulSet'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'the Service', subject: [statefulSet('database'), service('database')] },
      { shows: 'no name, which another control reports', subject: [statefulSet(), service('web')] },
      { shows: 'a StatefulSet alone, one part of something larger', subject: [statefulSet('database')] },
    ],
    bad: [
      { shows: 'a name that no Service has', subject: [statefulSet('database'), service('web')] },
      { shows: 'a Service of another namespace', subject: [statefulSet('database'), service('database', 'billing')] },
    ],
  }),
});
