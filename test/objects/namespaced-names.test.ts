import { NamespacedNames } from '../../src/objects/namespaced-names';

const names = new NamespacedNames();
names.add('Secret', 'shop', 'web');
names.add('Secret', 'shop', 'api');
names.add('Secret', 'bank', 'vault');
names.add('Secret', '', 'anywhere');
names.add('ConfigMap', 'shop', 'settings');

const near = (kind: string, namespace: string): string[] => names.near(kind, namespace).flatMap((found) => [...found]);

test.each([
  ['its own names, and those of objects that name no namespace', 'Secret', 'shop', ['web', 'api', 'anywhere']],
  ['only the latter where it has no such object', 'Secret', 'office', ['anywhere']],
  ['nothing of a kind that nobody has', 'Service', 'shop', []],
])('gives a namespace %s', (_, kind, namespace, expected) => expect(near(kind, namespace)).toEqual(expected));

test('gives what names no namespace the names of all', () => expect(near('Secret', '')).toEqual(['web', 'api', 'vault', 'anywhere']));

test('knows whether there is any name', () => expect([names.isEmpty, new NamespacedNames().isEmpty]).toEqual([false, true]));
