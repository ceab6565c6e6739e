import { Chart, YamlOutputType } from 'cdk8s';
import { HardenedApp, HardenedNamespace, Quantity, Quota, SecureDeployment, SecurityProfile, TrafficSource } from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';
import { deliverByArgoCd } from './argo-cd';
import { Cluster } from './cluster';
import { deliverByFlux } from './flux';

const profile = (kubernetesVersion: string): SecurityProfile => SecurityProfile.restricted({
  kubernetesVersion,
  registries: ['registry.example.com'],
  ingressControllers: [TrafficSource.pods({ namespace: 'ingress-nginx', podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } })],
});

export const CLUSTERS: readonly Cluster[] = [
  { name: 'staging', profile: profile('1.36'), delivery: 'flux' },
  { name: 'production', profile: profile('1.35'), delivery: 'argocd' },
];

const TENANTS = ['storefront', 'payments'];

const DIGESTS: Readonly<Record<string, string>> = {
  storefront: '1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a1f0e',
  payments: '3b2a1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c3b2a',
};

/** What a tenant delivers: a chart of its own, so that its folder holds nothing of the platform. */
function workloads(app: HardenedApp, tenant: string): SecureDeployment {
  const chart = new Chart(app, tenant, { namespace: tenant });
  const web = new SecureDeployment(chart, 'web', {
    replicas: 2,
    containers: [{
      image: `registry.example.com/${tenant}/web:1.4.2@sha256:${DIGESTS[tenant]}`,
      ports: [{ name: 'http', number: 8080 }],
      liveness: kplus.Probe.fromHttpGet('/livez', { port: 8080 }),
      readiness: kplus.Probe.fromHttpGet('/readyz', { port: 8080 }),
    }],
  });
  web.exposeViaService({ name: 'web', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
  return web;
}

/**
 * One cluster: for each tenant a folder with its workloads and one of the platform, with the namespace and what delivers the workloads into it. The
 * platform's folders are delivered by a root of the platform team, which no tenant can write to.
 */
export function build(cluster: Cluster, outdir = `dist/clusters/${cluster.name}`): HardenedApp {
  const app = new HardenedApp({ profile: cluster.profile, outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  const deliver = { argocd: deliverByArgoCd, flux: deliverByFlux }[cluster.delivery];
  for (const tenant of TENANTS) {
    const platform = new Chart(app, `platform-${tenant}`);
    new HardenedNamespace(platform, tenant, {
      quota: Quota.of({
        pods: 8,
        requestsCpu: Quantity.cores(2),
        requestsMemory: Quantity.gibibytes(4),
        limitsCpu: Quantity.cores(4),
        limitsMemory: Quantity.gibibytes(4),
      }),
    });
    deliver(platform, cluster, tenant);
  }
  const [storefront, payments] = TENANTS.map((tenant) => workloads(app, tenant));
  storefront.allowTo(payments);
  return app;
}
