import { containersOf } from '../../objects/container';
import { keyOf, Manifest } from '../../objects/manifest';
import { PodGroup, PodIndex } from '../../objects/pod-index';
import { Fields, descend, elementsOf, isObject, valueAt } from '../../objects/pointer';
import { getOrInsert } from '../../objects/remembered';
import { mapsOf } from '../../objects/value-types';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf, POD_LABELS, podIndexOf } from '../members';
import { inContainers } from '../set-reads';
import { Site } from '../site';

/** The ports that containers declare, those of sidecars included. https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
const declaredPorts = ({ pod }: PodGroup): Fields[] => containersOf(pod)
  .flatMap(({ value, role }) => (isObject(value) && (role === 'main' || (role === 'init' && value.restartPolicy === 'Always')) ? mapsOf(value.ports) : []));

const nameKey = (name: unknown, protocol: unknown): string => [name, protocol ?? 'TCP'].filter((part) => typeof part === 'string').join(' ');

/** Where some of these pods may listen: each name that is declared, with its protocol, and each number; `any` where one of them declares no port at all. */
function listening(groups: readonly PodGroup[]): ReadonlySet<unknown> {
  const declared = groups.map(declaredPorts);
  return new Set<unknown>([
    ...declared.flatMap((ports) => ports.flatMap(({ name, containerPort, protocol }) => [nameKey(name, protocol), containerPort])),
    ...(declared.some((ports) => ports.length === 0) ? ['any'] : []),
  ]);
}

type Listening = (groups: readonly PodGroup[]) => ReadonlySet<unknown>;

/** Equal selections are one list, and looked at once. */
function remembered(): Listening {
  const known = new WeakMap<readonly PodGroup[], ReadonlySet<unknown>>();
  return (groups) => getOrInsert(known, groups, listening);
}

function faults(service: Manifest, pods: PodIndex, portsOf: Listening): Site[] {
  const [selector, { namespace }] = [valueAt(service, '/spec/selector'), keyOf(service)];
  if (!isObject(selector) || Object.keys(selector).length === 0 || valueAt(service, '/spec/type') === 'ExternalName' || pods.mayHaveMore(namespace)) return [];
  const selected = pods.selected({ matchLabels: selector }, namespace);
  if (selected.length === 0) return []; // service-selects-pods reports it
  const [ports, open] = [valueAt(service, '/spec/ports'), portsOf(selected)];
  return elementsOf(ports).flatMap((port, index) => {
    const target = isObject(port) ? port.targetPort ?? port.port : undefined;
    if (!isObject(port) || (typeof target !== 'string' && typeof target !== 'number')) return []; // valid-manifest reports it
    if (typeof target === 'string' ? open.has(nameKey(target, port.protocol)) : open.has(target) || open.has('any')) return [];
    const pointer = descend('/spec/ports', [index, port.targetPort === undefined || port.targetPort === null ? 'port' : 'targetPort']);
    const message = `none of the pods that the service selects declares the port ${JSON.stringify(target)}`;
    return [{ pointer, message }];
  });
}

function inspect(set: ObjectSet): SetSite[] {
  const [pods, portsOf] = [podIndexOf(set), remembered()];
  return membersOf(set, 'Service').flatMap((member) => faults(member.manifest, pods, portsOf).map((site) => ({ ...site, member })));
}

const service = (port: object, spec: object = {}) => (
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { selector: { app: 'web' }, ports: [{ port: 80, ...port }], ...spec } }
);
const http = { name: 'http', containerPort: 8080 };
const workload = (ports: readonly object[] | undefined = [http], rest: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0', ports }], ...rest } } },
});
const named = service({ targetPort: 'http' });

export const serviceTargetPort = defineControl({
  id: 'service-target-port',
  title: 'Services target ports of their pods',
  subject: 'set',
  why: 'a service that sends traffic to a port where nothing listens refuses every connection, and with a port name that no container has it gets no '
    + 'endpoints',
  fix: {
    code: 'leave `targetPort` of `exposeViaService` unset; it defaults to the port of the container',
    yaml: 'correct `spec.ports[].targetPort`, or name the port in `containers[].ports[]`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  // Ports work undeclared, so a number is held against pods only where they declare others; kube-linter looks at the form of the port alone.
  frameworks: ['kube-linter:invalid-target-ports'],
  reads: [POD_LABELS, { kinds: { Service: ['/spec'] }, pods: inContainers('/ports', '/restartPolicy') }],
  inspectSet: inspect,
  admission: notEnforceable('needs the workloads that the service selects, which may arrive after it'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a name', subject: [named, workload()] },
      { shows: 'a number', subject: [service({ targetPort: 8080 }), workload()] },
      { shows: 'the port itself', subject: [service({ port: 8080 }), workload()] },
      { shows: 'a number where no port is declared', subject: [service({ targetPort: 9090 }), workload([])] },
      { shows: 'a port of a sidecar', subject: [named, workload([], { initContainers: [{ name: 'proxy', restartPolicy: 'Always', ports: [http] }] })] },
      { shows: 'a port of some of the pods', subject: [named, workload([]), workload()] },
      { shows: 'a protocol', subject: [service({ targetPort: 'dns', protocol: 'UDP' }), workload([{ name: 'dns', containerPort: 5353, protocol: 'UDP' }])] },
      { shows: 'pods that were not checked', subject: [service({ targetPort: 'http' }, { selector: { app: 'api' } }), workload([])] },
      { shows: 'no selector', subject: [service({ targetPort: 'http' }, { selector: {} }), workload([])] },
    ],
    bad: [
      { shows: 'a name that no container has', subject: [service({ targetPort: 'web' }), workload()] },
      { shows: 'a name where no port is declared', subject: [named, workload([])] },
      { shows: 'a number that no container has', subject: [service({ targetPort: 9090 }), workload()] },
      { shows: 'no target where the port itself is another', subject: [service({}), workload()] },
      { shows: 'a name of another protocol', subject: [service({ targetPort: 'http', protocol: 'UDP' }), workload()] },
      { shows: 'a port of a container that is gone by then', subject: [named, workload([], { initContainers: [{ name: 'setup', ports: [http] }] })] },
    ],
  }),
});
