import { readsObject, readsOnlyMetadata } from '../../src/admission/paths';
import { isAlways, simplify } from '../../src/admission/simplify';
import { allOf, anyOf, Expression, field, item, not, object } from '../../src/controls/require';

const isDeployment = field('kind').equals('Deployment');
const a = field('spec.a').isPresent();
const b = field('spec.b').isPresent();

test.each<[string, Expression, Expression]>([
  ['what is asked of this kind stays', anyOf(a, not(isDeployment)), a],
  ['what is asked of others goes', anyOf(a, isDeployment), allOf()],
  ['what cannot be goes', allOf(a, not(isDeployment)), anyOf()],
  ['what holds anyhow goes', allOf(a, isDeployment, b), allOf(a, b)],
  ['a list of kinds is known too', anyOf(a, field('kind').isNoneOf(['Deployment', 'Job'])), a],
  ['another kind is none of this', anyOf(a, field('kind').isOneOf(['StatefulSet', 'Job'])), a],
  ['other fields stay', field('spec.kind').equals('Deployment'), field('spec.kind').equals('Deployment')],
  ['other comparisons stay', field('kind').startsWith('Dep'), field('kind').startsWith('Dep')],
  ['quantifiers stay', field('spec.a').every(isDeployment), field('spec.a').every(isDeployment)],
])('%s', (_, expression, expected) => {
  expect(simplify(expression, 'Deployment')).toEqual(expected);
});

test('only a conjunction of nothing always holds', () => {
  expect([allOf(), anyOf(), allOf(a), a].map(isAlways)).toEqual([true, false, false, false]);
});

test('metadata is what all kinds have alike', () => {
  const labels = field(['metadata', 'labels', 'x']).isPresent();
  const annotations = field('metadata.annotations').everyKey(item().startsWith('x'));
  expect([labels, annotations, allOf(labels, a), field('metadata.labels.x').isSameAs(field('spec.a'))].map(readsOnlyMetadata)).toEqual([true, true, false, false]);
});

test('a pod control can look at its object', () => {
  expect([a, allOf(a, object('spec.replicas').isAtLeast(2))].map(readsObject)).toEqual([false, true]);
});
