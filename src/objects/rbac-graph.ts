import { builtInRbac } from './built-in-roles';
import { groupKind, keyOf, Manifest } from './manifest';
import { PodView } from './pod-template';
import { elementsOf, isObject, valueAt } from './pointer';
import { AccessRequest, ruleAllows } from './policy-rule';
import { ROLE_KINDS, RoleRef, Roles } from './rbac-roles';
import { Account, qualifiedName, RbacSubject, subjectsOf, User, userOf } from './rbac-subject';
import { getOrInsert, once } from './remembered';
import { textOrEmpty } from './value-types';

/** One way from a subject to rules: through a binding to a role. */
export interface Grant {
  readonly binding: Manifest;
  /** True where the rules hold in the whole cluster, and for its own objects such as nodes. */
  readonly clusterWide: boolean;
  /** The role that the binding names. */
  readonly roleRef: RoleRef;
  /** The role itself; undefined where it is neither in the set nor built in. */
  readonly role: Manifest | undefined;
}

const RBAC = 'rbac.authorization.k8s.io';
const BINDING_KINDS: readonly string[] = [`${RBAC}/ClusterRoleBinding`, `${RBAC}/RoleBinding`];
/** The kinds that say who may do what. */
export const RBAC_KINDS: readonly string[] = ['ServiceAccount', ...ROLE_KINDS, ...BINDING_KINDS];

/** The service account that pods run as. `serviceAccount` is the old name of the field, which the API server copies. */
export function accountOf(workload: Manifest, { spec }: Pick<PodView, 'spec'>): Account {
  return { namespace: keyOf(workload).namespace, name: textOrEmpty(spec.serviceAccountName) || textOrEmpty(spec.serviceAccount) || 'default' };
}

/** Where the API server mounts the token of a ServiceAccount, and client libraries look for one. */
export const TOKEN_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Whether a container of the pod can read a token of its service account. Without `account` only the pod has a say. */
export function hasToken({ spec }: PodView, account?: Manifest): boolean {
  const projected = elementsOf(spec.volumes).flatMap((volume) => elementsOf(valueAt(volume, '/projected/sources')));
  if (projected.some((source) => isObject(source) && isObject(source.serviceAccountToken))) return true;
  return (spec.automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true) !== false;
}

const BUILT_IN_ACCOUNTS = 'kube-system';

type Index = ReadonlyMap<string, readonly Manifest[]>;

/**
 * Who may do what in a cluster of this minor that holds a set of objects: subject, binding, role, and the roles that it aggregates. The roles and bindings
 * that Kubernetes brings are part of it; they are read once they count.
 */
export class RbacGraph {
  /** What the bindings of the set grant, in its order. */
  public readonly granted: () => readonly Grant[];
  /** What the bindings grant that Kubernetes brings. */
  public readonly builtIn: () => readonly Grant[];
  private readonly accounts: ReadonlyMap<string, Manifest>;
  private readonly bindings: Index;
  private readonly builtInBindings: () => Index;
  private readonly roles: Roles;

  constructor(manifests: readonly Manifest[], minor: number) {
    this.accounts = new Map(manifests.filter((one) => groupKind(one) === 'ServiceAccount').map((account) => [qualifiedName(keyOf(account)), account]));
    const bindings = manifests.filter((one) => BINDING_KINDS.includes(groupKind(one)));
    this.bindings = bySubject(bindings);
    this.builtInBindings = once(() => bySubject(builtInRbac(minor).bindings));
    this.roles = new Roles(manifests, minor);
    this.granted = once(() => bindings.map((binding) => this.grant(binding)));
    this.builtIn = once(() => builtInRbac(minor).bindings.map((binding) => this.grant(binding)));
  }

  /** The manifest of a service account. */
  public account(account: Account): Manifest | undefined {
    return this.accounts.get(qualifiedName(account));
  }

