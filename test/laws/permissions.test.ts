import { CATALOGUE } from '../../src/controls';
import { compile } from '../../src/controls/evaluate';
import { HARMLESS_PATHS, HARMLESS_PERMISSIONS } from '../../src/controls/harmless-permissions';
import { Expression } from '../../src/controls/require';
import { VOCABULARY } from '../../src/controls/vocabulary';
import { DELIVERING } from '../../src/engine/unjudged';
import { API_RESOURCES } from '../../src/objects/api-resources';
import { builtInRbac } from '../../src/objects/built-in-roles';
import { PLACE_LINES } from '../../src/objects/custom-pods/place-table';
import { resourceOf } from '../../src/objects/custom-pods/resources-with-pods';
import { Manifest, metadataOf } from '../../src/objects/manifest';
import { RbacGraph } from '../../src/objects/rbac-graph';
import { getOrInsert } from '../../src/objects/remembered';

const MINORS = [34, 35, 36, 37];
const EVERYTHING = '*';

const deciders = CATALOGUE.filter(({ subject }) => subject.name === 'policy-rule')
  .map((control) => ({ id: control.id, power: control.power, violates: compile((control as unknown as { require: Expression }).require) }));

const known = new Map<string, readonly string[]>();

/** The controls that find a rule. */
const foundBy = (rule: object): readonly string[] => getOrInsert(known, JSON.stringify(rule), () => deciders.flatMap(({ id, violates }) => (violates({ subject: { value: rule, pointer: '' } }) === 'violation' ? [id] : [])));

interface Permission { readonly group: string; readonly resource: string; readonly verb: string }
const key = ({ group, resource, verb }: Permission): string => `${group} ${resource} ${verb}`;
const ruleOf = ({ group, resource, verb }: Permission): object => ({ apiGroups: [group], resources: [resource], verbs: [verb] });

const served: readonly Permission[] = API_RESOURCES.flatMap(({ group, resource, verbs }) => verbs.map((verb) => ({ group, resource, verb })));
const isServed = new Set(served.map(key));
const standardVerbs = new Set(API_RESOURCES.flatMap(({ verbs }) => verbs));

const builtInRules: readonly any[] = MINORS.flatMap((minor) => builtInRbac(minor).roles.flatMap(({ rules }) => rules as any[]));

/** What the roles of Kubernetes name beyond what is served: permissions that are asked for within other requests. A verb that a served resource lacks does nothing. */
const named: readonly Permission[] = builtInRules.flatMap(({ apiGroups = [], resources = [],
  verbs }) => apiGroups.flatMap((group: string) => resources
  .flatMap((resource: string) => verbs.map((verb: string) => ({ group, resource, verb })))))
  .filter((one: Permission) => ![one.group, one.resource, one.verb].includes(EVERYTHING) && !isServed.has(key(one))
    && !(standardVerbs.has(one.verb) && API_RESOURCES.some(({ group, resource }) => group === one.group && resource === one.resource)));

const permissions = [...new Map([...served, ...named].map((one) => [key(one), one])).values()];

const harmless = HARMLESS_PERMISSIONS.flatMap(({ verbs, resources }) => Object.entries(resources).flatMap(([group, names]) => names.split(' ')
  .flatMap((resource) => verbs.split(' ').map((verb) => key({ group, resource, verb })))));

test('every permission of the built-in API is found by a control, or harmless for a reason', () => {
  const isHarmless = new Set(harmless);
  expect(permissions.filter((one) => !isHarmless.has(key(one)) && foundBy(ruleOf(one)).length === 0).map(key)).toEqual([]);
});

test('no permission is both found and harmless, or harmless twice', () => {
  const isHarmless = new Set(harmless);
  expect(permissions.filter((one) => isHarmless.has(key(one)) && foundBy(ruleOf(one)).length > 0).map(key)).toEqual([]);
  expect(harmless.filter((one, i) => harmless.indexOf(one) !== i)).toEqual([]);
});

test('nothing is called harmless that Kubernetes does not know', () => {
  const resources = new Set(permissions.map(({ group, resource }) => `${group} ${resource}`));
  expect([...new Set(harmless.map((one) => one.split(' ').slice(0, 2).join(' ')))].filter((one) => !resources.has(one))).toEqual([]);
});

test('wildcards are found by whatever finds one of the things that they stand for', () => {
  for (const { group, resource, verb } of served) {
    const [, subresource] = resource.split('/');
    const wildcards = [
      { group, resource, verb: EVERYTHING }, { group, resource: EVERYTHING, verb }, { group: EVERYTHING, resource, verb },
      ...(subresource === undefined ? [] : [{ group, resource: `*/${subresource}`, verb }]),
    ];
    const found = foundBy(ruleOf({ group, resource, verb }));
    for (const wildcard of wildcards) {
      expect({ wildcard, found: foundBy(ruleOf(wildcard)) }).toEqual({ wildcard,
        found: expect.arrayContaining(found) });
    }
  }
});

