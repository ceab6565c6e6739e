import { App, Chart } from 'cdk8s';
import {
  ApiServer, AuthenticatedDashboard, GroupBinding, HardenedApp, HardenedNamespace, Peer, Persona, Quantity, Quota, ScopedRole, SecurityProfile,
  TrafficSource,
} from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';

const GROUPS_PREFIX = 'oidc:'; // as the TokenIssuer of the API server has it

/** Headlamp behind a login, in a namespace of its own, where the on-call group may see and restart it. */
export function build(): App {
  const app = new HardenedApp({
    profile: SecurityProfile.restricted({
      apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'], port: 6443 }),
      ingressControllers: [TrafficSource.pods({ namespace: 'ingress-nginx', podLabels: { 'app.kubernetes.io/name': 'ingress-nginx' } })],
      registries: ['ghcr.io/headlamp-k8s', 'quay.io/oauth2-proxy'],
    }),
  });
  const chart = new Chart(app, 'dashboard');
  const home = new HardenedNamespace(chart, 'dashboard', {
    quota: Quota.of({
      pods: 6,
      requestsCpu: Quantity.cores(2),
      requestsMemory: Quantity.gibibytes(2),
      requestsEphemeralStorage: Quantity.gibibytes(2),
      limitsCpu: Quantity.cores(6),
      limitsMemory: Quantity.gibibytes(3),
      limitsEphemeralStorage: Quantity.gibibytes(6),
    }),
  });
  const secret = (name: string) => kplus.Secret.fromSecretName(home, name, `dashboard-${name}`);
  new AuthenticatedDashboard(home, 'dashboard', {
    host: 'dashboard.example.com',
    certificate: secret('tls'),
    ingressClassName: 'nginx',
    issuerUrl: 'https://idp.example.com/realms/platform',
    clientId: 'dashboard',
    clientSecret: secret('client'),
    cookieSecret: secret('cookie'),
    allowedGroups: ['platform', 'on-call'],
    issuerPeer: Peer.cidr('198.51.100.7/32'),
    proxyImage: 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.6@sha256:5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f',
    dashboardImage: 'ghcr.io/headlamp-k8s/headlamp:v0.45.0@sha256:6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f7a',
  });
  const onCall = new ScopedRole(home, 'on-call', { rules: Persona.ON_CALL.rules });
  new GroupBinding(home, 'on-call-group', { role: onCall, groups: ['on-call'], groupsPrefix: GROUPS_PREFIX });
  return app;
}
