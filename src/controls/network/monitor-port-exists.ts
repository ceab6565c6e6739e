import { keyOf } from '../../objects/manifest';
import { isServiceMonitor, looksAt, MONITOR_KINDS, scrapedPorts, selectsService } from '../../objects/network/monitors';
import { podEnd } from '../../objects/network/reachability';
import { elementsOf, isObject, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { INBOUND_PATHS, membersOf, membersOfKinds, POD_LABELS, podIndexOf } from '../members';
import { inContainers } from '../set-reads';

/** The names of the ports that a monitor can find in what was checked; undefined where it selects nothing there, or what it selects may have others. */
function portNames(set: ObjectSet, { manifest }: SetMember): readonly unknown[] | undefined {
  if (isServiceMonitor(manifest)) {
    const services = membersOf(set, 'Service').filter((service) => selectsService(manifest, service.manifest));
    return services.length === 0 ? undefined
      : services.flatMap((service) => elementsOf(valueAt(service.manifest, '/spec/ports')).map((port) => (isObject(port) ? port.name : undefined)));
  }
  const pods = podIndexOf(set);
  const { namespace } = keyOf(manifest);
  if (pods.mayHaveMore(namespace)) return undefined;
  const selected = pods.selectedWithin(valueAt(manifest, '/spec/selector') ?? {}, namespace).filter((group) => looksAt(manifest, group.namespace));
  return selected.length === 0 ? undefined : selected.flatMap(({ pod }) => podEnd('', pod.metadata, pod.spec).ports.map(({ name }) => name));
}

function inspect(set: ObjectSet): SetSite[] {
  return membersOfKinds(set, Object.keys(MONITOR_KINDS)).flatMap((member): SetSite[] => {
    const names = portNames(set, member);
    if (!names) return [];
    const holder = isServiceMonitor(member.manifest) ? 'Service' : 'container';
    const known = [...new Set(names.filter((name) => typeof name === 'string'))].map((name) => JSON.stringify(name)).join(', ') || 'none has a name';
    return scrapedPorts(member.manifest).filter(({ name }) => name !== undefined && !names.includes(name)).map(({ name, pointer }) => (
      { member, pointer, message: `no ${holder} that the monitor selects has a port "${name}"; there are: ${known}` }));
  });
}

const metadata = { name: 'web', namespace: 'shop', labels: { app: 'web' } };
const selector = { matchLabels: { app: 'web' } };
const service = (name: string | undefined = 'metrics', labels = metadata.labels) => (
  { apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, labels }, spec: { selector: { app: 'web' }, ports: [{ name, port: 9090 }] } });
const monitor = (spec: object = { endpoints: [{ port: 'metrics' }] }, kind = 'ServiceMonitor', namespace = 'shop') => (
  { apiVersion: 'monitoring.coreos.com/v1', kind, metadata: { name: 'web', namespace }, spec: { selector, ...spec } });
const podMonitor = (port: string) => monitor({ podMetricsEndpoints: [{ port }] }, 'PodMonitor');
const workload = {
  apiVersion: 'apps/v1', kind: 'Deployment', metadata,
  spec: { template: { metadata: { labels: metadata.labels }, spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0', ports: [{ name: 'metrics', containerPort: 9090 }] }] } } },
};

export const monitorPortExists = defineControl({
  id: 'monitor-port-exists',
  title: 'Monitors scrape ports that exist',
  subject: 'set',
  why: 'a monitor of a port that does not exist scrapes nothing and reports no error, so alerts on these metrics never fire',
  fix: {
    code: 'give the port the same name in the monitor, in `ports` of the container and in `exposeViaService`',
    yaml: 'correct `spec.endpoints[].port` of the ServiceMonitor or `spec.podMetricsEndpoints[].port` of the PodMonitor: it is the name of a port, not '
      + 'its number',
  },
  references: ['https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint'],
  frameworks: [],
  reads: [POD_LABELS, INBOUND_PATHS, { pods: inContainers('/ports', '/restartPolicy') }],
  inspectSet: inspect,
  admission: notEnforceable('needs the Services and pods that the monitor selects, which may arrive after it'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a port of the Service', subject: [monitor(), service()] },
      { shows: 'a port of the Service in another namespace', subject: [monitor({ namespaceSelector: { matchNames: ['shop'] }, endpoints: [{ port: 'metrics' }] }, 'ServiceMonitor', 'monitoring'), service()] },
      { shows: 'a port of the pods', subject: [podMonitor('metrics'), workload] },
      { shows: 'a number', subject: [monitor({ endpoints: [{ targetPort: 9090 }] }), service('http')] },
      { shows: 'a Service that was not checked', subject: [monitor(), service('http', { app: 'api' })] },
      { shows: 'pods that were not checked', subject: [podMonitor('metrics'), { ...workload, metadata: { ...metadata, namespace: 'billing' } }] },
    ],
    bad: [
      { shows: 'a name that no port of the Service has', subject: [monitor(), service('http')] },
      { shows: 'a port without a name', subject: [monitor(), { ...service(), spec: { selector: { app: 'web' }, ports: [{ port: 9090 }] } }] },
      { shows: 'a name that no port of the pods has', subject: [podMonitor('http'), workload] },
    ],
  }),
});
