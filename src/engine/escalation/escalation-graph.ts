import { HeldNeeds, Met, metTogether } from './held-needs';
import { ALL_POWERFUL, CLUSTER_ADMIN, HOST, Identity, identityKey, NODE } from './identity';
import { KnownIdentities } from './known-identities';
import { Gain, Need, Technique } from './technique';
import { OF_A_HOST, OF_A_NODE, TECHNIQUES } from './techniques';
import { keyOf, Manifest } from '../../objects/manifest';
import { elementsOf, isObject } from '../../objects/pointer';
import { Grant, RbacGraph } from '../../objects/rbac-graph';
import { userOfSubject } from '../../objects/rbac-subject';
import { getOrInsert } from '../../objects/remembered';

/** A node of the graph: an identity, or a set of identities that whoever gets to it can choose from. */
export interface EscalationNode {
  /** Undefined for a set. */
  readonly identity?: Identity;
  /** The members of a set. */
  readonly members?: () => readonly Identity[];
}

/** A step to another node. */
export interface EscalationEdge {
  readonly to: string;
  /** Undefined where the step takes nothing: from a set to its member, and to what is held already. */
  readonly technique?: Technique;
  /** The grants that it takes. */
  readonly grants: readonly Grant[];
}

const holdsEverything = (rules: readonly unknown[]): boolean => rules.some((rule) => isObject(rule)
  && [rule.apiGroups, rule.resources, rule.verbs].every((list) => elementsOf(list).includes('*')) && elementsOf(rule.resourceNames).length === 0);

/** The grants of a scope, and how they meet the needs of techniques. */
interface Scope { readonly namespace: string; readonly grants: readonly Grant[]; readonly met: ReadonlyMap<Need, Met> }

/**
 * What identities can become by the techniques, one step after the other. Each step uses the rights of one identity: what only two of them can do together is
 * not found. Its edges are found when they are asked for, and lead to sets where a right is about many, so that there are about as many as there are grants.
 */
export class EscalationGraph {
  public readonly known: KnownIdentities;
  private readonly nodes = new Map<string, EscalationNode>();
  private readonly edges = new Map<string, readonly EscalationEdge[]>();
  private readonly needs: HeldNeeds;
  private readonly allPowerful: (grant: Pick<Grant, 'role'>) => boolean | undefined;

  /** @param manifests the set that the graph was made of, with the objects that tell which namespaces, accounts and token Secrets there are */
  constructor(private readonly graph: RbacGraph, manifests: readonly Manifest[]) {
    this.needs = new HeldNeeds(graph, TECHNIQUES);
    this.allPowerful = graph.summaries(holdsEverything, (one, other) => one || other);
    this.known = new KnownIdentities(graph, manifests);
  }

  /** The key of the node of an identity. */
  public nodeOf(identity: Identity): string {
    const key = identityKey(identity);
    getOrInsert(this.nodes, key, () => ({ identity }));
    return key;
  }

  public identityAt(node: string): Identity | undefined {
    return this.nodes.get(node)?.identity;
  }

