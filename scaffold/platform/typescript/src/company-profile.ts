import { ApiServer, SecurityProfile, Severity, TrafficSource } from 'cdk8s-hardened';

/** What the platform team decided for all apps. Replace registry, addresses and labels with those of your clusters. */
export const companyProfile = SecurityProfile.restricted({
  kubernetesVersion: '1.36',
  registries: ['registry.example.com'],
  requireDigest: true,
  apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'] }),
  ingressControllers: [TrafficSource.pods({ namespace: 'ingress-nginx', podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } })],
  metricsScrapers: [TrafficSource.pods({ namespace: 'monitoring', podLabels: { 'app.kubernetes.io/name': 'prometheus' } })],
  severities: { 'liveness-probe': Severity.ERROR, 'readiness-probe': Severity.ERROR },
});
