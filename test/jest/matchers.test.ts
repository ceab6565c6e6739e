import { ApiObject, Chart, Testing } from 'cdk8s';
import { ApiServer, HardenedApp, HardenedNamespace, Port, ScopedRole, SecureDeployment, SecurityProfile, Verb } from '../../src';
import { manifestSerializer } from '../../src/jest';

const profile = SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.1/32'] }) });

function setting() {
  const app = new HardenedApp({ profile });
  const chart = new Chart(app, 'shop');
  const shop = new HardenedNamespace(chart, 'shop');
  const deployment = (id: string, portNumber: number) => new SecureDeployment(shop, id, { containers: [{ image: `r.example.com/${id}:1`, portNumber }] });
  return { app, chart, shop, web: deployment('web', 8080), api: deployment('api', 9090) };
}

const privileged = (chart: Chart): ApiObject => new ApiObject(chart, 'bad', {
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'shop' }, spec: { hostNetwork: true, containers: [{ name: 'c', image: 'r.example.com/a:1' }] },
});

/** The message of an expectation that does not hold. */
function messageOf(expectation: () => void): string {
  try { expectation(); } catch (error) { return (error as Error).message; }
  throw new Error('the expectation holds');
}

describe('toSatisfy', () => {
  test('holds where a namespace with the label takes all objects', () => {
    expect(setting().chart).toSatisfy('restricted:v1.36');
  });

  test('fails with the words of the API server for each object that is refused', () => {
    const { chart } = setting();
    privileged(chart);
    expect(chart).not.toSatisfy('baseline:v1.36');
    expect(messageOf(() => expect(chart).toSatisfy('baseline:v1.36'))).toBe([
      '"shop" does not satisfy baseline:v1.36: a namespace with that label refuses 1 object', '',
      'shop/bad: violates PodSecurity "baseline:v1.36": host namespaces (hostNetwork=true)',
    ].join('\n'));
  });

  test('fails where something is to be refused, and nothing is', () => {
    expect(messageOf(() => expect(setting().chart).not.toSatisfy('restricted:v1.36'))).toBe('"shop" satisfies restricted:v1.36, and the test expects that something is refused');
  });

  test('fails for a standard that does not exist', () => {
    expect(messageOf(() => expect(setting().chart).not.toSatisfy('strict'))).toContain('cannot judge by "strict"');
  });
});

describe('toHaveNoFindings', () => {
  test('fails with each finding, where it is and its fix', () => {
    const { chart, web } = setting();
    const message = messageOf(() => expect(web).toHaveNoFindings());
    expect(message).toMatch(/^"shop\/shop\/web" has \d+ findings\n\nwarning {2}liveness-probe {2}shop\/shop\/web/);
    expect(message).toContain('fix');
    const empty = new Chart(chart, 'empty');
    expect(empty).toHaveNoFindings();
    expect(messageOf(() => expect(empty).not.toHaveNoFindings())).toBe('"shop/empty" has no findings, and the test expects some');
    expect(messageOf(() => expect(chart.node.root).toHaveNoFindings())).toMatch(/^the app has \d+ findings\n\n/);
    expect(web).not.toHaveNoFindings();
  });
});

describe('toAllowTraffic', () => {
  test('holds for an edge, in its direction and on its port', () => {
    const { chart, web, api } = setting();
    expect(chart).not.toAllowTraffic(web, api, 9090);
    api.allowFrom(web);
    expect(chart).toAllowTraffic(web, api, 9090);
    expect(chart).toAllowTraffic(web, api, Port.tcp(9090));
    expect(chart).not.toAllowTraffic(api, web, 8080);
    expect(chart).not.toAllowTraffic(web, '169.254.169.254/32', 80);
    expect(chart).not.toAllowTraffic('203.0.113.7/32', web, 8080);
  });

  test('fails with the policies at both ends, and the call that opens them', () => {
    const { chart, web, api } = setting();
    expect(messageOf(() => expect(chart).toAllowTraffic(web, api, 9090))).toMatchInlineSnapshot(`
"the test expects that traffic is allowed

shop/shop/web cannot connect to shop/shop/api on TCP 9090
  egress   of shop/shop/web is closed by NetworkPolicy shop/default-deny, NetworkPolicy shop/shop-web-c8d28755
  ingress  of shop/shop/api is closed by NetworkPolicy shop/default-deny, NetworkPolicy shop/shop-api-c8eb347a
  fix      call \`allowFrom(web, Port.tcp(9090))\` of "shop/shop/api", which opens both ends"
`);
  });

  test('fails at an address with what the workload has', () => {
    const { chart, web } = setting();
    expect(messageOf(() => expect(chart).toAllowTraffic(web, '203.0.113.7/32', 80))).toContain('\nshop/shop/web cannot connect to 203.0.113.7/32 on TCP 80\n');
    expect(messageOf(() => expect(chart).toAllowTraffic('203.0.113.7/32', web, 8080))).toContain('\n203.0.113.7/32 cannot connect to shop/shop/web on TCP 8080\n');
  });

  test('fails with what opens it where it should be closed', () => {
    const { chart, web, api } = setting();
    api.allowFrom(web);
    expect(messageOf(() => expect(chart).not.toAllowTraffic(web, api, 9090))).toMatch(/expects that traffic is closed\n\nshop\/shop\/web may connect .*\n {2}egress {3}of shop\/shop\/web is opened by NetworkPolicy/);
  });

  test('fails for workloads of another app, and for two addresses', () => {
    const { chart, web } = setting();
    expect(() => expect(chart).toAllowTraffic(web, setting().api, 1)).toThrow('"shop/shop/api" is part of another app than "shop"');
    expect(() => expect(chart).toAllowTraffic('10.0.0.0/8', '10.0.0.0/8', 1)).toThrow('both ends are addresses');
  });
});

