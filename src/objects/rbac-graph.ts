import { selectorMatches } from './label-selector';
import { groupKind, keyOf, Manifest, metadataOf, stringMap } from './manifest';
import { PodView } from './pod-template';
import { elementsOf, isObject, valueAt } from './pointer';

/** A service account, by where it lives. */
export interface Account { readonly namespace: string; readonly name: string }

/** One way from a service account to rules: through a binding to a role. */
export interface Grant {
  readonly binding: Manifest;
  /** True where the rules hold in the whole cluster, and for its own objects such as nodes. */
  readonly clusterWide: boolean;
  readonly role: { readonly kind: string; readonly name: string };
  /** The rules of the role, aggregated ones included; undefined where the role is not in the set. */
  readonly rules: readonly unknown[] | undefined;
}

const RBAC = 'rbac.authorization.k8s.io';
/** The kinds that say who may do what. */
export const RBAC_KINDS: readonly string[] = ['ServiceAccount', ...['ClusterRole', 'Role', 'ClusterRoleBinding', 'RoleBinding'].map((kind) => `${RBAC}/${kind}`)];
const ACCOUNT_USER = 'system:serviceaccount:';
const ACCOUNT_GROUP = 'system:serviceaccounts';
const EVERY_ACCOUNT = [ACCOUNT_GROUP, 'system:authenticated'];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The service account that pods run as. `serviceAccount` is the old name of the field, which the API server copies. */
export function accountOf(workload: Manifest, { spec }: PodView): Account {
  return { namespace: keyOf(workload).namespace, name: text(spec.serviceAccountName) || text(spec.serviceAccount) || 'default' };
}

/** Whether a container of the pod can read a token of its service account. Without `account` only the pod has a say. */
export function hasToken({ spec }: PodView, account?: Manifest): boolean {
  const projected = elementsOf(spec.volumes).flatMap((volume) => elementsOf(valueAt(volume, '/projected/sources')));
  if (projected.some((source) => isObject(source) && isObject(source.serviceAccountToken))) return true;
  return (spec.automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true) !== false;
}

/** Who may do what, as far as a set of objects says: service account, binding, role. */
export class RbacGraph {
  private readonly accounts = new Map<string, Manifest>();
  private readonly roles = new Map<string, Manifest>();
  private readonly bindings = new Map<string, Manifest[]>();
  private readonly clusterRoles: readonly Manifest[];

  constructor(manifests: readonly Manifest[]) {
    this.clusterRoles = manifests.filter((one) => groupKind(one) === `${RBAC}/ClusterRole`);
    for (const manifest of manifests) this.add(manifest);
  }

  /** The manifest of a service account. */
  public account({ namespace, name }: Account): Manifest | undefined {
    return this.accounts.get(`${namespace}/${name}`);
  }

  /**
   * What a service account is granted, be it named as itself, as a user or as a member of the groups of service accounts.
   *
   * A workload without namespace goes wherever it is applied, so that an account of its name in any namespace may be its own; but not "default",
   * which every namespace has.
   */
  public grantsOf({ namespace, name }: Account): Grant[] {
    const own = [`${namespace}/${name}`, namespace === '' && name !== 'default' ? `*/${name}` : `/${name}`];
    const groups = [...EVERY_ACCOUNT, `${ACCOUNT_GROUP}:${namespace}`].map((group) => `group ${group}`);
    return [...new Set([...own, ...groups].flatMap((key) => this.bindings.get(key) ?? []))].map((binding) => this.grant(binding));
  }

  private add(manifest: Manifest): void {
    const kind = groupKind(manifest);
    if (!RBAC_KINDS.includes(kind)) return;
    const { namespace, name } = keyOf(manifest);
    switch (kind) {
      case 'ServiceAccount': this.accounts.set(`${namespace}/${name}`, manifest); break;
      case `${RBAC}/ClusterRole`: this.roles.set(`ClusterRole/${name}`, manifest); break;
      case `${RBAC}/Role`: this.roles.set(`Role/${namespace}/${name}`, manifest); break;
      case `${RBAC}/RoleBinding`:
      case `${RBAC}/ClusterRoleBinding`: this.addBinding(manifest);
    }
  }

  private addBinding(binding: Manifest): void {
    for (const key of new Set(elementsOf(binding.subjects).flatMap((subject) => (isObject(subject) ? subjectKeys(subject, binding) : [])))) {
      const known = this.bindings.get(key);
      if (known) known.push(binding); else this.bindings.set(key, [binding]);
    }
  }

  private grant(binding: Manifest): Grant {
    const clusterWide = keyOf(binding).kind === 'ClusterRoleBinding';
    const [kind, name] = [text(valueAt(binding, '/roleRef/kind')), text(valueAt(binding, '/roleRef/name'))];
    const role = this.roles.get(kind === 'Role' ? `Role/${keyOf(binding).namespace}/${name}` : `ClusterRole/${name}`);
    return { binding, clusterWide, role: { kind, name }, rules: role && this.rulesOf(role, new Set()) };
  }

  /** The rules of a role, and of those that it aggregates. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles */
  private rulesOf(role: Manifest, seen: Set<Manifest>): unknown[] {
    if (seen.has(role)) return [];
    seen.add(role);
    const selectors = elementsOf(valueAt(role, '/aggregationRule/clusterRoleSelectors'));
    const parts = selectors.length === 0 ? [] : this.clusterRoles
      .filter((one) => selectors.some((selector) => selectorMatches(selector, stringMap(metadataOf(one).labels))));
    return [...elementsOf(role.rules), ...parts.flatMap((part) => this.rulesOf(part, seen))];
  }
}

/** How a subject of a binding is looked up. Under `*` are accounts of any namespace. */
function subjectKeys(subject: Readonly<Record<string, unknown>>, binding: Manifest): string[] {
  const name = text(subject.name);
  if (subject.kind === 'Group') return [`group ${name}`];
  const account = subject.kind === 'User' && name.startsWith(ACCOUNT_USER) ? name.slice(ACCOUNT_USER.length).split(':') : undefined;
  if (!account && subject.kind !== 'ServiceAccount') return [];
  const [namespace, accountName] = account ? [account[0], account[1] ?? ''] : [text(subject.namespace) || keyOf(binding).namespace, name];
  return [`${namespace}/${accountName}`, `*/${accountName}`];
}
