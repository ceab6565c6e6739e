import { defineControl } from '../control';
import { field } from '../require';

const statefulSet = (serviceName?: string) => ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'database' }, spec: { serviceName } });

export const statefulsetServiceName = defineControl({
  id: 'statefulset-service-name',
  title: 'StatefulSets name their governing Service',
  subject: 'object',
  kinds: ['apps/StatefulSet'],
  why: 'without the Service the pods have no names in DNS, so the members of a cluster never find each other, and the field cannot be added later',
  fix: {
    code: 'use SecureStatefulSet, which creates a headless Service from `service` or the ports of its containers',
    yaml: 'set `spec.serviceName` to the name of a headless Service in the same namespace',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  frameworks: ['kube-score:statefulset-has-servicename'],
  require: field('spec.serviceName').isNotEmpty(),
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'a Service', subject: statefulSet('database') }],
    bad: [{ shows: 'an empty name', subject: statefulSet('') }],
  }),
});
