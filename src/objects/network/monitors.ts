import { TargetPort, targetPorts } from './service-backends';
import { selectorMatches } from '../label-selector';
import { groupKind, keyOf, Manifest, metadataOf, stringMap } from '../manifest';
import { descend, elementsOf, isObject, valueAt } from '../pointer';

const SERVICE_MONITOR = 'monitoring.coreos.com/ServiceMonitor';
const POD_MONITOR = 'monitoring.coreos.com/PodMonitor';

/** The kinds that have metrics scraped, with what is read of them. https://prometheus-operator.dev/docs/api-reference/api/ */
export const MONITOR_KINDS: Readonly<Record<string, readonly string[]>> = {
  [SERVICE_MONITOR]: ['/spec/selector', '/spec/namespaceSelector', '/spec/endpoints'],
  [POD_MONITOR]: ['/spec/selector', '/spec/namespaceSelector', '/spec/podMetricsEndpoints'],
};

/** A port that a monitor has scraped. */
export interface ScrapedPort {
  /** Of the Service for a ServiceMonitor, of the pod for a PodMonitor; undefined where the monitor gives the port of the pod as a number. */
  readonly name?: string;
  readonly number?: number;
  readonly pointer: string;
}

export const isServiceMonitor = (manifest: Manifest): boolean => groupKind(manifest) === SERVICE_MONITOR;

const ENDPOINTS: Readonly<Record<string, { readonly pointer: string; readonly number: string }>> = {
  [SERVICE_MONITOR]: { pointer: '/spec/endpoints', number: 'targetPort' }, [POD_MONITOR]: { pointer: '/spec/podMetricsEndpoints', number: 'portNumber' },
};

/** The ports that a monitor has scraped; one whose endpoint names none is left out. */
export function scrapedPorts(monitor: Manifest): readonly ScrapedPort[] {
  const { pointer, number } = ENDPOINTS[groupKind(monitor)];
  return elementsOf(valueAt(monitor, pointer)).flatMap((endpoint, i): ScrapedPort[] => {
    if (!isObject(endpoint)) return [];
    if (typeof endpoint.port === 'string' && endpoint.port !== '') return [{ name: endpoint.port, pointer: descend(pointer, [i, 'port']) }];
    const given = endpoint[number] ?? endpoint.targetPort;
    return typeof given === 'number' ? [{ number: given, pointer: descend(pointer, [i, number]) }] : [];
  });
}

/** Whether a monitor looks at a namespace: its own one where it says nothing else. */
export function looksAt(monitor: Manifest, namespace: string): boolean {
  const selector = valueAt(monitor, '/spec/namespaceSelector');
  if (valueAt(selector, '/any') === true) return true;
  const names = elementsOf(valueAt(selector, '/matchNames'));
  return names.length > 0 ? names.includes(namespace) : keyOf(monitor).namespace === namespace;
}

/** Whether a ServiceMonitor selects a Service. */
export function selectsService(monitor: Manifest, service: Manifest): boolean {
  return looksAt(monitor, keyOf(service).namespace) && selectorMatches(valueAt(monitor, '/spec/selector') ?? {}, stringMap(metadataOf(service).labels));
}

/** The ports of pods that a monitor has scraped: by a Service that it selects, or of the pods themselves. */
export function portsBehind(monitor: Manifest, service?: Manifest): readonly TargetPort[] {
  return scrapedPorts(monitor).flatMap(({ name, number }) => {
    if (number !== undefined) return [{ protocol: 'TCP', port: number }];
    return service ? targetPorts(service, name) : [{ protocol: 'TCP', port: name! }];
  });
}
