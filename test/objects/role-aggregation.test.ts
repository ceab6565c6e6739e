import * as fc from 'fast-check';
import { compile } from '../../src/controls/evaluate';
import { rbacNoBroadAggregation } from '../../src/controls/rbac/rbac-no-broad-aggregation';
import { Expression } from '../../src/controls/require';
import { selectorMatches } from '../../src/objects/label-selector';
import { Manifest } from '../../src/objects/manifest';
import { RoleAggregation } from '../../src/objects/role-aggregation';
import { strongComponentsOf } from '../../src/objects/strong-components';

interface Part {
  readonly name: string; readonly labels?: Record<string, string>; readonly selectors?: readonly object[];
  readonly rules?: readonly unknown[] | null;
}
const role = ({ name, labels = {}, selectors, rules = [`of ${name}`] }: Part): Manifest => ({
  apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name, labels }, rules,
  ...(selectors ? { aggregationRule: { clusterRoleSelectors: selectors } } : {}),
});
const held = (...parts: Part[]): unknown[] => {
  const roles = parts.map(role);
  return new RoleAggregation(roles).rulesOf(roles[0]).sort();
};
const labelled = (value: string) => ({ matchLabels: { part: value } });

test('a role without aggregation holds its own rules', () => {
  expect(held({ name: 'a' }, { name: 'b' })).toEqual(['of a']);
});

test('the rules of a role that aggregates are replaced by those of the roles it selects', () => {
  expect(held({ name: 'a', selectors: [labelled('x')] }, { name: 'b', labels: { part: 'x' } }, { name: 'c', labels: { part: 'y' } })).toEqual(['of b']);
});

test('a role that selects nothing, or only itself, keeps its own rules', () => {
  expect(held({ name: 'a', selectors: [labelled('x')] })).toEqual(['of a']);
  expect(held({ name: 'a', labels: { part: 'x' }, selectors: [labelled('x')] })).toEqual(['of a']);
  expect(held({ name: 'a', selectors: [labelled('x')] }, { name: 'b', labels: { part: 'x' }, rules: null })).toEqual(['of a']);
});

test('aggregation goes on through roles that aggregate', () => {
  expect(held({ name: 'a', selectors: [labelled('x')] }, { name: 'b', labels: { part: 'x' }, selectors: [labelled('y')] }, { name: 'c', labels: { part: 'y' } }))
    .toEqual(['of c']);
});

test('roles that aggregate each other count as holding the rules of all', () => {
  expect(held(
    { name: 'a', labels: { part: 'x' }, selectors: [labelled('y')] }, { name: 'b', labels: { part: 'y' }, selectors: [labelled('x'), labelled('z')] },
    { name: 'c', labels: { part: 'z' } },
  )).toEqual(['of a', 'of b', 'of c']);
});

test('an empty selector selects everything', () => {
  expect(held({ name: 'a', selectors: [{}] }, { name: 'b' }, { name: 'c', labels: { part: 'x' } })).toEqual(['of b', 'of c']);
});

const COUNT = 300;
const many = (part: (i: number) => Omit<Part, 'name'>): Manifest[] => Array.from({ length: COUNT }, (_, i) => role({ name: `r${i}`, ...part(i) }));
const one = (i: number) => ({ part: String(i) });

// role-aggregation.slow.test.ts has ten thousand of each
test.each<[string, (i: number) => Omit<Part, 'name'>, number]>([
  ['aggregate each other by one label', () => ({ labels: { part: 'x' }, selectors: [labelled('x')] }), COUNT],
  ['aggregate everything', (i) => ({ labels: one(i), selectors: [{}] }), COUNT],
  ['aggregate the next one', (i) => ({ labels: one(i), selectors: [labelled(String(i + 1))] }), 1],
  ['aggregate all others by expressions, each another', (i) => ({
    labels: one(i), selectors: [{ matchExpressions: [{ key: 'part', operator: 'NotIn', values: [String(i)] }] }],
  }), COUNT],
])('many roles that %s are added up once', (_, part, expected) => {
  const roles = many(part);
  const aggregation = new RoleAggregation(roles);
  expect(aggregation.summaries((rules) => rules.length, (a, b) => a + b)(roles[0])).toBe(expected);
  expect(aggregation.rulesOf(roles[0])).toHaveLength(expected);
});

const keys = ['kubernetes.io/bootstrapping', 'rbac.authorization.k8s.io/aggregate-to-admin', 'rbac.authorization.k8s.io/aggregate-to-view', 'team'];
const values = ['rbac-defaults', 'true', 'shop'];
const expressions = fc.record({
  key: fc.constantFrom(...keys), operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), values: fc.subarray(values, { minLength: 1 }),
}).map(({ values: list, ...rest }) => ({ ...rest, ...(rest.operator.endsWith('n') ? { values: list } : {}) }));
const selectors = fc.record({
  matchLabels: fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), { maxKeys: 2 }),
  matchExpressions: fc.array(expressions, { maxLength: 2 }),
}, { requiredKeys: [] });

test('what the control about broad aggregation lets pass selects no powerful built-in role', () => {
  const isGood = compile((rbacNoBroadAggregation as unknown as { require: Expression }).require);
  const labelsOf = [{ [keys[0]]: 'rbac-defaults' }, { [keys[0]]: 'rbac-defaults', [keys[1]]: 'true' }];
  let passed = 0;
  fc.assert(fc.property(selectors, (selector) => {
    const value = role({ name: 'a', selectors: [selector] });
    if (isGood({ subject: { value, pointer: '' } }) !== 'pass') return;
    passed += 1;
    expect(labelsOf.filter((labels) => selectorMatches(selector, labels))).toEqual([]);
  }), { numRuns: 2000 });
  expect(passed).toBeGreaterThan(100);
});

test('components come before those that lead to them, and hold what reaches each other', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 }), (edges) => {
    const { of, nodes } = strongComponentsOf(edges);
    const reaches = (from: number): Set<number> => {
      const seen = new Set([from]);
      for (const node of seen) edges[node].forEach((target) => seen.add(target));
      return seen;
    };
    expect(nodes.flat().sort()).toEqual(edges.map((_, node) => node));
    edges.forEach((targets, node) => targets.forEach((target) => expect(of[target]).toBeLessThanOrEqual(of[node])));
    edges.forEach((_, a) => edges.forEach((__, b) => expect(of[a] === of[b]).toBe(reaches(a).has(b) && reaches(b).has(a))));
  }));
});
