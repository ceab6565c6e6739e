import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Chart, Testing } from 'cdk8s';
import { ControlIds, ScanGate, ScanRequirements, ScanSeverity, Waivers } from '../../../src';
import { app, chart, CONTAINER, container, deployment, errors, findings, IMAGE, Json, manifest, warnings } from '../fixtures';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const NAME = 'registry.example.com/shop/api';
const vulnerability = (Severity: string, more: Json = {}): Json => ({ VulnerabilityID: 'CVE-2026-0001', PkgName: 'openssl', InstalledVersion: '3.0.1', Severity, ...more });
const trivy = (vulnerabilities: Json[] = [], more: Json = {}): Json => ({
  SchemaVersion: 2, ArtifactName: `${NAME}:1.4.2`, ArtifactType: 'container_image', Metadata: { RepoDigests: [`${NAME}@${DIGEST}`] },
  Results: [{ Target: 'debian', Vulnerabilities: vulnerabilities }], ...more,
});

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'scans-')); });

function gated(reports: Readonly<Record<string, unknown>>, requirements: Partial<ScanRequirements> = {}): Chart {
  for (const [name, report] of Object.entries(reports)) writeFileSync(join(folder, name), typeof report === 'string' ? report : JSON.stringify(report));
  const scope = chart();
  ScanGate.of(scope.node.root).require({ reports: join(folder, '*.json'), ...requirements });
  return scope;
}

const messages = (scope: Chart, control: string): string[] => findings(scope).filter((one) => one.control === control).map(({ message }) => message);
const inGate = (reports: Readonly<Record<string, unknown>>, requirements: Partial<ScanRequirements> = {}, image = IMAGE): Chart => {
  const scope = gated(reports, requirements);
  container({ image }, scope);
  return scope;
};

describe('a gate', () => {
  test('lets an image through whose report holds nothing severe', () => {
    const scope = inGate({ 'a.json': trivy([vulnerability('MEDIUM')]) });
    expect([errors(scope), warnings(scope)]).toEqual([[], []]);
    expect(Testing.synth(scope)).toEqual(Testing.synth(scope));
  });

  test('stops a synth with the vulnerabilities, the most severe first', () => {
    const scope = inGate({ 'a.json': trivy([vulnerability('HIGH'), vulnerability('CRITICAL', { VulnerabilityID: 'CVE-2026-0002', FixedVersion: '3.0.2' }), vulnerability('LOW')]) });
    expect(errors(scope)).toEqual(['no-known-vulnerabilities']);
    expect(messages(scope, 'no-known-vulnerabilities')).toEqual([
      `image "${IMAGE}" has 2 known vulnerabilities: CVE-2026-0002 (critical, openssl 3.0.1, fixed in 3.0.2), CVE-2026-0001 (high, openssl 3.0.1, not fixed), by "${join(folder, 'a.json')}"`,
    ]);
    expect(() => Testing.synth(scope)).toThrow('CVE-2026-0002');
  });

  test('lists ten, and counts the others', () => {
    const many = Array.from({ length: 13 }, (_, i) => vulnerability('HIGH', { VulnerabilityID: `CVE-2026-00${10 + i}` }));
    expect(messages(inGate({ 'a.json': trivy(many) }), 'no-known-vulnerabilities')[0]).toMatch(/^.* has 13 known vulnerabilities: CVE-2026-0010 .* and 3 more, by /);
  });

  test.each<[string, Json[], Partial<ScanRequirements>, string[]]>([
    ['from the severity that is named', [vulnerability('MEDIUM')], { failOn: ScanSeverity.MEDIUM }, ['no-known-vulnerabilities']],
    ['not below it', [vulnerability('HIGH')], { failOn: ScanSeverity.CRITICAL }, []],
    ['without a fix unless they are left out', [vulnerability('HIGH')], { ignoreUnfixed: true }, []],
    ['with a fix all the same', [vulnerability('HIGH', { FixedVersion: '2' })], { ignoreUnfixed: true }, ['no-known-vulnerabilities']],
    ['that are accepted', [vulnerability('HIGH')], { accept: [{ id: 'CVE-2026-0001', reason: 'the code is never called', expires: '2020-01-01' }] }, []],
    ['that are accepted in another package', [vulnerability('HIGH')], { accept: [{ id: 'CVE-2026-0001', reason: 'the code is never called', package: 'bash' }] }, ['no-known-vulnerabilities']],
    ['that nobody has rated', [vulnerability('UNKNOWN')], { failOn: ScanSeverity.CRITICAL }, ['no-known-vulnerabilities']],
  ])('judges vulnerabilities %s', (_, vulnerabilities, requirements, expected) => {
    expect(errors(inGate({ 'a.json': trivy(vulnerabilities) }, requirements))).toEqual(expected);
  });

  test('cannot decide about a vulnerability that nobody has rated', () => {
    const scope = inGate({ 'a.json': trivy([vulnerability('UNKNOWN')]) });
    expect(findings(scope).filter(({ control }) => control === 'no-known-vulnerabilities').map(({ outcome }) => outcome)).toEqual(['inconclusive']);
  });

  test('takes OpenVEX from among the files', () => {
    const vex = { '@context': 'https://openvex.dev/ns/v0.2.0', 'statements': [{
      vulnerability: { name: 'CVE-2026-0001' }, products: [{ '@id': `pkg:oci/api@${DIGEST.replace(':', '%3A')}` }], status: 'not_affected', justification: 'component_not_present',
    }] };
    expect(errors(inGate({ 'a.json': trivy([vulnerability('HIGH')]), 'vex.json': vex }))).toEqual([]);
  });

  test('needs every scanner to find nothing', () => {
    const grype = { matches: [{ vulnerability: { id: 'CVE-2026-0009', severity: 'Critical', fix: { versions: [] } }, artifact: { name: 'zlib', version: '1' } }],
      source: { type: 'image', target: { userInput: IMAGE } }, descriptor: { name: 'grype' } };
    const scope = inGate({ 'a.json': trivy(), 'b.json': grype });
    expect(messages(scope, 'no-known-vulnerabilities')).toEqual([expect.stringContaining('CVE-2026-0009 (critical, zlib 1, not fixed), by')]);
  });
});

