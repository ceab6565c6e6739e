import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { groupBinding, prefixedGroups } from './group-binding';
import { checkedReason, DESCRIPTION } from './scoped-cluster-role';
import { CATALOGUE } from '../../controls';
import { ALL_POWERFUL } from '../../engine/escalation/identity';
import { Judge } from '../../engine/judge';
import { lastDay } from '../../profile/last-day';
import { enclosingNamespace } from '../namespace/membership';
import { enforce } from '../synthesis/enforcement';
import { profileOf } from '../synthesis/profile-scope';
import { Waivers } from '../waivers';

/** Who may do everything, why, and for how long. */
export interface BreakGlassProps {
  /** The groups, as the issuer of the tokens names them: `incident-commanders`. At least one. */
  readonly groups: string[];

  /** What the API server puts before the groups of this issuer, as `groupsPrefix` of its `TokenIssuer`: `oidc:`. */
  readonly groupsPrefix: string;

  /** Why everything is needed, for the reviewer: at least 10 characters. */
  readonly reason: string;

  /**
   * The last day on which it is right, as `2027-03-31` (UTC). From the next day on `check` reports the binding as an error. Kubernetes itself has no end for
   * bindings: somebody has to delete it, which the failing check makes them do.
   *
   * @default - `expiresOn` says when it ends; one of the two is required
   */
  readonly expires?: string;

  /**
   * The last day, as a date: its day in UTC. Instead of `expires`.
   *
   * @default - `expires` says when it ends
   */
  readonly expiresOn?: Date;

  /**
   * Who answers for it: a team or a person.
   *
   * @default - nobody is named
   */
  readonly owner?: string;

  /**
   * Where it was agreed: `INC-123`.
   *
   * @default - no ticket
   */
  readonly ticket?: string;

  /**
   * Everything in the whole cluster, instead of in the namespace of the scope.
   *
   * @default false
   */
  readonly isClusterWide?: boolean;
}

/**
 * Everything, for some people and some days: a binding to `cluster-admin` in a namespace, with the waivers that it needs, limited in time and in every report.
 * Keep such a binding out of the usual manifests, and apply it when it is needed.
 *
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 */
export class BreakGlass extends Construct {
  /** The name of the RoleBinding or ClusterRoleBinding. */
  public readonly name: string;

  /**
   * @param scope a HardenedNamespace, a chart or any construct in it
   * @param id the name of the construct, from which cdk8s makes the name of the binding
   * @param props who, why and for how long
   * @throws without an end, without a reason, and for groups without a prefix
   */
  constructor(scope: Construct, id: string, props: BreakGlassProps) {
    super(scope, id);
    enforce(this.node.root);
    const at = `cannot build "${this.node.path}"`;
    const { isClusterWide = false, owner, ticket } = props;
    const reason = checkedReason(at, props.reason);
    const expires = lastDay(at, props);
    if (expires === undefined) throw new Error(`${at}: it has no end; pass \`expires\`, such as the day after tomorrow`);
    const groups = prefixedGroups(at, props.groups, props.groupsPrefix);
    const annotations = { [DESCRIPTION]: `${reason} (until ${expires})` };
    const binding = groupBinding(this, groups, { role: ALL_POWERFUL, isClusterWide, namespace: enclosingNamespace(this), annotations });
    for (const control of this.violatedBy(binding)) Waivers.of(this).add(control, { reason, expires, owner, ticket });
    this.name = binding.name;
  }

  /** The controls say themselves what such a binding violates, so that no list here can differ from them. */
  private violatedBy(binding: ApiObject): string[] {
    const judge = new Judge(CATALOGUE.filter(({ family }) => family === 'rbac'));
    const { kind, roleRef, subjects } = binding.toJson();
    const metadata = { name: 'sample', ...(kind === 'RoleBinding' ? { namespace: 'sample' } : {}) };
    const manifest = { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, roleRef, subjects };
    return [...new Set(judge.findings([{ manifest, profile: profileOf(this), origin: {}, waivers: [] }]).map(({ control }) => control))];
  }
}
