import { Question } from '../../engine/holders';
import { API_RESOURCES, ApiResource, resourceParts } from '../../objects/api-resources';
import { similarName } from '../../objects/similar-names';
import { visible } from '../../reports/visible';
import { UsageError } from '../exit-code';

const LONGEST = 300;

/** Verbs that belong to no stored resource: https://kubernetes.io/docs/reference/access-authn-authz/authorization/#request-verb-resource */
const OTHER_VERBS = ['use', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest'];

/** Reads the value of `--can`: a verb, and a resource as `secrets`, `deployments.apps/scale` or `/metrics`. */
export function parseQuestion(verb: string, text: string, limits: { readonly namespace?: string; readonly name?: string }): Question {
  const path = text.startsWith('/');
  rejectVerb(verb, path);
  if (path) {
    if (limits.name !== undefined || limits.namespace !== undefined) throw new UsageError(`"${visible(text)}" is a path, which has no namespace and no name; leave --namespace and --name out`);
    return { verb, path: text };
  }
  const { plural, group: named, subresource } = resourceParts(text);
  const found = named === undefined ? servedAs(plural, subresource) : { group: named, resource: `${plural}${subresource}` };
  const namespaced = API_RESOURCES.find(({ group, resource }) => group === found.group && resource === found.resource)?.namespaced;
  if (namespaced === false && limits.namespace !== undefined && found.resource.split('/')[0] !== 'namespaces') {
    throw new UsageError(`${found.resource} belong to no namespace; leave --namespace out`);
  }
  return { verb, ...found, namespaced: isNamespaceItself(found.resource) ? true : namespaced, ...limits };
}

/** A request about a namespace is one in this namespace, so that a RoleBinding there allows it. */
const isNamespaceItself = (resource: string): boolean => resource.split('/')[0] === 'namespaces';

/** The verbs of paths that are no resources: the methods of HTTP in lower case. */
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

function rejectVerb(verb: string, path: boolean): void {
  const known = path ? METHODS : [...new Set([...API_RESOURCES.flatMap(({ verbs }) => verbs), ...OTHER_VERBS])];
  if (known.includes(verb) || verb.startsWith('impersonate')) return;
  const near = verb.length <= LONGEST ? similarName(verb, known) : undefined;
  throw new UsageError(`--can "${visible(verb)}" is no verb of ${path ? 'HTTP' : 'the API'}; ${near === undefined ? `write one of ${known.join(', ')}` : `did you mean "${near}"?`}`);
}

/** The group of a resource whose group is left out, as kubectl finds it: that of the built-in API which serves it. */
function servedAs(name: string, subresource: string): Pick<ApiResource, 'group' | 'resource'> {
  const virtual = ['users', 'groups', 'signers'].includes(name) ? { group: name === 'signers' ? 'certificates.k8s.io' : '', resource: name } : undefined;
  const wanted = `${name.toLowerCase()}${subresource}`;
  const served = API_RESOURCES.find(({ resource }) => resource === wanted) ?? API_RESOURCES.find(({ kind, resource }) => kind.toLowerCase() === name.toLowerCase() && !resource.includes('/') && subresource === '');
  if (virtual ?? served) return { group: (virtual ?? served)!.group, resource: (virtual ?? served)!.resource };
  const near = wanted.length <= LONGEST ? similarName(wanted, [...new Set(API_RESOURCES.map(({ resource }) => resource))]) : undefined;
  throw new UsageError(`--can knows no resource "${visible(name + subresource)}" of Kubernetes; ${near === undefined ? '' : `did you mean "${near}"? `}Write a custom one with its group, as widgets.example.com`);
}
