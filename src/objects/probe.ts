import { entries } from './container-shape';
import { isMissing } from './fields/field-test';
import { plainText } from './plain-text';
import { Fields, isObject } from './pointer';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
/** What a handler requests besides its port, with the defaults. https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go */
const ASKED: Readonly<Record<string, (handler: Fields) => readonly unknown[]>> = {
  httpGet: ({ scheme, host, path, httpHeaders }) => [
    scheme ?? 'HTTP', host ?? '', path || '/', ...entries(httpHeaders, '').flatMap(({ value }) => [value.name, value.value]),
  ],
  tcpSocket: ({ host }) => [host ?? ''],
  grpc: ({ service }) => [service ?? ''],
  exec: ({ command }) => (Array.isArray(command) ? command : []),
};
const HANDLERS = Object.keys(ASKED);
const FAILURES = 3;
const PERIOD_SECONDS = 10;

const NOTHING: Fields = {};
const fields = (value: unknown): Fields => (isObject(value) ? value : NOTHING);
const ports = (container: Fields): Fields[] => entries(container.ports, '').map(({ value }) => value);

/** A port that a probe of a container connects to. */
export interface ProbePort {
  /** Below the container. */
  readonly pointer: string;
  readonly port: unknown;
}

/** The ports that the probes of a container ask. */
export function probePorts(container: Fields): ProbePort[] {
  const found: ProbePort[] = [];
  for (const probe of PROBES) {
    const handlers = container[probe];
    if (!isObject(handlers)) continue;
    for (const handler of HANDLERS) {
      const { port, host } = fields(handlers[handler]);
      if (!isMissing(host)) continue; // the port of another host
      if (port !== undefined && port !== null) found.push({ pointer: `/${probe}/${handler}/port`, port });
    }
  }
  return found;
}

/** Whether a container lists a port, by number or by name. */
export function listsPort(container: Fields, port: unknown): boolean {
  return ports(container).some(({ name, containerPort }) => port === containerPort || port === name);
}

/** Whether another container that runs beside a container of the pod lists a port by number: they share one network. */
export function isListedBeside(pod: unknown, port: unknown): boolean {
  if (!isObject(pod)) return false;
  const sidecars = entries(pod.initContainers, '').filter(({ value }) => value.restartPolicy === 'Always');
  return [...entries(pod.containers, ''), ...sidecars].some(({ value }) => ports(value).some(({ containerPort }) => containerPort === port));
}

/** The request that a probe makes, in a form in which equal requests are equal texts; undefined where it makes none. */
export function questionOf(container: Fields, probe: unknown): string | undefined {
  const handlers = HANDLERS.filter((handler) => isObject(fields(probe)[handler]));
  if (handlers.length === 0) return undefined;
  return handlers.map((handler) => {
    const asked = fields(fields(probe)[handler]);
    return JSON.stringify([handler, numberOf(container, asked.port), ...ASKED[handler](asked)].map(word));
  }).join();
}

/** How long a probe fails before the kubelet acts, in seconds. */
export function failureSecondsOf(probe: unknown): number {
  const { failureThreshold, periodSeconds } = fields(probe);
  const positive = (value: unknown, otherwise: number): number => (typeof value === 'number' && value > 0 ? value : otherwise);
  return positive(failureThreshold, FAILURES) * positive(periodSeconds, PERIOD_SECONDS);
}

/** The number of a port; its name where the container has no such port. */
function numberOf(container: Fields, port: unknown): unknown {
  return ports(container).find(({ name }) => name !== undefined && name === port)?.containerPort ?? port;
}

const word = (value: unknown): string => (typeof value === 'object' ? '' : plainText(value));
