import { isListedBeside, listsPort, probePorts } from '../../objects/probe';
import { defineControl, notEnforceable } from '../control';

const ports = [{ name: 'http', containerPort: 8080 }];
const proxy = { name: 'proxy', image: 'registry.example.com/proxy:1.0.0', ports: [{ name: 'status', containerPort: 15021 }] };
const probe = (name: string, port: unknown) => ({ [name]: { httpGet: { path: '/healthz', port } } });

export const probePortExposed = defineControl({
  id: 'probe-port-exposed',
  title: 'Probes use ports that a container of the pod lists',
  subject: 'container',
  why: 'a probe of a mistyped port always fails, so the kubelet restarts a healthy container or never lets it serve; and a port that is not listed '
    + 'is seen neither by reviewers nor by network policies made from the list',
  fix: {
    code: 'add the port of the probe to `ports` of the container that serves it and pass the same number as `port` of the probe',
    yaml: 'correct `port` of the probe, or add it to `ports` of the container that serves it',
  },
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  frameworks: ['kube-linter:liveness-port', 'kube-linter:readiness-port', 'kube-linter:startup-port'],
  // The kubelet looks for a name in the list of the container alone. A number is asked of the pod, whose containers share one network, and it is judged
  // where there is a list to compare with: Kubernetes opens every port, listed or not. kube-linter wants the number in the list of the container itself.
  inspect: (container, _profile, _evidence, pod) => {
    const hasList = Array.isArray(container.ports) && container.ports.length > 0;
    return probePorts(container)
      .filter(({ port }) => (typeof port === 'number' ? hasList && !isListedBeside(pod, port) : true) && !listsPort(container, port))
      .map(({ pointer, port }) => ({ pointer, actual: port, expected: 'must be a port that a container of the pod lists, or the name of one of this container' }));
  },
  admission: notEnforceable('looks up a port by number or by name, which the expressions of controls cannot compare'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a number of the list', subject: { ports, ...probe('livenessProbe', 8080) } },
      { shows: 'a name of the list', subject: { ports, ...probe('readinessProbe', 'http') } },
      { shows: 'a number where the container lists no ports', subject: { ports: [], ...probe('startupProbe', 8080) } },
      { shows: 'a number that a sidecar lists', subject: { ports, ...probe('livenessProbe', 15021) }, pod: { initContainers: [{ ...proxy, restartPolicy: 'Always' }] } },
      { shows: 'a port of another host', subject: { ports, livenessProbe: { tcpSocket: { host: 'db.example.com', port: 5432 } } } },
      { shows: 'a command', subject: { ports, livenessProbe: { exec: { command: ['/app', 'check'] } } } },
    ],
    bad: [
      { shows: 'another number', subject: { ports, ...probe('livenessProbe', 8081) } },
      { shows: 'another name', subject: { ports, ...probe('readinessProbe', 'admin') } },
      { shows: 'a name that a sidecar lists', subject: { ports, ...probe('livenessProbe', 'status') }, pod: { initContainers: [{ ...proxy, restartPolicy: 'Always' }] } },
      { shows: 'a number that an init container lists, which has ended', subject: { ports, ...probe('livenessProbe', 15021) }, pod: { initContainers: [proxy] } },
      { shows: 'a name where the container lists no ports', subject: probe('startupProbe', 'http') },
      { shows: 'another port over gRPC', subject: { ports, livenessProbe: { grpc: { port: 9090 } } } },
      { shows: 'another port over TCP', subject: { ports, readinessProbe: { tcpSocket: { port: 9090 } } } },
    ],
  }),
});
