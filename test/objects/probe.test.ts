import { failureSecondsOf, isListedBeside, listsPort, probePorts, questionOf } from '../../src/objects/probe';

const container = { ports: [{ name: 'http', containerPort: 8080 }, { containerPort: 9090 }, 'none'] };
const question = (probe: unknown) => questionOf(container, probe);

describe('probes ask the same', () => {
  test.each<[string, unknown, unknown]>([
    ['with the defaults of HTTP', { httpGet: { port: 8080 } }, { httpGet: { port: 8080, path: '/', scheme: 'HTTP', host: null } }],
    ['with an empty path', { httpGet: { port: 8080, path: '' } }, { httpGet: { port: 8080 } }],
    ['by the name of the port', { tcpSocket: { port: 'http' } }, { tcpSocket: { port: 8080 } }],
    ['with the default of gRPC', { grpc: { port: 9090 } }, { grpc: { port: 9090, service: '' } }],
    ['at another pace', { exec: { command: ['a'] }, periodSeconds: 1 }, { exec: { command: ['a'] } }],
    ['with the same headers', { httpGet: { httpHeaders: [{ name: 'a', value: 'b' }] } }, { httpGet: { httpHeaders: [{ value: 'b', name: 'a' }] } }],
  ])('%s', (_, one, other) => expect(question(one)).toBe(question(other)));
});

describe('probes ask something else', () => {
  test.each<[string, unknown, unknown]>([
    ['by path', { httpGet: { path: '/a' } }, { httpGet: { path: '/b' } }],
    ['by scheme', { httpGet: { scheme: 'HTTPS' } }, { httpGet: {} }],
    ['by host', { httpGet: { host: 'a' } }, { httpGet: {} }],
    ['by header', { httpGet: { httpHeaders: [{ name: 'a', value: 'b' }] } }, { httpGet: {} }],
    ['by port', { httpGet: { port: 8080 } }, { httpGet: { port: 9090 } }],
    ['by unknown names of ports', { tcpSocket: { port: 'a' } }, { tcpSocket: { port: 'b' } }],
    ['by kind', { tcpSocket: { port: 8080 } }, { httpGet: { port: 8080 } }],
    ['by host over TCP', { tcpSocket: { host: 'a' } }, { tcpSocket: {} }],
    ['by service', { grpc: { service: 'a' } }, { grpc: {} }],
    ['by command', { exec: { command: ['a'] } }, { exec: { command: ['a', 'b'] } }],
    ['by where one word ends', { exec: { command: ['a b'] } }, { exec: { command: ['a', 'b'] } }],
  ])('%s', (_, one, other) => expect(question(one)).not.toBe(question(other)));
});

test.each([[undefined], ['probe'], [{}], [{ httpGet: null }]])('%j asks nothing', (probe) => expect(question(probe)).toBeUndefined());

test('deep nesting where a word belongs is no trouble', () => {
  let deep: unknown = [];
  for (let i = 0; i < 20_000; i++) deep = [deep];
  expect(question({ exec: { command: [deep] } })).toBe(question({ exec: { command: [{}] } }));
});

test('the ports of all probes and handlers are found', () => {
  const probes = { livenessProbe: { httpGet: { port: 'http' } }, readinessProbe: { grpc: { port: 1 } }, startupProbe: { tcpSocket: { port: 2 }, exec: {} } };
  expect(probePorts(probes)).toEqual([
    { pointer: '/livenessProbe/httpGet/port', port: 'http' },
    { pointer: '/readinessProbe/grpc/port', port: 1 },
    { pointer: '/startupProbe/tcpSocket/port', port: 2 },
  ]);
  expect(probePorts({ livenessProbe: 'none', readinessProbe: { httpGet: { port: null } } })).toEqual([]);
});

test.each<[unknown, boolean]>([[8080, true], ['http', true], [9090, true], [80, false], ['8080', false], ['admin', false]])('port %j is listed: %s', (port, expected) => {
  expect(listsPort(container, port)).toBe(expected);
  expect(listsPort({ ports: 'none' }, port)).toBe(false);
});

test.each<[unknown, number]>([
  [undefined, 30], [{}, 30], [{ failureThreshold: 6 }, 60], [{ periodSeconds: 5 }, 15], [{ failureThreshold: 2, periodSeconds: 7 }, 14],
  [{ failureThreshold: 0, periodSeconds: '5' }, 30],
])('a probe %j may fail for %i seconds', (probe, expected) => expect(failureSecondsOf(probe)).toBe(expected));

test('a port of another host is none of the pod', () => {
  expect(probePorts({ livenessProbe: { tcpSocket: { host: 'db', port: 1 } }, readinessProbe: { httpGet: { host: '', port: 2 } } })).toEqual([{ pointer: '/readinessProbe/httpGet/port', port: 2 }]);
});

test.each<[string, unknown, boolean]>([
  ['another container', { containers: [{ ports: [] }, container] }, true],
  ['a sidecar', { initContainers: [{ ...container, restartPolicy: 'Always' }] }, true],
  ['an init container that ends', { initContainers: [container] }, false],
  ['no container', { containers: [{}] }, false],
  ['a pod that is none', 'pod', false],
])('whether %s lists a port beside', (_, pod, wanted) => expect(isListedBeside(pod, 9090)).toBe(wanted));
