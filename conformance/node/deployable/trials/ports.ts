import { Manifest } from '../../../../src/objects/manifest';
import { applyOnServer, connect } from '../actions';
import { object, PORT, selector, serving, Trial, workload } from '../trial';

const OTHER = 8081;

const pair = (port: number): Manifest => workload({ pod: { containers: [serving('web', PORT), serving('metrics', port)] } });
const listing = (...ports: object[]): Manifest => workload({ container: { ports } });
const probed = (port: number): Manifest => workload({ container: { readinessProbe: { httpGet: { port }, periodSeconds: 2 } } });
const named = workload({ container: { ports: [{ name: 'http', containerPort: PORT }] } });
const service = (spec: object): Manifest => object('v1', 'Service', 'web', { spec: { selector: selector.matchLabels, ports: [{ port: PORT, targetPort: 'http' }], ...spec } });
const stateful = workload({ spec: { serviceName: 'web' } }, 'StatefulSet');
const headless = (name: string): Manifest => object('v1', 'Service', name, { spec: { clusterIP: 'None', selector: selector.matchLabels, ports: [{ port: PORT }] } });

/** Pods that are never ready, or that nobody can connect to. */
export const PORTS: readonly Trial[] = [
  {
    control: 'unique-container-ports', shows: 'two containers that listen on one port',
    faulty: [pair(PORT)], mended: [pair(OTHER)], happens: /address already in use/,
  },
  {
    control: 'unique-container-ports', shows: 'two names for one port', action: applyOnServer,
    faulty: [listing({ name: 'http', containerPort: PORT }, { name: 'metrics', containerPort: PORT })],
    mended: [listing({ name: 'http', containerPort: PORT }, { name: 'metrics', containerPort: OTHER })],
    happens: /duplicate entries for key/,
  },
  {
    control: 'probe-port-exposed', shows: 'a probe of a port that the container does not serve',
    faulty: [probed(OTHER)], mended: [probed(PORT)], happens: /^Unhealthy: Readiness probe failed: .*connection refused/,
  },
  {
    control: 'service-target-port', shows: 'a Service to a port of another name', action: connect('web', PORT),
    faulty: [named, service({ ports: [{ port: PORT, targetPort: 'htp' }] })], mended: [named, service({})], happens: new RegExp(`^web:${PORT} is .*(refused|timeout)`),
  },
  {
    control: 'service-selects-pods', shows: 'a Service that selects no pod', action: connect('web', PORT),
    faulty: [named, service({ selector: { app: 'wbe' } })], mended: [named, service({})], happens: new RegExp(`^web:${PORT} is .*(refused|timeout)`),
  },
  {
    control: 'statefulset-has-service', shows: 'a StatefulSet whose Service has another name', action: connect('web-0.web', PORT),
    faulty: [stateful, headless('webs')], mended: [stateful, headless('web')], happens: /^web-0\.web:\d+ is .*lookup web-0\.web/,
  },
];
