import { PodIndex } from '../../src/objects/pod-index';

const workload = (name: string, labels: unknown, namespace?: string, kind = 'Deployment') => (
  { manifest: { apiVersion: 'apps/v1', kind, metadata: { name, namespace }, spec: { template: { metadata: { labels }, spec: { containers: [] } } } } }
);
const objects = [
  workload('web', { app: 'web', tier: 'front' }, 'shop'), workload('api', { app: 'api', tier: 'back' }, 'shop'), workload('db', { app: 'db' }, 'billing'),
  { manifest: { apiVersion: 'v1', kind: 'PodTemplate', metadata: { namespace: 'shop' }, template: { metadata: { labels: { app: 'stored' } }, spec: {} } } },
];
const index = new PodIndex(objects);
const names = (selector: unknown, namespace = 'shop') => index.selected(selector, namespace).map(({ manifest }) => (manifest.metadata as { name: string }).name);

test.each<[string, unknown, string[]]>([
  ['one label', { matchLabels: { app: 'web' } }, ['web']],
  ['several labels', { matchLabels: { app: 'web', tier: 'back' } }, []],
  ['an expression', { matchExpressions: [{ key: 'app', operator: 'In', values: ['web', 'api'] }] }, ['web', 'api']],
  ['labels and an expression', { matchLabels: { tier: 'front' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] }, ['web']],
  ['everything', {}, ['web', 'api']],
  ['what a controller adds', { matchLabels: { 'app': 'web', 'statefulset.kubernetes.io/pod-name': 'web-0' } }, ['web']],
  ['an expression about what a controller adds', { matchExpressions: [{ key: 'pod-template-hash', operator: 'Exists' }, { key: 'tier', operator: 'In', values: ['back'] }] }, ['api']],
  ['a template that runs nothing', { matchLabels: { app: 'stored' } }, []],
  ['another namespace', { matchLabels: { app: 'db' } }, []],
  ['a label that is no text', { matchLabels: { app: 1 } }, []],
  ['an expression that is none', { matchExpressions: ['app'] }, []],
  ['an operator that there is not', { matchExpressions: [{ key: 'app', operator: 'Is', values: [{}] }] }, []],
  ['no selector', undefined, []],
])('selects by %s', (_, selector, expected) => {
  expect(names(selector)).toEqual(expected);
  expect(names(selector)).toEqual(expected); // from memory
});

test('does not mix up selectors', () => {
  const by = (operator: string, values?: string[]) => names({ matchExpressions: [{ key: 'tier', operator, values }] });
  expect([by('In', ['front']), by('NotIn', ['front']), by('Exists'), by('DoesNotExist')]).toEqual([['web'], ['api'], ['web', 'api'], []]);
  const where = (...matchExpressions: object[]) => names({ matchExpressions });
  expect([where({ key: 'app', operator: 'In', values: ['web'] }), where({ key: 'app', operator: 'In', values: 'web' })]).toEqual([['web'], []]);
  const odd = ['', 'tier', 'Exists', 'web'];
  expect(where({ key: 'app', operator: 'In', values: odd })).toEqual(['web']);
  expect(where({ key: 'app', operator: 'In', values: [] }, { key: 'tier', operator: 'Exists', values: ['web'] })).toEqual([]);
  expect([names({ matchLabels: { app: 'web' } }), names({ matchLabels: { ap: 'pweb' } }), names({ matchLabels: { appw: 'eb' } })]).toEqual([['web'], [], []]);
  expect(names({ matchLabels: { app: 'db' } }, 'billing')).toEqual(['db']);
  expect(names({ matchLabels: { app: 'db' } }, '')).toEqual(['db']);
});

test.each<[string, unknown, string, string | undefined]>([
  ['what is there', { matchLabels: { app: 'web' } }, 'shop', undefined],
  ['what may be there', { matchLabels: { app: 'web' } }, '', undefined],
  ['a wrong label', { matchLabels: { app: 'wbe' } }, 'shop', 'selects no pod of namespace "shop" in what was checked'],
  ['a wrong namespace', { matchLabels: { app: 'db' } }, 'shop', 'selects no pod of namespace "shop", only some of namespace "billing"'],
  ['a namespace that was not checked', { matchLabels: { app: 'cache' } }, 'cache', undefined],
])('tells whether pods are missing by %s', (_, selector, namespace, expected) => expect(index.missing(selector, namespace)).toBe(expected));

test('calls nothing missing where a custom resource may bring it', () => {
  const unsure = new PodIndex([...objects, { manifest: { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { namespace: 'shop' } } }]);
  expect(unsure.missing({ matchLabels: { app: 'wbe' } }, 'shop')).toBeUndefined();
  expect(unsure.missing({ matchLabels: { app: 'wbe' } }, 'billing')).toBe('selects no pod of namespace "billing" in what was checked');
  expect([unsure.mayHaveMore('shop'), unsure.mayHaveMore('billing')]).toEqual([true, false]);
});

test('finds objects without namespace', () => {
  const plain = new PodIndex([workload('web', { app: 'web' })]);
  expect(plain.missing({ matchLabels: { app: 'api' } }, '')).toBe('selects no pod of the same namespace in what was checked');
  expect(plain.missing({ matchLabels: { app: 'api' } }, 'shop')).toBeUndefined();
});

test('takes malformed pods for pods without labels', () => {
  const odd = new PodIndex([workload('web', 'app=web', 'shop'), { manifest: { apiVersion: 'v1', kind: 'Pod', metadata: 'web', spec: {} } }]);
  expect(odd.selected({}, 'shop').map(({ labels }) => labels)).toEqual([{}, {}]);
});

test('knows the pods of kinds that the profile declares', () => {
  const manifest = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { namespace: 'shop' }, spec: { template: { metadata: { labels: { app: 'widget' } }, spec: {} } } };
  const declared = new PodIndex([{ manifest, profile: { customPodSpecs: { 'example.com/Widget': ['/spec/template/spec'] } } }]);
  expect(declared.selected({ matchLabels: { app: 'widget' } }, 'shop')).toHaveLength(1);
});

test('looks at equal selectors once', () => {
  const many = new PodIndex(Array.from({ length: 20_000 }, () => workload('web', { app: 'web' }, 'shop')));
  const selector = { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] };
  for (let i = 0; i < 20_000; i++) many.missing(structuredClone(selector), 'shop');
}, 5_000);
