import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Chart } from 'cdk8s';
import { HardenedApp, HardenedNamespace, HardenedTesting, SecureDeployment } from '../../src';
import { hardenedMatchers } from '../../src/jest';

function shop(replicas = 3, id = 'web'): Chart {
  const chart = new Chart(new HardenedApp(), 'shop');
  const namespace = new HardenedNamespace(chart, 'shop');
  new SecureDeployment(namespace, id, { replicas, containers: [{ image: `r.example.com/web:1@sha256:${'a'.repeat(64)}`, portNumber: 8080 }] });
  return chart;
}

/** How Jest itself shows differences. */
let utils: jest.MatcherUtils['utils'];
beforeAll(() => {
  expect.extend({ showingDifferences(this: jest.MatcherContext) { utils = this.utils; return { pass: true, message: () => '' }; } });
  (expect(0) as unknown as { showingDifferences(): void }).showingDifferences();
});

/** A test run in a folder of its own, in one of the modes of Jest. */
function testRun() {
  const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  const match = (chart: Chart, mode: 'all' | 'new' | 'none', isNot = false) => {
    const snapshotState = { _updateSnapshot: mode, added: 0, updated: 0, unmatched: 0, matched: 0 };
    const { pass, message } = hardenedMatchers.toMatchManifests.call(
      { isNot, testPath: join(folder, 'shop.test.ts'), currentTestName: 'the shop is reviewed', snapshotState, utils }, chart, undefined, {});
    return { pass, message: message(), snapshotState };
  };
  return { match, at: join(folder, '__manifests__', 'shop-test', 'the-shop-is-reviewed') };
}

const files = (at: string): string[] => (readdirSync(at, { recursive: true }) as string[]).filter((file) => file.endsWith('.yaml')).sort();

