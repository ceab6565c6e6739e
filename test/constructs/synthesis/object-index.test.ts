import { existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Hardening } from '../../../src/constructs/hardening';
import { HardenedNamespace } from '../../../src/constructs/namespace/hardened-namespace';
import { HardenedApp } from '../../../src/constructs/synthesis/hardened-app';
import { SecureDeployment } from '../../../src/constructs/workload/secure-deployment';

let folder: string;
let outdir: string;
const indexFile = () => join(folder, '.hardened', 'index.json');
const index = () => JSON.parse(readFileSync(indexFile(), 'utf8'));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'object-index-'));
  outdir = join(folder, 'dist');
  jest.spyOn(process.stderr, 'write').mockReturnValue(true); // the warnings of these small apps
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function fill(app: App): App {
  const shop = new HardenedNamespace(new Chart(app, 'chart'), 'shop');
  new SecureDeployment(shop, 'web', { metadata: { name: 'web' }, replicas: 1, containers: [{ image: 'registry.example.com/web:1.0.0' }] });
  return app;
}

test('says of each object where it comes from, what hardened it and what is left to say', () => {
  fill(new HardenedApp({ outdir })).synth();
  expect(Object.keys(index())).toEqual([
    'apps/v1/Deployment/shop/web',
    'networking.k8s.io/v1/NetworkPolicy/shop/default-deny',
    'networking.k8s.io/v1/NetworkPolicy/shop/web',
    'v1/LimitRange/shop/container-limits',
    'v1/Namespace//shop',
    'v1/ServiceAccount/shop/web',
  ]);
  const web = index()['apps/v1/Deployment/shop/web'];
  expect(web.constructPath).toBe('chart/shop/web');
  expect(web.hardened).toEqual(expect.arrayContaining(['drop-all-capabilities', 'seccomp-profile', 'read-only-root-filesystem']));
  expect(new Set(web.hardened).size).toBe(web.hardened.length);
  expect(web.findings).toContainEqual({
    control: 'image-digest', severity: 'warning', outcome: 'violation', container: 'main', waiver: null,
    pointer: '/spec/template/spec/containers/0/image', message: expect.any(String),
  });
});

test('is the same at every synth', () => {
  const app = fill(new HardenedApp({ outdir }));
  app.synth();
  const first = readFileSync(indexFile(), 'utf8');
  app.synth();
  expect(readFileSync(indexFile(), 'utf8')).toBe(first);
});

test('is written only where manifests are', () => {
  fill(new HardenedApp({ outdir })).synthYaml();
  expect(existsSync(indexFile())).toBe(false);

  const refused = fill(new HardenedApp({ outdir }));
  new ApiObject(new Chart(refused, 'bad'), 'pod', {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bad', namespace: 'shop' },
    spec: { containers: [{ name: 'main', image: 'registry.example.com/web:1.0.0', securityContext: { privileged: true } }] },
  });
  expect(() => refused.synth()).toThrow('no-privileged');
  expect(existsSync(indexFile())).toBe(false);
});

test('is not written for a plain app, whose output is cdk8s\' own affair', () => {
  const app = fill(new App({ outdir }));
  Hardening.enforce(app);
  app.synth();
  expect(existsSync(join(outdir, 'chart.k8s.yaml'))).toBe(true);
  expect(existsSync(indexFile())).toBe(false);
});

test('is not left in the folder for temporary files, which others can write to', () => {
  const throwaway = mkdtempSync(join(tmpdir(), 'object-index-'));
  const shared = join(tmpdir(), '.hardened');
  const before = existsSync(shared);
  fill(new HardenedApp({ outdir: throwaway })).synth();
  expect(existsSync(shared)).toBe(before);
  rmSync(throwaway, { recursive: true });
});
