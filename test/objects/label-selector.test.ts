import { selectorIndex, selectorMatches } from '../../src/objects/label-selector';

const web = { app: 'web', tier: 'front' };
const expression = (key: unknown, operator: unknown, values?: unknown) => ({ matchExpressions: [{ key, operator, values }] });

test.each<[string, unknown]>([
  ['an empty selector', {}],
  ['a label', { matchLabels: { app: 'web' } }],
  ['all labels', { matchLabels: { app: 'web', tier: 'front' } }],
  ['null parts', { matchLabels: null, matchExpressions: null }],
  ['In', expression('app', 'In', ['api', 'web'])],
  ['NotIn with another value', expression('app', 'NotIn', ['api'])],
  ['NotIn for a key that is not there', expression('zone', 'NotIn', ['a'])],
  ['Exists', expression('tier', 'Exists')],
  ['DoesNotExist', expression('zone', 'DoesNotExist')],
  ['a label and an expression', { matchLabels: { app: 'web' }, ...expression('tier', 'In', ['front']) }],
])('matches by %s', (_, selector) => expect(selectorMatches(selector, web)).toBe(true));

test.each<[string, unknown]>([
  ['no selector', undefined],
  ['null', null],
  ['a text', 'app=web'],
  ['another value', { matchLabels: { app: 'api' } }],
  ['one label of two', { matchLabels: { app: 'web', tier: 'back' } }],
  ['a key that is not there', { matchLabels: { zone: 'a' } }],
  ['a key of every object', { matchLabels: { toString: 'x' } }],
  ['a value that is no text', { matchLabels: { app: 1 } }],
  ['labels as a list', { matchLabels: ['app'] }],
  ['expressions as a map', { matchExpressions: { app: 'web' } }],
  ['In without the value', expression('app', 'In', ['api'])],
  ['In for a key that is not there', expression('zone', 'In', ['a'])],
  ['In without values', expression('app', 'In')],
  ['NotIn with the value', expression('app', 'NotIn', ['api', 'web'])],
  ['Exists for a key that is not there', expression('zone', 'Exists')],
  ['DoesNotExist for a key that is there', expression('app', 'DoesNotExist')],
  ['an unknown operator', expression('app', 'toString', ['web'])],
  ['an operator that is no text', expression('app', 1)],
  ['a key that is no text', expression(1, 'Exists')],
  ['an expression that is no map', { matchExpressions: ['app'] }],
  ['an expression that fails beside a label that matches', { matchLabels: { app: 'web' }, ...expression('tier', 'In', ['back']) }],
])('does not match by %s', (_, selector) => expect(selectorMatches(selector, web)).toBe(false));

describe('selectorIndex', () => {
  const selectors = [
    { matchLabels: { app: 'web', tier: 'front' } }, {}, { matchLabels: { app: 'api' } }, { matchExpressions: [{ key: 'app', operator: 'Exists' }] }, 'none', undefined,
  ];
  const find = selectorIndex(selectors, (selector) => selector);

  test.each([{ app: 'web', tier: 'front' }, { app: 'web' }, { app: 'api' }, { tier: 'front' }, {}])('leaves out no selector that picks %j', (labels) => {
    const found = find(labels as Record<string, string>);
    expect(found).toEqual(expect.arrayContaining(selectors.filter((selector) => selectorMatches(selector, labels as Record<string, string>))));
  });

  test('leaves out those that demand another label, and keeps the order', () => {
    expect(find({ app: 'api' })).toEqual([selectors[1], selectors[2], selectors[3], 'none', undefined]);
  });
});
