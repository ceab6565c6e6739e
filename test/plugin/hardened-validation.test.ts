import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { HardenedValidation, HardenedValidationProps } from '../../src';
import { ValidationContext, Violation } from '../../src/plugin/validation-context';
import { call, folder, write } from '../cli/command';

/** The validation in this process: the command line is called as a function, and cdk8s-cli is the context that a test passes. */

const mockCalls: (readonly string[])[] = [];
const mockAnswers: { code: number; out: string; said: string }[] = [];
jest.mock('../../src/plugin/bundled-command-line', () => ({
  callCommandLine: async (argv: readonly string[]) => {
    mockCalls.push(argv);
    const { code, out, err } = await call(at, argv);
    return mockAnswers.shift() ?? { code, out, said: err };
  },
}));

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: main
      image: registry.example.com/web:1.0.0
      securityContext: {privileged: true}
`;
const SERVICES = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: lonely, namespace: shop}
spec: {type: NodePort, ports: [{port: 80}]}
`;

let at: string;
beforeEach(() => {
  at = folder();
  mkdirSync(join(at, 'dist'));
  mockCalls.length = 0;
  mockAnswers.length = 0;
});
afterEach(() => rmSync(at, { recursive: true, force: true }));

type Texts = Readonly<Record<string, string>>;

/** What the validation told cdk8s-cli. */
interface Told {
  readonly violations: readonly Violation[];
  readonly status?: string;
  readonly counts?: Texts;
  readonly logged: readonly string[];
  readonly metadata: ValidationContext['metadata'];
}

/** Judges files in `dist`, of which cdk8s-cli knows these constructs by the names of their resources. */
async function judge(
  files: Texts, properties: HardenedValidationProps = {}, paths: Texts = {}, other: Partial<ValidationContext> = {},
): Promise<Told> {
  const manifests = Object.keys(files).map((name) => join(at, 'dist', name));
  manifests.forEach((file) => mkdirSync(join(file, '..'), { recursive: true }));
  write(join(at, 'dist'), files);
  let submitted: readonly [string?, Texts?] = [];
  const metadata = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, { path }]));
  const told = { violations: [] as Violation[], logged: [] as string[], metadata };
  await new HardenedValidation(properties).validate({
    manifests, metadata, logger: { log: (text: string) => { told.logged.push(text); } },
    report: { addViolation: (one: Violation) => { told.violations.push(one); }, submit: (...given: [string, Texts]) => { submitted = given; } },
    parseManifest: (file: string) => parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
      if (document.errors.length > 0) throw document.errors[0];
      return document.toJS() as unknown;
    }),
    ...other,
  });
  return { ...told, status: submitted[0], counts: submitted[1] };
}

const violation = ({ violations }: Told, rule: string): Violation | undefined => violations.find(({ ruleName }) => ruleName === rule);

test('an error fails the synth, with what, where, why and the fix', async () => {
  const told = await judge({ 'shop.k8s.yaml': POD });
  expect(told.status).toBe('failure');
  expect(violation(told, 'no-privileged')).toEqual({
    ruleName: 'no-privileged',
    recommendation: expect.stringMatching(/^error: a privileged container holds every capability/),
    fix: expect.stringContaining('leave `securityContext.privileged` of the container props unset'),
    violatingResources: [{
      resourceName: 'Pod shop/web', manifestPath: 'dist/shop.k8s.yaml',
      locations: ['line 8, column 25  container "main"  /spec/containers/0/securityContext/privileged: securityContext.privileged is true, must be false or unset'],
    }],
  });
  expect(told.counts).toEqual({
    objects: '1', controls: expect.stringMatching(/^\d{3}$/), errors: expect.stringMatching(/^[1-9]\d*$/), warnings: expect.stringMatching(/^[1-9]\d*$/), waived: '0', inconclusive: '0',
  });
});

test('without errors the synth passes and reports the warnings', async () => {
  const told = await judge({ 'shop.k8s.yaml': SERVICES });
  expect([told.status, told.counts?.objects, told.counts?.errors, told.logged]).toEqual(['success', '2', '0', []]);
  expect(violation(told, 'no-node-port')?.recommendation).toMatch(/^warning: /);
});

test('an app without objects passes, and the command line is not called', async () => {
  const told = await judge({});
  expect([told.status, told.counts, told.violations, mockCalls]).toEqual(['success', { objects: '0' }, [], []]);
});

