import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ApiServer, HardenedApp, HardenedNamespace, HardenedTesting, Peer, Port, ScopedRole, SecureDeployment, SecurityProfile, Verb } from '../../../src';

const profile = SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.1/32'] }) });

function setting() {
  const app = new HardenedApp({ profile });
  const chart = new Chart(app, 'shop');
  const shop = new HardenedNamespace(chart, 'shop');
  const deployment = (id: string, portNumber: number) => new SecureDeployment(shop, id, { containers: [{ image: `r.example.com/${id}:1`, portNumber }] });
  return { app, chart, shop, web: deployment('web', 8080), api: deployment('api', 9090) };
}

describe('findings', () => {
  test('are those below the scope, with where and fix', () => {
    const { app, web } = setting();
    const found = HardenedTesting.findings(web);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((text) => text.includes('shop/shop/web') && text.includes('fix'))).toBe(true);
    expect(HardenedTesting.findings(app).length).toBeGreaterThan(found.length);
  });

  test('are errors too, and nothing is thrown or printed', () => {
    const write = jest.spyOn(process.stderr, 'write');
    const { chart } = setting();
    const pod = new ApiObject(chart, 'bad', {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'shop' },
      spec: { containers: [{ name: 'c', image: 'r.example.com/a:1', securityContext: { privileged: true } }] },
    });
    expect(HardenedTesting.findings(pod).join('\n')).toMatch(/no-privileged/);
    expect(write).not.toHaveBeenCalled();
    write.mockRestore();
  });
});

describe('Pod Security', () => {
  test('has no violations where constructs are ours', () => {
    expect(HardenedTesting.podSecurityViolations(setting().app, 'restricted:v1.36')).toEqual([]);
  });

  test('is violated in the words of the API server', () => {
    const { chart } = setting();
    const pod = new ApiObject(chart, 'bad', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { hostNetwork: true, containers: [{ name: 'c', image: 'a' }] } });
    expect(HardenedTesting.podSecurityViolations(pod, 'baseline:v1.36')).toEqual(['shop/bad: violates PodSecurity "baseline:v1.36": host namespaces (hostNetwork=true)']);
  });

  test('is no pass where it cannot be decided', () => {
    const { chart } = setting();
    const pod = new ApiObject(chart, 'bad', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { hostNetwork: 'yes', containers: [{ name: 'c', image: 'a' }] } });
    expect(HardenedTesting.podSecurityViolations(pod, 'baseline:v1.36')).toEqual([expect.stringMatching(/^shop\/bad: cannot be decided: .*hostNetwork/)]);
  });

  test('fails for a standard that does not exist', () => {
    expect(() => HardenedTesting.podSecurityViolations(setting().app, 'strict')).toThrow(/^cannot judge by "strict": it .*; pass a level and a version/);
  });
});

