import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ScopedRole } from './scoped-role';
import { kplus } from '../cdk8s-plus';
import { ISecureWorkload } from '../workload/secure-workload';

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
      subjects: [{
        kind: 'ServiceAccount',
        name: workload.serviceAccount!.name,
        namespace: (workload as unknown as kplus.AbstractPod).metadata.namespace, // every secure workload is one
      }],
    });
  }
}
