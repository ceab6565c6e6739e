import { objectsOfDocument } from '../../src/objects/applied-objects';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } };

test('an object is itself, and a list is its items with their paths', () => {
  expect(objectsOfDocument(pod)).toEqual([{ manifest: pod, path: [] }]);
  const paths = objectsOfDocument({ apiVersion: 'v1', kind: 'List', items: [pod, pod] })!.map((one) => [one.path, 'manifest' in one]);
  expect(paths).toEqual([[['items', '0'], true], [['items', '1'], true]]);
});

test.each([
  ['values of a chart', { replicas: 1 }], ['a kind without version', { kind: 'Pod' }], ['a version without kind', { apiVersion: 'v1' }], ['empty texts', { apiVersion: '', kind: '' }],
  ['null', null], ['a text', 'a'], ['a list of other things', [1, 'a', { apiVersion: 'v1' }, { kind: 'Pod' }]],
])('%s is no object', (_, value) => {
  expect(objectsOfDocument(value)).toBeUndefined();
});

test.each([
  ['a list of objects', [{ a: 1 }, pod], 'is a list of objects without a kind'],
  ['a kind that is a number', { apiVersion: 'v1', kind: 7 }, 'has an apiVersion or kind that'],
  ['a version that is a map', { apiVersion: {}, kind: 'Pod' }, 'has an apiVersion or kind that'],
])('fails for %s', (_, value, message) => {
  expect(objectsOfDocument(value)).toEqual([{ path: [], message: expect.stringContaining(message), fix: expect.any(String) }]);
});

test('an item of a typed list that leaves its type out has that of the list; one with a type keeps it', () => {
  const items = [{ metadata: { name: 'a' } }, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' } }];
  expect(objectsOfDocument({ apiVersion: 'apps/v1', kind: 'DeploymentList', items })).toEqual([
    { manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' } }, path: ['items', '0'] },
    { manifest: items[1], path: ['items', '1'] },
  ]);
});

test.each([
  ['a text', 'a'], ['a kind without a version', { kind: 'Pod' }],
])('fails for an item of a list that is %s', (_, item) => {
  const list = { apiVersion: 'v1', kind: 'PodList', items: [item] };
  expect(objectsOfDocument(list)).toEqual([{ path: ['items', '0'], message: 'has an item that is no object with apiVersion and kind', fix: expect.any(String) }]);
});
