import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App, AppProps, Chart, IResolver, Lazy, ResolutionContext, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct, IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { HardenedApp, SecurityProfile } from '../../../src';
import { runs } from '../../property-seed';
import { outdir } from '../fixtures';

type Build = (app: App) => void;

const PROFILE = SecurityProfile.restricted(); // one for all, since the controls are compiled for each

const TYPES = [
  YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

/** Every folder and file below an output folder, with what is in it. */
function tree(folder: string): Record<string, string> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(entries.map((entry) => [path.join(path.relative(folder, entry.parentPath), entry.name), entry] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, entry]) => [name, entry.isFile() ? fs.readFileSync(path.join(folder, name), 'utf8') : 'a folder']));
}

/** What an app writes and returns, or why it does not. */
function result(app: App, build: Build): unknown {
  const found: Record<string, unknown> = {};
  try {
    build(app);
    app.synth();
    Object.assign(found, tree(app.outdir));
    found.text = app.synthYaml();
  } catch (error) {
    return (error as Error).message;
  } finally {
    fs.rmSync(path.dirname(app.outdir), { recursive: true, force: true });
  }
  return found;
}

const byCdk8s = (build: Build, props: AppProps = {}): unknown => result(new App({ outdir: outdir(), ...props }), build);
const byUs = (build: Build, props: AppProps = {}): unknown => result(new HardenedApp({ outdir: outdir(), profile: PROFILE, ...props }), build);


/** An object that no control finds fault with. */
function config(scope: Construct, id: string, data: Record<string, unknown> = { key: 'value' }): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'shop' }, data });
}

const nested: Build = (app) => {
  const outer = new Chart(app, 'outer', { labels: { team: 'shop' } });
  config(outer, 'first');
  const inner = new Chart(outer, 'inner');
  config(inner, 'second');
  const deep = new Chart(new Construct(inner, 'Default'), 'deep');
  config(deep, 'third');
  config(outer, 'last');
};

const dependent: Build = (app) => {
  const [web, data, rest] = ['web', 'data', 'rest'].map((id) => new Chart(app, id));
  const [front, store] = [config(web, 'front'), config(data, 'store')];
  config(web, 'assets');
  config(data, 'index');
  front.addDependency(store);
  config(rest, 'other').addDependency(config(rest, 'base'), config(rest, 'foundation'));
  web.addDependency(rest);
};

const APPS: Record<string, Build> = {
  'no chart': () => undefined,
  'a chart without objects': (app) => { new Chart(app, 'empty'); },
  'charts whose ids are numbers': (app) => ['b', '10', '9', 'a'].forEach((id) => config(new Chart(app, id), '2')),
  'a chart whose id is no DNS label': (app) => { new ApiObject(new Chart(app, 'My_Chart'), 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config', namespace: 'shop' } }); },
  'nested charts': nested,
  'dependencies between charts and inside of them': dependent,
  'a dependency on a construct that holds several objects': (app) => {
    const chart = new Chart(app, 'c');
    const [users, base] = ['users', 'base'].map((id) => new Construct(chart, id));
    ['a', 'b'].forEach((id) => config(users, id));
    ['x', 'y'].forEach((id) => config(base, id));
    users.node.addDependency(base);
  },
  'a dependency of a chart on an object in it': (app) => {
    const chart = new Chart(app, 'c');
    config(chart, 'a');
    chart.addDependency(config(chart, 'b'));
  },
  'values that are known late, and an own resolver': (app) => {
    let value = 'early';
    const chart = new Chart(app, 'c');
    config(chart, 'lazy', { key: Lazy.any({ produce: () => value }), implicit: { resolve: () => 'resolved' }, more: 'replace me' });
    value = 'late';
  },
  'objects of cdk8s-plus': (app) => {
    const chart = new Chart(app, 'c', { namespace: 'shop' });
    new kplus.ConfigMap(chart, 'files', { data: { 'run.sh': '#!/bin/sh\nset -e\n\n  echo "yes"  \n', 'empty': '', 'long': 'word '.repeat(60) } });
    new kplus.ServiceAccount(chart, 'account');
    new kplus.k8s.KubePodDisruptionBudget(chart, 'budget', { spec: { maxUnavailable: kplus.k8s.IntOrString.fromString('25%') } });
  },
};

const resolvers: IResolver[] = [{ resolve: (context: ResolutionContext) => { if (context.value === 'replace me') context.replaceValue('replaced'); } }];

/** A tree to be built: for each construct its kind, its id and where below the others it stands, and who depends on whom. */
interface Plan {
  readonly constructs: readonly { readonly kind: 'chart' | 'group' | 'object'; readonly id: string; readonly below: number }[];
  readonly dependencies: readonly (readonly [number, number])[];
}

const plans: fc.Arbitrary<Plan> = fc.record({
  constructs: fc.array(fc.record({
    kind: fc.constantFrom('chart', 'group', 'object', 'object', 'object'), id: fc.constantFrom('a', 'b', 'c', 'd', '0', '2', '10', '01', 'B'), below: fc.nat(),
  }), { minLength: 3, maxLength: 14 }),
  dependencies: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }),
});

const builtAs = ({ constructs, dependencies }: Plan): Build => (app) => {
  const made: IConstruct[] = [app];
  for (const { kind, id, below } of constructs) {
    const scope = made[below % made.length] as Construct;
    const inChart = scope.node.scopes.some(Chart.isChart);
    if (scope.node.tryFindChild(id)) continue;
    if (kind === 'group') made.push(new Construct(scope, id));
    else made.push(kind === 'object' && inChart ? config(scope, id) : new Chart(scope, id));
  }
  const inCharts = made.filter(({ node }) => node.scopes.some(Chart.isChart));
  for (const [source, target] of inCharts.length > 0 ? dependencies : []) {
    const [one, other] = [inCharts[source % inCharts.length], inCharts[target % inCharts.length]];
    if (one !== other) one.node.addDependency(other);
  }
};

/** Where there are several cycles, each may find another one. */
const anyCycle = (found: unknown): unknown => (typeof found === 'string' ? found.replace(/(?<=^Dependency cycle detected: ).*/, '') : found);

describe.each(TYPES.map((type) => [YamlOutputType[type], type] as const))('%s: the bytes of cdk8s', (_, yamlOutputType) => {
  test.each(Object.entries(APPS))('for %s', (__, build) => {
    const props = { yamlOutputType, resolvers };
    const written = byUs(build, props);
    expect(written).toEqual(byCdk8s(build, props));
    expect(typeof written).toBe('object');
  });

  test.each([['nested charts', nested], ['dependent charts', dependent]])('with metadata of the constructs and another extension, for %s', (__, build) => {
    const props = { yamlOutputType, recordConstructMetadata: true, outputFileExtension: '.yml' };
    expect(Object.keys(byUs(build, props) as object)).toContain('construct-metadata.json');
    expect(byUs(build, props)).toEqual(byCdk8s(build, props));
  });

  test('for random trees and dependencies', () => {
    fc.assert(fc.property(plans, (plan) => {
      const [ours, theirs] = [byUs, byCdk8s].map((by) => anyCycle(by(builtAs(plan), { yamlOutputType })));
      expect(ours).toEqual(theirs);
    }), { numRuns: runs(100) });
  });
});
