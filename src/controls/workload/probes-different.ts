import { failureSecondsOf, questionOf } from '../../objects/probe';
import { defineControl, notEnforceable } from '../control';

const http = (path: string, port: string | number = 8080) => ({ httpGet: { path, port } });
const command = { exec: { command: ['/app', 'check'] } };

export const probesDifferent = defineControl({
  id: 'probes-different',
  title: 'The liveness probe restarts no container that is merely not ready',
  subject: 'container',
  why: 'when both probes check the same endpoint, a pod that waits for its database is killed instead of taken out of service, and a short delay becomes an outage',
  fix: {
    code: 'give `liveness` another path than `readiness`, or a higher `failureThreshold`',
    yaml: 'give `livenessProbe` another path than `readinessProbe`, or a higher `failureThreshold`',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  frameworks: ['kube-score:pod-probes-identical', 'kyverno:ensure-probes-different'],
  // kube-score and Kyverno refuse the same handler whatever its failureThreshold, and kube-score takes any two named ports for the same. Kubernetes
  // documents the same endpoint with a higher failureThreshold as a common pattern, so that passes here.
  inspect: (container) => {
    const { livenessProbe, readinessProbe } = container;
    if (failureSecondsOf(livenessProbe) > failureSecondsOf(readinessProbe)) return [];
    const question = questionOf(container, livenessProbe);
    if (question === undefined || question !== questionOf(container, readinessProbe)) return [];
    return [{ pointer: '/livenessProbe', message: 'livenessProbe checks the same as readinessProbe, and fails no later than it' }];
  },
  admission: notEnforceable('compares whole probes, defaults and names of ports included, which the expressions of controls cannot'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'different paths', subject: { livenessProbe: http('/livez'), readinessProbe: http('/readyz') } },
      { shows: 'different ports', subject: { livenessProbe: http('/healthz', 'admin'), readinessProbe: http('/healthz', 'http') } },
      { shows: 'one probe', subject: { readinessProbe: http('/healthz') } },
      {
        shows: 'the same path, failing later',
        subject: { livenessProbe: { ...http('/healthz'), failureThreshold: 6 }, readinessProbe: http('/healthz') },
      },
    ],
    bad: [
      { shows: 'the same path', subject: { livenessProbe: http('/healthz'), readinessProbe: http('/healthz') } },
      {
        shows: 'the same path, failing earlier',
        subject: { livenessProbe: { ...http('/healthz'), periodSeconds: 5 }, readinessProbe: http('/healthz') },
      },
      {
        shows: 'the same port by number and by name',
        subject: {
          livenessProbe: http('/'), readinessProbe: { httpGet: { port: 'http', scheme: 'HTTP' } }, ports: [{ name: 'http', containerPort: 8080 }],
        },
      },
      { shows: 'the same command', subject: { livenessProbe: command, readinessProbe: { ...command, failureThreshold: 5 } } },
    ],
  }),
});