  /** How many edges were found so far. */
  public get size(): number {
    return [...this.edges.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Where one step leads to. */
  public from(node: string): readonly EscalationEdge[] {
    return getOrInsert(this.edges, node, () => {
      const { identity, members } = this.nodes.get(node)!;
      if (members) return members().map((one) => ({ to: this.nodeOf(one), grants: [] }));
      return identity ? this.stepsOf(identity) : [];
    });
  }

  private stepsOf(identity: Identity): EscalationEdge[] {
    switch (identity.kind) {
      case 'ClusterAdmin': return [];
      case 'Node': return OF_A_NODE.flatMap((technique) => this.gained(technique, '', undefined, []));
      case 'Host': return OF_A_HOST.flatMap((technique) => this.gained(technique, '', undefined, []));
      case 'Role': return this.stepsBy([this.boundRole(identity.role, identity.namespace)]);
      default: return this.stepsBy(this.graph.grantsTo(userOfSubject(identity)));
    }
  }

  private stepsBy(grants: readonly Grant[]): EscalationEdge[] {
    const all = grants.find((grant) => grant.clusterWide && this.allPowerful(grant));
    if (all) return [{ to: this.nodeOf(CLUSTER_ADMIN), grants: [all] }];
    const scopes = this.scopesOf(grants);
    const found = new Map<string, EscalationEdge>();
    for (const technique of TECHNIQUES) {
      for (const scope of scopes) {
        for (const edge of this.stepsWithin(technique, scope, scopes[0])) getOrInsert(found, `${edge.to} ${technique.id}`, () => edge);
      }
    }
    return [...found.values()];
  }

  /** The whole cluster, and each namespace with a grant of its own. */
  private scopesOf(grants: readonly Grant[]): Scope[] {
    const scope = (namespace: string, list: readonly Grant[]): Scope => ({ namespace, grants: list, met: this.needs.metBy(list) });
    const local = grants.filter(({ clusterWide }) => !clusterWide);
    const namespaces = [...new Set(local.map(({ binding }) => keyOf(binding).namespace))].filter((one) => one !== '');
    return [
      scope('', grants.filter(({ clusterWide }) => clusterWide)),
      ...namespaces.map((namespace) => scope(namespace, local.filter(({ binding }) => keyOf(binding).namespace === namespace))),
    ];
  }

  private stepsWithin(technique: Technique, scope: Scope, cluster: Scope): EscalationEdge[] {
    const { needs, limitedBy, namespace } = technique;
    if (scope.namespace !== '' && namespace !== undefined && namespace !== scope.namespace) return [];
    const met = new Map(needs.map((need) => {
      const wide = cluster.met.get(need);
      return [need, need.clusterOnly || scope === cluster ? wide : metTogether(scope.met.get(need), wide)] as const;
    }));
    if ([...met.values()].some((one) => one === undefined)) return [];
    if (scope !== cluster && needs.every((need) => need.clusterOnly)) return [];
    if (technique.stoppedByPodSecurity && scope.namespace !== '' && this.known.enforcesPodSecurity(scope.namespace)) return [];
    const limit = limitedBy && met.get(limitedBy)!;
    const others = needs.filter((need) => need !== limitedBy).flatMap((need) => grantOf(met.get(need)!));
    const gained = (name: string | undefined, through: readonly Grant[]) => this.gained(technique, scope.namespace, name, through, scope.grants);
    if (!limit || limit.every) return gained(undefined, [...limit?.every ? [limit.every] : [], ...others]);
    return [...limit.named].flatMap(([name, grant]) => gained(name, [grant, ...others]));
  }

  /** The edges to what a technique gives within a namespace, limited to a name. */
  private gained(
    technique: Technique, namespace: string, name: string | undefined, through: readonly Grant[], held: readonly Grant[] = [],
  ): EscalationEdge[] {
    const grants = [...new Set(through)];
    const edgeTo = (to: string): EscalationEdge => ({ to, technique, grants });
    const identity = (one: Identity): EscalationEdge[] => [edgeTo(this.nodeOf(one))];
    const { gains, except } = technique;
    switch (gains) {
      case Gain.CLUSTER_ADMIN: return identity(CLUSTER_ADMIN);
      case Gain.NODE: return identity(NODE);
      case Gain.HOST: return identity(HOST);
      case Gain.BOUND_ROLE: return this.boundRoles(name, technique.needs.some(({ clusterOnly }) => clusterOnly) ? '' : namespace).flatMap(identity);
      case Gain.EDITED_ROLE: return this.editedRoles(name, namespace, held).flatMap(identity);
      default:
        if (name !== undefined) return this.known.named(gains, namespace, name).flatMap(identity);
        return [edgeTo(this.setOf(gains, namespace, except))];
    }
  }

  private setOf(gain: Gain, namespace: string, except: string | undefined): string {
    const key = JSON.stringify([gain, namespace, except]);
    getOrInsert(this.nodes, key, (): EscalationNode => ({
      members: () => this.known.all(gain, namespace).filter(({ name }) => name !== except),
    }));
    return key;
  }

  /** The roles that may be bound: where all may be, the one that holds everything. */
  private boundRoles(name: string | undefined, namespace: string): Identity[] {
    const role = { kind: 'ClusterRole', name: name ?? ALL_POWERFUL.name };
    const ofNamespace = { kind: 'Role', name: name ?? '' };
    const roles = name !== undefined && namespace !== '' && this.graph.role(ofNamespace, namespace) ? [role, ofNamespace] : [role];
    return roles.filter((one) => this.graph.role(one, namespace)).map((one): Identity => ({ kind: 'Role', namespace, role: one }));
  }

  /**
   * Everything, where a role may be edited that is held. Who may edit every ClusterRole edits one that everybody holds, such as system:discovery.
   */
  private editedRoles(name: string | undefined, namespace: string, held: readonly Grant[]): Identity[] {
    const inNamespace = (one: string): Identity => ({ kind: 'Role', namespace: one, role: ALL_POWERFUL });
    if (name === undefined) return [namespace === '' ? CLUSTER_ADMIN : inNamespace(namespace)];
    const kind = namespace === '' ? 'ClusterRole' : 'Role';
    const edited = held.filter(({ roleRef }) => roleRef.kind === kind && roleRef.name === name);
    return edited.map(({ clusterWide, binding }) => (clusterWide ? CLUSTER_ADMIN : inNamespace(keyOf(binding).namespace)));
  }

  /** What a binding would grant that is not there yet. */
  private boundRole(role: Grant['roleRef'], namespace: string): Grant {
    const binding = { kind: namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding', metadata: { namespace, name: '' } };
    return { binding, clusterWide: namespace === '', roleRef: role, role: this.graph.role(role, namespace) };
  }
}

const grantOf = ({ every, named }: Met): readonly Grant[] => (every ? [every] : [...named.values()].slice(0, 1));
