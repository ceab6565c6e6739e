import { ResourceRule } from './policy';
import { RESOURCES } from './resources';
import { literal, NamedExpression } from '../controls/cel';

/** What happens to an object. */
export type Operation = 'CREATE' | 'UPDATE';

/** What `status` and `finalize` take along; names and owners they leave as they are. */
const CHANGEABLE_METADATA = /^metadata(?:\.\?(?:labels|annotations))?$/;

/** The requests about one kind, by every way that changes these fields of such objects. */
export function resourceRule(kind: string, operations: readonly Operation[], fields: readonly string[] = []): ResourceRule {
  const { group, version, resource, subresources, metadataSubresources } = RESOURCES[kind];
  const ways = fields.some((field) => CHANGEABLE_METADATA.test(field)) ? [...subresources, ...metadataSubresources] : subresources;
  const resources = operations.includes('UPDATE') ? [resource, ...ways.map((sub) => `${resource}/${sub}`)] : [resource];
  return { apiGroups: [group], apiVersions: [version], operations, resources };
}

/**
 * Leaves updates alone that change none of these fields, as Pod Security does: a finalizer or a label must come off an object that is older than the
 * policy.
 */
export function changesOf(fields: readonly string[]): NamedExpression {
  const changed = fields.map((field) => `object.?${field}.orValue(null) != oldObject.?${field}.orValue(null)`);
  return { name: 'changes-what-is-read', expression: ['request.operation == "CREATE"', ...changed].join(' || ') };
}

// At its start the API server writes its own roles, and a controller fills the aggregated ones.
const ROLE_WRITERS = ['system:apiserver', 'system:kube-controller-manager', 'system:serviceaccount:kube-system:clusterrole-aggregation-controller'];
const CONTROL_PLANE = ['system:apiserver', 'system:kube-controller-manager', 'system:kube-scheduler'];

const isUser = (names: readonly string[]): string => `request.userInfo.username in [${names.map(literal).join(', ')}]`;

/** Leaves alone what the control plane itself writes, such as the certificates and service accounts of each namespace. */
export function notByControlPlane(kinds: readonly string[]): NamedExpression {
  const isRbac = kinds.every((kind) => kind.startsWith('rbac.authorization.k8s.io/'));
  const writers = isRbac ? isUser(ROLE_WRITERS)
    : `${isUser(CONTROL_PLANE)} || request.userInfo.?groups.orValue([]).exists(g, g == "system:serviceaccounts:kube-system")`;
  return { name: 'not-by-the-control-plane', expression: `!(${writers})` };
}
