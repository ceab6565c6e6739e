import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ApiServer, AuthenticatedDashboard, HardenedApp, HardenedNamespace, Peer, SecurityProfile } from '../../src';

/** What a local run has to replace in the arguments: addresses and paths. */
export interface Replaced {
  readonly issuer: string;
  readonly listen: string;
  readonly upstream: string;
  readonly clientSecretFile: string;
  readonly cookieSecretFile: string;
}

/** The groups that are let in; the default user of the issuer is in the second one. */
const ALLOWED_GROUPS = ['platform', 'engineering'];
/** The name under which people reach the dashboard. */
export const HOST = 'dashboard.example.com';

/** The arguments of oauth2-proxy as the construct renders them. */
function renderedArguments(clientId: string): string[] {
  const app = new HardenedApp({ profile: SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'], port: 6443 }) }) });
  const chart = new Chart(app, 'dashboard');
  const secret = (name: string) => kplus.Secret.fromSecretName(chart, name, name);
  const { deployment } = new AuthenticatedDashboard(new HardenedNamespace(chart, 'dashboard'), 'dashboard', {
    host: HOST, certificate: secret('certificate'), ingressClassName: 'nginx', issuerUrl: 'https://idp.example.com', clientId,
    clientSecret: secret('client'), cookieSecret: secret('cookie'), allowedGroups: ALLOWED_GROUPS, issuerPeer: Peer.cidr('198.51.100.7/32'),
    proxyImage: 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.6', dashboardImage: 'ghcr.io/headlamp-k8s/headlamp:v0.45.0',
  });
  return [...deployment.containers[1].args ?? []];
}

/** These arguments for a local run: only addresses and paths differ. Throws where an argument to replace is missing. */
export function localArguments(clientId: string, { issuer, listen, upstream, clientSecretFile, cookieSecretFile }: Replaced): string[] {
  const replacements = new Map(Object.entries({
    '--oidc-issuer-url': issuer, '--http-address': listen, '--upstream': upstream, '--client-secret-file': clientSecretFile, '--cookie-secret-file': cookieSecretFile,
  }));
  const replaced = renderedArguments(clientId).map((argument) => {
    const name = argument.slice(0, argument.indexOf('='));
    const value = replacements.get(name);
    return value !== undefined && replacements.delete(name) ? `${name}=${value}` : argument;
  });
  if (replacements.size > 0) throw new Error(`the construct renders no ${[...replacements.keys()].join(', ')}`);
  return replaced;
}
