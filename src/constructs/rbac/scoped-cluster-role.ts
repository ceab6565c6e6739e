import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { accountSubject, BindToOptions, giveToken } from './bound-token';
import { IBindableRole } from './group-binding';
import { renderedRules, ScopedRule } from './scoped-rule';
import { API_RESOURCES } from '../../objects/api-resources';
import { enforce } from '../synthesis/enforcement';
import { ISecureWorkload } from '../workload/secure-workload';

/** The props of a role for what belongs to no namespace. */
export interface ScopedClusterRoleProps {
  /** What the role allows, on resources that belong to no namespace, such as `nodes` and `storageclasses`; at least one rule. */
  readonly rules: ScopedRule[];

  /** Why somebody needs rights in the whole cluster, for the reviewer: at least 10 characters. It is written as the annotation `kubernetes.io/description`. */
  readonly reason: string;
}

const RBAC = 'rbac.authorization.k8s.io';
const SHORTEST_REASON = 10;

/** The annotation for people: https://kubernetes.io/docs/reference/labels-annotations-taints/#description */
export const DESCRIPTION = 'kubernetes.io/description';

/** Refuses a reason that says nothing. */
export function checkedReason(at: string, reason: string): string {
  if (reason.trim().length >= SHORTEST_REASON) return reason.trim();
  throw new Error(`${at}: the reason "${reason}" tells a reviewer nothing; write at least ${SHORTEST_REASON} characters`);
}

/**
 * A ClusterRole for resources that belong to no namespace: nodes, namespaces, storage classes, definitions of kinds. What lives in namespaces is refused, since
 * a ClusterRole would grant it in all of them: use a `ScopedRole` in each namespace that needs it. Where a custom resource lives is not known here.
 *
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege
 */
export class ScopedClusterRole extends Construct implements IBindableRole {
  /** The name of the ClusterRole. */
  public readonly name: string;

  /** The kind of what bindings refer to. */
  public readonly roleKind: string = 'ClusterRole';

  private readonly bound = new Set<ISecureWorkload>();

  /**
   * @param scope a chart or any construct in it
   * @param id the name of the construct, from which cdk8s makes the name of the ClusterRole
   * @param props what it allows, and why
   * @throws for resources that live in namespaces, without a reason, for an empty list, for wildcards, and for a rule that an RBAC control calls an error
   */
  constructor(scope: Construct, id: string, props: ScopedClusterRoleProps) {
    super(scope, id);
    enforce(this.node.root);
    const at = `cannot build role "${this.node.path}"`;
    const reason = checkedReason(at, props.reason);
    const rules = renderedRules(this, 'ClusterRole', props.rules);
    props.rules.forEach((rule, i) => rejectNamespaced(`${at}: rules[${i}]`, rule));
    this.name = new ApiObject(this, 'Resource', {
      apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { annotations: { [DESCRIPTION]: reason } }, rules,
    }).name;
  }

  /**
   * Gives the role to a workload: a ClusterRoleBinding to its own ServiceAccount, a short-lived token in its first container, and egress to the API server.
   *
   * @param workload the workload
   * @param options how its token is made
   * @returns the ClusterRoleBinding
   * @throws where the profile does not say where the API server is, for a workload without ServiceAccount, and where it is bound already
   */
  public bindTo(workload: ISecureWorkload, options: BindToOptions = {}): ApiObject {
    const at = `cannot bind role "${this.node.path}" to "${workload.node.path}"`;
    if (this.bound.has(workload)) throw new Error(`${at}: it is bound already; call bindTo once for each workload`);
    giveToken(at, workload, options);
    this.bound.add(workload);
    return new ApiObject(this, this.node.tryFindChild(workload.node.id) ? workload.node.addr : workload.node.id, {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: this.name },
      subjects: [accountSubject(workload)],
    });
  }
}

function rejectNamespaced(at: string, { apiGroups, resources }: ScopedRule): void {
  const served = API_RESOURCES.find(({ group, resource, namespaced }) => namespaced && apiGroups.includes(group) && resources.includes(resource));
  if (!served) return;
  throw new Error(`${at}.resources has "${served.resource}", which live in namespaces: a ClusterRole would grant them in all; use a ScopedRole in each namespace that needs it`);
}
