import { mkdirSync, symlinkSync, utimesSync } from 'fs';
import { join } from 'path';
import { AppFolder, Report, Synthesizing } from './app-folder';

/** The validation as its users meet it: in the packed layout, called by the real cdk8s-cli. */

jest.setTimeout(120_000);

const reason = 'vendor image writes to /opt';
const WAIVER = 'waive.cdk8s-hardened.dev/read-only-root-filesystem';
const GOOD = `{ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, privileged: false, readOnlyRootFilesystem: true, runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' } }`;

/** An app of one pod and one Service of the same name. */
const appOf = ({ app = 'new cdk8s.App()', securityContext = GOOD, annotations = {} }: { app?: string; securityContext?: string; annotations?: object } = {}): string => `
const cdk8s = require('cdk8s');
const app = ${app};
const chart = new cdk8s.Chart(app, 'shop');
const metadata = { name: 'web', namespace: 'shop' };
new cdk8s.ApiObject(chart, 'pod', {
  apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, annotations: ${JSON.stringify(annotations)} },
  spec: { containers: [{ name: 'main', image: 'registry.example.com/web:1.0.0', securityContext: ${securityContext} }] },
});
new cdk8s.ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } });
new cdk8s.ApiObject(chart, 'lonely', { apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, name: 'lonely' }, spec: { type: 'NodePort', ports: [{ port: 80 }] } });
app.synth();
`;
const WRITABLE = GOOD.replace('readOnlyRootFilesystem: true', 'readOnlyRootFilesystem: false');
const PRIVILEGED = GOOD.replace('privileged: false', 'privileged: true');

const HARDENED = "new (require('cdk8s-hardened').HardenedApp)()";

const violation = (report: Report | undefined, rule: string) => report?.violations.find(({ ruleName }) => ruleName === rule);

let folder: AppFolder;
beforeAll(() => { folder = new AppFolder(); });
afterAll(() => folder.remove());

test('an error fails the synth, with what, where, why and the fix', () => {
  const { code, out, err, report } = folder.synth(appOf({ securityContext: PRIVILEGED }));
  expect([code, report?.summary.status]).toEqual([2, 'failure']);
  expect(err).toBe('Validation failed. See above reports for details\n');
  expect(out).toContain('no-privileged (1 occurrences)');
  expect(violation(report, 'no-privileged')).toEqual({
    ruleName: 'no-privileged',
    recommendation: expect.stringMatching(/^error: a privileged container holds every capability/),
    fix: expect.stringContaining('leave `securityContext.privileged` of the container props unset'),
    violatingConstructs: [{
      resourceName: 'Pod shop/web', manifestPath: 'dist/shop.k8s.yaml',
      locations: ['line 15, column 9  container "main"  /spec/containers/0/securityContext/privileged: securityContext.privileged is true, must be false or unset'],
    }],
  });
});

test('without errors the synth passes and reports the warnings', () => {
  const { code, report } = folder.synth(appOf());
  expect([code, report?.summary.status]).toEqual([0, 'success']);
  expect(violation(report, 'image-digest')?.recommendation).toMatch(/^warning: /);
  const { objects, errors, warnings, waived, inconclusive } = report!.summary.metadata;
  expect({ objects, errors, waived, inconclusive }).toEqual({ objects: '3', errors: '0', waived: '0', inconclusive: '0' });
  expect(Number(warnings)).toBeGreaterThan(3);
});

test('it is found in the folder of plugins, by the name of the package', () => {
  const installed = join(folder.at, 'plugins', 'cdk8s-hardened', '0.0.0', 'node_modules');
  mkdirSync(installed, { recursive: true });
  symlinkSync(join(folder.at, 'node_modules', 'cdk8s-hardened'), join(installed, 'cdk8s-hardened'));
  const { code, out } = folder.synth(appOf({ securityContext: PRIVILEGED }), { from: 'cdk8s-hardened', argv: [`--plugins-dir=${join(folder.at, 'plugins')}`] });
  expect(code).toBe(2);
  expect(out).toContain('Validation Report (cdk8s-hardened@0.0.0)');
});

test('an app without objects passes', () => {
  const { code, report } = folder.synth("const cdk8s = require('cdk8s'); const app = new cdk8s.App(); new cdk8s.Chart(app, 'shop'); app.synth();");
  expect([code, report?.violations]).toEqual([0, []]);
});

describe('the construct of an object', () => {
  test('is found by all that identifies the object, with its line of code, in an app of ours', () => {
    const { code, report } = folder.synth(appOf({ app: HARDENED }));
    expect(code).toBe(0);
    expect(violation(report, 'image-digest')?.violatingConstructs).toMatchObject([
      { resourceName: 'Pod shop/web', constructPath: 'shop/pod', locations: [expect.stringMatching(/^main\.js:6 {2}line 8, column 7 {2}container "main" {2}/)] },
    ]);
  });

  test('is found where each chart has a folder', () => {
    const { report } = folder.synth(appOf({ app: HARDENED.replace('()', '({ yamlOutputType: cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE })') }));
    expect(violation(report, 'image-digest')?.violatingConstructs).toMatchObject([{ manifestPath: 'dist/shop/Pod.web.k8s.yaml', constructPath: 'shop/pod' }]);
  });

  test('is the one that cdk8s-cli knows by the name, in a plain app, and none where two have that name; an earlier index does not count', () => {
    folder.synth(appOf({ app: HARDENED }));
    utimesSync(join(folder.at, '.hardened', 'index.json'), 0, 0);
    const { report } = folder.synth(appOf());
    expect(violation(report, 'image-digest')?.violatingConstructs[0].constructPath).toBeUndefined();
    expect(violation(report, 'no-node-port')?.violatingConstructs).toMatchObject([{ resourceName: 'Service shop/lonely', constructPath: 'shop/lonely' }]);
  });
});

