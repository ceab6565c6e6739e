import { defineControl } from '../control';
import { field, item } from '../require';

const ports = (...numbers: number[]) => ({ ports: numbers.map((containerPort) => ({ containerPort })) });

export const noPrivilegedContainerPort = defineControl({
  id: 'no-privileged-container-port',
  title: 'Containers listen on ports above 1023',
  subject: 'container',
  why: 'a port below 1024 needs root or the capability NET_BIND_SERVICE on many runtimes, so the container gets more rights than it needs',
  fix: {
    code: 'let the process listen on a port from 1024 on, set it as `portNumber` of the container, and map 80 or 443 to it in the Service',
    yaml: 'move the process, `ports[].containerPort` and `targetPort` of the Service to 1024 or above',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service'],
  frameworks: ['kube-linter:privileged-ports', 'trivy:KSV-0117'],
  require: field('ports').every(item('containerPort').isAtLeast(1024)),
  coveredBy: [{ control: 'no-ssh-port', where: 'same-field' }],
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'high ports', subject: ports(1024, 8080) }],
    bad: [
      { shows: 'the port of HTTP', subject: ports(80) },
      { shows: 'a low port beside a high one', subject: ports(8080, 1023) },
    ],
  }),
});
