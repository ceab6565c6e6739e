import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App, Chart, JsonPatch, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { IConstruct, Node } from 'constructs';
import { HardenedApp, Hardening, SecureDeployment } from '../../../src';
import { app as hardenedApp, CONTAINER, deployment, findings, Json, outdir, POD } from '../fixtures';

const WARNED = { ...CONTAINER, image: 'registry.example.com/api:1.0.0' }; // image-digest
const CONFIG = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace: 'shop' } };
const BAD = { ...POD, spec: { ...POD.spec, hostNetwork: true } };

const files = (folder: string): string[] => (fs.existsSync(folder) ? fs.readdirSync(folder) : []).sort();
const chartIn = (app: App): Chart => new Chart(app, 'c', { namespace: 'shop' });
const secure = (chart: Chart): SecureDeployment => new SecureDeployment(chart, 'api', { containers: [WARNED] });

/** As the jsii kernel overrides a method for a class of Python, Java or Go. */
function overrideAsJsii(construct: IConstruct, method: string, override: (original: () => any) => unknown): void {
  const inherited = (construct.constructor.prototype as Record<string, () => unknown>)[method];
  expect(inherited).toBeDefined();
  Object.defineProperty(construct, method, {
    enumerable: false, configurable: false, writable: false,
    value: () => override(() => invokeAsJsii(construct, method)),
  });
}

/** As the jsii kernel calls a method: past the instance. */
const invokeAsJsii = (construct: IConstruct, method: string): any =>
  (construct.constructor.prototype as Record<string, () => unknown>)[method].call(construct);

let stderr: jest.SpyInstance;
beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

describe('called as the jsii kernel calls', () => {
  test('an object renders hardened, and no method is replaced on an instance', () => {
    const app = new App({ outdir: outdir() });
    const workload = secure(chartIn(app));
    const object = ApiObject.of(workload);
    expect(invokeAsJsii(object, 'toJson').spec.template.spec.securityContext.seccompProfile).toEqual({ type: 'RuntimeDefault' });
    for (const construct of app.node.findAll()) {
      expect(['synth', 'synthYaml', 'toJson', 'addJsonPatch', 'addChild'].filter((method) => Object.hasOwn(construct, method))).toEqual([]);
    }
  });

  test.each(['synth', 'synthYaml'])('fails in %s of a plain App with the finding, not with a validation of the root', (method) => {
    const app = new App({ outdir: outdir() });
    const chart = chartIn(app);
    secure(chart);
    new ApiObject(chart, 'bad', BAD);
    expect(() => invokeAsJsii(app, method)).toThrow(/^1 finding stops this synth, no file was written\n\nerror {2}no-host-namespaces {2}c\/bad /);
  });

  test('warnings of a plain App are printed once', () => {
    const app = new App({ outdir: outdir() });
    secure(chartIn(app));
    invokeAsJsii(app, 'synth');
    expect(stderr.mock.calls.map(([text]) => text)).toEqual([expect.stringMatching(/^warning {2}image-digest/)]);
  });

  test('an app that overrides synth is judged and written by its super call', () => {
    const app = new App({ outdir: outdir() });
    const calls: string[] = [];
    overrideAsJsii(app, 'synth', (original) => { calls.push('before'); original(); calls.push('after'); });
    const chart = chartIn(app);
    secure(chart);
    app.synth();
    expect(calls).toEqual(['before', 'after']);
    expect(files(app.outdir)).toEqual(['c.k8s.yaml']);
    new ApiObject(chart, 'bad', BAD);
    expect(() => app.synth()).toThrow(/no-host-namespaces/);
  });

  test('an object that overrides toJson has the last word, and is judged', () => {
    const app = new App({ outdir: outdir() });
    const chart = chartIn(app);
    secure(chart);
    const object = new ApiObject(chart, 'config', CONFIG);
    let hostNetwork = false;
    overrideAsJsii(object, 'toJson', (original) => (hostNetwork ? BAD : { ...original() as Json, data: { by: 'override' } }));
    app.synth();
    expect(fs.readFileSync(path.join(app.outdir, 'c.k8s.yaml'), 'utf8')).toContain('by: override');
    hostNetwork = true;
    expect(() => app.synth()).toThrow(/no-host-namespaces/);
    expect(() => Testing.synth(chart)).toThrow(/no-host-namespaces/);
  });

  test('an override that counts is rendered once for each synth', () => {
    const chart = chartIn(hardenedApp());
    const object = new ApiObject(chart, 'config', CONFIG);
    let count = 0;
    overrideAsJsii(object, 'toJson', (original) => ({ ...original() as Json, data: { count: String(count += 1) } }));
    expect(Testing.synth(chart)[0].data).toEqual({ count: '1' });
    expect((chart.node.root as App).synthYaml()).toContain('count: "2"');
  });
});

