import { elementsOf, isObject } from './pointer';

/** A verb on a resource of the API. */
export interface ResourceVerb {
  readonly verb: string;
  readonly group: string;
  /** The plural, with the subresource behind a slash. */
  readonly resource: string;
}

/** A request to the API server: a verb on a resource, or on a path that is none. */
export type AccessRequest =
  | ResourceVerb & {
    /** The object; empty for requests about many or one that is to be named. */
    readonly name?: string;
    /** Where; empty in the cluster as a whole. */
    readonly namespace?: string;
  }
  | { readonly verb: string; readonly path: string };

const ANY = '*';

/** Whether a list of verbs or API groups in a rule names one of them. */
export const names = (list: unknown, value: string): boolean => elementsOf(list).some((one) => one === ANY || one === value);

/** An asterisk before a subresource is the one other wildcard of resources. */
function namesResource(list: unknown, resource: string): boolean {
  const slash = resource.indexOf('/');
  return names(list, resource) || (slash >= 0 && elementsOf(list).includes(`${ANY}${resource.slice(slash)}`));
}

const namesObject = (list: unknown, name: string): boolean => elementsOf(list).length === 0 || elementsOf(list).includes(name);

const namesPath = (list: unknown, path: string): boolean => elementsOf(list).some((url) => typeof url === 'string'
  && (url === ANY || url === path || (url.endsWith(ANY) && path.startsWith(url.replace(/\*+$/, '')))));

/**
 * Whether a rule of a role allows a request, as the RBAC authorizer decides.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/v1/evaluation_helpers.go
 */
export function ruleAllows(rule: unknown, request: AccessRequest): boolean {
  if (!isObject(rule) || !names(rule.verbs, request.verb)) return false;
  if ('path' in request) return namesPath(rule.nonResourceURLs, request.path);
  return names(rule.apiGroups, request.group) && namesResource(rule.resources, request.resource) && namesObject(rule.resourceNames, request.name ?? '');
}

/** Every object of a resource. */
export const EVERY_OBJECT = Symbol('every object');

/**
 * The objects of a resource that a rule lets its subjects do a verb to: all, or those of some names; undefined for none. The request that creates an object
 * names none, so that a rule with names does not allow it, unless one of them is empty; one for a subresource does.
 */
export function objectsAllowed(rule: unknown, { verb, group, resource }: ResourceVerb): typeof EVERY_OBJECT | readonly string[] | undefined {
  if (!isObject(rule) || !names(rule.verbs, verb) || !names(rule.apiGroups, group) || !namesResource(rule.resources, resource)) return undefined;
  const limits = elementsOf(rule.resourceNames);
  if (limits.length === 0) return EVERY_OBJECT;
  const isUnnamed = verb === 'deletecollection' || (verb === 'create' && !resource.includes('/'));
  if (isUnnamed) return limits.includes('') ? EVERY_OBJECT : undefined;
  return limits.filter((one): one is string => typeof one === 'string');
}