describe('an image', () => {
  test.each([
    ['without report', 'registry.example.com/shop/web:1.0.0', 'has no scan report by this name; scan it and pass the report'],
    ['with another digest', `${NAME}:1.4.2@sha256:${'b'.repeat(64)}`, `has no scan report with its digest; "${'FILE'}" is about this name with the digest ${DIGEST}; scan the image by its digest`],
  ])('%s is an error', (_, image, message) => {
    const [found] = messages(inGate({ 'a.json': trivy() }, {}, image), 'no-known-vulnerabilities');
    expect(found.replace(join(folder, 'a.json'), 'FILE')).toContain(message);
  });

  test('without digest is cleared by its name, with a warning', () => {
    const scope = inGate({ 'a.json': trivy() }, {}, `${NAME}:1.4.2`);
    expect([errors(scope), warnings(scope)]).toEqual([[], ['image-digest', 'scan-report-by-digest']]);
  });

  test('cannot be told where two reports of its name have different digests', () => {
    const other = trivy([], { Metadata: { RepoDigests: [`${NAME}@sha256:${'b'.repeat(64)}`] } });
    expect(messages(inGate({ 'a.json': trivy(), 'b.json': other }, {}, `${NAME}:1.4.2`), 'no-known-vulnerabilities')).toEqual([expect.stringContaining('with different digests')]);
    expect(errors(inGate({ 'a.json': trivy(), 'b.json': other }))).toEqual([]);
  });

  test('may not hold a shell or a package manager, where there are SBOMs', () => {
    const components = [{ type: 'library', name: 'apt', purl: 'pkg:deb/debian/apt@3' }, { type: 'file', name: '/bin/busybox' }];
    const sbom = { bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: { name: NAME, version: DIGEST } }, components };
    const scope = inGate({ 'a.json': trivy(), 'b.json': sbom });
    expect(warnings(scope)).toEqual(['no-shell-in-image', 'no-package-manager-in-image']);
    expect(messages(scope, 'no-shell-in-image')[0]).toContain('holds shells: /bin/busybox, by');
    const libc = [{ type: 'library', name: 'libc6', purl: 'pkg:deb/debian/libc6@2' }, { type: 'file', name: '/lib/libc.so.6' }];
    expect(warnings(inGate({ 'a.json': trivy(), 'b.json': { ...sbom, components: libc } }))).toEqual([]);
    const withoutFiles = inGate({ 'a.json': trivy(), 'b.json': { ...sbom, components: libc.slice(0, 1) } });
    expect(messages(withoutFiles, 'no-shell-in-image')[0]).toContain('does not list the files of the system, so whether it holds shells cannot be told');
  });
});

test('a waiver of a vulnerable image is written on its workload, and excuses it', () => {
  const scope = gated({ 'a.json': trivy([vulnerability('HIGH')]) });
  const workload = container({ image: IMAGE }, scope);
  Waivers.of(workload).add(ControlIds.NO_KNOWN_VULNERABILITIES, { reason: 'replaced with the next release' });
  expect(errors(scope)).toEqual([]);
  expect(manifest(workload).metadata.annotations).toMatchObject({ 'waive.cdk8s-hardened.dev/no-known-vulnerabilities': 'replaced with the next release' });
});

describe('a gate fails', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['without files', {}, 'no file in'], ['for a report that is cut off', { 'a.json': JSON.stringify(trivy()).slice(0, 40) }, 'or is cut off'],
    ['for a foreign file', { 'a.json': { kind: 'Pod' } }, 'is none of'],
  ])('%s', (_, reports, message) => expect(() => Testing.synth(inGate(reports))).toThrow(message));

  test('for a folder with a wildcard', () => expect(() => Testing.synth(inGate({}, { reports: 'scans/*/a.json' }))).toThrow('only the last part of a path'));

  test('for a construct in an app', () => expect(() => ScanGate.of(new Chart(app(), 'c'))).toThrow('pass the app itself to ScanGate.of'));

  test.each([
    [{ id: '', reason: 'the code is never called' }, 'it has no id'], [{ id: 'CVE-2026-0001', reason: 'no' }, 'its reason is shorter'],
    [{ id: 'CVE-2026-0001', reason: 'the code is never called', expires: '2027-02-30' }, 'expires "2027-02-30" is not a day'],
  ])('for the acceptance %j', (accept, message) => expect(() => ScanGate.of(app()).require({ reports: 'x.json', accept: [accept] })).toThrow(message));
});

test('a second call adds files, and the stricter rules hold', () => {
  const scope = gated({ 'a.json': trivy([vulnerability('MEDIUM')]) }, { failOn: ScanSeverity.CRITICAL, ignoreUnfixed: true });
  ScanGate.of(scope.node.root).require({ reports: join(folder, 'a.json'), failOn: ScanSeverity.MEDIUM });
  deployment(scope, { containers: [CONTAINER] });
  expect(errors(scope)).toEqual(['no-known-vulnerabilities']);
});

test('nothing is asked of an app without a gate', () => expect(errors(container({}))).toEqual([]));
