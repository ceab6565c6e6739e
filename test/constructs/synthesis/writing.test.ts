import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App, Chart, Lazy, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { HardenedApp } from '../../../src';
import { workloadHasNetworkPolicy } from '../../../src/controls/network/workload-has-network-policy';
import { validManifest } from '../../../src/controls/workload/valid-manifest';
import { app, deployment } from '../fixtures';

const files = (folder: string): string[] => (fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }) as string[] : []).sort();

/** An object that no control finds fault with. */
function object(scope: Construct, id: string, props: { readonly name?: string; readonly data?: Record<string, unknown> } = {}): ApiObject {
  const { name, data = {} } = props;
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'shop', ...(name && { name }) }, data });
}

function role(scope: Construct, id: string, name: string): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name, namespace: 'shop' }, rules: [] });
}

afterEach(() => { jest.restoreAllMocks(); });
beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

/** Nothing was written, and this is why. */
function refuses(subject: App, why: string | RegExp): void {
  expect(() => subject.synth()).toThrow(why);
  expect(files(path.dirname(subject.outdir))).toEqual([]);
}

describe('no file is written, and the error says why', () => {
  test('fails for two objects whose files would have one name', () => {
    const subject = app({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    role(new Chart(subject, 'a'), 'one', 'view:flags');
    role(new Chart(subject, 'b'), 'two', 'viewflags');
    refuses(subject, 'cannot write "a/one" and "b/two": both would go to the file Role.viewflags.k8s.yaml, one over the other; pass another `metadata.name`');
  });

  test('fails for two charts whose files would have one name, since constructs called Default do not show in it', () => {
    const subject = app();
    const outer = new Chart(new Construct(subject, 'group'), 'chart');
    object(outer, 'one');
    object(new Chart(new Construct(outer, 'Default'), 'Default'), 'two');
    refuses(subject, 'cannot write "group/chart" and "group/chart/Default/Default": both would go to the file group-chart-');
  });

  test('fails for a dependency that leads back to where it came from', () => {
    const subject = app();
    const [a, b] = ['a', 'b'].map((id) => object(new Chart(subject, id), id));
    a.addDependency(b);
    b.addDependency(a);
    refuses(subject, /^Dependency cycle detected: a => b => a$/);
  });

  test('fails for a cycle that something else depends on, and names the cycle alone', () => {
    const subject = app();
    const [a, b, c] = ['a', 'b', 'c'].map((id) => object(new Chart(subject, id), id));
    a.addDependency(b);
    b.addDependency(c);
    c.addDependency(b);
    refuses(subject, /^Dependency cycle detected: b => c => b$/);
  });

  test('fails for a value that cannot be made', () => {
    const subject = app();
    object(new Chart(subject, 'good'), 'good');
    object(new Chart(subject, 'bad'), 'bad', { data: { key: Lazy.any({ produce: () => { throw new Error('not yet known'); } }) } });
    refuses(subject, /Failed serializing construct at path 'bad\/bad' .*not yet known/);
  });

  test('fails for what a construct says of itself, in the words of cdk8s', () => {
    const build = (subject: App): App => {
      const chart = new Chart(subject, 'c');
      chart.node.addValidation({ validate: () => ['one thing', 'another'] });
      object(chart, 'config').node.addValidation({ validate: () => ['a third'] });
      return subject;
    };
    const theirs = build(new App({ outdir: app().outdir }));
    let message = '';
    try { theirs.synth(); } catch (error) { ({ message } = error as Error); }
    expect(message).toMatch(/^Validation failed .*\n {2}\[c\] one thing\n {2}\[c\] another\n {2}\[c\/config\] a third$/);
    refuses(build(app()), message);
    expect(() => build(app()).synthYaml()).toThrow(message);
  });

  test.each(['synth', 'synthYaml'] as const)('fails in %s for a chart class that changes what was judged', (method) => {
    class LabellingChart extends Chart {
      public toJson(): any[] {
        return super.toJson().map((manifest) => { manifest.metadata.labels = { team: 'shop' }; return manifest; });
      }
    }
    const subject = app();
    object(new LabellingChart(subject, 'c'), 'config');
    expect(() => subject[method]()).toThrow('cannot synthesize chart "c": its class overrides `toJson` and returns other manifests than those that were judged');
    expect(files(path.dirname(subject.outdir))).toEqual([]);
  });
});

test('a chart class may look at what was judged', () => {
  const seen: string[] = [];
  class LookingChart extends Chart {
    public toJson(): any[] {
      const manifests = super.toJson();
      seen.push(...manifests.map(({ kind }) => kind));
      return manifests;
    }
  }
  const subject = app();
  object(new LookingChart(subject, 'c'), 'config');
  subject.synth();
  expect(seen).toEqual(['ConfigMap']);
});

test('a construct may still change the tree in its validation, as it may with cdk8s', () => {
  const subject = app();
  const config = object(new Chart(subject, 'c'), 'config');
  config.node.addValidation({ validate: () => { config.metadata.addLabel('team', 'shop'); return []; } });
  subject.synth();
  expect(fs.readFileSync(path.join(subject.outdir, 'c.k8s.yaml'), 'utf8')).toContain('team: shop');
});

test('fails where the disk refuses a file, and says how many are new', () => {
  const subject = app();
  ['a', 'b', 'c'].forEach((id) => object(new Chart(subject, id), id));
  fs.mkdirSync(path.join(subject.outdir, 'b.k8s.yaml'), { recursive: true });
  expect(() => subject.synth()).toThrow(/^cannot write .*b\.k8s\.yaml: EISDIR.*; 1 of 4 files of this synth are written, so do not apply them/);
});

describe('the work grows with the app, and does not multiply', () => {
  const charts = 5;
  const build = (): HardenedApp => {
    const subject = app();
    for (let i = 0; i < charts; i++) deployment(new Chart(subject, `chart-${i}`, { namespace: 'shop' }));
    return subject;
  };
  const methods = ['synth', 'synthYaml'] as const;
  const objectsIn = (subject: App): ApiObject[] => subject.node.findAll().filter(ApiObject.isApiObject);

  test.each(methods)('%s renders each object once', (method) => {
    const subject = build();
    const rendered = jest.spyOn(ApiObject.prototype, 'toJson');
    subject[method]();
    expect(rendered.mock.contexts.length).toBe(objectsIn(subject).length);
    expect(new Set(rendered.mock.contexts)).toEqual(new Set(objectsIn(subject)));
  });

  test.each(methods)('%s resolves each value once', (method) => {
    let produced = 0;
    const subject = build();
    object(new Chart(subject, 'late'), 'config', { data: { key: Lazy.any({ produce: () => { produced += 1; return 'value'; } }) } });
    subject[method]();
    expect(produced).toBe(1);
  });

  test.each(methods)('%s asks each construct once whether it is valid, however many charts there are', (method) => {
    const subject = build();
    const asked = subject.node.findAll().map((construct) => jest.spyOn(construct.node, 'validate'));
    subject[method]();
    expect(asked.map(({ mock }) => mock.calls.length)).toEqual(asked.map(() => 1));
  });

  test.each(methods)('%s asks a control once about each object, and once about all of them', (method) => {
    const subject = build();
    const ofObject = jest.spyOn(validManifest as unknown as { inspect: (manifest: unknown) => unknown }, 'inspect');
    const ofSet = jest.spyOn(workloadHasNetworkPolicy as unknown as { inspectSet: (set: unknown) => unknown }, 'inspectSet');
    subject[method]();
    expect(ofObject).toHaveBeenCalledTimes(objectsIn(subject).length);
    expect(new Set(ofObject.mock.calls.map(([manifest]) => manifest)).size).toBe(objectsIn(subject).length);
    expect(ofSet).toHaveBeenCalledTimes(1);
  });

  test('objects that all depend on all of the layer before are in the order of their layers, where following each path would never end', () => {
    const subject = app();
    const chart = new Chart(subject, 'c');
    const layers = Array.from({ length: 50 }, (_, layer) => Array.from({ length: 10 }, (__, i) => object(chart, `layer-${50 - layer}-${i}`, { name: `${layer}-${i}` })));
    layers.slice(1).forEach((layer, i) => layer.forEach((one) => one.addDependency(...layers[i])));
    subject.synth();
    const names = [...fs.readFileSync(path.join(subject.outdir, 'c.k8s.yaml'), 'utf8').matchAll(/^ {2}name: (\S+)$/gm)].map(([, name]) => name);
    expect(names).toEqual(layers.flat().map(({ name }) => name));
  });

  test('a chain of dependencies may be longer than the stack is deep', () => {
    const subject = app();
    const chart = new Chart(subject, 'c');
    const chain = Array.from({ length: 20_000 }, (_, i) => new Construct(chart, `link-${i}`));
    chain.slice(1).forEach((link, i) => chain[i].node.addDependency(link));
    expect(() => subject.synth()).not.toThrow();
  });
});
