import { inspected } from './inspected';

const route = (kind: string, ...backendRefs: unknown[]) =>
  ({ apiVersion: 'gateway.networking.k8s.io/v1', kind, metadata: { name: 'web', namespace: 'shop' }, spec: { rules: [{ backendRefs }] } });
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { ports: [{ port: 80 }] } };
const messages = (kind: string, ...backendRefs: unknown[]) => inspected('gateway-route-has-backend', service, route(kind, ...backendRefs));

test.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])('a %s leads to services that exist', (kind) => {
  expect(messages(kind, { name: 'web', port: 80 }, { name: 'web', namespace: 'shop', group: '', kind: 'Service' })).toEqual([]);
  expect(messages(kind, { name: 'api', port: 80 })).toEqual(['no Service "api" of namespace "shop" is in what was checked']);
});

test.each([[{ name: 'api', kind: 'Backend' }], [{ name: 'api', group: 'example.com' }], [{ name: 5 }], [{}], ['api'], [null]])('%j is no reference to a service', (backend) => {
  expect(messages('HTTPRoute', backend)).toEqual([]);
});

test.each([[null], ['x'], [{}]])('rules with backends that are %j are for valid-manifest to find', (backendRefs) => {
  const manifest = { ...route('HTTPRoute'), spec: { rules: [{ backendRefs }, backendRefs] } };
  expect(inspected('gateway-route-has-backend', service, manifest)).toEqual([]);
});
