import { controls, Json, judged, PROFILE } from './manifests';
import { Control } from '../../src/controls/control';
import { isActive, NamespaceLevels, severityOf, waiverSeverity } from '../../src/engine/severity';
import { Waiver } from '../../src/engine/waiver';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';
import { Severity } from '../../src/profile/severity';

const { PRIVILEGED, BASELINE, RESTRICTED } = PodSecurityLevel;
const [baseline] = controls('no-privileged');
const [restricted] = controls('run-as-non-root');
const [own] = controls('image-digest');
const [optIn] = controls('user-namespace');
const changed = (control: Control, rest: Json): Control => ({ ...control, ...rest });

test('a control has its own severity', () => {
  expect(severityOf(baseline, PROFILE, RESTRICTED)).toBe('error');
  expect(severityOf(own, PROFILE, RESTRICTED)).toBe('warning');
});

test.each([
  ['baseline', baseline, PRIVILEGED, 'warning'], ['baseline', baseline, BASELINE, 'error'], ['baseline', baseline, RESTRICTED, 'error'],
  ['restricted', restricted, PRIVILEGED, 'warning'], ['restricted', restricted, BASELINE, 'warning'], ['restricted', restricted, RESTRICTED, 'error'],
] as const)('a control of level %s in a namespace of another', (_, control, level, severity) => {
  expect(severityOf(control, PROFILE, level)).toBe(severity);
  expect(severityOf(control, PROFILE.toStrict(), level)).toBe(severity);
});

test('a control of no Pod Security level is the same in every namespace', () => {
  expect([PRIVILEGED, BASELINE, RESTRICTED].map((level) => severityOf(changed(own, { severity: 'error' }), PROFILE, level))).toEqual(['error', 'error', 'error']);
});

test('a strict profile raises warnings', () => expect(severityOf(own, PROFILE.toStrict(), RESTRICTED)).toBe('error'));

test('a control may be raised by a profile', () => {
  const [registry] = controls('trusted-registry');
  expect(severityOf(own, PROFILE.extend({ requireDigest: true }), RESTRICTED)).toBe('error');
  expect(severityOf(registry, PROFILE, RESTRICTED)).toBe('warning');
  expect(severityOf(registry, PROFILE.extend({ registries: ['registry.example.com'] }), RESTRICTED)).toBe('error');
});

test('what a newer control set brought is a warning', () => {
  expect(severityOf(changed(baseline, { since: '2' }), PROFILE, RESTRICTED)).toBe('warning');
  expect(severityOf(changed(baseline, { since: '2' }), PROFILE.toStrict(), RESTRICTED)).toBe('warning');
  expect(severityOf(changed(baseline, { since: '1' }), PROFILE, RESTRICTED)).toBe('error');
});

test('the word of the profile is the last, by id or alias, the first of two', () => {
  expect(severityOf(restricted, PROFILE.extend({ severities: { 'run-as-non-root': Severity.WARNING } }), RESTRICTED)).toBe('warning');
  expect(severityOf(restricted, PROFILE.extend({ severities: { 'security-context-present': Severity.WARNING } }).toStrict(), RESTRICTED)).toBe('warning');
  expect(severityOf(restricted, PROFILE.extend({ severities: { 'run-as-non-root': Severity.ERROR } }), PRIVILEGED)).toBe('error');
  const both = PROFILE.extend({ severities: { 'security-context-present': Severity.WARNING, 'run-as-non-root': Severity.ERROR } });
  expect(severityOf(restricted, both, RESTRICTED)).toBe('warning');
  expect(severityOf(restricted, PROFILE.extend({ severities: { 'no-such-control': Severity.WARNING } }), RESTRICTED)).toBe('error');
});

test('an opt-in control is asked once the profile gives it a severity', () => {
  expect(isActive(baseline, PROFILE)).toBe(true);
  expect(isActive(optIn, PROFILE)).toBe(false);
  expect(isActive(optIn, PROFILE.extend({ severities: { 'user-namespace': Severity.WARNING } }))).toBe(true);
});

test('findings about waivers have the severity of the vocabulary, of a strict profile, or of its word', () => {
  expect(waiverSeverity('waiver-unused', PROFILE)).toBe('warning');
  expect(waiverSeverity('waiver-expired', PROFILE)).toBe('error');
  expect(waiverSeverity('waiver-unused', PROFILE.toStrict())).toBe('error');
  expect(waiverSeverity('waiver-expired', PROFILE.extend({ severities: { 'waiver-expired': Severity.WARNING } }).toStrict())).toBe('warning');
});

describe('the levels of namespaces', () => {
  const LOWERED: Waiver = { control: 'namespace-pod-security-level', reason: 'drivers of the nodes run here' };
  const namespace = (level: unknown, { waivers = [], ...rest }: Json & { waivers?: readonly Waiver[] } = {}) => judged(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': level } }, ...rest }, { waivers },
  );
  const waived = (level: unknown) => namespace(level, { waivers: [LOWERED] });
  const levelIn = (...objects: ReturnType<typeof judged>[]) => NamespaceLevels.of(objects).levelIn('shop', PROFILE);

  test('are those of the profile where nothing says otherwise', () => expect(levelIn()).toBe(RESTRICTED));

  test('are not lowered by a label alone', () => expect(levelIn(namespace('privileged'))).toBe(RESTRICTED));

  test('are lowered where a waiver says why', () => expect([levelIn(waived('baseline')), levelIn(waived('privileged'))]).toEqual([BASELINE, PRIVILEGED]));

  test('are not lowered by the waiver of another control', () =>
    expect(levelIn(namespace('privileged', { waivers: [{ ...LOWERED, control: 'namespace-pod-security-labels' }] }))).toBe(RESTRICTED));

  test('are the stricter of two, in any order', () => {
    expect(levelIn(waived('baseline'), waived('privileged'))).toBe(BASELINE);
    expect(levelIn(waived('privileged'), waived('baseline'))).toBe(BASELINE);
    expect(levelIn(waived('privileged'), namespace('privileged'))).toBe(RESTRICTED);
  });

  test('are not lowered for objects without a namespace by a namespace whose name is generated', () => {
    const generated = namespace('privileged', { metadata: { generateName: 'scratch-', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }, waivers: [LOWERED] });
    expect(NamespaceLevels.of([generated]).levelIn('', PROFILE)).toBe(RESTRICTED);
  });

  test('are raised by a label above the level of the profile', () => {
    const profile = PROFILE.extend({ podSecurityLevel: BASELINE });
    expect(NamespaceLevels.of([{ ...namespace('restricted'), profile }]).levelIn('shop', profile)).toBe(RESTRICTED);
  });

  test.each([
    [waived('tight')], [waived(1)], [namespace('baseline', { apiVersion: 'v2', waivers: [LOWERED] })], [namespace('baseline', { kind: 'Pod', waivers: [LOWERED] })],
  ])('are not guessed', (object) => expect(levelIn(object)).toBe(RESTRICTED));
});
