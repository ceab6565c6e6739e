import { inFixedOrder } from '../../src/objects/manifest-order';

const ordered = (manifest: object): string => JSON.stringify(inFixedOrder(manifest as never));

test('first comes what says which object it is, then all by name, in maps of lists too', () => {
  expect(ordered({ spec: { b: 1, a: [{ d: 1, c: 2 }, 'z', 'y'] }, data: null, metadata: { name: 'web', labels: { b: '', a: '' } }, kind: 'A', apiVersion: 'v1' }))
    .toBe('{"apiVersion":"v1","kind":"A","metadata":{"labels":{"a":"","b":""},"name":"web"},"data":null,"spec":{"a":[{"c":2,"d":1},"z","y"],"b":1}}');
});

test('what is missing is not made', () => {
  expect(ordered({ b: 1, kind: 'A' })).toBe('{"kind":"A","b":1}');
});
