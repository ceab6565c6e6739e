import { ServiceIndex } from '../../src/objects/service-index';

const service = (name: string, namespace: string | undefined, ports?: unknown) => (
  { manifest: { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { ports } } }
);
const http = [{ name: 'http', port: 80 }, { name: 'https', port: 443 }];
const index = new ServiceIndex([service('web', 'shop', http), service('alias', 'shop'), service('api', 'billing', http)]);

test.each<[string, string, number | string | undefined, string, string | undefined]>([
  ['a service', 'web', undefined, 'shop', undefined],
  ['a port by number', 'web', 443, 'shop', undefined],
  ['a port by name', 'web', 'https', 'shop', undefined],
  ['a service of some namespace', 'web', 80, '', undefined],
  ['a service that shows no ports', 'alias', 80, 'shop', undefined],
  ['a wrong number', 'web', 8080, 'shop', 'Service "web" has no port 8080'],
  ['a number in place of a name', 'web', '80', 'shop', 'Service "web" has no port "80"'],
  ['a wrong name', 'wbe', 80, 'shop', 'no Service "wbe" of namespace "shop" is in what was checked'],
  ['a wrong namespace', 'api', 80, 'shop', 'Service "api" is not in namespace "shop", but in namespace "billing"'],
  ['a namespace that was not checked', 'cache', 80, 'cache', undefined],
])('tells whether a reference leads somewhere: %s', (_, name, port, namespace, expected) => {
  expect(index.missing({ name, port }, namespace)).toBe(expected);
  expect(index.missing({ name, port }, namespace)).toBe(expected); // from memory
});

test('calls nothing missing where a custom resource may bring it', () => {
  const cluster = { manifest: { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'db', namespace: 'shop' } } };
  const unsure = new ServiceIndex([service('web', 'shop', http), cluster]);
  expect(unsure.missing({ name: 'db-rw', port: 5432 }, 'shop')).toBeUndefined();
  expect(unsure.missing({ name: 'web', port: 8080 }, 'shop')).toBe('Service "web" has no port 8080');
});

test('does not hold malformed ports against a service', () => {
  const odd = new ServiceIndex([service('a', 'shop', 'http'), service('b', 'shop', ['http']), service('c', 'shop', [{ port: '80' }])]);
  expect(['a', 'b', 'c'].map((name) => odd.missing({ name, port: 80 }, 'shop'))).toEqual([undefined, undefined, 'Service "c" has no port 80']);
});

test('takes one fitting service of several', () => {
  const two = new ServiceIndex([service('web', 'shop', [{ port: 8080 }]), service('web', undefined, http)]);
  expect(two.missing({ name: 'web', port: 80 }, 'shop')).toBeUndefined();
});
