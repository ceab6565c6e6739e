import { Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  ApiServer, AuthenticatedDashboard, AuthenticatedDashboardProps, AuthenticatedProxy, HardenedNamespace, Peer, SecureDeployment, SecurityProfile,
  TrafficSource,
} from '../../../src';
import { Manifest } from '../../../src/objects/manifest';
import { hasPort } from '../../../src/objects/network/port-set';
import { ConnectionEnd, podEnd, Reachability } from '../../../src/objects/network/reachability';
import { podOf } from '../../../src/objects/pod-template';
import { chart, CONTAINER, errors, Json, synth, warnings } from '../fixtures';

const profile = SecurityProfile.restricted({
  apiServer: ApiServer.of({ cidrs: ['10.0.0.1/32'], port: 6443 }), ingressControllers: [TrafficSource.pods({ namespace: 'ingress-nginx' })],
});
const digest = `sha256:${'a'.repeat(64)}`;

const props = (scope: Chart, changes: Partial<AuthenticatedDashboardProps> = {}): AuthenticatedDashboardProps => ({
  host: 'dashboard.example.com',
  certificate: kplus.Secret.fromSecretName(scope, 'certificate', 'dashboard-tls'),
  ingressClassName: 'nginx',
  issuerUrl: 'https://idp.example.com/realms/platform',
  clientId: 'dashboard',
  clientSecret: kplus.Secret.fromSecretName(scope, 'client', 'dashboard-client'),
  cookieSecret: kplus.Secret.fromSecretName(scope, 'cookie', 'dashboard-cookie'),
  allowedGroups: ['platform', 'on-call'],
  issuerPeer: Peer.cidr('198.51.100.7/32'),
  proxyImage: `quay.io/oauth2-proxy/oauth2-proxy:v7.15.6@${digest}`,
  dashboardImage: `ghcr.io/headlamp-k8s/headlamp:v0.45.0@${digest}`,
  ...changes,
});

function dashboard(changes: Partial<AuthenticatedDashboardProps> = {}): { readonly scope: Chart; readonly objects: Json[] } {
  const scope = chart({ profile });
  const home = new HardenedNamespace(scope, 'dashboard');
  new AuthenticatedDashboard(home, 'dashboard', props(scope, changes));
  return { scope, objects: synth(scope) };
}
const of = (objects: Json[], kind: string): Json => objects.find((one) => one.kind === kind)!;
const containers = (objects: Json[]): Json[] => of(objects, 'Deployment').spec.template.spec.containers;

