import { POD_KINDS } from '../../objects/pod-template';
import { NAMESPACES_OF_KUBERNETES } from '../conditions';
import { defineControl } from '../control';
import { field } from '../require';

const deployment = (namespace?: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace },
  spec: { template: { spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0' }] } } },
});

export const noKubeSystem = defineControl({
  id: 'no-kube-system',
  title: 'Workloads stay out of the namespaces of Kubernetes itself',
  subject: 'object',
  kinds: Object.keys(POD_KINDS),
  why: 'pods there run beside the control plane, among its service accounts and secrets, and these namespaces are mostly exempt from Pod Security and policies',
  fix: {
    code: 'build the workload below a `HardenedNamespace` of its own',
    yaml: 'set `metadata.namespace` to a namespace of its own; waive this control for components of the platform',
  },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces'],
  // Only workloads: other objects have to be there, such as a Role for the settings that an aggregated API server reads.
  frameworks: ['mitre:T1036.005', 'trivy:KSV-0037'],
  require: field('metadata.namespace').isNoneOf(NAMESPACES_OF_KUBERNETES),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a namespace of its own', subject: deployment('shop') },
      { shows: 'no namespace, which another control judges', subject: deployment() },
    ],
    bad: NAMESPACES_OF_KUBERNETES.map((namespace) => ({ shows: namespace, subject: deployment(namespace) })),
  }),
});