test('violations of one rule stand together, with each object once and all of its places', async () => {
  const second = POD.replace('name: web', 'name: db').replace(/( {4}- name: )main\n(.*\n.*\n)/, '$1main\n$2$1other\n$2');
  const told = await judge({ 'a.yaml': POD, 'b.yaml': second });
  const resources = violation(told, 'no-privileged')!.violatingResources;
  expect(resources.map(({ resourceName, locations }) => [resourceName, locations.map((place) => /container "\w+"/.exec(place)?.[0])])).toEqual([
    ['Pod shop/web', ['container "main"']], ['Pod shop/db', ['container "main"', 'container "other"']],
  ]);
  expect(told.violations.filter(({ ruleName }) => ruleName === 'no-privileged')).toHaveLength(1);
});

test('what cannot be read is no pass, and has no object', async () => {
  const told = await judge({ 'a.yaml': SERVICES, 'more.yaml': 'kind: [' });
  expect([told.status, told.counts?.inconclusive]).toEqual(['failure', '1']);
  const unreadable = told.violations.find(({ recommendation }) => recommendation.startsWith('inconclusive: '));
  expect(unreadable?.violatingResources).toMatchObject([{
    resourceName: 'unreadable document', manifestPath: 'dist/more.yaml', locations: [expect.stringMatching(/^line \d+, column \d+ {2}\/: /)],
  }]);
});

describe('the construct of an object', () => {
  const INDEX = JSON.stringify({ 'v1/Pod/shop/web': { constructPath: 'shop/pod', source: 'main.ts:6' } });
  const placed = { web: 'shop/service', lonely: 'shop/lonely' };

  /** Writes an index as a HardenedApp does, before or after the manifests. */
  function index(file: string, text: string, isNewer = true): void {
    mkdirSync(join(at, '.hardened'), { recursive: true });
    writeFileSync(join(at, file), text);
    const time = isNewer ? new Date(Date.now() + 60_000) : new Date(0);
    utimesSync(join(at, file), time, time);
  }

  test('is that of the index beside the output folder, with its line of code', async () => {
    index('.hardened/index.json', INDEX);
    const told = await judge({ 'shop.k8s.yaml': POD + '---\n' + SERVICES }, {}, placed);
    expect(told.metadata['Pod shop/web']).toEqual({ path: 'shop/pod' });
    expect(told.metadata['Service shop/lonely']).toBeUndefined();
    expect(violation(told, 'no-privileged')?.violatingResources[0].locations).toEqual([expect.stringMatching(/^main\.ts:6 {2}line 8, /)]);
  });

  test('is found where each chart has a folder', async () => {
    index('.hardened/index.json', INDEX);
    const told = await judge({ 'shop/Pod.web.k8s.yaml': POD });
    expect(told.metadata['Pod shop/web']).toEqual({ path: 'shop/pod' });
  });

  test.each<[string, boolean, boolean]>([['of an earlier synth', false, false], ['of files, where the objects go to standard output', true, true]])(
    'is not that of an index %s: then what cdk8s-cli knows by the name, where one object has it', async (_, isNewer, stdout) => {
      index('.hardened/index.json', INDEX, isNewer);
      const told = await judge({ 'shop.k8s.yaml': POD + '---\n' + SERVICES }, {}, placed, { stdout });
      expect(told.metadata['Pod shop/web']).toBeUndefined();
      expect(told.metadata['Service shop/lonely']).toEqual({ path: 'shop/lonely' });
      expect(violation(told, 'no-privileged')?.violatingResources[0].locations).toEqual([expect.stringMatching(/^line 8, /)]);
    });

  test('is left out where neither knows it', async () => {
    const told = await judge({ 'shop.k8s.yaml': `${POD}---\nnone\n`, 'broken.yaml': 'kind: [' });
    expect(told.metadata).toEqual({});
  });

  test('fails where the index cannot be read', async () => {
    index('.hardened/index.json', '{');
    await expect(judge({ 'shop.k8s.yaml': POD })).rejects.toThrow(/^cannot read ".*\.hardened\/index\.json": .*; delete it, the next synth writes it anew$/s);
  });
});

