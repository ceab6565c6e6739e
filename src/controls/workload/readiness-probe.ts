import { SERVING_KINDS } from '../conditions';
import { defineControl } from '../control';
import { field } from '../require';

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
  require: field('readinessProbe').isPresent(),
  absent: 'bad',
  examples: {
    good: [{ shows: 'a probe over HTTP', subject: { readinessProbe: { httpGet: { path: '/readyz', port: 8080 } } } }],
    bad: [{ shows: 'a startup probe alone', subject: { startupProbe: { httpGet: { path: '/readyz', port: 8080 } } } }],
  },
});
