import { defineControl } from '../control';
import { allOf, anyOf, field, not } from '../require';

const service = (spec: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'db', namespace: 'shop' }, spec });
const external = (externalName: string) => service({ type: 'ExternalName', externalName });

const name = field('spec.externalName');

export const noExternalIps = defineControl({
  id: 'no-external-ips',
  title: 'Services claim no external IPs',
  subject: 'object',
  kinds: ['Service'],
  why: 'nodes send traffic for an external IP to the service, whoever owns that address, so its author can read what others send there '
    + '(CVE-2020-8554); and an external name of the node or the metadata service lets anyone reach it through a proxy such as the Ingress controller',
  fix: {
    code: 'publish with `exposeViaIngress` or a Gateway and leave `externalIPs` of the service unset',
    yaml: 'remove `spec.externalIPs`, which Kubernetes 1.36 deprecates; for a host outside the cluster use a Service with `spec.externalName`',
  },
  references: [
    'https://github.com/kubernetes/kubernetes/issues/97076', 'https://kubernetes.io/docs/concepts/services-networking/service/#external-ips',
    'https://kep.k8s.io/5707', 'https://kubernetes.io/docs/concepts/services-networking/service/#externalname',
  ],
  frameworks: ['kyverno:restrict-service-external-ips', 'kyverno:disallow-localhost-services', 'trivy:KSV-0108'],
  // A name outside, such as that of a database, is what ExternalName is for; only names of the node itself and of the metadata service are wrong.
  require: allOf(
    field('spec.externalIPs').isEmpty(),
    anyOf(
      allOf(
        name.isNoneOf(['localhost', 'metadata.google.internal']), not(name.endsWith('.localhost')), not(name.startsWith('127.')), not(name.startsWith('169.254.')),
      ),
      field('spec.type').differsFrom('ExternalName'),
    ),
  ),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'an address inside the cluster', subject: service({ selector: { app: 'db' }, ports: [{ port: 5432 }] }) },
      { shows: 'an empty list', subject: service({ externalIPs: [] }) },
      { shows: 'a database outside the cluster', subject: external('db.example.com') },
      { shows: 'a leftover name that nothing reads', subject: service({ type: 'ClusterIP', externalName: 'localhost' }) },
    ],
    bad: [
      { shows: 'an address outside', subject: service({ externalIPs: ['203.0.113.7'], ports: [{ port: 443 }] }) },
      { shows: 'the node itself', subject: external('localhost') },
      { shows: 'the node itself by a longer name', subject: external('admin.localhost') },
      { shows: 'the node itself by address', subject: external('127.0.0.1') },
      { shows: 'the metadata service', subject: external('metadata.google.internal') },
      { shows: 'the metadata service by address', subject: external('169.254.169.254') },
    ],
  }),
});
