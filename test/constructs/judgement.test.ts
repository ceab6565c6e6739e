import * as fs from 'fs';
import { tmpdir } from 'os';
import * as path from 'path';
import { ApiObject, App, AppProps, Chart, Include, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { app as hardenedApp, CONTAINER, IMAGE, outdir } from './fixtures';
import { HardenedApp, Hardening, SecureDeployment } from '../../src';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'bare', namespace: 'shop' }, spec: { hostNetwork: true, containers: [{ name: 'main', image: IMAGE }] } };

type Faulty = (chart: Chart) => unknown;

/** What none of our constructs made, and all of it with a fault. */
const FAULTY: Record<string, Faulty> = {
  'a raw ApiObject': (chart) => new ApiObject(chart, 'raw', POD),
  'a Deployment of cdk8s-plus': (chart) => new kplus.Deployment(chart, 'plain', { containers: [CONTAINER], hostNetwork: true }),
  'an included file': (chart) => {
    const url = path.join(fs.mkdtempSync(path.join(tmpdir(), 'include-')), 'pod.yaml');
    fs.writeFileSync(url, JSON.stringify(POD));
    return new Include(chart, 'included', { url });
  },
};

interface Way { readonly app: () => App; readonly synth: (app: App, chart: Chart) => unknown }
const ours = (chart: Chart) => new SecureDeployment(chart, 'api', { containers: [CONTAINER] });
const plainApp = (props: AppProps = {}) => new App({ outdir: outdir(), ...props });
/** A plain app that holds a construct of ours. */
const mixed = () => {
  const app = plainApp();
  ours(new Chart(app, 'ours', { namespace: 'shop' }));
  return app;
};
const enforced = () => {
  const app = plainApp();
  Hardening.enforce(app);
  return app;
};
const WAYS: Record<string, Way> = {
  'HardenedApp.synth': { app: hardenedApp, synth: (app) => app.synth() },
  'HardenedApp.synthYaml': { app: hardenedApp, synth: (app) => app.synthYaml() },
  'Testing.synth of a HardenedApp': { app: hardenedApp, synth: (_, chart) => Testing.synth(chart) },
  'synth of a plain App with a construct of ours': { app: mixed, synth: (app) => app.synth() },
  'synthYaml of a plain App with a construct of ours': { app: mixed, synth: (app) => app.synthYaml() },
  'Testing.synth of a plain App with a construct of ours': { app: mixed, synth: (_, chart) => Testing.synth(chart) },
  'synth of an enforced plain App': { app: enforced, synth: (app) => app.synth() },
  'Testing.synth of an enforced plain App': { app: enforced, synth: (_, chart) => Testing.synth(chart) },
};

const files = (folder: string): string[] => (fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true }) as string[] : []).sort();

let stderr: jest.SpyInstance;
beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

describe.each(Object.entries(WAYS))('%s', (_, { app, synth }) => {
  test.each(Object.entries(FAULTY))('fails for %s', (__, build) => {
    const subject = app();
    const chart = new Chart(subject, 'c', { namespace: 'shop' });
    build(chart);
    expect(() => synth(subject, chart)).toThrow(/no-host-namespaces/);
    expect(files(subject.outdir)).toEqual([]);
  });

  test('fails once a bad container is added after a good synth', () => {
    const subject = app();
    const chart = new Chart(subject, 'c', { namespace: 'shop' });
    const workload = ours(chart);
    expect(() => synth(subject, chart)).not.toThrow();
    workload.addContainer({ ...CONTAINER, name: 'bad', portNumber: 9090, securityContext: { privileged: true } });
    expect(() => synth(subject, chart)).toThrow(/no-privileged .*\n  where  container "bad"/);
  });
});

test('a plain App without any construct of ours is not judged', () => {
  const app = plainApp();
  FAULTY['a raw ApiObject'](new Chart(app, 'c'));
  expect(() => app.synth()).not.toThrow();
});

describe('the message', () => {
  test('says in four lines where, what, why and how, below one line for grep', () => {
    const app = hardenedApp();
    new SecureDeployment(new Chart(app, 'c', { namespace: 'shop' }), 'api', { containers: [{ ...CONTAINER, securityContext: { readOnlyRootFilesystem: false } }] });
    const line = Number(/:(\d+):\d+\)?$/.exec(new Error().stack!.split('\n')[1])![1]) - 1; // of the statement above
    expect(() => app.synth()).toThrow([
      '1 finding stops this synth, no file was written',
      '',
      `error  read-only-root-filesystem  c/api  Deployment/c-api-c872ce13  test/constructs/judgement.test.ts:${line}`,
      '  where  container "main"  /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem',
      '  what   securityContext.readOnlyRootFilesystem is false, must be true',
    ].join('\n'));
  });
});

describe('warnings', () => {
  const warned = (): [App, Chart] => {
    const app = hardenedApp();
    const chart = new Chart(app, 'c', { namespace: 'shop' });
    new SecureDeployment(chart, 'api', { containers: [{ ...CONTAINER, image: 'registry.example.com/api:1.0.0' }] });
    return [app, chart];
  };

  test.each<[string, (app: App) => unknown]>([['synth', (app) => app.synth()], ['synthYaml', (app) => app.synthYaml()]])('are printed once by %s', (_, synth) => {
    const [app] = warned();
    synth(app);
    expect(stderr).toHaveBeenCalledTimes(1);
    expect(stderr.mock.calls[0][0]).toMatch(/^warning  image-digest: .*\n {2}c\/api {2}Deployment\/.*\n {2}fix {2}/);
  });

  test('are not printed by Testing.synth', () => {
    Testing.synth(warned()[1]);
    expect(stderr).not.toHaveBeenCalled();
  });
});

