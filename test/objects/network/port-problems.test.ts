import { portProblems } from '../../../src/objects/network/port-problems';

const policy = (port: object) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web' }, spec: { egress: [{}, { ports: [port] }] } });
const service = (port: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [port] } });
const told = (manifest: object) => portProblems(manifest as never).map(({ pointer, message }) => `${pointer}: ${message}`);

test.each([
  [policy({ port: 0, endPort: 65535 }), '/spec/egress/1/ports/0/port: port is 0, must be a number from 1 to 65535'],
  [policy({ port: 65536 }), '/spec/egress/1/ports/0/port: port is 65536, must be a number from 1 to 65535'],
  [policy({ port: '8080' }), '/spec/egress/1/ports/0/port: port is the text "8080", which the API server takes for a name; write the number without quotes'],
  [policy({ port: 80, endPort: 70000 }), '/spec/egress/1/ports/0/endPort: endPort is 70000, must be a number from 1 to 65535'],
  [policy({ port: 80, endPort: 79 }), '/spec/egress/1/ports/0/endPort: endPort is 79, less than port 80; write the smaller number as `port`'],
  [policy({ port: 'http', endPort: 90 }), '/spec/egress/1/ports/0/endPort: endPort needs a number as `port`, where the range begins; set both, or remove `endPort`'],
  [service({ port: 80, targetPort: '8080' }), '/spec/ports/0/targetPort: targetPort is the text "8080", which the API server takes for a name; write the number without quotes'],
  [service({ port: 0 }), '/spec/ports/0/port: port is 0, must be a number from 1 to 65535'],
])('fails for %j', (manifest, problem) => expect(told(manifest)).toEqual([problem]));

test.each([
  [policy({ port: 1, endPort: 65535 })], [policy({ port: 'http' })], [policy({ protocol: 'UDP' })],
  [service({ port: 80 })], [service({ port: 80, targetPort: 'http' })], [service({ port: 80, targetPort: 8080 })],
])('accepts %j', (manifest) => expect(told(manifest)).toEqual([]));
