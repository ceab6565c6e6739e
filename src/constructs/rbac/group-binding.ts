import { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { RoleRef } from '../../objects/rbac-roles';
import { enclosingNamespace } from '../namespace/membership';
import { enforce } from '../synthesis/enforcement';

/** A role that can be bound: a `ScopedRole` or a `ScopedClusterRole`. */
export interface IBindableRole extends IConstruct {
  /** The name of the role. */
  readonly name: string;
  /** `Role` or `ClusterRole`. */
  readonly roleKind: string;
}

/** Who gets a role. */
export interface GroupBindingProps {
  /** The role. */
  readonly role: IBindableRole;

  /** The groups, as the issuer of the tokens names them: `developers`. At least one. */
  readonly groups: string[];

  /**
   * What the API server puts before the groups of this issuer, as `groupsPrefix` of its `TokenIssuer`: `oidc:`. Without one, whoever may name groups at the
   * issuer could name those of Kubernetes or of another issuer.
   */
  readonly groupsPrefix: string;
}

const RBAC = 'rbac.authorization.k8s.io';

/** The names of groups as bindings have them. */
export function prefixedGroups(at: string, groups: readonly string[], prefix: string): string[] {
  if (prefix === '') throw new Error(`${at}: groupsPrefix is empty, so that the issuer could name groups of Kubernetes; pass the prefix of its TokenIssuer, such as "oidc:"`);
  if (prefix.startsWith('system:')) throw new Error(`${at}: groupsPrefix is "${prefix}", which is kept for groups of Kubernetes; pass the prefix of the TokenIssuer, such as "oidc:"`);
  if (groups.length === 0) throw new Error(`${at}: it names no group; pass \`groups\``);
  return groups.map((group) => {
    if (group === '') throw new Error(`${at}: the name of a group is empty; name it as the issuer does`);
    if (group.startsWith(prefix)) throw new Error(`${at}: group "${group}" has the prefix already, and would get it twice; name it as the issuer does: "${group.slice(prefix.length)}"`);
    if (group.startsWith('system:')) throw new Error(`${at}: "${group}" is a group of Kubernetes, which no issuer gives; name a group of the issuer`);
    return `${prefix}${group}`;
  });
}

/** What groups are bound to, and where. */
interface Bound {
  readonly role: RoleRef;
  readonly isClusterWide: boolean;
  readonly namespace: string | undefined;
  readonly annotations?: { readonly [key: string]: string };
}

/** A binding of groups to a role, in a namespace or in the whole cluster. */
export function groupBinding(scope: Construct, groups: readonly string[], { role, isClusterWide, namespace, annotations }: Bound): ApiObject {
  return new ApiObject(scope, 'Resource', {
    apiVersion: `${RBAC}/v1`,
    kind: isClusterWide ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { ...(isClusterWide ? {} : { namespace }), ...(annotations ? { annotations } : {}) },
    roleRef: { apiGroup: RBAC, ...role },
    subjects: groups.map((name) => ({ apiGroup: RBAC, kind: 'Group', name })),
  });
}

/**
 * Gives a role to groups of people that an issuer of tokens (OpenID Connect) names. A `ScopedRole` is bound in its namespace, a `ScopedClusterRole` in the whole
 * cluster.
 *
 * @example
 * import { GroupBinding, Persona, ScopedRole } from 'cdk8s-hardened';
 *
 * const viewer = new ScopedRole(shop, 'viewer', { rules: Persona.VIEWER.rules });
 * new GroupBinding(shop, 'developers', { role: viewer, groups: ['developers'], groupsPrefix: 'oidc:' });
 */
export class GroupBinding extends Construct {
  /** The name of the RoleBinding or ClusterRoleBinding. */
  public readonly name: string;

  /**
   * @param scope a HardenedNamespace, a chart or any construct in it
   * @param id the name of the construct, from which cdk8s makes the name of the binding
   * @param props the role and the groups
   * @throws for an empty prefix, for groups that have it already and for groups of Kubernetes
   */
  constructor(scope: Construct, id: string, props: GroupBindingProps) {
    super(scope, id);
    enforce(this.node.root);
    const { role } = props;
    const groups = prefixedGroups(`cannot build binding "${this.node.path}"`, props.groups, props.groupsPrefix);
    const isClusterWide = role.roleKind === 'ClusterRole';
    const bound = { role: { kind: role.roleKind, name: role.name }, isClusterWide, namespace: enclosingNamespace(role) };
    this.name = groupBinding(this, groups, bound).name;
  }
}