describe('traffic', () => {
  test('is allowed where an edge was declared, in its direction and on its port', () => {
    const { web, api } = setting();
    expect(HardenedTesting.allowsTraffic(web, api, Port.tcp(9090))).toBe(false);
    api.allowFrom(web);
    expect(HardenedTesting.allowsTraffic(web, api, Port.tcp(9090))).toBe(true);
    expect(HardenedTesting.allowsTraffic(web, api, Port.tcp(9091))).toBe(false);
    expect(HardenedTesting.allowsTraffic(web, api, Port.udp(9090))).toBe(false);
    expect(HardenedTesting.allowsTraffic(api, web, Port.tcp(8080))).toBe(false);
  });

  test('with addresses', () => {
    const { web } = setting();
    web.allowTo(Peer.cidr('203.0.113.0/24'), Port.tcp(443));
    expect(HardenedTesting.allowsTrafficToAddress(web, '203.0.113.7/32', Port.tcp(443))).toBe(true);
    expect(HardenedTesting.allowsTrafficToAddress(web, '203.0.112.0/23', Port.tcp(443))).toBe(false);
    expect(HardenedTesting.allowsTrafficFromAddress('203.0.113.7/32', web, Port.tcp(8080))).toBe(false);
  });

  test('is explained by what each end has, and by the call that opens it', () => {
    const { app, web } = setting();
    const open = new kplus.Deployment(new Chart(app, 'open', { namespace: 'open' }), 'client', { containers: [{ image: 'r.example.com/client:1' }] });
    expect(HardenedTesting.explainTraffic(open, web, Port.tcp(8080)).replace(/NetworkPolicy \S+/g, 'POLICY')).toBe([
      'open/client cannot connect to shop/shop/web on TCP 8080', '  egress   of open/client is restricted by no NetworkPolicy', '  ingress  of shop/shop/web is closed by POLICY POLICY',
      '  fix      call `allowFrom(client, Port.tcp(8080))` of "shop/shop/web", which opens both ends',
    ].join('\n'));
    expect(HardenedTesting.explainTrafficToAddress(web, '203.0.113.7/32', Port.tcp(443)).split('\n').slice(2)).toEqual([
      '  fix      call `allowTo(Peer.cidr(\'203.0.113.7/32\'), Port.tcp(443))` of "shop/shop/web"',
    ]);
    expect(HardenedTesting.explainTrafficFromAddress('203.0.113.7/32', web, Port.udp(53)).split('\n').slice(2)).toEqual([
      '  fix      call `allowFrom(Peer.cidr(\'203.0.113.7/32\'), Port.udp(53))` of "shop/shop/web"',
    ]);
    web.allowTo(Peer.cidr('203.0.113.0/24'), Port.tcp(443));
    expect(HardenedTesting.explainTrafficToAddress(web, '203.0.113.7/32', Port.tcp(443))).toMatch(/^shop\/shop\/web may connect to 203\.0\.113\.7\/32 on TCP 443\n {2}egress {3}of shop\/shop\/web is opened by [^\n]*$/);
    expect(HardenedTesting.explainTraffic(web, web, Port.tcp(8080))).toContain('shop/shop/web may connect to shop/shop/web on TCP 8080');
  });

  test('fails for what renders no pods, a port without a number, and what is no block', () => {
    const { chart, web } = setting();
    expect(() => HardenedTesting.allowsTraffic(new Chart(chart, 'empty'), web, Port.tcp(1))).toThrow('"shop/empty" renders no pods; pass a workload');
    expect(() => HardenedTesting.allowsTraffic(web, web, Port.tcpNamed('http'))).toThrow('cannot ask about a port without a number');
    expect(() => HardenedTesting.allowsTrafficToAddress(web, '203.0.113.7', Port.tcp(1))).toThrow('cannot ask about "203.0.113.7": it has no prefix length');
  });
});

describe('grants', () => {
  test('are what the bound role says, in its namespace', () => {
    const { shop, web, api } = setting();
    new ScopedRole(shop, 'reader', { rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: [Verb.GET] }] }).bindTo(web);
    expect(HardenedTesting.grants(web, 'get', 'configmaps', { objectName: 'flags' })).toBe(true);
    expect(HardenedTesting.grants(web, 'get', 'configmaps')).toBe(false);
    expect(HardenedTesting.grants(web, 'get', 'configmaps', { objectName: 'flags', namespace: 'other' })).toBe(false);
    expect(HardenedTesting.grants(api, 'get', 'configmaps', { objectName: 'flags' })).toBe(false);
  });

  test('fails for a resource without its group, and for what is no resource', () => {
    const { web } = setting();
    expect(() => HardenedTesting.grants(web, 'get', 'deployments')).toThrow('"deployments" has an API group; pass "deployments.apps"');
    expect(() => HardenedTesting.grants(web, 'get', 'deployments/scale')).toThrow('"deployments/scale" has an API group; pass "deployments.apps/scale"');
    for (const text of ['/x', 'widgets.']) expect(() => HardenedTesting.grants(web, 'get', text)).toThrow(`"${text}" is no resource; pass the plural, such as "secrets" or "deployments.apps"`);
    expect(HardenedTesting.grants(web, 'get', 'deployments.apps')).toBe(false);
  });
});
