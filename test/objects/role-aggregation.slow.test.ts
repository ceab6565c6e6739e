import { Manifest } from '../../src/objects/manifest';
import { RoleAggregation } from '../../src/objects/role-aggregation';

const COUNT = 10_000;
const labelled = (part: string) => ({ matchLabels: { part } });
const roles = (labels: (i: number) => object, selector: (i: number) => object): Manifest[] => Array.from({ length: COUNT }, (_, i) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: `r${i}`, labels: labels(i) }, rules: [`of r${i}`],
  aggregationRule: { clusterRoleSelectors: [selector(i)] },
}));
const own = (i: number) => ({ part: String(i) });

test.each<[string, Manifest[], number]>([
  ['each other by one label', roles(() => ({ part: 'x' }), () => labelled('x')), COUNT],
  ['everything', roles(own, () => ({})), COUNT],
  ['the next one', roles(own, (i) => labelled(String(i + 1))), 1],
  ['all others by expressions, each another', roles(own, (i) => ({ matchExpressions: [{ key: 'part', operator: 'NotIn', values: [String(i)] }] })), COUNT],
])('10,000 roles that aggregate %s are added up in time that grows with them alone', (_, all, expected) => {
  const started = performance.now();
  const aggregation = new RoleAggregation(all);
  expect(aggregation.summaries((rules) => rules.length, (a, b) => a + b)(all[0])).toBe(expected);
  expect(aggregation.rulesOf(all[0])).toHaveLength(expected);
  expect(performance.now() - started).toBeLessThan(10_000); // as pairs they took more than ten times as long, as triples hours
});