class CountedObject extends ApiObject {
  public rendered = 0;
  public toJson(): any {
    this.rendered += 1;
    return super.toJson();
  }
}

test.each(['synth', 'synthYaml'] as const)('each object is rendered once by %s', (method) => {
  const app = hardenedApp();
  const objects = ['a', 'b', 'c'].map((id) => new CountedObject(new Chart(app, id), 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'shop' } }));
  app[method]();
  expect(objects.map(({ rendered }) => rendered)).toEqual([1, 1, 1]);
});

describe('an app that overrides synth', () => {
  const late = (app: App) => FAULTY['a raw ApiObject'](app.charts[0]);
  class LateApp extends App {
    public synth(): void {
      late(this);
      super.synth();
    }
  }
  class LateHardenedApp extends HardenedApp {
    public synth(): void {
      late(this);
      super.synth();
    }
  }
  test.each([['App', LateApp], ['HardenedApp', LateHardenedApp]] as const)('fails for what a subclass of %s adds at the last moment', (_, Class) => {
    const app = new Class({ outdir: outdir() });
    ours(new Chart(app, 'c', { namespace: 'shop' }));
    expect(() => app.synth()).toThrow(/no-host-namespaces/);
    expect(files(app.outdir)).toEqual([]);
  });
});

describe('the files', () => {
  const foreign = (app: App): App => {
    const chart = new Chart(app, 'first', { namespace: 'shop', labels: { team: 'x' } });
    const config = new kplus.ConfigMap(chart, 'config', { data: { z: '1', a: 'two\nlines' } });
    const web = new kplus.Deployment(chart, 'web', {
      containers: [{ ...CONTAINER, securityContext: { capabilities: { drop: ['ALL' as kplus.Capability] } } }], podMetadata: { annotations: { note: 'x' } },
    });
    ApiObject.of(web).addJsonPatch({ _toJson: () => ({ op: 'add', path: '/spec/template/spec/securityContext/seccompProfile', value: { type: 'RuntimeDefault' } }) } as any);
    new ApiObject(new Chart(chart, 'nested'), 'custom', { apiVersion: 'example.com/v1', kind: 'Widget', spec: { list: [3, 1, 2], nothing: {} } });
    new Chart(app, 'empty');
    config.node.addDependency(web);
    return app;
  };

  /** Every file with its text. */
  const written = (app: App): Record<string, string> => {
    app.synth();
    return Object.fromEntries(files(app.outdir).filter((file) => file.endsWith('.yaml')).map((file) => [file, fs.readFileSync(path.join(app.outdir, file), 'utf8')]));
  };

  const types = Object.values(YamlOutputType).filter((type): type is YamlOutputType => typeof type === 'number');
  test.each(types.map((yamlOutputType) => [YamlOutputType[yamlOutputType], yamlOutputType] as const))('of foreign objects are those of cdk8s: %s', (_, yamlOutputType) => {
    const expected = written(foreign(plainApp({ yamlOutputType })));
    expect(Object.keys(expected)).not.toEqual([]);
    expect(written(foreign(hardenedApp({ yamlOutputType })))).toEqual(expected);
  });

  test('are the same for the same app, whatever the environment', () => {
    const build = () => {
      const app = hardenedApp();
      const chart = new Chart(app, 'c', { namespace: 'shop' });
      const [a, b] = ['a', 'b'].map((id) => new SecureDeployment(chart, id, { containers: [CONTAINER] }));
      a.allowTo(b);
      return app;
    };
    const before = written(build());
    const environment = process.env;
    process.env = { TZ: 'Asia/Kolkata', LANG: 'tr_TR.UTF-8', HOME: '/nowhere' };
    try {
      expect(written(build())).toEqual(before);
    } finally {
      process.env = environment;
    }
  });

  test('are the same when an app is written twice', () => {
    const app = hardenedApp();
    ours(new Chart(app, 'c', { namespace: 'shop' }));
    expect(written(app)).toEqual(written(app));
  });

  test('are what synthYaml returns, and what Testing.synth does', () => {
    const app = hardenedApp();
    const chart = new Chart(app, 'c', { namespace: 'shop' });
    ours(chart);
    const [text] = Object.values(written(app));
    expect(app.synthYaml()).toBe(text);
    expect(Testing.synth(chart).map((object) => object.kind)).toEqual(['ServiceAccount', 'NetworkPolicy', 'PodDisruptionBudget', 'Deployment']);
  });

  test('fail to be written where one would overwrite another', () => {
    const app = hardenedApp({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
    ['shop', 'shop-2'].forEach((namespace) => new kplus.ConfigMap(new Chart(app, namespace, { namespace }), 'config', { metadata: { name: 'config' } }));
    expect(() => app.synth()).toThrow('cannot write "shop/config/Resource" and "shop-2/config/Resource": both would go to the file ConfigMap.config.k8s.yaml');
    expect(files(app.outdir)).toEqual([]);
  });
});
