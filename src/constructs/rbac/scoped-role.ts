import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { accountSubject, BindToOptions, giveToken } from './bound-token';
import { IBindableRole } from './group-binding';
import { renderedRules, ScopedRule } from './scoped-rule';
import { enclosingNamespace } from '../namespace/membership';
import { enforce } from '../synthesis/enforcement';
import { ISecureWorkload } from '../workload/secure-workload';

/** The props of a role. */
export interface ScopedRoleProps {
  /** What the role allows; at least one rule. */
  readonly rules: ScopedRule[];
}

/**
 * A Role that says exactly what it allows. Wildcards and rules that lead to further rights are refused with the reason; where one is needed
 * after all, use `kplus.Role` and waive the control.
 *
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/
 */
export class ScopedRole extends Construct implements IBindableRole {
  /** The name of the Role. */
  public readonly name: string;

  /** The kind of what bindings refer to. */
  public readonly roleKind: string = 'Role';

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
    const rules = renderedRules(this, 'Role', props.rules);
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
    if (this.bound.has(workload)) throw new Error(`${at}: it is bound already; call bindTo once for each workload`);
    giveToken(at, workload, options);
    this.bound.add(workload);
    // the name of the binding is made from the id, so it is the readable one where that is free
    const id = this.node.tryFindChild(workload.node.id) ? workload.node.addr : workload.node.id;
    return ScopedRoleBinding._of(this, id, this, workload, this.role.metadata.namespace);
  }
}

/** The RoleBinding of a `ScopedRole` to the ServiceAccount of a workload, from `bindTo`. Its `name` and `metadata` are those of the RoleBinding. */
export class ScopedRoleBinding extends ApiObject {
  /** @internal */
  public static _of(scope: Construct, id: string, role: ScopedRole, workload: ISecureWorkload, namespace: string | undefined): ScopedRoleBinding {
    return new ScopedRoleBinding(scope, id, role, workload, namespace);
  }

  private constructor(
    scope: Construct, id: string,
    /** The role. */
    public readonly role: ScopedRole,
    /** The workload whose ServiceAccount has the role. */
    public readonly workload: ISecureWorkload,
    namespace: string | undefined,
  ) {
    super(scope, id, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.name },
      subjects: [accountSubject(workload)],
    });
  }
}
