import { checkObjects } from './checked-objects';
import { brief, container, controls, judged, pod, PROFILE } from './manifests';
import { Control, defineControl, notEnforceable } from '../../src/controls/control';
import { Evidence, EvidenceKind, EvidenceNeed } from '../../src/controls/evidence';
import { CheckRun } from '../../src/engine/check-run';
import { Judge } from '../../src/engine/judge';
import { controlPage } from '../../src/reports/control-page';
import { explainControl } from '../../src/reports/explain';

/** The images of a scan report that have a known hole. */
const SCAN = new EvidenceKind<ReadonlySet<string>>('a scan report', 'pass `--scan-report FILE`');
const OTHER = new EvidenceKind<string>('a release calendar', 'pass `--calendar FILE`');
const REPORT = Evidence.NONE.with(SCAN, new Set(['registry.example.com/bad:1.0.0'])).with(OTHER, 'x');

const TEXT = {
  id: 'no-privileged', title: 'Images have no known hole', why: 'it is known', fix: { code: 'update the image', yaml: 'update the image' }, references: ['https://example.com'],
  absent: 'not-applicable', examples: () => ({ good: [], bad: [] }), admission: notEnforceable('the API server has no scan report'),
} as const;
const has = (image: unknown, evidence: Evidence): boolean => evidence.get(SCAN).has(image as string);
const HOLE = { pointer: '/image', message: 'the image has a known hole' };

const ofContainer = (absent: EvidenceNeed['absent'], evidence: EvidenceKind<unknown> = SCAN): Control => defineControl({
  ...TEXT, subject: 'container', needs: [{ evidence, absent }], inspect: ({ image }, _, facts) => (has(image, facts) ? [HOLE] : []),
});
const ofSet = (absent: EvidenceNeed['absent']): Control => defineControl({
  ...TEXT, subject: 'set', needs: [{ evidence: SCAN, absent }], reads: [],
  inspectSet: ({ objects }, evidence) => (evidence.get(SCAN).size > 0 ? [{ ...HOLE, member: objects[0] }] : []),
});

const PODS = ['bad', 'good'].map((name) => pod({ containers: [container('main', { image: `registry.example.com/${name}:1.0.0` })] }, { name }));
const found = (control: Control, evidence: Evidence): string[] =>
  new Judge([control], evidence).findings(PODS.map((manifest) => judged(manifest))).map(brief);

describe('a control that needs evidence', () => {
  test('decides by what was supplied', () => {
    expect(found(ofContainer('inconclusive'), REPORT)).toEqual(['violation no-privileged /spec/containers/0/image']);
    expect(found(ofSet('inconclusive'), REPORT)).toEqual(['violation no-privileged /image']);
  });

  test('decides anew in each check', () => {
    const control = ofContainer('inconclusive');
    expect([REPORT, Evidence.NONE.with(SCAN, new Set()), REPORT].map((evidence) => found(control, evidence).length)).toEqual([1, 0, 1]);
  });

  test('fails to pass anything where it is inconclusive without, and says how to supply it', () => {
    expect(found(ofContainer('inconclusive'), Evidence.NONE)).toEqual(Array(2).fill('inconclusive no-privileged /spec/containers/0'));
    expect(found(ofSet('inconclusive'), Evidence.NONE)).toEqual(['inconclusive no-privileged ']);
    const [{ message }] = new Judge([ofContainer('inconclusive')]).findings([judged(PODS[0])]);
    expect(message).toBe('needs a scan report, which was not supplied; pass `--scan-report FILE`');
  });

  test('is left out where it is not applicable without, and counted as left out', () => {
    expect(found(ofContainer('not-applicable'), Evidence.NONE)).toEqual([]);
    expect(found(ofSet('not-applicable'), Evidence.NONE)).toEqual([]);
    const run = (absent: EvidenceNeed['absent'], evidence: Evidence) => (
      new CheckRun({ profile: PROFILE, controls: [ofContainer(absent)], inlineWaivers: true, evidence }));
    const counts = ([absent, evidence]: readonly [EvidenceNeed['absent'], Evidence]) => [run(absent, evidence).active.length, run(absent, evidence).leftOut.length];
    expect(([['not-applicable', Evidence.NONE], ['inconclusive', Evidence.NONE], ['not-applicable', REPORT]] as const).map(counts)).toEqual([[0, 1], [1, 0], [1, 0]]);
  });

  test('fails to read evidence that it does not state, and is loud about it', () => {
    expect(found(ofContainer('inconclusive', OTHER), REPORT)).toEqual(Array(2).fill('inconclusive no-privileged /spec/containers/0'));
    expect(() => REPORT.only([OTHER]).get(SCAN)).toThrow('there is no evidence "a scan report" here; state it in `needs` of the control');
  });

  test.each(['not-applicable', 'inconclusive'] as const)('leaves its waivers alone where it did not decide: %s', (absent) => {
    const waived = pod({ containers: [container('main')] }, { annotations: { 'waive.cdk8s-hardened.dev/no-privileged': 'the scanner is wrong here' } });
    const options = { profile: PROFILE, controls: [ofContainer(absent)], inlineWaivers: true };
    const outcomes = (evidence?: Evidence) =>
      checkObjects([{ manifest: waived, origin: {} }], { ...options, evidence }).map(({ control }) => control);
    expect(outcomes()).not.toContain('waiver-unused');
    expect(outcomes(REPORT)).toEqual(['waiver-unused']);
  });

  test.each([
    ['not-applicable', 'without it the control is left out'], ['inconclusive', 'without it nothing that the control is about passes'],
  ] as const)('says what it needs, and that its absence means %s', (absent, meaning) => {
    for (const text of [controlPage(ofContainer(absent)), explainControl(ofContainer(absent), { width: 500 })]) {
      expect(text).toContain('a scan report');
      expect(text).toContain(meaning);
      expect(text).toContain('--scan-report FILE');
    }
  });
});

test('other controls are not told any evidence', () => {
  const [control] = controls('no-literal-secrets');
  const inspect = jest.fn(() => []);
  new Judge([{ ...control, inspect } as unknown as Control], REPORT).findings([judged({ apiVersion: 'v1', kind: 'Secret' })]);
  expect(inspect).toHaveBeenCalledWith(expect.anything(), PROFILE, Evidence.NONE, undefined);
});
