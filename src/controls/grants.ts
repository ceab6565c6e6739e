import { allOf, Expression, field, item } from './require';

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

const names = (list: string, values: readonly string[]): Expression => field(list).some(item().isOneOf([...values, ANY]));

/**
 * The RBAC rule lets its subjects do one of the verbs to one of the resources.
 *
 * A wildcard holds all that it stands for, though `rbac-no-wildcard-*` report it as well: each control is waived, downgraded and bound as an
 * admission policy on its own, and a waived wildcard must not hide what it reaches.
 */
export const grants = ({ apiGroups, resources, verbs }: Permission): Expression =>
  allOf(names('resources', withSubresourceWildcards(resources)), names('apiGroups', apiGroups), names('verbs', verbs));
