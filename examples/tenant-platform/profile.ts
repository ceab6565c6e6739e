import { ApiServer, SecurityProfile, TrafficSource } from 'cdk8s-hardened';

/** What the platform team decided for all tenants. */
export const profile = SecurityProfile.restricted({
  kubernetesVersion: '1.36',
  registries: ['registry.example.com'],
  apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'] }),
  ingressControllers: [TrafficSource.pods({ namespace: 'ingress-nginx', podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } })],
  metricsScrapers: [TrafficSource.pods({ namespace: 'monitoring', podLabels: { 'app.kubernetes.io/name': 'prometheus' } })],
});
