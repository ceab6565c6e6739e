import { Manifest } from '../../objects/manifest';
import { descend, elementsOf, isObject, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const storeWith = (conditions?: object[]) => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ClusterSecretStore',
  metadata: { name: 'vault' },
  spec: { provider: { vault: { server: 'https://vault.example.com', path: 'secret', version: 'v2' } }, ...(conditions && { conditions }) },
});
/** Names that have nothing in common, so that a pattern which all of them match is one for every namespace. */
const NAMES = ['a', '0', 'kube-system', 'x7-q3'];

function isForAnyName(pattern: unknown): boolean {
  try {
    return typeof pattern === 'string' && NAMES.every((name) => new RegExp(pattern).test(name));
  } catch {
    return false; // the operator refuses it as well
  }
}

/** A selector of no label selects every namespace, and one that only excludes selects all others, those of tomorrow included. */
function selectsSome(selector: unknown): boolean {
  const labels = valueAt(selector, '/matchLabels');
  return (isObject(labels) && Object.values(labels).some((value) => typeof value === 'string'))
    || elementsOf(valueAt(selector, '/matchExpressions')).some((one) => isObject(one) && (one.operator === 'In' || one.operator === 'Exists'));
}

/** What is wrong with a condition; any one that holds is enough to the operator. */
function problemOf(condition: unknown): string | undefined {
  const { namespaces, namespaceRegexes, namespaceSelector } = isObject(condition) ? condition : {};
  if (elementsOf(namespaceRegexes).some(isForAnyName)) return 'has a pattern that every namespace matches';
  if (isObject(namespaceSelector)) return selectsSome(namespaceSelector) ? undefined : 'has a selector that demands no label, and selects every namespace that comes';
  const isNamed = [...elementsOf(namespaces), ...elementsOf(namespaceRegexes)].some((one) => typeof one === 'string' && one !== '');
  return isNamed ? undefined : 'names no namespace';
}

function inspect(store: Manifest): Site[] {
  const conditions = elementsOf(valueAt(store, '/spec/conditions'));
  if (conditions.length === 0) return [{ pointer: '/spec/conditions', actual: undefined, expected: 'must have an entry' }];
  return conditions.flatMap((condition, i) => {
    const problem = problemOf(condition);
    return problem ? [{ pointer: descend('/spec/conditions', [i]), message: `the condition ${problem}` }] : [];
  });
}

export const clusterSecretStoreScoped = defineControl({
  id: 'cluster-secret-store-scoped',
  title: 'A ClusterSecretStore names the namespaces that may use it',
  subject: 'object',
  kinds: ['external-secrets.io/ClusterSecretStore'],
  why: 'otherwise anyone who may create an ExternalSecret in any namespace can read every secret that the credentials of the store can read',
  fix: {
    code: 'use `ExternalSecretMount`, whose store belongs to the namespace, or set `conditions` of the ClusterSecretStore',
    yaml: 'set `spec.conditions[].namespaces` or `namespaceSelector`, or use a SecretStore in each namespace',
  },
  references: ['https://external-secrets.io/latest/guides/security-best-practices/', 'https://external-secrets.io/latest/api/clustersecretstore/'],
  frameworks: [],
  inspect,
  admission: notEnforceable('the kind exists only where the operator is installed, and a policy that names a missing kind is refused'),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'namespaces by name', subject: storeWith([{ namespaces: ['shop', 'billing'] }]) },
      { shows: 'namespaces by label', subject: storeWith([{ namespaceSelector: { matchLabels: { 'secrets.example.com/vault': 'true' } } }]) },
      { shows: 'namespaces by expression', subject: storeWith([{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['shop'] }] } }]) },
      { shows: 'namespaces by pattern', subject: storeWith([{ namespaceRegexes: ['^shop-.*$'] }]) },
    ],
    bad: [
      { shows: 'no condition', subject: storeWith() },
      { shows: 'an empty list of conditions', subject: storeWith([]) },
      { shows: 'a condition of nothing', subject: storeWith([{ namespaces: ['shop'] }, {}]) },
      { shows: 'every label', subject: storeWith([{ namespaceSelector: {} }]) },
      { shows: 'all but one', subject: storeWith([{ namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['guests'] }] } }]) },
      { shows: 'every name', subject: storeWith([{ namespaceRegexes: ['.*'] }]) },
    ],
  }),
});