describe('kinds of operators that change or deploy other objects', () => {
  const files = 'kustomize.config.k8s.io/*'; // read by clients, and served by nobody
  const policies = Object.keys(PLACE_LINES).filter((kind) => PLACE_LINES[kind].join() === 'none' && kind !== files);
  const delivering = Object.keys(DELIVERING).filter((kind) => !policies.includes(`${kind.split('/')[0]}/*`));
  const kinds = [...new Set([...policies, ...delivering])];

  test.each(kinds)('the right to create %s is found', (kind) => {
    const [group] = kind.split('/');
    const found = foundBy(ruleOf({ group, resource: kind.endsWith('/*') ? EVERYTHING : resourceOf(kind), verb: 'create' }));
    expect(found.filter((id) => !id.startsWith('rbac-no-wildcard-'))).not.toEqual([]);
  });
});

test('every path that roles of Kubernetes name is harmless for a reason, and is not found', () => {
  const paths = [...new Set<string>(builtInRules.flatMap(({ nonResourceURLs = [] }) => nonResourceURLs))].filter((path) => path !== EVERYTHING);
  const covers = (pattern: string, path: string) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern);
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !Object.keys(HARMLESS_PATHS).some((pattern) => covers(pattern, path)))).toEqual([]);
  expect(paths.filter((path) => foundBy({ nonResourceURLs: [path], verbs: ['get'] }).length > 0)).toEqual([]);
});

test.each(deciders.filter(({ power }) => power).map(({ id, power }) => [id, power!.clusterOnly ?? false]))(
  'the power of %s is over objects of the cluster alone: %s', (id, clusterOnly) => {
    const found = API_RESOURCES.filter(({ group, resource, verbs }) => verbs.some((verb) => foundBy(ruleOf({ group, resource, verb })).includes(id)));
    // the name of a namespace in the URL counts as the namespace of the request, so that a RoleBinding gives rights on its own
    const isClusterWide = ({ namespaced, group, resource }: typeof found[number]) => !namespaced && !(group === '' && /^namespaces\b/.test(resource));
    if (clusterOnly) expect(found.filter((one) => !isClusterWide(one) && !one.resource.startsWith('podcertificaterequests/'))).toEqual([]);
    else expect(found.length === 0 || found.some((one) => !isClusterWide(one))).toBe(true);
  },
);

describe('built-in roles', () => {
  const isError = (id: string) => VOCABULARY[id as keyof typeof VOCABULARY].severity === 'error';
  const dangersOf = (role: Manifest, minor: number): string[] => {
    const graph = new RbacGraph([], minor);
    return [...new Set(graph.rulesOf({ role })!.flatMap((rule) => foundBy(rule as object)))].filter(isError);
  };
  const clusterRoles = (minor: number) => builtInRbac(minor).roles.filter(({ kind }) => kind === 'ClusterRole');
  const binding = (name: unknown) => ({ kind: 'ClusterRoleBinding', roleRef: { kind: 'ClusterRole', name }, subjects: [] });
  const refused = (name: unknown): boolean => ['rbac-no-cluster-admin', 'rbac-no-powerful-built-in-role']
    .some((id) => compile((CATALOGUE.find((control) => control.id === id) as unknown as { require: Expression }).require)(
      { subject: { value: binding(name), pointer: '' } }) === 'violation');

  test.each(MINORS)('1.%d: a binding to each that holds a danger is refused', (minor) => {
    const missed = clusterRoles(minor).filter((role) => dangersOf(role, minor).length > 0 && !refused(metadataOf(role).name));
    expect(missed.map((role) => metadataOf(role).name)).toEqual([]);
  });

  test.each(MINORS)('1.%d: a binding to one that holds none is refused only where it is for the control plane', (minor) => {
    const names = clusterRoles(minor).filter((role) => dangersOf(role, minor).length === 0).map((role) => metadataOf(role).name as string);
    expect(names).toEqual(expect.arrayContaining(['view', 'system:discovery', 'system:auth-delegator', 'system:monitoring']));
    const forControlPlane = (name: string) => name.startsWith('system:controller:') || ['system:kube-scheduler', 'system:aggregate-to-admin'].includes(name);
    expect(names.filter((name) => refused(name) && !forControlPlane(name))).toEqual([]);
  });

  test.each(['view', 'system:aggregate-to-view', 'system:discovery', 'system:basic-user', 'system:public-info-viewer', 'system:monitoring'])(
    '%s, which only reads, is not found at all', (name) => MINORS.forEach((minor) => {
      const role = clusterRoles(minor).find((one) => metadataOf(one).name === name)!;
      expect(new RbacGraph([], minor).rulesOf({ role })!.flatMap((rule) => foundBy(rule as object))).toEqual([]);
    }),
  );

  test('what every account is granted holds no danger, and accounts with more are those of kube-system', () => {
    for (const minor of MINORS) {
      const { roles, bindings } = builtInRbac(minor);
      const subjects = bindings.flatMap((one) => (one.subjects as any[]).map((subject) => ({ ...subject, role: (one.roleRef as any).name })));
      const everybody = subjects.filter(({ kind, name }) => kind === 'Group' && /^system:(un)?authenticated$|^system:serviceaccounts/.test(name));
      const granted = roles.filter((role) => everybody.some(({ role: name }) => name === metadataOf(role).name));
      expect(granted.length).toBeGreaterThan(3);
      expect(granted.flatMap((role) => (role.rules as object[]).flatMap(foundBy))).toEqual([]);
      expect([...new Set(subjects.filter(({ kind }) => kind === 'ServiceAccount').map(({ namespace }) => namespace))]).toEqual(['kube-system']);
    }
  });
});
