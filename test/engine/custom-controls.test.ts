import { readFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as ts from 'typescript';
import * as api from '../../src';
import { ControlSubject, ControlViolation, CustomControl, CustomControlProps, HardenedApp, HardenedTesting, Hardening, IControlRule, SecurityProfile, Severity, Waivers } from '../../src';
import { CheckRun } from '../../src/engine/check-run';
import { controlsOf } from '../../src/engine/custom-controls';
import { explainControl } from '../../src/reports/explain';
import { sarifRules } from '../../src/reports/sarif-rules';

const rule = (violations: IControlRule['violations']): IControlRule => ({ violations });
const MISSING: ControlViolation = { message: 'label cost-center is missing', pointer: '/metadata/labels' };
const labelled = rule((object) => (object.metadata?.labels?.['cost-center'] ? [] : [MISSING]));

const control = (props: Partial<CustomControlProps> = {}, id = 'acme.cost-center') => CustomControl.of(id, {
  title: 'Objects name their cost center', why: 'nobody pays for the others', fix: 'set the label cost-center', kinds: ['ConfigMap'], rule: labelled, ...props,
});
const profile = (...controls: CustomControl[]) => SecurityProfile.restricted({ customControls: controls });
const config = (labels: object = {}, annotations: object = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop', labels, annotations } });

/** What is found in objects by a run of a check, as `check` makes it. */
function findingsOf(own: SecurityProfile, ...manifests: object[]) {
  const run = new CheckRun<number>({ profile: own, controls: controlsOf([own]), inlineWaivers: true });
  const first = manifests.flatMap((manifest, i) => run.check({ manifest: manifest as never, origin: {} }, i)).map((finding) => finding.render());
  return [...first, ...[...run.conclude()].map(({ finding }) => finding.render())];
}
const summaries = (own: SecurityProfile, ...manifests: object[]) =>
  findingsOf(own, ...manifests).filter(({ control: id }) => id.startsWith('acme.') || id.startsWith('waiver-')).map(({ control: id, outcome, severity, pointer }) => ({ id, outcome, severity, pointer }));
const VIOLATION = { id: 'acme.cost-center', outcome: 'violation', severity: 'warning', pointer: '/metadata/labels' };

describe('a check', () => {
  test('finds what the rule finds, with the texts of the control', () => {
    const [finding] = findingsOf(profile(control()), config()).filter(({ control: id }) => id === 'acme.cost-center');
    expect(finding).toMatchObject({ message: MISSING.message, why: 'nobody pays for the others', fix: 'set the label cost-center', pointer: '/metadata/labels' });
    expect(summaries(profile(control()), config({ 'cost-center': '42' }))).toEqual([]);
  });

  test('leaves out other kinds, and profiles without the control', () => {
    expect(summaries(profile(control({ kinds: ['Service'] })), config())).toEqual([]);
    expect(summaries(profile(), config())).toEqual([]);
  });

  test('takes the severity of the control, and that of the profile before it', () => {
    expect(summaries(profile(control({ severity: Severity.ERROR })), config())).toEqual([{ ...VIOLATION, severity: 'error' }]);
    expect(summaries(profile(control()).toStrict(), config())).toEqual([{ ...VIOLATION, severity: 'error' }]);
    expect(summaries(profile(control()).extend({ severities: { 'acme.cost-center': Severity.ERROR } }), config())).toEqual([{ ...VIOLATION, severity: 'error' }]);
  });

  test('looks into the containers of every kind of workload', () => {
    const image = rule((container) => (container.image === 'bad' ? [{ pointer: '/image', message: 'the image is bad' }] : []));
    const own = profile(control({ subject: ControlSubject.CONTAINER, kinds: undefined, rule: image }));
    const spec = { schedule: '0 * * * *', jobTemplate: { spec: { template: { spec: { containers: [], initContainers: [{ name: 'i', image: 'bad' }] } } } } };
    expect(summaries(own, { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'c', namespace: 'shop' }, spec }))
      .toEqual([{ ...VIOLATION, pointer: '/spec/jobTemplate/spec/template/spec/initContainers/0/image' }]);
  });

  test('gives the rule a copy', () => {
    const manifest = config();
    findingsOf(profile(control({ rule: rule((object) => { object.metadata.labels = { 'cost-center': 'stolen' }; return []; }) })), manifest);
    expect(manifest.metadata.labels).toEqual({});
  });

  test.each<[string, unknown, string]>([
    ['that throws', () => { throw new Error('no\nstack'); }, 'control acme.cost-center could not decide: its rule failed: no'],
    ['that returns nothing', () => undefined, 'its rule returned no list of violations'],
    ['whose violation has no message', () => [{ pointer: '' }], 'its rule returned a violation without message'],
    ['whose pointer is none', () => [{ message: 'wrong', pointer: 'metadata' }], 'with a pointer that is none'],
  ])('does not pass an object by a rule %s', (_, violations, message) => {
    const [finding] = findingsOf(profile(control({ rule: { violations } as never })), config()).filter(({ control: id }) => id === 'acme.cost-center');
    expect(finding).toMatchObject({ outcome: 'inconclusive', message: expect.stringContaining(message) });
  });
});

describe('a waiver', () => {
  const WAIVER = { 'waive.cdk8s-hardened.dev/acme.cost-center': 'agreed with the bookkeepers' };

  test('covers it', () => {
    expect(summaries(profile(control()), config({}, WAIVER))).toEqual([{ ...VIOLATION, outcome: 'waived' }]);
  });

  test('that covers nothing is a finding', () => {
    expect(summaries(profile(control()), config({ 'cost-center': '42' }, WAIVER))).toEqual([expect.objectContaining({ id: 'waiver-unused' })]);
    expect(summaries(profile(control({}, 'acme.other')), config({}, { 'waive.cdk8s-hardened.dev/acme.cost-centre': 'misspelled, so it helps nobody' }))
      .map(({ id }) => id)).toEqual(['acme.other', 'waiver-unused']);
  });

  test('is left alone where the profile brings no control of the organization', () => {
    expect(summaries(profile(), config({}, WAIVER))).toEqual([]);
  });
});

describe('synthesis', () => {
  function app(own: SecurityProfile) {
    const chart = new Chart(new HardenedApp({ profile: own }), 'chart', { namespace: 'shop' });
    return { chart, object: new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap' }) };
  }

  test('fails for an error, before a file is written', () => {
    expect(() => Testing.synth(app(profile(control({ severity: Severity.ERROR }))).chart)).toThrow(/error  acme\.cost-center[^]*label cost-center is missing[^]*set the label cost-center/);
  });

  test('is waived in code, which the annotation tells', () => {
    const { chart, object } = app(profile(control({ severity: Severity.ERROR })));
    Waivers.of(object).add('acme.cost-center', { reason: 'agreed with the bookkeepers' });
    const [manifest] = Testing.synth(chart);
    expect(manifest.metadata.annotations).toEqual({ 'waive.cdk8s-hardened.dev/acme.cost-center': 'agreed with the bookkeepers' });
  });

  test('holds in the scope whose profile brings it', () => {
    const root = new App();
    const charts = ['one', 'two'].map((id) => new Chart(root, id, { namespace: 'shop' }));
    Hardening.useProfile(charts[0], profile(control()));
    charts.forEach((chart) => new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'ConfigMap' }));
    Hardening.enforce(root);
    expect(charts.map((chart) => HardenedTesting.findings(chart).filter((text) => text.includes('acme.cost-center')).length)).toEqual([1, 0]);
  });
});

