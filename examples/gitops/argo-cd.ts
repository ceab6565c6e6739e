import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Cluster, folderOf, REPOSITORY, TENANT_KINDS } from './cluster';

const NAMESPACE = 'argocd';
const SERVER = 'https://kubernetes.default.svc';

/**
 * Lets Argo CD deliver the folder of a tenant, within a project that admits its namespace and the kinds of workloads alone. Without the project, an
 * Application deploys with all the rights of Argo CD.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/project-specification/
 */
export function deliverByArgoCd(scope: Construct, cluster: Cluster, tenant: string): void {
  const destination = { server: SERVER, namespace: tenant };
  new ApiObject(scope, 'project', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: tenant, namespace: NAMESPACE },
    spec: {
      description: `Workloads of ${tenant}, in its namespace`,
      sourceRepos: [REPOSITORY.url],
      destinations: [destination],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: TENANT_KINDS.map(({ group, kind }) => ({ group, kind })),
    },
  });
  new ApiObject(scope, 'application', {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: tenant, namespace: NAMESPACE },
    spec: {
      project: tenant,
      source: { repoURL: REPOSITORY.url, targetRevision: REPOSITORY.branch, path: folderOf(cluster, tenant) },
      destination,
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  });
}
