import { pathsOf, readsObject, readsOnlyMetadata } from '../../src/admission/paths';
import { allOf, anyOf, field, item, object, podMetadata } from '../../src/controls/require';

const keys = (expression: Parameters<typeof pathsOf>[0]): string[] => pathsOf(expression).map(({ root, keys: path }) => `${root} ${path.join('.')}`);

test('the paths of an expression are those of all of its parts', () => {
  expect(keys(allOf(field('a.b').isTrue(), anyOf(field('c').isFalse(), field('d').every(item('e').isTrue()))))).toEqual(['subject a.b', 'subject c', 'subject d', 'item e']);
  expect(keys(field('a').some(item('b').isTrue()))).toEqual(['subject a', 'item b']);
});

test('parts of a list count as what the list is read from', () => {
  expect(readsOnlyMetadata(field('metadata.labels').isTrue())).toBe(true);
  expect(readsOnlyMetadata(field('metadata.ownerReferences').every(item('kind').isTrue()))).toBe(true);
  expect(readsOnlyMetadata(allOf(field('metadata.name').isTrue(), field('spec.a').isTrue()))).toBe(false);
});

test('only a path of the object reads the object around a pod', () => {
  expect([field('a').isTrue(), podMetadata('labels').isTrue(), object('spec.replicas').isTrue()].map(readsObject)).toEqual([false, false, true]);
});
