import { ControlExamples } from './control';
import { Example } from './example';
import { allOf, Expression, field, item, not } from './require';
import { grouped } from '../objects/grouped';

/** Something that a rule can let its subjects do. */
export interface Permission {
  readonly apiGroups: readonly string[];
  /** Resources, and subresources as `pods/exec`. */
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const ANY = '*';

// An asterisk before a subresource is the one other wildcard that RBAC knows; one after a resource matches nothing.
// https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/v1/evaluation_helpers.go
const withSubresourceWildcards = (resources: readonly string[]): string[] =>
  [...new Set(resources.flatMap((resource) => (resource.includes('/') ? [resource, `${ANY}${resource.slice(resource.indexOf('/'))}`] : [resource])))];

const someOf = (list: string, values: readonly string[]): Expression => field(list).some(item().isOneOf(values));
const names = (list: string, values: readonly string[]): Expression => someOf(list, [...values, ANY]);

/**
 * The RBAC rule lets its subjects do one of the verbs to one of the resources.
 *
 * A wildcard holds all that it stands for, though `rbac-no-wildcard-*` report it as well: each control is waived, downgraded and bound as an
 * admission policy on its own, and a waived wildcard must not hide what it reaches.
 */
export const grants = ({ apiGroups, resources, verbs }: Permission): Expression =>
  allOf(names('resources', withSubresourceWildcards(resources)), names('apiGroups', apiGroups), names('verbs', verbs));

/** Verbs that change what is stored. */
export const WRITE = ['create', 'update', 'patch', 'delete', 'deletecollection'];

const READ = ['get', 'list', 'watch'];

function badExamples(permission: Permission, all: readonly Permission[]): Example[] {
  const { apiGroups: [group, ...groups], resources: [resource, ...resources], verbs: [verb, ...verbs] } = permission;
  const ofItsOwn = permission.resources.find((name) => !all.some((other) => other !== permission && other.resources.includes(name))) ?? resource;
  const rule = { apiGroups: [group], resources: [resource], verbs: [verb] };
  const shown = (shows: string, changes: object): Example => ({ shows, subject: { ...rule, ...changes } });
  const subresources = withSubresourceWildcards([resource, ...resources]).filter((name) => name.startsWith(ANY));
  return [
    shown(`${verb} of ${resource}`, {}),
    ...verbs.map((other) => shown(`${other} of ${resource}`, { verbs: [other] })),
    ...resources.map((other) => shown(`${verb} of ${other}`, { resources: [other] })),
    ...groups.map((other) => shown(`${verb} of ${resource} in ${other}`, { apiGroups: [other] })),
    ...subresources.map((other) => shown(`${verb} of ${other}, which is of anything`, { resources: [other] })),
    shown(`all verbs on ${resource}`, { verbs: [ANY] }),
    shown(`${verb} of all resources of the group "${group}"`, { resources: [ANY] }),
    shown(`${verb} of ${ofItsOwn} in all API groups`, { apiGroups: [ANY], resources: [ofItsOwn] }),
  ];
}

const readVerbs = ({ verbs }: Permission): string[] => READ.filter((verb) => !verbs.includes(verb));

function goodExamples(permission: Permission): Example[] {
  const { apiGroups: [group], resources, verbs } = permission;
  const read = readVerbs(permission);
  return [
    ...(read.length > 0 ? [{ shows: `${resources[0]} read`, subject: { apiGroups: [group], resources, verbs: read } }] : []),
    { shows: `something else of the group "${group}"`, subject: { apiGroups: [group], resources: ['widgets'], verbs } },
    { shows: `${resources[0]} of another API group`, subject: { apiGroups: ['apis.example.com'], resources, verbs } },
  ];
}

/** Statements about permissions that share their verbs: a wildcard resource is one fault of a rule, however many API groups it reaches. */
function withheldTogether(permissions: readonly Permission[]): Expression[] {
  if (permissions.length === 1) return [not(grants(permissions[0]))];
  const [{ verbs }] = permissions;
  const everything = allOf(someOf('resources', [ANY]), names('apiGroups', permissions.flatMap(({ apiGroups }) => apiGroups)), names('verbs', verbs));
  const named = permissions.map(({ apiGroups, resources }) =>
    allOf(someOf('resources', withSubresourceWildcards(resources)), names('apiGroups', apiGroups), names('verbs', verbs)));
  return [everything, ...named].map(not);
}

function wildcardExamples(permissions: readonly Permission[]): Record<'good' | 'bad', Example[]> {
  const [{ apiGroups: [group], verbs: [verb, ...verbs] }] = permissions;
  const shown = (shows: string, changes: object): Example => ({ shows, subject: { apiGroups: [group], resources: [ANY], verbs: [verb],
    ...changes } });
  const read = readVerbs(permissions[0]);
  return {
    good: [
      shown('all resources of another API group', { apiGroups: ['apis.example.com'] }),
      ...(read.length > 0 ? [shown(`all resources of the group "${group}" read`, { verbs: read })] : []),
    ],
    bad: [
      ...verbs.map((other) => shown(`${other} of all resources of the group "${group}"`, { verbs: [other] })),
      ...permissions.flatMap(({ apiGroups }) => apiGroups.slice(1)).map((other) => shown(`${verb} of all resources of the group "${other}"`, { apiGroups: [other] })),
      shown(`all verbs on all resources of the group "${group}"`, { verbs: [ANY] }),
      shown(`${verb} of all resources in all API groups`, { apiGroups: [ANY] }),
    ],
  };
}

/** The examples of what permissions are withheld. */
function permissionExamples(permissions: readonly Permission[], together: readonly (readonly Permission[])[]): ControlExamples {
  const ofWildcards = together.filter((list) => list.length > 1).map(wildcardExamples);
  return {
    good: [...permissions.flatMap(goodExamples), ...ofWildcards.flatMap(({ good }) => good)],
    bad: [...permissions.flatMap((permission) => badExamples(permission, permissions)), ...ofWildcards.flatMap(({ bad }) => bad)],
  };
}

/** The part of a control that is about rules which grant any of these permissions: what it requires, and an example of each part of that. */
export function withholds(...permissions: readonly Permission[]) {
  const together = [...grouped(permissions, ({ verbs }) => verbs.join()).values()];
  return {
    subject: 'policy-rule' as const,
    require: allOf(...together.flatMap(withheldTogether)),
    absent: 'good' as const,
    examples: () => permissionExamples(permissions, together),
  };
}
