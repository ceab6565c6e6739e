/** Objects that examples of controls about roles and bindings are made of, in the namespace `shop` where none is said. */

const object = (kind: string, rest: object, namespace = 'shop'): object => (
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: 'reader', namespace }, ...rest });

/** A Role named `reader`. */
export const ROLE_EXAMPLE = object('Role', { rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }] });

/** A ClusterRole of the same name. */
export const CLUSTER_ROLE_EXAMPLE = object('ClusterRole', { rules: [] });

/** A RoleBinding to a role. */
export const bindingExample = (name: string, kind = 'Role', namespace = 'shop'): object => (
  object('RoleBinding', { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name }, subjects: [] }, namespace));
