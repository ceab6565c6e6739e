import { builtInRbac, isBuiltInRole } from './built-in-roles';
import { grouped } from './grouped';
import { groupKind, keyOf, Manifest, metadataOf, ObjectKey, stringMap } from './manifest';
import { elementsOf, valueAt } from './pointer';
import { getOrInsert, once } from './remembered';
import { RoleAggregation } from './role-aggregation';

/** The role that a binding names. */
export interface RoleRef { readonly kind: string; readonly name: string }

const CLUSTER_ROLE = 'rbac.authorization.k8s.io/ClusterRole';
/** The kinds that hold rules. */
export const ROLE_KINDS: readonly string[] = [CLUSTER_ROLE, 'rbac.authorization.k8s.io/Role'];

const roleKey = ({ kind, namespace, name }: Pick<ObjectKey, 'kind' | 'namespace' | 'name'>): string => (kind === 'Role' ? `Role/${namespace}/${name}` : `${kind}/${name}`);

const aggregates = (role: Manifest): boolean => elementsOf(valueAt(role, '/aggregationRule/clusterRoleSelectors')).length > 0;

/** The roles of a cluster by kind, namespace and name, with what they aggregate. Those that Kubernetes brings are read once one of them counts. */
export class Roles {
  private readonly ofSet: ReadonlyMap<string, Manifest>;
  private readonly all: () => ReadonlyMap<string, Manifest>;
  private readonly aggregation: () => RoleAggregation;

  constructor(manifests: readonly Manifest[], minor: number) {
    this.ofSet = byName(manifests.filter((one) => ROLE_KINDS.includes(groupKind(one))));
    this.all = once(() => {
      const all = new Map(this.ofSet);
      builtInRbac(minor).roles.forEach((role) => all.set(roleKey(keyOf(role)), withOwn(role, this.ofSet.get(roleKey(keyOf(role))))));
      return all;
    });
    this.aggregation = once(() => new RoleAggregation([...this.all().values()].filter((role) => groupKind(role) === CLUSTER_ROLE)));
  }

  /** The role that is meant in a namespace; undefined where nobody brings it. */
  public named(ref: RoleRef, namespace: string): Manifest | undefined {
    const key = roleKey({ ...ref, namespace });
    return isBuiltInRole(key) ? this.all().get(key) : this.ofSet.get(key);
  }

  public rulesOf(role: Manifest): readonly unknown[] {
    return aggregates(role) ? this.aggregation().rulesOf(role) : elementsOf(role.rules);
  }

  public summaries<T extends {}>(of: (rules: readonly unknown[]) => T, join: (one: T, other: T) => T): (role: Manifest) => T {
    const ofAggregated = once(() => this.aggregation().summaries(of, join));
    const known = new Map<Manifest, T>();
    return (role) => getOrInsert(known, role, () => (aggregates(role) ? ofAggregated()(role) : of(elementsOf(role.rules))));
  }
}

/** Roles by kind, namespace and name. Of two of a name in a set either may be applied last, so that they count as one with the rules of both. */
function byName(roles: readonly Manifest[]): Map<string, Manifest> {
  return new Map([...grouped(roles, (role) => roleKey(keyOf(role)))].map(([key, list]) => [key, list.length === 1 ? list[0] : merged(list)]));
}

/**
 * A built-in role in a set that has one of its name: at each start the API server gives back to its own roles what they lack.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation
 */
const withOwn = (role: Manifest, own: Manifest | undefined): Manifest => (own ? merged([role, own]) : role);

function merged(roles: readonly Manifest[]): Manifest {
  const labels = Object.fromEntries(roles.flatMap((role) => Object.entries(stringMap(metadataOf(role).labels))));
  const clusterRoleSelectors = roles.flatMap((role) => elementsOf(valueAt(role, '/aggregationRule/clusterRoleSelectors')));
  const aggregationRule = clusterRoleSelectors.length > 0 ? { clusterRoleSelectors } : undefined;
  const last = roles[roles.length - 1];
  return { ...last, metadata: { ...metadataOf(last), labels }, aggregationRule, rules: roles.flatMap((role) => elementsOf(role.rules)) };
}
