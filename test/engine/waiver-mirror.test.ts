import { Control } from '../../src/controls/control';
import { ControlId } from '../../src/controls/vocabulary';
import { Waiver } from '../../src/engine/waiver';
import { mirrorAnnotations, MirroredWaiver, mirrorProblem, Scanner, scannersWithout } from '../../src/engine/waiver-mirror';

const reason = 'vendor image writes to /opt';
const control = (id: ControlId, ...frameworks: string[]): Control => ({ id, frameworks } as unknown as Control);
const waiver = (id: ControlId, rest: Partial<Waiver> = {}): Waiver => ({ control: id, reason, ...rest });
const to = (scanner: Scanner, ...waivers: Waiver[]): MirroredWaiver[] => waivers.map((one) => ({ waiver: one, scanners: [scanner] }));

const CONTROLS = [
  control('no-privileged', 'kube-linter:privileged-container', 'checkov:CKV_16', 'kubescape:C-0057', 'polaris:runAsPrivileged', 'kube-score:privileged', 'trivy:KSV-0017'),
  control('run-as-non-root', 'kube-linter:run-as-non-root', 'checkov:CKV_23', 'checkov:CKV_29', 'kubescape:C-0013'),
  control('high-uid-gid', 'kubescape:C-0013', 'checkov:CKV_40'),
  { id: 'no-host-path' } as unknown as Control,
];
const mirror = (mirrored: MirroredWaiver[], existing = {}, controls = CONTROLS) => mirrorAnnotations(mirrored, controls, existing);

test.each<[Scanner, Record<string, string>]>([
  ['kube-linter', { 'ignore-check.kube-linter.io/privileged-container': reason }],
  ['kube-score', { 'kube-score/ignore': 'privileged' }],
  ['checkov', { 'checkov.io/skip1': `CKV_16=${reason}` }],
  ['polaris', { 'polaris.fairwinds.com/runAsPrivileged-exempt': 'true' }],
  ['kubescape', { 'kubescape.io/skip-controls': 'C-0057', 'kubescape.io/skip-reason': reason }],
])('%s makes the same exception', (scanner, annotations) => {
  expect(mirror(to(scanner, waiver('no-privileged')))).toEqual(annotations);
});

test('scanners that nobody asked for see nothing', () => {
  expect(mirror([{ waiver: waiver('no-privileged'), scanners: [] }])).toEqual({});
  expect(mirror([])).toEqual({});
  expect(mirror(to('checkov', waiver('no-host-path')))).toEqual({});
});

test('several waivers are told in the order of the checks', () => {
  expect(mirror(to('checkov', waiver('run-as-non-root', { reason: ' image of the vendor ' }), waiver('no-privileged')))).toEqual({
    'checkov.io/skip1': `CKV_16=${reason}`, 'checkov.io/skip2': 'CKV_23=image of the vendor', 'checkov.io/skip3': 'CKV_29=image of the vendor',
  });
});

describe('a check that several controls share', () => {
  test('is not exempted for one of them', () => {
    expect(mirror(to('kubescape', waiver('run-as-non-root')))).toEqual({});
    expect(mirror(to('kubescape', waiver('run-as-non-root'), waiver('no-privileged')))['kubescape.io/skip-controls']).toBe('C-0057');
  });

  test('is exempted for all of them', () => {
    expect(mirror(to('kubescape', waiver('run-as-non-root'), waiver('high-uid-gid', { reason: 'low numbers of the vendor' })))).toEqual({
      'kubescape.io/skip-controls': 'C-0013', 'kubescape.io/skip-reason': `${reason}; low numbers of the vendor`,
    });
  });

  test('is exempted where the others do not apply to the object', () => {
    expect(mirror(to('kubescape', waiver('run-as-non-root')), {}, CONTROLS.slice(0, 2))['kubescape.io/skip-controls']).toBe('C-0013');
  });

  test('is not exempted by a waiver for another scanner', () => {
    expect(mirror([...to('kubescape', waiver('run-as-non-root')), ...to('checkov', waiver('high-uid-gid'))])).toEqual({ 'checkov.io/skip1': `CKV_40=${reason}` });
  });

  test('may be exempted along with another one', () => {
    const resources = [control('cpu-limit', 'kube-score:container-resources'), control('ephemeral-storage', 'kube-score:container-ephemeral-storage-request-and-limit')];
    expect(mirror(to('kube-score', waiver('cpu-limit')), {}, resources)).toEqual({});
    expect(mirror(to('kube-score', waiver('cpu-limit'), waiver('ephemeral-storage')), {}, resources))
      .toEqual({ 'kube-score/ignore': 'container-ephemeral-storage-request-and-limit,container-resources' });
    expect(mirror(to('kube-score', waiver('ephemeral-storage')), {}, resources)).toEqual({ 'kube-score/ignore': 'container-ephemeral-storage-request-and-limit' });
  });
});

