import { ApiObject } from 'cdk8s';
import { ControlIds, Waivers } from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Cluster, folderOf, REPOSITORY, TENANT_KINDS } from './cluster';

const ACCOUNT = 'delivery';

/**
 * Lets Flux deliver the folder of a tenant, with a ServiceAccount that may write the kinds of workloads in the namespace and nothing else. Without
 * `serviceAccountName`, Flux deploys with rights of its own. Run its controllers with `--no-cross-namespace-refs` and `--default-service-account`, so that
 * nothing in a namespace can refer to another one.
 *
 * @see https://fluxcd.io/flux/installation/configuration/multitenancy/
 */
export function deliverByFlux(scope: Construct, cluster: Cluster, tenant: string): void {
  const metadata = { name: tenant, namespace: tenant };
  const account = new kplus.ServiceAccount(scope, 'account', { metadata: { name: ACCOUNT, namespace: tenant } });
  const role = new ApiObject(scope, 'role', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: ACCOUNT, namespace: tenant },
    rules: TENANT_KINDS.map(({ group, resource }) => ({
      apiGroups: [group], resources: [resource], verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
    })),
  });
  new ApiObject(scope, 'binding', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: ACCOUNT, namespace: tenant },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: ACCOUNT },
    subjects: [{ kind: 'ServiceAccount', name: account.name, namespace: tenant }],
  });
  const reason = 'Flux delivers the workloads of the tenant with this account, which no pod uses';
  for (const control of [ControlIds.RBAC_NO_WORKLOAD_CREATION, ControlIds.RBAC_NO_CONFIGMAP_WRITE, ControlIds.RBAC_NO_NETWORK_WRITE]) {
    Waivers.of(role).add(control, { reason });
  }
  new ApiObject(scope, 'source', {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata,
    spec: { interval: '1m', url: REPOSITORY.url, ref: { branch: REPOSITORY.branch } },
  });
  new ApiObject(scope, 'delivery', {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata,
    spec: {
      serviceAccountName: ACCOUNT, interval: '5m', path: `./${folderOf(cluster, tenant)}`, prune: true, sourceRef: { kind: 'GitRepository', name: tenant },
    },
  });
}
