import { SERVING_KINDS } from '../conditions';
import { defineControl } from '../control';
import { field, given } from '../require';

const ports = [{ containerPort: 8080 }];

export const livenessProbe = defineControl({
  id: 'liveness-probe',
  title: 'Serving containers have a liveness probe',
  subject: 'container',
  kinds: SERVING_KINDS,
  containers: ['main'],
  why: 'a process that hangs keeps running and answers no requests until a person notices',
  fix: {
    code: 'set `liveness` of the container, for example with `Probe.fromHttpGet` or `GrpcProbe.of`',
    yaml: 'set `livenessProbe` of the container',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  frameworks: [
    'kube-linter:no-liveness-probe', 'kube-score:pod-probes', 'kubescape:C-0056', 'kyverno:require-probes', 'polaris:livenessProbeMissing',
    'checkov:CKV_K8S_8',
  ],
  // a container without ports serves nothing that anybody could ask
  require: given(field('ports').isNotEmpty(), field('livenessProbe').isPresent()),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a probe over HTTP', subject: { ports, livenessProbe: { httpGet: { path: '/livez', port: 8080 } } } },
      { shows: 'a container that serves nothing', subject: { command: ['worker'], ports: [] } },
    ],
    bad: [
      { shows: 'a port alone', subject: { ports } },
      { shows: 'a startup probe alone', subject: { ports, startupProbe: { httpGet: { path: '/livez', port: 8080 } } } },
    ],
  }),
});