describe('reports', () => {
  const [own] = controlsOf([profile(control({ references: ['https://acme.example/cost'], accepted: { 'a label': config({ 'cost-center': '42' }) }, rejected: { none: config() } }))]).slice(-1);

  test('explain it', () => {
    const text = explainControl(own);
    for (const part of ['acme.cost-center  Objects name their cost center', 'https://acme.example/cost', '# a label', '# none', 'a function of its own decides']) expect(text).toContain(part);
    expect(text).not.toContain('docs/controls/acme');
  });

  test('describe it in SARIF', () => {
    const rules = sarifRules({ controls: [own], findings: [], summary: undefined as never, tool: { name: 't', version: '1' } });
    expect(rules).toMatchObject([{ id: 'acme.cost-center', helpUri: 'https://acme.example/cost' }]);
  });
});

describe('examples', () => {
  const both = { accepted: { 'a label': config({ 'cost-center': '42' }) }, rejected: { none: config() } };

  test('are decided as they say', () => {
    expect(HardenedTesting.wrongExamples(control(both))).toEqual([]);
  });

  test('fail where the rule decides otherwise', () => {
    expect(HardenedTesting.wrongExamples(control({ accepted: both.rejected, rejected: both.accepted }))).toEqual([
      '"none" is to be accepted, and acme.cost-center says: label cost-center is missing', '"a label" is to be rejected, and acme.cost-center finds nothing',
    ]);
    expect(() => HardenedTesting.wrongExamples(control())).toThrow('it needs examples of both kinds');
  });
});

test('the documented control decides its examples as they say', () => {
  const [, text] = /```ts\n([^]*?)```/.exec(readFileSync(join(__dirname, '..', '..', 'docs', 'custom-controls.md'), 'utf8'))!;
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const exported = {} as { ownRepository: CustomControl; profile: SecurityProfile };
  new Function('require', 'exports', outputText)(() => api, exported);
  expect(HardenedTesting.wrongExamples(exported.ownRepository)).toEqual([]);
  expect(exported.profile.customControls).toEqual([exported.ownRepository]);
});

test.each<[string, () => unknown, string]>([
  ['an id without an organization', () => control({}, 'cost-center'), 'pass one such as "acme.cost-center"'],
  ['an empty text', () => control({ why: ' ' }), '`why` is empty'],
  ['a malformed kind', () => control({ kinds: ['deployment'] }), '"deployment" is no kind with its group'],
  ['two controls of one id', () => profile(control(), control()), 'cannot judge by two controls "acme.cost-center"'],
])('fails for %s', (_, build, message) => {
  expect(build).toThrow(message);
});
