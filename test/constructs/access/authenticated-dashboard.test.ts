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
import { chart, CONTAINER, errors, Json, manifest, synth, warnings } from '../fixtures';

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
    expect(headlamp.args).toEqual(['-in-cluster', '-listen-addr=127.0.0.1', '-port=4466', '-plugins-dir=/headlamp/plugins']);
    expect([headlamp.ports, proxy.ports]).toEqual([undefined, [{ containerPort: 4180, name: 'proxy' }]]);
  });

  test('tells the proxy who is let in, how sessions are kept, and what goes on to Headlamp', () => {
    expect(containers(dashboard().objects)[1].args).toEqual([
      '--provider=oidc', '--oidc-issuer-url=https://idp.example.com/realms/platform', '--client-id=dashboard', '--client-secret-file=/var/run/secrets/oauth2-proxy/client/client-secret',
      '--redirect-url=https://dashboard.example.com/oauth2/callback', '--code-challenge-method=S256', '--skip-provider-button=true',
      '--email-domain=*', '--allowed-group=platform', '--allowed-group=on-call',
      '--cookie-name=__Host-session', '--cookie-secret-file=/var/run/secrets/oauth2-proxy/cookie/cookie-secret', '--cookie-secure=true', '--cookie-httponly=true', '--cookie-samesite=lax',
      '--cookie-expire=28800s', '--cookie-refresh=900s',
      '--http-address=0.0.0.0:4180', '--upstream=http://127.0.0.1:4466', '--reverse-proxy=false', '--skip-auth-strip-headers=true',
      '--pass-basic-auth=false', '--pass-user-headers=true', '--pass-access-token=false', '--pass-authorization-header=true', '--silence-ping-logging=true',
    ]);
  });

  test('has the files that each process reads or writes, and probes that need no login', () => {
    const { objects } = dashboard();
    const [headlamp, proxy] = containers(objects);
    const paths = ({ volumeMounts }: Json): string[] => volumeMounts.map(({ mountPath }: Json) => mountPath);
    expect(paths(headlamp)).toEqual(expect.arrayContaining(['/home/headlamp/.config', '/var/run/secrets/kubernetes.io/serviceaccount']));
    expect(paths(proxy)).toEqual(['/var/run/secrets/oauth2-proxy/client', '/var/run/secrets/oauth2-proxy/cookie']);
    const secrets = of(objects, 'Deployment').spec.template.spec.volumes.flatMap(({ secret }: Json) => (secret ? [[secret.secretName, secret.items]] : []));
    expect(secrets).toEqual([
      ['dashboard-client', [{ key: 'client-secret', path: 'client-secret' }]], ['dashboard-cookie', [{ key: 'cookie-secret', path: 'cookie-secret' }]],
    ]);
    expect([proxy.livenessProbe.httpGet, proxy.readinessProbe.httpGet]).toMatchObject([{ path: '/ping', port: 4180 }, { path: '/ready', port: 4180 }]);
  });

  test('runs twice, asks the issuer at 443 and keeps sessions for a working day, or as the props say', () => {
    const shown = (changes: Partial<AuthenticatedDashboardProps>): unknown => {
      const { objects } = dashboard(changes);
      const { egress } = objects.find(({ kind, spec }) => kind === 'NetworkPolicy' && spec.podSelector.matchLabels)!.spec;
      const issuer = egress.find(({ to }: Json) => to[0].ipBlock?.cidr === '198.51.100.7/32');
      return [of(objects, 'Deployment').spec.replicas, issuer.ports[0].port, containers(objects)[1].args.filter((one: string) => /^--cookie-(expire|refresh)/.test(one))];
    };
    expect(shown({})).toEqual([2, 443, ['--cookie-expire=28800s', '--cookie-refresh=900s']]);
    expect(shown({ replicas: 3, issuerPort: 8443, sessionLifetime: Duration.hours(1), refreshAfter: Duration.minutes(5) }))
      .toEqual([3, 8443, ['--cookie-expire=3600s', '--cookie-refresh=300s']]);
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
    ['an empty group', { allowedGroups: ['a', ''] }, /group "" is empty/],
    ['no client', { clientId: '' }, /clientId is empty/],
    ['an old proxy', { proxyImage: 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.1' }, /version 7\.15\.1, whose authentication can be bypassed; pass 7\.15\.2 or newer/],
    ['a proxy of an old minor', { proxyImage: 'quay.io/oauth2-proxy/oauth2-proxy:7.9.10' }, /version 7\.9\.10, /],
    ['a proxy of an old major', { proxyImage: 'quay.io/oauth2-proxy/oauth2-proxy:v6.20.3' }, /version 6\.20\.3, /],
    ['a proxy that is no image', { proxyImage: 'Proxy!' }, /proxyImage "Proxy!"/],
    ['a refresh that never comes', { refreshAfter: Duration.hours(8) }, /refreshAfter is not shorter/],
    ['a port of its own', { upstreamPort: 80 }, /^cannot build dashboard "c\/dashboard\/dashboard": upstreamPort is set already/],
    ['a token that it passes anyway', { passesIdToken: false }, /passesIdToken is set already/],
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

  test.each([undefined, 1024, 65535])('leads to port %s of the process, by default to 8080', (upstreamPort) => {
    const scope = chart({ profile });
    const workload = new SecureDeployment(scope, 'web', { containers: [{ image: CONTAINER.image, name: 'main' }] });
    AuthenticatedProxy.inFrontOf(workload, props(scope, { upstreamPort }));
    expect(manifest(workload).spec.template.spec.containers[1].args).toContain(`--upstream=http://127.0.0.1:${upstreamPort ?? 8080}`);
  });

  test('fails where the workload declares a port, and for ports that are none', () => {
    const scope = chart({ profile });
    const open = new SecureDeployment(scope, 'open', { containers: [CONTAINER] });
    expect(() => AuthenticatedProxy.inFrontOf(open, props(scope))).toThrow(/declares port 8080, a way around the proxy/);
    for (const upstreamPort of [4180, 1023, 65536, 8080.5]) {
      const other = chart({ profile });
      const closed = new SecureDeployment(other, 'closed', { containers: [{ image: CONTAINER.image, name: 'main' }] });
      expect(() => AuthenticatedProxy.inFrontOf(closed, props(other, { upstreamPort }))).toThrow(`upstreamPort is ${upstreamPort}; pass a port from 1024 to 65535 other than 4180, where the proxy listens`);
    }
  });
});
