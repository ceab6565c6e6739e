import { Manifest } from '../../src/objects/manifest';
import { AccessRequest } from '../../src/objects/policy-rule';
import { User, userOf } from '../../src/objects/rbac-subject';
import { Chance } from '../chance';

/** Roles and bindings that hold at the same time, with those who are bound. */
export interface World { readonly objects: readonly Manifest[]; readonly users: readonly User[] }

/** The label that all objects of a world have. */
export const WORLD_LABEL = 'conformance.cdk8s-hardened.dev/world';
/** Where the namespaced objects are. */
export const NAMESPACES = ['default', 'kube-public'];

const GROUPS = ['', '', 'apps', 'rbac.authorization.k8s.io', 'databases.example.com', '*'];
const RESOURCES = [
  'pods', 'pods/log', 'pods/exec', 'secrets', 'deployments', 'deployments/scale', 'clusterroles', 'nodes', 'nodes/proxy', 'widgets', 'widgets/scale', '*', '*/scale',
  '*/log', 'pods/*',
];
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'delete', 'escalate', 'impersonate', '*'];
const NAMES = ['web', 'flags', 'cluster-admin', '*', ''];
const PATHS = ['/metrics', '/metrics/slis', '/debug/pprof/heap', '/healthz', '/logs', '/', '/metricsx'];
const URLS = [...PATHS, '/metrics*', '/metrics/*', '/debug/**', '/d*', '*', '/*', '*/slis'];
const BUILT_IN = ['admin', 'edit', 'view', 'cluster-admin', 'system:node', 'system:kube-scheduler', 'system:controller:generic-garbage-collector', 'system:basic-user', 'none'];
const AGGREGATE_TO = ['admin', 'edit', 'view'].map((role) => `rbac.authorization.k8s.io/aggregate-to-${role}`);
/** Roles of a layer select those of later ones only: what roles that select each other hold depends on the order in which the controller reads them. */
const LAYERS = ['0', '1', '2', '3'];
const LAYER = 'layer';
const CLUSTER_ROLES = 120;
const ROLES = 40;
const USERS = 250;

const subset = <T>(chance: Chance, of: readonly T[], most = 2): T[] => [chance.one(of), ...chance.some(most - 1, () => chance.one(of))];

/** Makes worlds of random roles and bindings, and random requests about them. */
export class RandomWorlds {
  constructor(private readonly chance: Chance) {}

  public world(name: string): World {
    const clusterRoles = Array.from({ length: CLUSTER_ROLES }, (_, i) => this.clusterRole(name, i));
    const roles = Array.from({ length: ROLES }, (_, i) => this.object('Role', `${name}-role-${i}`, name, { rules: this.rules(false) }, this.chance.one(NAMESPACES)));
    const users = Array.from({ length: USERS }, (_, i) => this.user(`${name}-${i}`));
    const bindings = users.flatMap((user, i) => this.bindings(name, i, user, [...clusterRoles, ...roles]));
    return { objects: [...clusterRoles, ...roles, ...bindings], users };
  }

  /** A request, as likely as not about something that rules name. */
  public request(): AccessRequest {
    const { chance } = this;
    const verb = chance.one(VERBS);
    if (chance.often(0.2)) return { verb, path: chance.one(PATHS) };
    const resource = chance.one(RESOURCES.filter((one) => !one.includes('*')));
    return { verb, group: chance.one(GROUPS), resource, name: chance.often(0.5) ? '' : chance.one(NAMES), namespace: chance.one(['', ...NAMESPACES, 'kube-system']) };
  }