describe('a waiver', () => {
  const file = JSON.stringify({ waivers: [{ control: 'read-only-root-filesystem', reason, expires: '2027-03-31', owner: 'team-x', ticket: 'SEC-1', object: { name: 'web' } }] });
  const waived = 'waived: read-only-root-filesystem, Pod shop/web, main';
  const synth = (annotation?: string, synthesizing?: Synthesizing) =>
    folder.synth(appOf({ securityContext: WRITABLE, annotations: annotation === undefined ? {} : { [WAIVER]: annotation } }), synthesizing);

  beforeAll(() => folder.write('waivers.yaml', file));

  test('of the object holds and is reported with its reason', () => {
    const { code, report } = synth(`${reason} | by team-x`);
    expect([code, report?.summary.metadata.waived]).toEqual([0, '1']);
    expect(report?.summary.metadata[waived]).toBe(`${reason} (by team-x, waived on the object)`);
    expect(violation(report, 'read-only-root-filesystem')).toBeUndefined();
  });

  test('of a file holds on its last day', () => {
    const { code, report } = synth(undefined, { properties: { waivers: 'waivers.yaml', now: '2027-03-31' } });
    expect([code, report?.summary.metadata[waived]]).toEqual([0, `${reason} (until 2027-03-31, by team-x, ref SEC-1, waived in a file)`]);
  });

  test('that ended fails the synth, and that of the object is not even read where its author must not waive', () => {
    const { code, report } = synth(reason, { properties: { waivers: 'waivers.yaml', now: '2027-04-01', noInlineWaivers: true } });
    expect([code, report?.summary.metadata.waived]).toEqual([2, '0']);
    expect(violation(report, 'read-only-root-filesystem')).toBeDefined();
    expect(violation(report, 'waiver-expired')?.violatingConstructs).toMatchObject([{ manifestPath: 'waivers.yaml', resourceName: 'Waiver read-only-root-filesystem' }]);
  });
});

test('the settings of the repository hold, and properties win over them', () => {
  folder.write('settings.yaml', 'failOn: warning\nprofile: { registries: [other.example.com], severities: { trusted-registry: warning } }\n');
  folder.write('profile.yaml', 'severities: { image-digest: error }\n');
  const { code, report } = folder.synth(appOf(), { properties: { config: 'settings.yaml' } });
  expect([code, violation(report, 'trusted-registry')?.recommendation]).toEqual([2, expect.stringMatching(/^warning: /)]);
  const other = folder.synth(appOf(), { properties: { config: 'settings.yaml', failOn: 'error' } });
  expect(other.code).toBe(0);
  const strict = folder.synth(appOf(), { properties: { profile: 'profile.yaml' } });
  expect([strict.code, violation(strict.report, 'image-digest')?.recommendation]).toEqual([2, expect.stringMatching(/^error: /)]);
});

test('what cannot be read is no pass', () => {
  const { code, report } = folder.synth(`${appOf()}\nrequire('fs').writeFileSync('dist/more.yaml', 'kind: [');`);
  expect([code, report?.summary.metadata.inconclusive]).toEqual([2, '1']);
  expect(report?.violations.find(({ recommendation }) => recommendation.startsWith('inconclusive: '))?.violatingConstructs)
    .toMatchObject([{ resourceName: 'unreadable document', manifestPath: 'dist/more.yaml', locations: [expect.stringContaining('line 1')] }]);
});

test('it judges what goes to standard output', () => {
  const { code, report } = folder.synth(appOf({ securityContext: PRIVILEGED }), { argv: ['--stdout'] });
  expect([code, violation(report, 'no-privileged')?.violatingConstructs[0].manifestPath]).toEqual([2, 'STDOUT']);
});

test('fails where a file of the properties cannot be read', () => {
  const { code, out, err } = folder.synth(appOf(), { properties: { waivers: 'nowhere.yaml' } });
  expect(code).not.toBe(0);
  expect(`${out}${err}`).toContain('HardenedValidation could not judge: cannot read "nowhere.yaml": there is no such file; check the path');
});

test('fails, before anything is judged, where the properties are wrong', () => {
  const { code, out, err } = folder.synth(appOf(), { properties: { failsOn: 'warning' } });
  expect(code).not.toBe(0);
  expect(`${out}${err}`).toContain('cannot configure HardenedValidation: there is no property "failsOn"; did you mean "failOn"?');
});
