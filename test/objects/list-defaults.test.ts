import { LIST_DEFAULTS } from '../../src/objects/fields/list-defaults-table';
import { withListDefaults } from '../../src/objects/list-defaults';

const externalSecret = (spec: object): Record<string, unknown> => ({ apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', spec });
const stored = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };

test('fills the items of lists as the API server does', () => {
  const spec = { data: [{ secretKey: 'a', remoteRef: { key: 'a' } }, { secretKey: 'b', remoteRef: { key: 'b' } }], dataFrom: [{ extract: { key: 'c' } }] };
  expect(withListDefaults(externalSecret(spec)).spec).toEqual({
    data: ['a', 'b'].map((key) => ({ secretKey: key, remoteRef: { key, ...stored } })), dataFrom: [{ extract: { key: 'c', ...stored } }],
  });
});

test.each<[string, Record<string, unknown>]>([
  ['a value that is there', externalSecret({ data: [{ remoteRef: { ...stored, decodingStrategy: 'Base64' } }] })],
  ['what stands outside of lists', externalSecret({ target: { name: 'database' } })],
  ['an item without the map around the default', externalSecret({ dataFrom: [{}] })],
  ['a list of the wrong type', externalSecret({ data: { remoteRef: {} } })],
  ['an item of the wrong type', externalSecret({ data: [null, 'text', { remoteRef: [] }] })],
  ['a kind without such defaults', { apiVersion: 'v1', kind: 'ConfigMap', spec: { data: [{ remoteRef: {} }] } }],
  ['a kind of an inherited name', { apiVersion: 'constructor', kind: undefined }],
])('keeps %s', (_, manifest) => {
  expect(withListDefaults(manifest)).toEqual(manifest);
});

test('changes nothing the second time, and not its argument', () => {
  const manifest = externalSecret({ data: [{ remoteRef: { key: 'a' } }] });
  const once = withListDefaults(manifest);
  expect(withListDefaults(once)).toEqual(once);
  expect(manifest).toEqual(externalSecret({ data: [{ remoteRef: { key: 'a' } }] }));
});

test('only defaults inside of lists are in the table', () => {
  expect(Object.values(LIST_DEFAULTS).flat().filter(([path]) => !path.split(' ').includes('*'))).toEqual([]);
});
