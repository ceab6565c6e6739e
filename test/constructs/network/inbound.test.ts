import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ApiServer, SecureDeployment, SecurityProfile, TrafficSource } from '../../../src';
import { chart, CONTAINER, errors, firstContainer, Json, ofKind, synth, warnings } from '../fixtures';

const profile = SecurityProfile.restricted({
  ingressControllers: [TrafficSource.pods({ namespace: 'ingress-nginx', podLabels: { app: 'nginx' } }), TrafficSource.cidr('10.9.0.0/16')],
  metricsScrapers: [TrafficSource.pods({ namespace: 'monitoring' })],
});
const controllers = [
  { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } }, podSelector: { matchLabels: { app: 'nginx' } } },
  { ipBlock: { cidr: '10.9.0.0/16' } },
];
const scraper = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }, podSelector: {} };
const ports = [{ name: 'http', number: 8080 }, { name: 'metrics', number: 9090 }];
const workload = (scope: Chart = chart({ profile })): SecureDeployment => (
  new SecureDeployment(scope, 'web', { containers: [{ ...CONTAINER, portNumber: undefined, ports }] }));
const http: kplus.DeploymentExposeViaServiceOptions = { ports: [{ name: 'http', port: 80, targetPort: 8080 }] };
const ingressRules = (web: SecureDeployment): Json[] => ofKind(web, 'NetworkPolicy')[0].spec.ingress ?? [];
const opened = (to: object[], port: number): Json[] => to.map((peer) => ({ from: [peer], ports: [{ port, protocol: 'TCP' }] }));
const custom = (scope: Chart, apiVersion: string, kind: string, spec: object): ApiObject => new ApiObject(scope, kind, { apiVersion, kind, spec });

describe('a workload that is published', () => {
  test('by `exposeViaIngress` lets the ingress controllers in, at the port of the pods', () => {
    const web = workload();
    web.exposeViaIngress('/', http);
    expect(ingressRules(web)).toEqual(opened(controllers, 8080));
    expect([...errors(web), ...warnings(web)]).not.toContain('published-workload-reachable');
  });

  test('by an Ingress of its own, made before it', () => {
    const scope = chart({ profile });
    const ingress = new kplus.Ingress(scope, 'ingress');
    const web = workload(scope);
    ingress.addHostRule('shop.example.com', '/', kplus.IngressBackend.fromService(web.exposeViaService(http)));
    synth(scope);
    expect(ingressRules(web)).toEqual(opened(controllers, 8080));
  });

  test('by a route of the Gateway API', () => {
    const scope = chart({ profile });
    const web = workload(scope);
    const { name } = web.exposeViaService(http);
    custom(scope, 'gateway.networking.k8s.io/v1', 'HTTPRoute', { rules: [{ backendRefs: [{ name, port: 80 }] }] });
    expect(ingressRules(web)).toEqual(opened(controllers, 8080));
  });

  test('says once what is declared as well', () => {
    const web = workload(chart({ profile: SecurityProfile.restricted({ ingressControllers: [TrafficSource.cidr('10.9.0.0/16')] }) }));
    web.exposeViaIngress('/', http);
    web.connections.allowFrom(kplus.NetworkPolicyIpBlock.ipv4(web, 'block', '10.9.0.0/16'), { ports: [kplus.NetworkPolicyPort.tcp(8080)] });
    expect(ingressRules(web)).toEqual(opened([{ ipBlock: { cidr: '10.9.0.0/16' } }], 8080));
  });

  test('is a finding where the profile names no ingress controller and nobody is let in', () => {
    const web = workload(chart());
    web.exposeViaIngress('/', http);
    expect(ingressRules(web)).toEqual([]);
    expect(warnings(web)).toContain('published-workload-reachable');
  });
});

test('a workload that nothing publishes stays closed beside one that is published', () => {
  const scope = chart({ profile });
  workload(scope).exposeViaIngress('/', http);
  const other = new SecureDeployment(scope, 'other', { containers: [CONTAINER] });
  other.exposeViaService();
  expect(ingressRules(other)).toEqual([]);
});

describe('a workload that is scraped', () => {
  test('by a ServiceMonitor lets the scraper in, at the port of the pods', () => {
    const scope = chart({ profile });
    const web = workload(scope);
    const service = web.exposeViaService({ ports: [{ name: 'metrics', port: 80, targetPort: 9090 }] });
    service.metadata.addLabel('app', 'web');
    custom(scope, 'monitoring.coreos.com/v1', 'ServiceMonitor', { selector: { matchLabels: { app: 'web' } }, endpoints: [{ port: 'metrics' }] });
    expect(ingressRules(web)).toEqual(opened([scraper], 9090));
  });

  test('by a PodMonitor lets the scraper in, at the port that it names', () => {
    const scope = chart({ profile });
    const web = workload(scope);
    custom(scope, 'monitoring.coreos.com/v1', 'PodMonitor', {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } }, podMetricsEndpoints: [{ port: 'metrics' }],
    });
    expect(ingressRules(web)).toEqual(opened([scraper], 9090));
  });

  test('is a finding where no port has the name', () => {
    const scope = chart({ profile });
    const web = workload(scope);
    custom(scope, 'monitoring.coreos.com/v1', 'PodMonitor', { selector: {}, podMetricsEndpoints: [{ port: 'metric' }] });
    expect(ingressRules(web)).toEqual([]);
    expect(warnings(web)).toContain('monitor-port-exists');
  });
});

describe('a binding of cdk8s-plus that names a workload', () => {
  const apiServer = ApiServer.of({ cidrs: ['10.0.0.10/32'] });
  const bound = (scope: Chart): SecureDeployment => {
    const role = new kplus.Role(scope, 'role');
    role.allowRead(kplus.ApiResource.CONFIG_MAPS);
    const web = workload(scope);
    role.bind(web);
    return web;
  };

  test('mounts the token, and opens the API server', () => {
    const web = bound(chart({ profile: SecurityProfile.restricted({ apiServer }) }));
    expect(firstContainer(web).volumeMounts).toEqual([{ name: 'api-access', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true }]);
    expect(ofKind(web, 'NetworkPolicy')[0].spec.egress.slice(1)).toEqual([{ to: [{ ipBlock: { cidr: '10.0.0.10/32' } }], ports: [{ port: 6443, protocol: 'TCP' }] }]);
  });

  test('fails where the profile does not say where the API server is', () => {
    const scope = chart();
    bound(scope);
    expect(() => synth(scope)).toThrow(/cannot bind "c\/role\/RoleBinding.*" to "c\/web": the network policy .*; pass `apiServer: ApiServer.of/);
  });
});