describe('toMatchManifests', () => {
  test('writes one file for each object at the first run, and holds at the next one', () => {
    const { match, at } = testRun();
    expect(match(shop(), 'new')).toMatchObject({ pass: true, snapshotState: { added: 1 } });
    expect(files(at)).toEqual([
      '_cluster/namespace.shop.yaml', expect.stringMatching(/^shop\/deployment\.shop-web-c8[0-9a-f]{6}\.yaml$/), 'shop/limitrange.container-limits.yaml', 'shop/networkpolicy.default-deny.yaml',
      expect.stringMatching(/^shop\/networkpolicy\.shop-web-/), expect.stringMatching(/^shop\/poddisruptionbudget\.shop-web-/), expect.stringMatching(/^shop\/serviceaccount\.shop-web-/),
    ]);
    expect(match(shop(), 'none')).toEqual({ pass: true, message: '', snapshotState: { _updateSnapshot: 'none', added: 0, updated: 0, unmatched: 0, matched: 1 } });
  });

  test('leaves the counts of Vitest alone, which maintains them itself', () => {
    const matched = { add: () => {} };
    const snapshotState = { _updateSnapshot: 'all' as const, added: matched, updated: matched, unmatched: matched, matched };
    const testPath = join(mkdtempSync(join(tmpdir(), 'manifests-')), 'shop.test.ts');
    const match = () => hardenedMatchers.toMatchManifests.call({ isNot: false, testPath, snapshotState, utils }, shop(), 'reviewed/shop');
    expect([match(), match()].map(({ pass, message }) => [pass, message()])).toEqual([[true, ''], [true, '']]);
    expect(Object.values(snapshotState).slice(1).every((count) => count === matched)).toBe(true);
    expect(files(join(testPath, '..', 'reviewed', 'shop')).length).toBe(7);
  });

  test.each<[string, object]>([
    ['paths', { snapshotState: { _updateSnapshot: 'new', added: 0, updated: 0, unmatched: 0, matched: 0 } }], ['snapshots', { testPath: join(tmpdir(), 'a.test.ts') }],
  ])('fails outside of a test, where there are no %s', (_, context) => {
    expect(() => hardenedMatchers.toMatchManifests.call({ utils, ...context }, shop())).toThrow('toMatchManifests has to be called within a test');
  });

  test('fails with a changed default as one line of one file', () => {
    const { match } = testRun();
    match(shop(), 'new');
    const { pass, message, snapshotState } = match(shop(4), 'new');
    expect({ pass, ...snapshotState }).toMatchObject({ pass: false, unmatched: 1 });
    expect(message).toContain('1 of 7 manifests differ from those in ');
    expect(message.split('\n').filter((line) => /^[-+] {2}/.test(line))).toEqual(['-   replicas: 3', '+   replicas: 4']);
  });

  test('fails for an object that is new or gone, and -u writes and removes its file', () => {
    const { match, at } = testRun();
    match(shop(), 'new');
    const changed = shop();
    new ApiObject(changed, 'flags', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags', namespace: 'shop' } });
    const { message } = match(changed, 'new');
    expect(message).toContain('\nshop/configmap.flags.yaml is new\n- Reviewed');
    expect(message.split('\n').filter((line) => /^[-+] /.test(line))).toEqual([
      '- Reviewed', '+ Received', '+ apiVersion: v1', '+ kind: ConfigMap', '+ metadata:', '+   name: flags', '+   namespace: shop',
    ]);
    expect(match(changed, 'all')).toMatchObject({ pass: true, snapshotState: { updated: 1 } });
    expect(files(at)).toContain('shop/configmap.flags.yaml');
    const { message: ofGone } = match(shop(), 'new');
    expect(ofGone).toContain('\nshop/configmap.flags.yaml is not written any more\n');
    expect(ofGone.split('\n').filter((line) => /^\+ /.test(line))).toEqual(['+ Received']);
    expect(match(shop(), 'all').pass).toBe(true);
    expect(files(at)).not.toContain('shop/configmap.flags.yaml');
  });

  test('fails with --ci where nothing was reviewed yet', () => {
    const { pass, message } = testRun().match(shop(), 'none');
    expect(pass).toBe(false);
    expect(message).toContain('holds no manifests, and with --ci none are written; run the test once without --ci, and commit the folder');
  });

  test('fails with not, which would pass for any change', () => {
    expect(() => testRun().match(shop(), 'new', true)).toThrow('`not.toMatchManifests` would pass for any change');
  });

  test('holds where Git checked the files out with other line ends', () => {
    const { match, at } = testRun();
    match(shop(), 'new');
    for (const file of files(at)) writeFileSync(join(at, file), readFileSync(join(at, file), 'utf8').replaceAll('\n', '\r\n'));
    expect(match(shop(), 'none').pass).toBe(true);
  });
});

describe('manifest files', () => {
  test('have no hashes where they are to be omitted', () => {
    const texts = HardenedTesting.manifestFiles(shop(), { omitHashes: true });
    expect(Object.keys(texts)).toContain('shop/deployment.shop-web-c8000000.yaml');
    expect(Object.values(texts).join('')).not.toMatch(/c8(?!0{6})[0-9a-f]{6}\b|a{64}/);
    expect(texts['shop/deployment.shop-web-c8000000.yaml']).toContain(`r.example.com/web:1@sha256:${'0'.repeat(64)}`);
  });

  test('are one for each object, also where names differ in their hashes alone or in what no file may be called', () => {
    const chart = new Chart(new HardenedApp(), 'c');
    const object = (id: string, apiVersion: string, kind: string, name: string) => new ApiObject(chart, id, { apiVersion, kind, metadata: { name } });
    object('1', 'v1', 'ConfigMap', 'a-c8111111');
    object('2', 'v1', 'ConfigMap', 'a-c8222222');
    object('3', 'rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:node');
    object('4', 'serving.knative.dev/v1', 'Service', 'a');
    object('5', 'v1', 'Service', 'a');
    expect(Object.keys(HardenedTesting.manifestFiles(chart, { omitHashes: true }))).toEqual([
      '_cluster/clusterrole.system_node.yaml', '_cluster/configmap.a-c8000000.2.yaml', '_cluster/configmap.a-c8000000.yaml', '_cluster/service.a.yaml',
      '_cluster/service.serving.knative.dev.a.yaml',
    ]);
  });
});
