import { ApiObject, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ScopedRoleBinding } from './scoped-role-binding';
import { Verb } from './verb';
import { CATALOGUE } from '../../controls';
import { Judge } from '../../engine/judge';
import { Manifest } from '../../objects/manifest';
import { enclosingNamespace } from '../namespace/membership';
import { enforce } from '../synthesis/enforcement';
import { profileOf } from '../synthesis/profile-scope';
import { DEFAULT_TOKEN } from '../workload/mounts/api-access-mount';
import { ISecureWorkload } from '../workload/secure-workload';
import { WorkloadHardening } from '../workload/workload-hardening';

/** What a role allows: these verbs on these resources. Nothing is implied, and there are no wildcards. */
export interface ScopedRule {
  /** The API groups of the resources; the core group is the empty text. */
  readonly apiGroups: string[];

  /** The resources, in the plural: `configmaps`, `deployments`, `pods/log`. */
  readonly resources: string[];

  /** What may be done. */
  readonly verbs: Verb[];

  /**
   * Only the objects of these names. Not with create, which the API server cannot limit to names.
   * @default - every object of the resources
   */
  readonly resourceNames?: string[];
}

/** The props of a role. */
export interface ScopedRoleProps {
  /** What the role allows; at least one rule. */
  readonly rules: ScopedRule[];
}

/** How a workload uses a role. */
export interface BindToOptions {
  /**
   * How long the token of the workload is valid. The kubelet renews it at 80 % of that time.
   * @default Duration.hours(1)
   */
  readonly tokenLifetime?: Duration;

  /**
   * The audience of the token.
   * @default - the API server
   */
  readonly tokenAudience?: string;
}

const SHORTEST_TOKEN = Duration.minutes(10); // https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken

/**
 * A Role that says exactly what it allows. Wildcards and rules that lead to further rights are refused with the reason; where one is needed
 * after all, use `kplus.Role` and waive the control.
 *
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 */
export class ScopedRole extends Construct {
  /** The name of the Role. */
  public readonly name: string;

  private readonly role: ApiObject;
  private readonly bound = new Set<ISecureWorkload>();

  /**
   * @param scope a HardenedNamespace, a chart or any construct in it
   * @param id the name of the construct, from which cdk8s makes the name of the Role
   * @param props what it allows
   * @throws for an empty list, for wildcards, and for a rule that an RBAC control calls an error
   */
  constructor(scope: Construct, id: string, props: ScopedRoleProps) {
    super(scope, id);
    enforce(this.node.root);
    if (props.rules.length === 0) throw new Error(`cannot build role "${this.node.path}": it has no rules, so it would allow nothing; pass \`rules\``);
    const rules = props.rules.map((rule, i) => this.rendered(rule, i));
    this.rejectEscalation(rules);
    this.role = new ApiObject(this, 'Resource', {
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { namespace: enclosingNamespace(this) }, rules,
    });
    this.name = this.role.name;
  }

  /**
   * Gives the role to a workload: a RoleBinding to its own ServiceAccount, a short-lived token in its first container, and egress to the API server.
   *
   * @param workload the workload, in this or another namespace
   * @param options how its token is made
   * @returns the RoleBinding
   * @throws where the profile does not say where the API server is, for a workload without ServiceAccount, and where it is bound already
   */
  public bindTo(workload: ISecureWorkload, options: BindToOptions = {}): ScopedRoleBinding {
    const at = `cannot bind role "${this.node.path}" to "${workload.node.path}"`;
    const lifetime = options.tokenLifetime ?? Duration.seconds(DEFAULT_TOKEN.lifetimeSeconds);
    if (lifetime.toSeconds() < SHORTEST_TOKEN.toSeconds()) {
      throw new Error(`${at}: tokenLifetime is ${lifetime.toSeconds()} seconds, and the API server gives no token below ${SHORTEST_TOKEN.toSeconds()}; raise it`);
    }
    if (!workload.serviceAccount) throw new Error(`${at}: the workload has no ServiceAccount; leave \`serviceAccount\` unset to get one of its own`);
    if (this.bound.has(workload)) throw new Error(`${at}: it is bound already; call bindTo once for each workload`);
    this.bound.add(workload);
    // the name of the binding is made from the id, so it is the readable one where that is free
    const id = this.node.tryFindChild(workload.node.id) ? workload.node.addr : workload.node.id;
    const token = { lifetimeSeconds: lifetime.toSeconds(), audience: options.tokenAudience };
    WorkloadHardening.of(workload as unknown as kplus.AbstractPod).grantApiAccess(at, token);
    return ScopedRoleBinding._of(this, id, this, workload, this.role.metadata.namespace);
  }

  private rendered({ apiGroups, resources, verbs, resourceNames }: ScopedRule, index: number): Record<string, unknown> {
    for (const [prop, list] of Object.entries({ apiGroups, resources, verbs })) {
      if (list.length === 0) throw new Error(`cannot build role "${this.node.path}": rules[${index}].${prop} is empty, so the rule would allow nothing; name what is needed`);
    }
    if (resourceNames?.length === 0) {
      throw new Error(`cannot build role "${this.node.path}": rules[${index}].resourceNames is empty, which the API server takes for every name; leave it out or name objects`);
    }
    return { apiGroups, ...(resourceNames ? { resourceNames } : {}), resources, verbs: verbs.map(({ name }) => name) };
  }

  /** The very controls that judge manifests, asked before there is one. */
  private rejectEscalation(rules: readonly Record<string, unknown>[]): void {
    const manifest: Manifest = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'role', namespace: 'any' }, rules };
    const rbac = CATALOGUE.filter(({ family }) => family === 'rbac');
    const [finding] = new Judge(rbac).findings([{ manifest, profile: profileOf(this), origin: {}, waivers: [] }]).filter(({ severity }) => severity === 'error');
    if (!finding) return;
    throw new Error(`cannot build role "${this.node.path}": ${finding.pointer.slice(1).replace(/\//g, '.')}: ${finding.message}: ${finding.why}; ${finding.fixCode} (${finding.control})`);
  }
}