describe('an AuthenticatedDashboard', () => {
  test('passes every control of the restricted profile', () => {
    const { scope } = dashboard();
    expect([errors(scope), warnings(scope).filter((control) => control !== 'namespace-quota')]).toEqual([[], []]);
  });

  test('listens on loopback alone, so that only the proxy has a port', () => {
    const [headlamp, proxy] = containers(dashboard().objects);
    expect(headlamp.args).toContain('-listen-addr=127.0.0.1');
    expect([headlamp.ports, proxy.ports]).toEqual([undefined, [{ containerPort: 4180, name: 'proxy' }]]);
    expect(proxy.args).toEqual(expect.arrayContaining([
      '--upstream=http://127.0.0.1:4466', '--pass-authorization-header=true', '--skip-auth-strip-headers=true', '--allowed-group=platform', '--allowed-group=on-call',
      '--redirect-url=https://dashboard.example.com/oauth2/callback', '--cookie-secure=true', '--cookie-expire=28800s', '--cookie-refresh=900s',
    ]));
  });

  test('skips no login, verifies TLS, and has no secret in its arguments', () => {
    const [headlamp, proxy] = containers(dashboard().objects);
    const forbidden = /insecure|skip-verify|skip-auth-route|skip-auth-regex|skip-jwt|client-secret=|cookie-secret=|trusted-ip|unsafe-use/;
    expect([...headlamp.args, ...proxy.args].filter((argument: string) => forbidden.test(argument))).toEqual([]);
    expect(JSON.stringify(proxy.env ?? [])).toBe('[]');
  });

  test('has an account that no binding names', () => {
    const { objects } = dashboard();
    expect(objects.filter(({ kind }) => kind.endsWith('Binding'))).toEqual([]);
    expect(of(objects, 'ServiceAccount').automountServiceAccountToken).toBe(false);
  });

  test('is published over TLS, by the port of the proxy', () => {
    const { objects } = dashboard();
    expect(of(objects, 'Ingress').spec).toMatchObject({ ingressClassName: 'nginx', tls: [{ hosts: ['dashboard.example.com'], secretName: 'dashboard-tls' }] });
    expect(of(objects, 'Service').spec.ports).toEqual([expect.objectContaining({ port: 80, targetPort: 'proxy' })]);
  });

  test('is reached by the ingress controller at the proxy, and by nobody else', () => {
    const { objects } = dashboard();
    const { metadata, spec } = podOf(of(objects, 'Deployment') as Manifest)!;
    const to = podEnd('dashboard', metadata, spec);
    const from = (namespace: string) => podEnd(namespace, { labels: {} }, { containers: [] });
    const ends = ['ingress-nginx', 'dashboard', 'shop'].map(from);
    const network = new Reachability([...objects, ...ends.map(({ namespace: name }) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }))], [to, ...ends]);
    const open = (end: ConnectionEnd) => [4180, 4466, 8080].filter((port) => hasPort(network.ports(end, to, 'allow'), 'TCP', port));
    expect([...ends, { cidr: '203.0.113.1/32' }].map(open)).toEqual([[4180], [], [], []]);
  });

  test.each<[string, Partial<AuthenticatedDashboardProps>, RegExp]>([
    ['an issuer without TLS', { issuerUrl: 'http://idp.example.com' }, /issuerUrl "http:.*must begin with "https:/],
    ['a host with a scheme', { host: 'https://x' }, /host "https:\/\/x" /],
    ['no groups', { allowedGroups: [] }, /everybody whom the issuer knows would be let in/],
    ['a group with a comma', { allowedGroups: ['a,b'] }, /would divide it/],
    ['no client', { clientId: '' }, /clientId is empty/],
    ['an old proxy', { proxyImage: 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.1' }, /version 7\.15\.1, whose authentication can be bypassed/],
    ['a proxy that is no image', { proxyImage: 'Proxy!' }, /proxyImage "Proxy!"/],
    ['a refresh that never comes', { refreshAfter: Duration.hours(8) }, /refreshAfter is not shorter/],
    ['a port of its own', { upstreamPort: 80 }, /upstreamPort is set already/],
  ])('fails for %s', (_, changes, message) => {
    expect(() => dashboard(changes)).toThrow(message);
  });

  test.each(['v7.15.2', 'v7.16.0', 'v8.0.0', 'latest'])('takes a proxy of %s', (tag) => {
    expect(() => dashboard({ proxyImage: `quay.io/oauth2-proxy/oauth2-proxy:${tag}@${digest}` })).not.toThrow();
  });
});

describe('an AuthenticatedProxy', () => {
  test('stands in front of any workload, which does not get the token of the user', () => {
    const scope = chart({ profile });
    const workload = new SecureDeployment(new HardenedNamespace(scope, 'metrics'), 'prometheus', { containers: [{ image: CONTAINER.image, name: 'prometheus' }] });
    const { service, ingress } = AuthenticatedProxy.inFrontOf(workload, props(scope, { upstreamPort: 9090 }));
    const [, proxy] = containers(synth(scope));
    expect(proxy.args).toEqual(expect.arrayContaining(['--upstream=http://127.0.0.1:9090', '--pass-authorization-header=false']));
    expect([service.name, ingress.name].every(Boolean)).toBe(true);
  });

  test('fails where the workload declares a port, and for ports that are none', () => {
    const scope = chart({ profile });
    const open = new SecureDeployment(scope, 'open', { containers: [CONTAINER] });
    expect(() => AuthenticatedProxy.inFrontOf(open, props(scope))).toThrow(/declares port 8080, a way around the proxy/);
    const other = chart({ profile });
    const closed = new SecureDeployment(other, 'closed', { containers: [{ image: CONTAINER.image, name: 'main' }] });
    expect(() => AuthenticatedProxy.inFrontOf(closed, props(other, { upstreamPort: 4180 }))).toThrow(/where the proxy listens/);
  });
});