  /**
   * What a service account is granted, be it named as itself, as a user or as a member of the groups of service accounts. What Kubernetes grants to every
   * account is left out.
   *
   * A workload without namespace goes wherever it is applied, so that an account of its name in any namespace may be its own; but not "default",
   * which every namespace has.
   */
  public grantsOf(account: Account): Grant[] {
    const { name: user, groups } = userOf(account);
    const anywhere = account.namespace === '' && account.name !== 'default' ? [accountKey(account.name)] : [];
    const builtIn = account.namespace === BUILT_IN_ACCOUNTS ? lookup(this.builtInBindings(), [userKey(user)]) : [];
    return [...builtIn, ...lookup(this.bindings, [...anywhere, userKey(user), ...groups.map(groupKey)])].map((binding) => this.grant(binding));
  }

  /** The role of a kind and name, be it built in or of the set; a Role in its namespace. */
  public role(ref: RoleRef, namespace = ''): Manifest | undefined {
    return this.roles.named(ref, namespace);
  }

  /** The rules of the role of a grant, aggregated ones included; undefined where the role is not known. */
  public rulesOf({ role }: Pick<Grant, 'role'>): readonly unknown[] | undefined {
    return role && this.roles.rulesOf(role);
  }

  /** Says something about the rules of every role at once: of lists of rules, and of two such answers together. Undefined for roles that are not known. */
  public summaries<T extends {}>(of: (rules: readonly unknown[]) => T, join: (one: T, other: T) => T): (grant: Pick<Grant, 'role'>) => T | undefined {
    const summary = this.roles.summaries(of, join);
    return ({ role }) => role && summary(role);
  }

  /** All that somebody is granted, by bindings of the set and by those that Kubernetes brings. */
  public grantsTo({ name, groups }: User): Grant[] {
    const keys = [userKey(name), ...groups.map(groupKey)];
    return [...lookup(this.builtInBindings(), keys), ...lookup(this.bindings, keys)].map((binding) => this.grant(binding));
  }

  /** Whether RBAC allows somebody a request. */
  public allows(user: User, request: AccessRequest): boolean {
    return this.grantsTo(user).some((grant) => this.isGrantOf(grant, request));
  }

  /** By which bindings RBAC allows somebody a request. */
  public granting(user: User, request: AccessRequest): Grant[] {
    return this.grantsTo(user).filter((grant) => this.isGrantOf(grant, request));
  }

  private isGrantOf(grant: Grant, request: AccessRequest): boolean {
    const holds = grant.clusterWide || (!('path' in request) && Boolean(request.namespace) && keyOf(grant.binding).namespace === request.namespace);
    return holds && this.rulesOf(grant)?.some((rule) => ruleAllows(rule, request)) === true;
  }

  private grant(binding: Manifest): Grant {
    const roleRef = { kind: textOrEmpty(valueAt(binding, '/roleRef/kind')), name: textOrEmpty(valueAt(binding, '/roleRef/name')) };
    const { kind, namespace } = keyOf(binding);
    return { binding, clusterWide: kind === 'ClusterRoleBinding', roleRef, role: this.role(roleRef, namespace) };
  }
}

const lookup = (index: Index, keys: readonly string[]): Manifest[] => [...new Set(keys.flatMap((key) => index.get(key) ?? []))];

function bySubject(bindings: readonly Manifest[]): Index {
  const found = new Map<string, Manifest[]>();
  for (const binding of bindings) {
    const keys = subjectsOf(binding).flatMap(subjectKeys);
    new Set(keys).forEach((key) => getOrInsert(found, key, (): Manifest[] => []).push(binding));
  }
  return found;
}

const userKey = (name: string): string => `user ${name}`;
const groupKey = (name: string): string => `group ${name}`;
/** Accounts of any namespace. */
const accountKey = (name: string): string => `account ${name}`;

/** How a subject of a binding is looked up. */
function subjectKeys({ kind, namespace, name }: RbacSubject): string[] {
  switch (kind) {
    case 'Group': return [groupKey(name)];
    case 'User': return [userKey(name)];
    case 'ServiceAccount': return [userKey(userOf({ namespace, name }).name), accountKey(name)];
  }
}
