import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { HardenedApp, Hardening, SecureDeployment } from '../../../src';
import { checkTree } from '../../../src/constructs/synthesis/checked-tree';

const privileged = (chart: Chart): ApiObject => new ApiObject(chart, 'raw', { // this line is what the finding names
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'raw', namespace: 'shop' }, spec: { containers: [{ name: 'main', image: 'x', securityContext: { privileged: true } }] },
});

describe('source locations', () => {
  test('a finding of a HardenedApp names the file and line that made the object', () => {
    const app = new HardenedApp({ outdir: Testing.app().outdir });
    privileged(new Chart(app, 'chart'));
    const [finding] = checkTree(app).findings.filter(({ control }) => control === 'no-privileged');
    expect(finding.origin).toMatchObject({ constructPath: 'chart/raw', file: expect.stringMatching(/^(\.\.\/)*.*test\/constructs\/synthesis\/source-location\.test\.ts$/), line: 6 });
  });

  test('objects inside a construct of ours lead to the line of the user', () => {
    const app = new HardenedApp({ outdir: Testing.app().outdir });
    new SecureDeployment(new Chart(app, 'chart'), 'web', { containers: [{ image: 'registry.example.com/web:1' }] });
    const files = checkTree(app).findings.map(({ origin }) => origin.file);
    expect(files.length).toBeGreaterThan(0);
    expect(files.every((file) => file?.endsWith('source-location.test.ts'))).toBe(true);
  });

  test('are left out on demand', () => {
    const app = new HardenedApp({ outdir: Testing.app().outdir, omitSourceLocations: true });
    privileged(new Chart(app, 'chart'));
    expect(checkTree(app).findings.every(({ origin }) => origin.file === undefined)).toBe(true);
  });
});

/** Called as the jsii kernel calls, which runs the apps of Python, Java and Go. */
class KernelHost {
  public create<T>(make: () => T): T { return make(); }
}

test('no location is noted of an app that jsii makes: it would be a line of the kernel, in a folder with another name in each run', () => {
  const app = new KernelHost().create(() => new HardenedApp({ outdir: Testing.app().outdir }));
  privileged(new Chart(app, 'chart'));
  const origins = checkTree(app).findings.map(({ origin }) => origin);
  expect(origins.length).toBeGreaterThan(0);
  expect(origins.filter(({ file }) => file !== undefined)).toEqual([]);
});

describe('Hardening.apply', () => {
  const plain = (): { app: HardenedApp; chart: Chart } => {
    const app = new HardenedApp({ outdir: Testing.app().outdir });
    return { app, chart: new Chart(app, 'chart', { namespace: 'shop' }) };
  };

  test('fills what a plain cdk8s-plus workload leaves out', () => {
    const { chart } = plain();
    Hardening.apply(chart);
    new kplus.Deployment(chart, 'web', { containers: [{ image: 'registry.example.com/web:1' }] });
    const [{ spec: { template: { spec } } }] = Testing.synth(chart);
    expect(spec.securityContext.seccompProfile).toEqual({ type: 'RuntimeDefault' });
    expect(spec.containers[0].securityContext.capabilities).toEqual({ drop: ['ALL'] });
    expect(spec.enableServiceLinks).toBe(false);
  });

  test('changes no explicit value, and keeps fields that the generated types do not know', () => {
    const { chart } = plain();
    Hardening.apply(chart);
    new ApiObject(chart, 'pod', {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' },
      spec: { enableServiceLinks: true, hostnameOverride: 'p', containers: [{ name: 'main', image: 'registry.example.com/p:1', restartPolicyRules: [] }] },
    });
    const [{ spec }] = Testing.synth(chart);
    expect(spec).toMatchObject({ enableServiceLinks: true, hostnameOverride: 'p' });
    expect(spec.containers[0].restartPolicyRules).toEqual([]);
  });

  test('gives the same bytes however often it renders', () => {
    const { app, chart } = plain();
    Hardening.apply(app);
    new kplus.Deployment(chart, 'web', { containers: [{ image: 'registry.example.com/web:1' }] });
    expect(Testing.synth(chart)).toEqual(Testing.synth(chart));
  });

  test('leaves what is outside of its scope as it was', () => {
    const { app, chart } = plain();
    const other = new Chart(app, 'other', { namespace: 'shop' });
    Hardening.apply(chart);
    new kplus.ServiceAccount(other, 'sa');
    new kplus.Pod(other, 'pod', { containers: [{ image: 'registry.example.com/p:1', securityContext: { user: 1000 } }] });
    const pod = checkTree(app).manifests;
    expect([...pod.values()].find(({ kind }) => kind === 'Pod')?.spec.securityContext.seccompProfile).toBeUndefined();
  });
});
