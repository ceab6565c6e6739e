import { Chance } from '../../conformance/chance';
import { droppedClauses } from '../../conformance/psa/clauses';
import { Coverage, Demanded } from '../../conformance/psa/coverage';
import { DirectedPods, VERSIONS } from '../../conformance/psa/directed-pods';
import { agrees, Answer, ours } from '../../conformance/psa/evaluators';
import { VIOLATIONS } from '../../conformance/psa/violations';
import { CATALOGUE } from '../../src/controls';

const CHECKS = CATALOGUE.flatMap(({ podSecurity }) => (podSecurity ?? []).map(({ id }) => id));
const allowed: Answer = { allowed: true, checks: [], aggregate: '' };
const forbidden: Answer = { allowed: false, checks: ['privileged'], aggregate: 'privileged (container "a" must not set securityContext.privileged=true)' };

test('the same seed makes the same choices', () => {
  const [a, b, other] = [7, 7, 8].map((seed) => new DirectedPods(new Chance(seed)).passing(VERSIONS[37]));
  expect(a).toEqual(b);
  expect(a).not.toEqual(other);
});

test('there is a way to break each check', () => {
  expect(Object.keys(VIOLATIONS).sort()).toEqual([...CHECKS].sort());
});

test.each(VERSIONS)('good pods pass the restricted level of $version', (version) => {
  const pods = new DirectedPods(new Chance(version.minor));
  expect(Array.from({ length: 100 }, () => ours(pods.passing(version))).filter(({ allowed: isAllowed }) => !isAllowed)).toEqual([]);
});

test.each(CHECKS)('most directed pods break %s and nothing else', (check) => {
  const pods = new DirectedPods(new Chance(1));
  const alone = Array.from({ length: 50 }, () => ours(pods.breaking(check))).filter(({ checks }) => checks.join() === check);
  expect(alone.length).toBeGreaterThan(30);
});

test('each check has clauses to drop, and dropping one is undone', () => {
  const clauses = droppedClauses();
  expect(new Set(clauses.map(({ check }) => check))).toEqual(new Set(CHECKS));
  expect(new Set(clauses.map(({ check, clause }) => `${check} ${clause}`)).size).toBe(clauses.length);
  const isPrivileged = (): boolean => !ours({ level: 'baseline', version: 'latest', object: { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ securityContext: { privileged: true } }] } } }).allowed;
  const mend = clauses.find(({ check, clause }) => check === 'privileged' && clause.includes('container'))!.drop();
  expect(isPrivileged()).toBe(false);
  mend();
  expect(isPrivileged()).toBe(true);
});

test.each<[string, Answer, Answer, boolean]>([
  ['equal answers', forbidden, forbidden, true],
  ['another verdict', forbidden, allowed, false],
  ['another check', forbidden, { ...forbidden, checks: ['hostPorts'] }, false],
  ['another text', forbidden, { ...forbidden, aggregate: 'privileged' }, false],
  ['a doubt where the API server has none', allowed, { ...allowed, error: 'ports must be a list' }, false],
  ['a doubt where the API server could not decode', { ...allowed, allowed: false, error: 'decoding' }, { ...allowed, allowed: false, error: 'ports must be a list' }, true],
  ['a pass where the API server could not decode', { ...allowed, allowed: false, error: 'decoding' }, allowed, false],
])('%s', (_, theirs, own, expected) => {
  expect(agrees(theirs, own)).toBe(expected);
});

test('what was not covered is a shortfall', () => {
  const demanded: Demanded = { checks: ['privileged'], versions: ['v1.37'], kinds: ['apps/Deployment'], alone: 1, each: 1, passing: 0.5 };
  const coverage = new Coverage();
  const object = { apiVersion: 'apps/v1', kind: 'Deployment' };
  coverage.addRandom({ request: { level: 'restricted', version: 'v1.36', object: { ...object, apiVersion: 'v1' } }, answer: { ...forbidden, checks: ['privileged', 'hostPorts'] } });
  expect(coverage.shortfalls(demanded)).toEqual([
    'a pod forbidden by nothing but privileged occurs 0 times, fewer than 1', 'the version v1.37 occurs 0 times, fewer than 1',
    'the kind apps/Deployment occurs 0 times, fewer than 1', 'only 0 of 1 random pods pass the restricted level',
  ]);
  coverage.addRandom({ request: { level: 'baseline', version: 'v1.37', object }, answer: forbidden });
  coverage.addRandom({ request: { level: 'restricted', version: 'v1.37', object }, answer: allowed });
  coverage.addRandom({ request: { level: 'restricted', version: 'v1.37', object }, answer: allowed });
  expect(coverage.shortfalls(demanded)).toEqual([]);
});