describe('a class of the user', () => {
  class Labelled extends kplus.k8s.KubeConfigMap {
    public toJson(): any {
      const manifest = super.toJson();
      return { ...manifest, metadata: { ...manifest.metadata, labels: { ...manifest.metadata.labels, by: 'user' } } };
    }
  }

  test('that overrides toJson keeps its method, and its output', () => {
    const { toJson } = Labelled.prototype;
    const chart = chartIn(hardenedApp());
    new Labelled(chart, 'config', { metadata: CONFIG.metadata });
    expect(Testing.synth(chart)[0].metadata.labels).toEqual({ by: 'user' });
    expect(Labelled.prototype.toJson).toBe(toJson);
  });

  class Writing extends App {
    public synth(): void {
      const manifests = this.node.findAll().filter(ApiObject.isApiObject).map((object): unknown => object.toJson());
      fs.mkdirSync(this.outdir, { recursive: true });
      Yaml.save(path.join(this.outdir, 'all.yaml'), manifests);
    }
  }
  class WritingHardened extends HardenedApp {
    public synth(): void { Writing.prototype.synth.call(this); }
  }

  test.each([['App', Writing], ['HardenedApp', WritingHardened]] as const)('that overrides synth of %s and writes by itself is judged before', (_, Class) => {
    const app = new Class({ outdir: outdir() });
    const chart = chartIn(app);
    secure(chart);
    app.synth();
    expect(files(app.outdir)).toEqual(['all.yaml']);
    expect(stderr).toHaveBeenCalledTimes(1);
    fs.rmSync(app.outdir, { recursive: true });
    new ApiObject(chart, 'bad', BAD);
    expect(() => app.synth()).toThrow(/no-host-namespaces/);
    expect(files(app.outdir)).toEqual([]);
  });

  class Outer extends HardenedApp { public synth(): void { super.synth(); } }
  class Outermost extends Outer { public synth(): void { super.synth(); } }
  test.each([['once', Outer], ['twice', Outermost]] as const)('that overrides synth %s and calls super prints warnings once and writes the index', (_, Class) => {
    new Outer({ outdir: outdir() });
    const app = new Class({ outdir: outdir() });
    secure(chartIn(app));
    app.synth();
    expect(stderr).toHaveBeenCalledTimes(1);
    expect(files(path.join(app.outdir, '..', '.hardened'))).toEqual(['index.json']);
  });
});

