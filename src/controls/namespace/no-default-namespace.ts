import { NAMESPACED_KINDS } from '../../objects/scope';
import { defineControl } from '../control';
import { allOf, field } from '../require';

// Written by the cluster itself, also into "default": the events of nodes, the endpoints of the API server.
const BY_THE_CLUSTER = [
  'Event', 'events.k8s.io/Event', 'Endpoints', 'discovery.k8s.io/EndpointSlice', 'coordination.k8s.io/Lease', 'apps/ControllerRevision',
];

const configMap = (metadata: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags', ...metadata } });

export const noDefaultNamespace = defineControl({
  id: 'no-default-namespace',
  title: 'Objects name a namespace other than default',
  subject: 'object',
  // kinds that Kubernetes does not bring are left out: only their definition says whether they have a namespace
  kinds: NAMESPACED_KINDS.filter((kind) => !BY_THE_CLUSTER.includes(kind)),
  why: 'without a namespace the object lands wherever the deploying context points; "default" has no quota, no policy and no owner',
  fix: {
    code: 'build the construct below a `HardenedNamespace`, which gives it its namespace',
    yaml: 'set `metadata.namespace` to the namespace of the application',
  },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces'],
  frameworks: [
    'cis:5.6.4', 'kube-linter:use-namespace', 'kubescape:C-0061', 'kubescape:C-0212', 'kyverno:disallow-default-namespace', 'checkov:CKV_K8S_21', 'trivy:KSV-0110',
  ],
  require: allOf(field('metadata.namespace').isNotEmpty(), field('metadata.namespace').differsFrom('default')),
  absent: 'not-applicable',
  examples: () => ({
    good: [{ shows: 'a namespace of its own', subject: configMap({ namespace: 'shop' }) }],
    bad: [
      { shows: 'no namespace', subject: configMap({}) },
      { shows: 'an empty namespace', subject: configMap({ namespace: '' }) },
      { shows: 'the namespace "default"', subject: configMap({ namespace: 'default' }) },
    ],
  }),
});
