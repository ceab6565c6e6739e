import { RoleRef } from '../../objects/rbac-roles';
import { RbacSubject } from '../../objects/rbac-subject';

/** What somebody can be, or come to be. */
export type Identity =
  | RbacSubject
  /** Whoever holds a role that was bound in a namespace; in every namespace where that is empty. */
  | { readonly kind: 'Role'; readonly namespace: string; readonly role: RoleRef }
  | { readonly kind: 'Node' | 'Host' | 'ClusterAdmin' };

export const CLUSTER_ADMIN: Identity = { kind: 'ClusterAdmin' };
export const NODE: Identity = { kind: 'Node' };
export const HOST: Identity = { kind: 'Host' };

/** The built-in role that holds everything where it is bound. */
export const ALL_POWERFUL: RoleRef = { kind: 'ClusterRole', name: 'cluster-admin' };

/** A text that is the same for equal identities only. */
export function identityKey(identity: Identity): string {
  switch (identity.kind) {
    case 'Role': return JSON.stringify([identity.kind, identity.namespace, identity.role.kind, identity.role.name]);
    case 'ServiceAccount': case 'User': case 'Group': return JSON.stringify([identity.kind, identity.namespace, identity.name, identity.groups]);
    default: return identity.kind;
  }
}
