import { childPointer, lastKey, parentPointer } from '../../src/objects/pointer';

test.each([
  ['/spec/replicas', '/spec', 'replicas'], ['/metadata', '', 'metadata'], ['', '', ''], ['/spec/containers/0', '/spec/containers', '0'],
  ['/metadata/labels/app.kubernetes.io~1name', '/metadata/labels', 'app.kubernetes.io/name'], ['/data/~01', '/data', '~1'],
])('"%s" is in "%s", under the key "%s"', (pointer, parent, key) => {
  expect(parentPointer(pointer)).toBe(parent);
  expect(lastKey(pointer)).toBe(key);
});

test.each(['name', 'a/b', 'a~b', '~1', '', '/'])('the last key of a pointer to the key "%s" is that key', (key) => {
  expect(lastKey(childPointer('/data', key))).toBe(key);
});