  private object(kind: string, name: string, world: string, rest: object, namespace?: string, labels: object = {}): Manifest {
    const metadata = { name, ...(namespace === undefined ? {} : { namespace }), labels: { [WORLD_LABEL]: world, ...labels } };
    return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, ...rest };
  }

  private rules(ofCluster: boolean): object[] {
    return this.chance.some(3, () => this.rule(ofCluster));
  }

  private rule(ofCluster: boolean): object {
    const { chance } = this;
    if (ofCluster && chance.often(0.2)) return { nonResourceURLs: subset(chance, URLS), verbs: subset(chance, VERBS) };
    const names = chance.often(0.3) ? { resourceNames: subset(chance, NAMES) } : {};
    return { apiGroups: subset(chance, GROUPS), resources: subset(chance, RESOURCES, 3), verbs: subset(chance, VERBS, 3), ...names };
  }

  private clusterRole(world: string, i: number): Manifest {
    const { chance } = this;
    const layer = chance.below(LAYERS.length);
    const aggregates = i === 0 || (layer < LAYERS.length - 1 && chance.often(0.4));
    const clusterRoleSelectors = i === 0 ? [chance.one([{}, { matchLabels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } }])]
      : [this.selector(world, layer), ...chance.some(1, () => this.selector(world, layer))];
    const added = !aggregates && chance.often(0.1) ? { [chance.one(AGGREGATE_TO)]: 'true' } : {};
    const labels = i === 0 ? {} : { [LAYER]: `${world}-${LAYERS[layer]}`, team: chance.one(['shop', 'billing']), ...added };
    const rest = { rules: this.rules(true), ...(aggregates ? { aggregationRule: { clusterRoleSelectors } } : {}) };
    return this.object('ClusterRole', `${world}-${i}`, world, rest, undefined, labels);
  }

  private selector(world: string, layer: number): object {
    const { chance } = this;
    const later = LAYERS.slice(layer + 1).map((one) => `${world}-${one}`);
    return chance.one<() => object>([
      () => ({ matchLabels: { [LAYER]: chance.one(later) } }),
      () => ({ matchLabels: { [LAYER]: chance.one(later), team: 'shop' } }),
      () => ({ matchExpressions: [{ key: LAYER, operator: 'In', values: subset(chance, later) }, { key: 'team', operator: 'NotIn', values: ['shop'] }] }),
      () => ({ matchLabels: { [LAYER]: 'none' } }),
      () => ({ matchLabels: { [chance.one(AGGREGATE_TO)]: 'true', 'kubernetes.io/bootstrapping': 'rbac-defaults' } }),
    ])();
  }

  private user(name: string): User {
    const { chance } = this;
    if (chance.often(0.6)) return userOf({ namespace: chance.one(NAMESPACES), name });
    return { name, groups: [`${name}-group`, ...(chance.often(0.7) ? ['system:authenticated'] : ['system:unauthenticated'])] };
  }

  private bindings(world: string, i: number, user: User, roles: readonly Manifest[]): Manifest[] {
    const { chance } = this;
    return Array.from({ length: 1 + chance.below(3) }, (_, j) => {
      const namespace = chance.one(NAMESPACES);
      const isWide = chance.often(0.4);
      const { kind, metadata } = chance.one(roles) as any;
      const own = kind === 'ClusterRole' || (!isWide && metadata.namespace === namespace) ? { kind, name: metadata.name } : undefined;
      const ref = chance.often(0.2) || !own ? { kind: 'ClusterRole', name: chance.one(BUILT_IN) } : own;
      const rest = { roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...ref }, subjects: [this.subject(user, isWide ? undefined : namespace)] };
      return isWide ? this.object('ClusterRoleBinding', `${world}-${i}-${j}`, world, rest) : this.object('RoleBinding', `${world}-${i}-${j}`, world, rest, namespace);
    });
  }

  /** One of the ways to name somebody. */
  private subject({ name, groups }: User, namespace?: string): object {
    const { chance } = this;
    const [, , home, account] = name.split(':');
    const asUser = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name };
    const asGroup = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: groups[0] };
    if (account === undefined) return chance.one([asUser, asGroup]);
    const asAccount = { kind: 'ServiceAccount', name: account, ...(home === namespace && chance.often(0.5) ? {} : { namespace: home }) };
    return chance.often(0.05) ? { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: `system:serviceaccounts:${home}` } : chance.one([asAccount, asUser]);
  }
}
