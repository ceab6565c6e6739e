import { SERVING_KINDS } from '../conditions';
import { defineControl } from '../control';
import { field, given } from '../require';

const ports = [{ containerPort: 8080 }];

export const readinessProbe = defineControl({
  id: 'readiness-probe',
  title: 'Serving containers have a readiness probe',
  subject: 'container',
  kinds: SERVING_KINDS,
  containers: ['main'],
  why: 'a Service sends requests to a pod that cannot answer yet, so each rollout drops requests',
  fix: {
    code: 'set `readiness` of the container, for example with `Probe.fromHttpGet`',
    yaml: 'set `readinessProbe` of the container',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  frameworks: [
    'kube-linter:no-readiness-probe', 'kube-score:pod-probes', 'kubescape:C-0018', 'kyverno:require-probes', 'polaris:readinessProbeMissing',
    'checkov:CKV_K8S_9',
  ],
  // a container without ports serves nothing that anybody could ask
  require: given(field('ports').isNotEmpty(), field('readinessProbe').isPresent()),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a probe over HTTP', subject: { ports, readinessProbe: { httpGet: { path: '/readyz', port: 8080 } } } },
      { shows: 'a container that serves nothing', subject: { command: ['worker'], ports: [] } },
    ],
    bad: [
      { shows: 'a port alone', subject: { ports } },
      { shows: 'a startup probe alone', subject: { ports, startupProbe: { httpGet: { path: '/readyz', port: 8080 } } } },
    ],
  }),
});