describe('an exception that ends', () => {
  const expires = '2027-03-31';

  test('is for Kubescape alone', () => {
    expect(mirror(to('kubescape', waiver('no-privileged', { expires })))['kubescape.io/skip-expiry']).toBe('2027-03-31T23:59:59Z');
    for (const scanner of ['kube-linter', 'kube-score', 'checkov', 'polaris'] as const) expect(mirror(to(scanner, waiver('no-privileged', { expires })))).toEqual({});
  });

  test('ends with the first that does', () => {
    const three = to('kubescape', waiver('no-privileged', { expires }), waiver('run-as-non-root', { expires: '2027-01-31' }), waiver('high-uid-gid'));
    expect(mirror(three)).toEqual({
      'kubescape.io/skip-controls': 'C-0013,C-0057', 'kubescape.io/skip-reason': reason, 'kubescape.io/skip-expiry': '2027-01-31T23:59:59Z',
    });
  });
});

test('an exception for a part of an object is for no scanner', () => {
  expect(mirror(to('kubescape', waiver('no-privileged', { target: { type: 'container', name: 'a' } })))).toEqual({});
});

describe('what the object says already stays', () => {
  test.each<[Scanner, Record<string, string>, Record<string, string>]>([
    ['kube-linter', { 'ignore-check.kube-linter.io/privileged-container': 'theirs' }, {}],
    ['polaris', { 'polaris.fairwinds.com/runAsPrivileged-exempt': 'false' }, {}],
    ['kubescape', { 'kubescape.io/skip-controls': 'C-0001' }, {}],
    ['kube-score', { 'kube-score/ignore': ' a, ,privileged' }, { 'kube-score/ignore': 'a,privileged' }],
    ['kube-score', { 'kube-score/ignore': 'z' }, { 'kube-score/ignore': 'z,privileged' }],
    ['checkov', { 'checkov.io/skip1': 'CKV_1=theirs', 'checkov.io/skip3': 'CKV_3=theirs' }, { 'checkov.io/skip2': `CKV_16=${reason}` }],
    ['checkov', { 'checkov.io/skip7': 'CKV_16=theirs' }, {}],
  ])('for %s: %j', (scanner, existing, added) => {
    expect(mirror(to(scanner, waiver('no-privileged')), existing)).toEqual(added);
  });
});

test('scanners without a check for the control are named', () => {
  const [noPrivileged, , highUid, noHostPath] = CONTROLS;
  expect(scannersWithout(noPrivileged, ['kube-linter', 'kube-score', 'checkov', 'polaris', 'kubescape'])).toEqual([]);
  expect(scannersWithout(highUid, ['kube-score', 'checkov', 'polaris'])).toEqual(['kube-score', 'polaris']);
  expect(scannersWithout(noHostPath, ['kube-score'])).toEqual(['kube-score']);
  expect(scannersWithout(noHostPath, [])).toEqual([]);
});

test('what cannot be mirrored is told', () => {
  const target = { type: 'container', name: 'a' } as const;
  expect(mirrorProblem({ reason, target }, ['kubescape'])).toBe('no scanner can limit an exception to container "a"');
  expect(mirrorProblem({ reason, target }, [])).toBeUndefined();
  expect(mirrorProblem({ reason, expires: '2027-03-31' }, ['kubescape', 'checkov', 'polaris']))
    .toBe('an exception for checkov, polaris cannot end, and this waiver does on 2027-03-31');
  expect(mirrorProblem({ reason, expires: '2027-03-31' }, ['kubescape'])).toBeUndefined();
  expect(mirrorProblem({ reason }, ['checkov'])).toBeUndefined();
});
