import { BINDING_LINES, ROLE_ROWS } from './built-in-roles-table';
import { Manifest } from './manifest';
import { hasMinor } from './minors';
import { getOrInsert } from './remembered';

/** The roles and bindings that the API server of a minor creates at its start, as manifests. */
export interface BuiltInRbac { readonly roles: readonly Manifest[]; readonly bindings: readonly Manifest[] }

const API_GROUP = 'rbac.authorization.k8s.io';
const BOOTSTRAPPING = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
const OLDEST = 34;
const NEWEST = 37;

const object = (place: string, rest: object, labels: object = {}): Manifest => {
  const [kind, ...path] = place.split('/');
  const [name, namespace] = path.reverse();
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }), labels: { ...BOOTSTRAPPING, ...labels } };
  return { apiVersion: `${API_GROUP}/v1`, kind, metadata, ...rest };
};

function ruleOf(text: string): object {
  const [first, ...others] = text.split('|').map((part) => part.split(','));
  if (others.length === 1) return { nonResourceURLs: first, verbs: others[0] };
  const [resources, verbs, resourceNames] = others;
  return { apiGroups: first, resources, verbs, ...(resourceNames ? { resourceNames } : {}) };
}

const aggregation = (to: string): object => ({ [`${API_GROUP}/aggregate-to-${to}`]: 'true' });

function roleOf({ role, aggregatedTo, aggregates, rules }: (typeof ROLE_ROWS)[number], minor: number): Manifest {
  const held = rules.map((line) => line.split(' ')).filter(([, minors]) => hasMinor(minors, minor)).map(([text]) => ruleOf(text));
  const selectors = aggregates === undefined ? {} : { aggregationRule: { clusterRoleSelectors: [{ matchLabels: aggregation(aggregates) }] } };
  return object(role, { ...selectors, rules: held }, aggregatedTo === undefined ? {} : aggregation(aggregatedTo));
}

function subjectOf(text: string): object {
  const [kind, ...path] = text.split('/');
  return kind === 'ServiceAccount' ? { kind, namespace: path[0], name: path[1] } : { apiGroup: API_GROUP, kind, name: path[0] };
}

function bindingOf(line: string): Manifest {
  const [place, role, subjects] = line.split(' ');
  const [kind, name] = role.split('/');
  return object(place, { roleRef: { apiGroup: API_GROUP, kind, name }, subjects: subjects === '-' ? [] : subjects.split(',').map(subjectOf) });
}

const names = new Set(ROLE_ROWS.map(({ role }) => role));

/** Whether some minor brings a role: `ClusterRole/view`, or `Role/kube-system/extension-apiserver-authentication-reader`. */
export const isBuiltInRole = (place: string): boolean => names.has(place);

const known = new Map<number, BuiltInRbac>();

/** The built-in roles and bindings of a minor; of the nearest one that the table has. */
export function builtInRbac(minor: number): BuiltInRbac {
  const nearest = Math.min(Math.max(minor, OLDEST), NEWEST);
  return getOrInsert(known, nearest, () => ({
    roles: ROLE_ROWS.filter(({ minors }) => hasMinor(minors, nearest)).map((row) => roleOf(row, nearest)),
    bindings: BINDING_LINES.filter((line) => hasMinor(line.split(' ')[3], nearest)).map(bindingOf),
  }));
}