describe('an App without any construct of ours', () => {
  test('does what cdk8s does, though the prototypes are prepared', () => {
    Hardening.enforce(hardenedApp());
    const build = (app: App): App => {
      const chart = chartIn(app);
      new ApiObject(chart, 'bad', BAD).addJsonPatch(JsonPatch.add('/metadata/labels', { patched: 'yes' }));
      new kplus.ClusterRole(chart, 'role');
      new kplus.Deployment(chart, 'web', { containers: [CONTAINER] });
      return app;
    };
    const app = build(new App({ outdir: outdir() }));
    const text = app.synthYaml();
    expect(text).toContain('patched: "yes"');
    expect(text).toMatch(/kind: ClusterRole\nmetadata:\n {2}name: .*\n {2}namespace: shop/); // as cdk8s has it, and we would not
    app.synth();
    expect(fs.readFileSync(path.join(app.outdir, 'c.k8s.yaml'), 'utf8')).toBe(text);
    expect(Yaml.stringify(...Testing.synth(app.charts[0]))).toBe(text);
    expect(stderr).not.toHaveBeenCalled();
    jest.isolateModules(() => {
      const fresh = require('cdk8s') as typeof import('cdk8s'); // eslint-disable-line @typescript-eslint/no-require-imports
      const untouched = new fresh.App({ outdir: outdir() });
      expect(String(fresh.App.prototype.synth)).not.toBe(String(App.prototype.synth));
      expect(untouched.charts).toEqual([]);
    });
  });
});

describe('copies', () => {
  type Library = typeof import('../../../src');
  const copyOf = <T>(module: string, keeping: readonly string[]): T => {
    let copy: T | undefined;
    const kept = keeping.map((name) => [name, jest.requireActual<object>(name)] as const);
    jest.isolateModules(() => {
      kept.forEach(([name, actual]) => jest.doMock(name, () => actual));
      copy = require(module) as T; // eslint-disable-line @typescript-eslint/no-require-imports
      kept.forEach(([name]) => jest.dontMock(name));
    });
    return copy!;
  };

  test('two copies of this library judge an app once, and each hardens its own', () => {
    const other = copyOf<Library>('../../../src', ['cdk8s', 'cdk8s-plus-27', 'constructs']);
    expect(other.SecureDeployment).not.toBe(SecureDeployment);
    const app = new App({ outdir: outdir() });
    const chart = chartIn(app);
    secure(chart);
    const theirs = new other.SecureDeployment(chart, 'theirs', { containers: [CONTAINER] });
    ApiObject.of(theirs).addJsonPatch(JsonPatch.replace('/spec/replicas', 7));
    expect(app.node.validate()).toEqual([]);
    const rendered = jest.spyOn(ApiObject.prototype, 'toJson');
    app.synth();
    expect(rendered).toHaveBeenCalledTimes(app.node.findAll().filter(ApiObject.isApiObject).length);
    rendered.mockRestore();
    expect(stderr).toHaveBeenCalledTimes(1);
    const text = fs.readFileSync(path.join(app.outdir, 'c.k8s.yaml'), 'utf8');
    expect(text.match(/type: RuntimeDefault/g)).toHaveLength(4); // of the pods and their containers
    expect(text).toContain('replicas: 7');
    new ApiObject(chart, 'bad', BAD);
    expect(() => app.synth()).toThrow(/^1 finding stops this synth/);
  });

  test('an app of another copy of cdk8s is judged too', () => {
    const other = copyOf<typeof import('cdk8s')>('cdk8s', ['constructs']);
    expect(other.App).not.toBe(App);
    const app = new other.App({ outdir: outdir() });
    const chart = new other.Chart(app, 'c', { namespace: 'shop' });
    Hardening.enforce(app);
    new other.ApiObject(chart, 'config', CONFIG);
    app.synth();
    expect(files(app.outdir)).toEqual(['c.k8s.yaml']);
    new other.ApiObject(chart, 'bad', BAD);
    for (const synth of [() => app.synth(), () => app.synthYaml(), () => other.Testing.synth(chart)]) {
      expect(synth).toThrow(/^1 finding stops this synth, .*no-host-namespaces/s);
    }
  });

  test('methods are replaced once, however many apps there are', () => {
    deployment();
    const methods = (): unknown[] => [App.prototype.synth, App.prototype.synthYaml, Chart.prototype.toJson, ApiObject.prototype.toJson,
      ApiObject.prototype.addJsonPatch, kplus.k8s.KubeDeployment.prototype.toJson, (Node.prototype as any).addChild];
    const before = methods();
    deployment();
    Hardening.enforce(new App());
    expect(findings(deployment())).toEqual([]);
    expect(methods()).toEqual(before);
  });
});
