import { podOf } from '../../src/objects/pod-template';
import { executablesOf } from '../../src/runtime/executables';

const found = (...containers: object[]) => executablesOf(podOf({ apiVersion: 'v1', kind: 'Pod', spec: { containers } })!);

test('the command of a container, its probes and its hooks say what runs', () => {
  expect(found({
    name: 'main', command: ['/app/server', '--port=80'], livenessProbe: { exec: { command: ['/app/health'] } }, lifecycle: { preStop: { exec: { command: ['/app/drain'] } } },
  })).toEqual({ known: ['/app/drain', '/app/health', '/app/server'], unknown: [] });
});

test('what an image starts is not known, nor what a shell or a PATH leads to', () => {
  expect(found({ name: 'main', args: ['/app/server'] }).unknown).toEqual(['container "main" sets no `command`, so that its image decides what runs']);
  expect(found({ name: 'main', command: ['/bin/sh', '-c', 'exec server'] }).unknown).toEqual(['container "main" starts with the shell "/bin/sh", which may start anything']);
  expect(found({ name: 'main', command: ['server'] }).unknown).toEqual(['container "main" runs "server" from wherever its PATH leads']);
});

test.each([
  ['livenessProbe', { livenessProbe: { exec: { command: ['/x'] } } }],
  ['readinessProbe', { readinessProbe: { exec: { command: ['/x'] } } }],
  ['startupProbe', { startupProbe: { exec: { command: ['/x'] } } }],
  ['postStart', { lifecycle: { postStart: { exec: { command: ['/x'] } } } }],
  ['preStop', { lifecycle: { preStop: { exec: { command: ['/x'] } } } }],
])('%s starts a process', (_, more) => {
  expect(found({ name: 'main', command: ['/a'], ...more })).toEqual({ known: ['/a', '/x'], unknown: [] });
});

test('executables are sorted, each once, of all containers', () => {
  expect(found({ name: 'a', command: ['/b', '/z'] }, { name: 'b', command: ['/a'] }, { name: 'c', command: ['/b'] }, 'x' as never).known).toEqual(['/a', '/b']);
});

test('a shell that a probe starts says nothing about what runs', () => {
  expect(found({ name: 'main', command: ['/a'], livenessProbe: { exec: { command: ['sh', '-c', 'x'] } } }).unknown).toEqual(['container "main" runs "sh" from wherever its PATH leads']);
});

test('values of a wrong type are not known', () => {
  expect(found({ name: 'main', command: '/app/server' }).known).toEqual([]);
  expect(found({ name: 'main', command: [7] }).unknown).toHaveLength(1);
});
