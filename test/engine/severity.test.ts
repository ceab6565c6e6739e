import { controls, Json, judged, PROFILE } from './manifests';
import { Control } from '../../src/controls/control';
import { isActive, namespaceLevels, severityOf, waiverSeverity } from '../../src/engine/severity';
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
  const namespace = (level: unknown, rest: Json = {}) =>
    judged({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': level } }, ...rest });
  const levels = (...objects: ReturnType<typeof judged>[]) => [...namespaceLevels(objects)];

  test('are those that they enforce', () => expect(levels(namespace('baseline'))).toEqual([['shop', BASELINE]]));

  test('are those of the last of two', () => expect(levels(namespace('baseline'), namespace('privileged'))).toEqual([['shop', PRIVILEGED]]));

  test.each([
    [namespace('tight')], [namespace(1)], [namespace('baseline', { apiVersion: 'v2' })], [namespace('baseline', { kind: 'Pod' })], [judged({ apiVersion: 'v1', kind: 'Namespace' })],
  ])('are not guessed', (object) => expect(levels(object)).toEqual([]));
});