describe('toGrant', () => {
  test('holds by the roles that are bound', () => {
    const { chart, shop, web, api } = setting();
    new ScopedRole(shop, 'reader', { rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: [Verb.GET] }] }).bindTo(web);
    expect(chart).toGrant(web, 'get', 'configmaps', { objectName: 'flags' });
    expect(chart).not.toGrant(web, 'get', 'secrets');
    expect(chart).not.toGrant(api, 'get', 'configmaps');
    expect(messageOf(() => expect(chart).not.toGrant(web, 'get', 'configmaps', { objectName: 'flags' }))).toMatch(
      /^the test expects that it is not granted\n\nServiceAccount shop\/\S+ may get configmaps "flags" in namespace "shop"\n {2}granted by RoleBinding shop\/\S+, to Role "\S+"$/);
    expect(messageOf(() => expect(chart).toGrant(web, 'list', 'secrets'))).toMatch(/may not list secrets in namespace "shop"\n {2}not granted by RoleBinding .*\n {2}fix/);
    expect(messageOf(() => expect(chart).toGrant(api, 'list', 'secrets'))).toContain('\n  no binding names it\n');
  });
});

test('fails for what is no construct, and says what to pass', () => {
  const { chart } = setting();
  expect(() => expect(Testing.synth(chart)).toHaveNoFindings()).toThrow('toHaveNoFindings judges a construct, and was given a list; pass the chart itself, not the result of `Testing.synth`');
  expect(() => expect(null).not.toSatisfy('restricted:v1.36')).toThrow('toSatisfy judges a construct, and was given null; pass the chart itself, not the result of `Testing.synth`');
  expect(() => expect(7).toAllowTraffic('10.0.0.0/8', chart, 1)).toThrow('toAllowTraffic judges a construct, and was given a value of type number');
  expect(() => expect('text').toGrant(chart, 'get', 'secrets')).toThrow('toGrant judges a construct, and was given a value of type string');
  expect(() => expect({}).toMatchManifests()).toThrow('toMatchManifests judges a construct, and was given a value of type object');
  expect(() => expect(chart).toAllowTraffic({} as never, chart, 1)).toThrow('the matcher judges a construct, and was given a value of type object');
});

test.each([undefined, {}])('the matchers are loaded where `expect` is %p, and add themselves to none', (none) => {
  const place = globalThis as { expect?: unknown };
  const { expect: before } = place;
  place.expect = none;
  try {
    jest.isolateModules(() => before === undefined || jest.requireActual('../../src/jest'));
  } finally {
    place.expect = before;
  }
  expect(none ?? {}).toEqual({});
});

describe('the serializer', () => {
  expect.addSnapshotSerializer(manifestSerializer);

  test('prints manifests as YAML with keys in a fixed order', () => {
    expect([{ kind: 'ConfigMap', data: { b: '1', a: 'yes' }, metadata: { name: 'a' }, apiVersion: 'v1' }, { apiVersion: 'v1', kind: 'Namespace' }]).toMatchInlineSnapshot(`
apiVersion: v1
kind: ConfigMap
metadata:
  name: a
data:
  a: "yes"
  b: "1"
---
apiVersion: v1
kind: Namespace
`);
  });

  test('leaves everything else alone', () => {
    expect(manifestSerializer.test([])).toBe(false);
    expect(manifestSerializer.test([{ kind: 'x' }])).toBe(false);
    expect(manifestSerializer.test([{ apiVersion: 'v1', kind: 'Pod' }, 'text'])).toBe(false);
    expect([null, { apiVersion: 1, kind: 'Pod' }, { apiVersion: 'v1', kind: 1 }].filter((one) => manifestSerializer.test(one))).toEqual([]);
    expect(manifestSerializer.test('text')).toBe(false);
  });
});
