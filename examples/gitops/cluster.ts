import { SecurityProfile } from 'cdk8s-hardened';

/** A cluster, and who delivers to it. */
export interface Cluster {
  readonly name: string;
  readonly profile: SecurityProfile;
  readonly delivery: 'argocd' | 'flux';
}

/** The repository that holds what this app writes, as the delivery reads it. */
export const REPOSITORY = { url: 'https://git.example.com/platform/manifests.git', branch: 'main' };

/** The folder of a tenant in that repository, which holds its workloads and nothing else. */
export const folderOf = (cluster: Cluster, tenant: string): string => `clusters/${cluster.name}/${tenant}`;

/** The kinds that a tenant may deliver: what workloads consist of. No roles, no quotas, and nothing outside of its namespace. */
export const TENANT_KINDS = [
  { group: '', kind: 'ConfigMap', resource: 'configmaps' },
  { group: '', kind: 'Service', resource: 'services' },
  { group: '', kind: 'ServiceAccount', resource: 'serviceaccounts' },
  { group: 'apps', kind: 'Deployment', resource: 'deployments' },
  { group: 'apps', kind: 'StatefulSet', resource: 'statefulsets' },
  { group: 'batch', kind: 'CronJob', resource: 'cronjobs' },
  { group: 'networking.k8s.io', kind: 'Ingress', resource: 'ingresses' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy', resource: 'networkpolicies' },
  { group: 'policy', kind: 'PodDisruptionBudget', resource: 'poddisruptionbudgets' },
];
