import { targetPorts } from '../../../src/objects/network/service-backends';

const service = (...ports: unknown[]) => ({ apiVersion: 'v1', kind: 'Service', spec: { ports } });
const PORTS = [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'dns', port: 53, protocol: 'UDP' }, { port: 443, targetPort: 'https' }];

test('a Service leads to the target of each port, which is the port itself where it states none, over TCP unless it says otherwise', () => {
  expect(targetPorts(service(...PORTS))).toEqual([{ protocol: 'TCP', port: 8080 }, { protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 'https' }]);
});

test('a port is chosen by number or by name', () => {
  expect([targetPorts(service(...PORTS), 53), targetPorts(service(...PORTS), 'http'), targetPorts(service(...PORTS), 81)])
    .toEqual([[{ protocol: 'UDP', port: 53 }], [{ protocol: 'TCP', port: 8080 }], []]);
});

test('what is no port leads nowhere, and a protocol of the wrong type counts as none', () => {
  expect(targetPorts(service('80', null, {}, { port: true }, { port: 1, protocol: 7 }))).toEqual([{ protocol: 'TCP', port: 1 }]);
  expect(targetPorts({ spec: {} })).toEqual([]);
});