describe('a waiver', () => {
  const reason = 'vendor driver';
  const file = JSON.stringify({ waivers: [{ control: 'no-privileged', reason, expires: '2027-03-31', owner: 'team-x', ticket: 'SEC-1', object: { name: 'web' } }] });
  const waived = 'waived: no-privileged, Pod shop/web, main';
  const annotated = POD.replace('namespace: shop}', `namespace: shop, annotations: {waive.cdk8s-hardened.dev/no-privileged: ${reason}}}`);

  test('of the object holds and is reported with its reason', async () => {
    const told = await judge({ 'shop.k8s.yaml': annotated });
    expect([violation(told, 'no-privileged'), told.counts?.waived, told.counts?.[waived]]).toEqual([undefined, '1', `${reason} (waived on the object)`]);
  });

  test('of a file holds on its last day, with all that it says', async () => {
    write(at, { 'waivers.yaml': file });
    const told = await judge({ 'shop.k8s.yaml': POD }, { waivers: 'waivers.yaml', now: '2027-03-31' });
    expect(told.counts?.[waived]).toBe(`${reason} (until 2027-03-31, by team-x, ref SEC-1, waived in a file)`);
  });

  test('of the object is not read where its author must not waive', async () => {
    const told = await judge({ 'shop.k8s.yaml': annotated }, { noInlineWaivers: true });
    expect([told.counts?.waived, violation(told, 'no-privileged')?.ruleName]).toEqual(['0', 'no-privileged']);
  });

  test('for an object as a whole names no container', async () => {
    write(at, { 'waivers.yaml': JSON.stringify({ waivers: [{ control: 'no-node-port', reason, object: { kind: 'Service' } }] }) });
    const told = await judge({ 'shop.k8s.yaml': SERVICES }, { waivers: 'waivers.yaml' });
    expect(told.counts?.['waived: no-node-port, Service shop/lonely']).toBe(`${reason} (waived in a file)`);
  });
});

test('each property is an option of the command line, and the files come after all options', async () => {
  write(at, { 'c.yaml': '{}', 'p.yaml': '{}', 'w.yaml': 'waivers: []', 'b.json': '{"version": 1, "findings": []}' });
  const properties = { config: 'c.yaml', profile: 'p.yaml', waivers: 'w.yaml', baseline: 'b.json', failOn: 'warning', now: '2027-01-01', noInlineWaivers: true };
  await judge({ '-a.yaml': SERVICES }, properties).catch(() => {});
  expect(mockCalls).toEqual([[
    'check', '--format=json', '--config=c.yaml', '--profile=p.yaml', '--waivers=w.yaml', '--baseline=b.json', '--fail-on=warning', '--now=2027-01-01', '--no-inline-waivers', '--',
    join(at, 'dist', '-a.yaml'),
  ]]);
});

test('notes of the command line are logged', async () => {
  mockAnswers.push({ code: 0, out: JSON.stringify({ summary: { objects: 1, unjudged: [] }, findings: [] }), said: 'note: left out' });
  const { status, logged } = await judge({ 'a.yaml': SERVICES });
  expect([status, logged]).toEqual(['success', ['note: left out']]);
});

test('fails where a file of the properties cannot be read', async () => {
  await expect(judge({ 'a.yaml': POD }, { waivers: 'nowhere.yaml' }))
    .rejects.toThrow(/^HardenedValidation could not judge: cannot read "nowhere\.yaml": there is no such file; check the path/);
});

test.each<[object, string]>([
  [{ registries: [] }, 'there is no property "registries"; it can be config, profile'],
  [{ toString: 'x' }, 'there is no property "toString"; it can be config, profile'],
  [{ failOn: 'info' }, 'failOn "info" is neither "error" nor "warning"; change the `properties` in cdk8s.yaml'],
  [{ profile: null }, 'profile is null, which is not a text; change'],
  [{ waivers: [] }, 'waivers is [], which is not a text; change'],
  [{ noInlineWaivers: 'yes' }, 'noInlineWaivers is "yes", which is not true or false; change'],
])('fails on the properties %j', (properties, message) => {
  expect(() => new HardenedValidation(properties)).toThrow(`cannot configure HardenedValidation: ${message}`);
});

test('the guide shows properties that exist', () => {
  const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'cdk8s-cli-plugin.md'), 'utf8');
  const [{ properties }] = parse(/```yaml\n(.*?)```/s.exec(guide)![1]).validations;
  expect(() => new HardenedValidation(properties)).not.toThrow();
  const listed = [...guide.matchAll(/^\| `(\w+)` \|/gm)].map(([, property]) => property);
  expect(listed.length).toBe(7);
  for (const property of listed) expect(() => new HardenedValidation({ [property]: [] })).toThrow(`${property} is [], which is not `);
});

test('what is undefined is left to the default', () => {
  expect(() => new HardenedValidation({ failOn: undefined })).not.toThrow();
});
