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
