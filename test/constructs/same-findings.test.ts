import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App, Chart, Include, Testing, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { Json, outdir } from './fixtures';
import { HardenedApp, HardenedNamespace, Hardening } from '../../src';
import { checkTree, errorsIn } from '../../src/constructs/synthesis/checked-tree';
import { objectIndex } from '../../src/constructs/synthesis/object-index';
import { withCovered } from '../../src/engine/finding';
import { call, folder } from '../cli/command';

const KEY = 'waive.cdk8s-hardened.dev/';
const object = (kind: string, name: string, rest: Json = {}, metadata: Json = {}): Json =>
  ({ apiVersion: 'v1', kind, metadata: { name, namespace: 'shop', ...metadata }, ...rest });
const privileged = (name: string, metadata: Json = {}) =>
  object('Pod', name, { spec: { containers: [{ name: 'main', image: 'registry.example.com/web:1.0.0', securityContext: { privileged: true } }] } }, metadata);
const admin = {
  apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'all' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ kind: 'Group', name: 'system:authenticated', apiGroup: 'rbac.authorization.k8s.io' }],
};
const secret = object('Secret', 's', { stringData: { password: 'hunter2hunter2' } });
const list = (kind: string, items: unknown[], apiVersion = 'v1'): Json => ({ apiVersion, kind, metadata: { name: 'list' }, items });
const service = object('Service', 'web', { spec: { selector: { app: 'none' }, ports: [{ port: 80 }] } });
const level = (enforce: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': enforce } } });

/** Objects by what they show, with a control that has to find something in them. */
const OBJECTS: Readonly<Record<string, readonly [string, ...Json[]]>> = {
  'a pod': ['no-privileged', privileged('a')],
  'a list': ['no-privileged', list('List', [privileged('a'), secret])],
  'a list of cluster-wide rights and secrets': ['rbac-no-cluster-admin', list('List', [admin, secret])],
  'a list in a list': ['no-privileged', list('List', [list('List', [privileged('a')]), privileged('b')])],
  'a list that says the type of its items': ['no-privileged', list('PodList', [{ metadata: privileged('a').metadata, spec: privileged('a').spec }])],
  'an item that is no object': ['valid-manifest', list('List', ['text', privileged('a')])],
  'a pod with items': ['valid-manifest', { ...privileged('a'), items: [] }],
  'items of a kind that is no list': ['no-privileged', { ...object('ConfigMap', 'c', { data: {} }), items: [privileged('a')] }],
  'items that are no list': ['valid-manifest', { ...object('ConfigMap', 'c', { data: {} }), items: 'x' }],
  'an object in a custom resource': [
    'rbac-no-cluster-admin', { ...object('Object', 'o', { spec: { forProvider: { manifest: admin } } }), apiVersion: 'kubernetes.crossplane.io/v1alpha2' },
  ],
  'a waiver': ['no-privileged', privileged('a', { annotations: { [`${KEY}run-as-non-root`]: 'the vendor image needs root' } })],
  'a waiver that nothing needs, in a list': [
    'waiver-unused', list('List', [object('ConfigMap', 'c', {}, { annotations: { [`${KEY}no-privileged`]: 'there is no pod here' } })]),
  ],
  'a waiver that is malformed': ['waiver-invalid', privileged('a', { annotations: { [`${KEY}run-as-non-root`]: '' } })],
  'a namespace after its pods': ['no-privileged', privileged('a'), level('baseline')],
  'a namespace without a level of its own, in a list': ['namespace-default-deny', list('List', [privileged('a'), level('privileged')])],
  'a control of the set': ['service-selects-pods', service, privileged('a')],
  'a control of the set across a list': ['service-selects-pods', list('List', [service]), list('PodList', [privileged('a')])],
};

function appWith(objects: readonly Json[]): { readonly app: App; readonly chart: Chart } {
  const app = new HardenedApp({ outdir: outdir() });
  const chart = new Chart(app, 'c');
  objects.forEach((one, i) => new ApiObject(chart, `o${i}`, one as never));
  return { app, chart };
}

const thrownBy = (act: () => unknown): string => {
  try {
    act();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};
/** The errors in a refusal: `error  control  path  Kind/name`, and the pointer below. */
const refused = (text: string): string[] => [...text.matchAll(/^(?:error|warning) {2}(\S+) {2}\S+ {2}(\S*)\/(\S*).*\n {2}where {2}(?:container "[^"]*" {2})?(\S+)/gm)]
  .map(([, ...parts]) => parts.join(' ').replace(/ \/$/, ' ')).sort();

beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

describe.each(Object.entries(OBJECTS))('%s', (_, [expected, ...objects]) => {
  const written = (): string => Yaml.stringify(...[...checkTree(appWith(objects).app).manifests.values()]);
  const found = () => checkTree(appWith(objects).app).findings;

  test('is what the example is for', () => expect(found().map(({ control }) => control)).toContain(expected));

  test.each([
    ['YAML', written], ['JSON', () => JSON.stringify(list('List', objects))],
  ])('shows the same in the app and in `check --format json` of its %s', async (__, text) => {
    const { out } = await call(folder(), ['check', '-', '--format', 'json'], text());
    const { findings } = JSON.parse(out) as { findings: Json[] };
    const brief = ({ control, severity, outcome, object: { kind, name }, pointer, message }: Json): string =>
      [control, severity, outcome, kind, name, pointer, message].join(' ');
    const inApp = found().map((finding) => brief(finding));
    // what is no object has a line in a file, and a pointer in an app
    const isObject = (text_: string): boolean => !/inconclusive .*no object with apiVersion/.test(text_);
    expect(findings.map(brief).filter(isObject).sort()).toEqual(inApp.filter(isObject).sort());
    expect(findings.length).toBe(inApp.length);
  });

  test('shows as many in the full text of `check`, with those that another covers', async () => {
    const { out } = await call(folder(), ['check', '-', '--verbose'], written());
    const lines = [...out.matchAll(/^ {4}(?:error|warning|waived|INCONCLUSIVE) {2}(\S+)/gm)].map(([, control]) => control);
    expect(lines.sort()).toEqual(found().flatMap(withCovered).map(({ control }) => control).sort());
  });

  test('stops a synth and a Testing.synth by the same errors', () => {
    const { app, chart } = appWith(objects);
    const errors = errorsIn(checkTree(app)).map(({ control, object: { kind, name }, pointer }) => `${control} ${kind} ${name} ${pointer}`).sort();
    expect(refused(thrownBy(() => app.synth()))).toEqual(errors);
    expect(refused(thrownBy(() => Testing.synth(chart)))).toEqual(errors);
  });
});

/** A chart that includes a list of these items. */
function including(items: readonly Json[]) {
  const app = new HardenedApp({ outdir: outdir() });
  const chart = new Chart(app, 'c');
  const url = path.join(path.dirname(app.outdir), 'list.yaml');
  fs.writeFileSync(url, JSON.stringify(list('List', [...items])));
  return { app, chart, include: (scope: Construct) => new Include(scope, 'included', { url }) };
}
const itemsIn = (app: App): Json[] => [...checkTree(app).manifests.values()].find(({ kind }) => kind === 'List')!.items;

describe('an included list', () => {
  test('fails a synth by its items', () => {
    const { app, chart, include } = including([admin, secret]);
    include(chart);
    expect(() => app.synth()).toThrow(/no-literal-secrets .*Secret\/s/);
  });

  test('has its items hardened where the scope asks for it, and what is there stays', () => {
    const { app, chart, include } = including([privileged('a'), secret]);
    Hardening.apply(include(chart));
    const [pod, other] = itemsIn(app);
    expect(pod.spec.automountServiceAccountToken).toBe(false);
    expect(pod.spec.containers[0].securityContext).toMatchObject({ privileged: true, readOnlyRootFilesystem: true });
    expect(other).toEqual(secret);
  });

  test('has its items put into the namespace that it is built in, cluster-wide objects left out', () => {
    const { app, chart, include } = including([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } }, admin]);
    include(new HardenedNamespace(chart, 'ns', { name: 'shop' }));
    expect(itemsIn(app).map(({ metadata }: Json) => metadata.namespace)).toEqual(['shop', undefined]);
  });

  test('fails where an item is another object of the chart', () => {
    const { app, chart, include } = including([secret]);
    include(chart);
    new ApiObject(chart, 'other', object('Secret', 's', { stringData: { other: 'x' } }) as never);
    expect(() => app.synth()).toThrow(/cannot synthesize Secret "s" of namespace "shop" twice: .*pass another `metadata.name`/);
  });

  test('has its items in the index of objects', () => {
    const { app, chart, include } = including([object('ConfigMap', 'c', { data: {} })]);
    include(chart);
    const { manifests, findings } = checkTree(app);
    expect(Object.keys(objectIndex(manifests, findings))).toEqual(['v1/ConfigMap/shop/c']);
  });
});

test.each([
  ['YAML', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: shop}\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a, namespace: shop}\n  spec:\n    hostPID: true\n', [4, 9]],
  ['JSON', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"shop"},\n"items":[{"apiVersion":"v1","kind":"Pod",\n"metadata":{"name":"a"},"spec":{\n"hostPID":true}}]}', [2, 4]],
])('an object with items and the items have their lines in %s', async (_, text, lines) => {
  const { out } = await call(folder(), ['check', '-', '--format', 'json'], text);
  const { findings } = JSON.parse(out) as { findings: Json[] };
  const lineOf = (control: string, pointer: string) => findings.find((one) => one.control === control && one.pointer === pointer)?.line as number;
  expect([lineOf('valid-manifest', '/items'), lineOf('no-host-namespaces', '/spec/hostPID')]).toEqual(lines);
});
