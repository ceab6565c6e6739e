import { entries } from '../../objects/container-shape';
import { plainText } from '../../objects/plain-text';
import { elementsOf, Fields, valueAt } from '../../objects/pointer';
import { getOrInsert } from '../../objects/remembered';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

/** The containers that run beside each other; an init container ends before the next one starts, unless it is always restarted. */
const LISTS: readonly (readonly [field: string, isBeside: (container: Fields) => boolean])[] = [
  ['initContainers', ({ restartPolicy }) => restartPolicy === 'Always'], ['containers', () => true],
];

const NONE: readonly Site[] = [];

/** Of entries that are published apart so many are compared with the next ones; no pod has more. */
const MOST_COMPARED = 100;

interface Listed { readonly container: string; readonly port: Fields }

/** A port of the node of its own keeps two entries apart: the port is published twice. */
function isPublishedApart({ hostPort, hostIP }: Fields, other: Fields): boolean {
  return Boolean(hostPort && other.hostPort) && (hostPort !== other.hostPort || (hostIP !== other.hostIP && Boolean(hostIP && other.hostIP)));
}

function messageOf(container: string, other: string, port: string): string {
  return container === other ? `container "${container}" lists port ${port} twice; an update of the object keeps one of the entries and loses the name of the other`
    : `containers "${other}" and "${container}" both list port ${port}; they share the network of the pod, so the second one to listen fails`;
}

function inspect(pod: Fields): readonly Site[] {
  const lists = elementsOf(pod.containers).length + elementsOf(pod.initContainers).length;
  if (lists === 1 && elementsOf(valueAt(pod, '/containers/0/ports')).length < 2) return NONE; // most pods, cheaply
  const all = new Map<string, Listed[]>();
  return LISTS.flatMap(([field, isBeside]) => entries(pod[field], `/${field}`).flatMap(({ value, pointer }) => {
    const ports = entries(value.ports, `${pointer}/ports`);
    const known = isBeside(value) ? all : new Map<string, Listed[]>();
    const container = plainText(value.name);
    return ports.flatMap(({ value: port, pointer: at }): Site[] => {
      const { containerPort, protocol = 'TCP' } = port;
      if (typeof containerPort !== 'number' || typeof protocol !== 'string') return [];
      const same = getOrInsert(known, `${containerPort} ${protocol}`, (): Listed[] => []);
      const other = same.find((one) => !isPublishedApart(port, one.port));
      if (same.length < MOST_COMPARED) same.push({ container, port });
      return other ? [{ pointer: `${at}/containerPort`, message: messageOf(container, other.container, `${containerPort} (${protocol})`) }] : [];
    });
  }));
}

const web = { name: 'web', ports: [{ name: 'http', containerPort: 8080 }] };
const pod = (...containers: object[]) => ({ containers });

export const uniqueContainerPorts = defineControl({
  id: 'unique-container-ports',
  title: 'The containers of a pod list each port once',
  subject: 'pod',
  why: 'two processes cannot listen on one port of a pod, so one of the containers restarts for ever; and of equal entries in one list an update keeps one, '
    + 'so that a Service or policy that uses the name of the other finds no port',
  fix: {
    code: 'pass another `number` in `ports` of one of the containers, or remove the second entry',
    yaml: 'change `containerPort` of one of the entries and what the process listens on, or remove the second entry',
  },
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking', 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports'],
  inspect,
  admission: notEnforceable('compares the entries of several lists, which the expressions of controls cannot'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a port in one container', subject: pod(web, { name: 'proxy', ports: [{ name: 'proxy', containerPort: 8443 }] }) },
      { shows: 'a number for two protocols', subject: pod({ name: 'dns', ports: [{ name: 'dns', containerPort: 5353, protocol: 'UDP' }, { name: 'dns-tcp', containerPort: 5353 }] }) },
      { shows: 'an init container, which ends before', subject: { initContainers: [{ ...web, name: 'migrate' }], ...pod(web) } },
      { shows: 'a port that is published on two ports of the node', subject: pod({ name: 'web', ports: [{ containerPort: 8080, hostPort: 80 }, { containerPort: 8080, hostPort: 8080 }] }) },
    ],
    bad: [
      { shows: 'two containers on one port', subject: pod(web, { name: 'metrics', ports: [{ name: 'metrics', containerPort: 8080 }] }) },
      { shows: 'a sidecar on the port of a container', subject: { initContainers: [{ ...web, name: 'proxy', restartPolicy: 'Always' }], ...pod(web) } },
      { shows: 'two names for one port', subject: pod({ name: 'web', ports: [{ name: 'http', containerPort: 8080 }, { name: 'metrics', containerPort: 8080, protocol: 'TCP' }] }) },
    ],
  }),
});
