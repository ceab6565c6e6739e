import { readFileSync } from 'fs';
import { join } from 'path';
import { ImageReference, parseImageReference } from '../../../src/objects/image-reference';
import { isExcusedByVex } from '../../../src/objects/scans/open-vex';
import { aboutImage, ScanFiles } from '../../../src/objects/scans/scan-files';
import { scanSeverity, severityOfScore } from '../../../src/objects/scans/scan-report';

type Json = Record<string, any>;

const text = (file: string): string => readFileSync(join(__dirname, 'reports', file), 'utf8');
const json = (file: string): Json => JSON.parse(text(file));
const read = (...files: string[]) => ScanFiles.read(files.map((file) => ({ file, text: text(file) })));
const readJson = (value: unknown) => ScanFiles.read([{ file: 'x.json', text: JSON.stringify(value) }]);
const of = (image: string) => parseImageReference(image) as ImageReference;
const A = `sha256:${'a'.repeat(64)}`;

describe('a report of', () => {
  test('Trivy tells image, time, severity, package and fix', () => {
    const [report] = read('trivy-fluentd.json').reports;
    expect(report).toMatchObject({ tool: 'Trivy', file: 'trivy-fluentd.json', created: '2021-08-25T12:20:30.000000005Z' });
    expect(report.image.names).toContain('ghcr.io/aquasecurity/trivy-test-images:fluentd-multiple-lockfiles');
    expect(report.vulnerabilities.every(({ fixedIn, purl }) => fixedIn !== undefined && purl?.startsWith('pkg:'))).toBe(true);
    expect(report.vulnerabilities.map(({ severity }) => severity).sort()).toEqual(['critical', 'high']);
  });

  test('Trivy tells that there is no fix', () => {
    const high = read('trivy-mariner.json').reports[0].vulnerabilities.filter(({ severity }) => severity === 'high');
    expect(high).toEqual([expect.objectContaining({ id: 'CVE-2022-0261', package: 'vim', fixedIn: undefined })]);
  });

  test('Grype tells the same, with the other ids of a vulnerability', () => {
    const [report] = read('grype-ruby.json').reports;
    expect(report).toMatchObject({ tool: 'Grype', image: { names: ['cgr.dev/chainguard/ruby:latest-3.0'] } });
    expect(report.vulnerabilities.map(({ id, severity, fixedIn }) => [id, severity, fixedIn])).toEqual([
      ['CVE-2023-28755', 'high', '3.0.6-r0'], ['CVE-2023-28755', 'high', undefined], ['GHSA-hv5j-3h9f-99c2', 'high', '0.10.2'],
    ]);
    expect(report.vulnerabilities[2].aliases).toEqual(['CVE-2023-28755']);
  });

  test('Grype is about the digest that was scanned', () => {
    const { reports } = read('grype-keycloak.json');
    const digest = 'sha256:347a0d748d05a050dc64b92de2246d2240db6eb38afbc17c3c08d0acb0db1b50';
    expect(aboutImage(reports, of(`keycloak/keycloak:21.0.2@${digest}`))).toHaveLength(1);
    expect(aboutImage(reports, of(`mirror.example.com/keycloak@${digest}`))).toHaveLength(1);
    expect(aboutImage(reports, of('keycloak/keycloak:21.0.2'))).toHaveLength(1);
    expect(aboutImage(reports, of(`keycloak/keycloak:21.0.2@${A}`))).toEqual([]);
    expect(aboutImage(reports, of('keycloak/keycloak:21.0.3'))).toEqual([]);
  });

  test('SARIF tells image, severity, package and fix', () => {
    const [report] = read('trivy-alpine.sarif').reports;
    expect(report.image.names).toContain('ghcr.io/aquasecurity/trivy-test-images:alpine-310');
    expect(report.vulnerabilities[0]).toMatchObject({ id: 'CVE-2019-1549', severity: 'medium', package: 'libcrypto1.1', version: '1.1.1c-r0', fixedIn: '1.1.1d-r0' });
  });

  test('SARIF of Trivy is not rated where it has the score 0.0 for no rating', () => {
    const sarif = JSON.parse(text('trivy-alpine.sarif').replace(/Severity: \w+/g, 'Severity: UNKNOWN')) as Json;
    sarif.runs[0].tool.driver.rules.forEach((rule: Json) => { rule.properties['security-severity'] = '0.0'; });
    expect([...new Set(readJson(sarif).reports[0].vulnerabilities.map(({ severity }) => severity))]).toEqual(['unknown']);
  });

  test('SARIF with a rule for several packages has the fix of each package from its own result', () => {
    const results = [['zlib1g', '1.3'], ['libbz2-1.0', '']].map(([name, fix]) => ({
      ruleId: 'CVE-1', ruleIndex: 0, message: { text: `Package: ${name}\nInstalled Version: 1.2\nVulnerability CVE-1\nSeverity: HIGH\nFixed Version: ${fix}\nLink: x` },
    }));
    const rules = [{ id: 'CVE-1', help: { text: 'Vulnerability CVE-1\nSeverity: HIGH\nPackage: zlib1g\nFixed Version: 1.3' }, properties: { purls: ['pkg:deb/a@1', 'pkg:deb/b@1'] } }];
    const run = { tool: { driver: { name: 'Trivy', rules } }, properties: { imageName: 'a.example/a:1' }, results };
    expect(readJson({ version: '2.1.0', runs: [run] }).reports[0].vulnerabilities.map(({ package: name, fixedIn, purl }) => [name, fixedIn, purl]))
      .toEqual([['zlib1g', '1.3', undefined], ['libbz2-1.0', undefined, undefined]]);
  });

  test('SARIF of others is rated by the score of its rule', () => {
    const sarif = json('grype.sarif');
    const [run] = sarif.runs;
    run.properties = { imageName: 'registry.example.com/a:1' };
    run.tool.driver.rules.forEach((rule: Json) => { rule.help.text = ''; });
    expect(readJson(sarif).reports[0].vulnerabilities.map(({ id, severity }) => [id, severity])).toEqual([['CVE-1999-0001', 'high'], ['CVE-1999-0002', 'high']]);
  });
});

test.each([
  ['CRITICAL', 'critical'], ['Negligible', 'negligible'], ['UNKNOWN', 'unknown'], ['', 'unknown'], ['severe', 'unknown'], [undefined, 'unknown'],
])('the severity %p is %s', (word, severity) => expect(scanSeverity(word)).toBe(severity));

test.each([[0, 'negligible'], [0.1, 'low'], [3.9, 'low'], [4, 'medium'], [6.9, 'medium'], [7, 'high'], [9, 'critical'], [10, 'critical'], [11, 'unknown'], [NaN, 'unknown']])(
  'the score %p is %s', (score, severity) => expect(severityOfScore(score)).toBe(severity));

describe('an SBOM', () => {
  test('of Trivy tells image and packages', () => {
    const bom = json('trivy-fluentd-short.cdx.json');
    bom.metadata.component.properties.push({ name: 'aquasecurity:trivy:RepoDigest', value: `a.example/fluentd@${A}` });
    const [sbom] = readJson(bom).sboms;
    expect(sbom.image).toEqual({ names: [], digests: [A] });
    expect(sbom.packages.map(({ name }) => name).sort()).toEqual(['activesupport', 'bash', 'libidn2-0']);
  });

  test('of Syft tells image, packages, and the files in which they were found', () => {
    const bom = json('syft-redacted.cdx.json');
    bom.metadata.component = { type: 'container', name: 'registry.example.com/a:1', version: A };
    const [sbom] = readJson(bom).sboms;
    expect(sbom.image).toEqual({ names: ['registry.example.com/a:1'], digests: [A] });
    expect(sbom.locations).toEqual(expect.arrayContaining(['/somefile-1.txt', '/somefile-2.txt']));
  });

  test('in SPDX tells image, packages and files', () => {
    const bom = json('syft-alpine.spdx.json');
    const image = { SPDXID: 'SPDXRef-image', name: 'docker.io/library/alpine', versionInfo: '3.10', checksums: [{ algorithm: 'SHA256', checksumValue: 'a'.repeat(64) }] };
    bom.packages.push(image);
    bom.relationships.push({ spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: image.SPDXID });
    const [sbom] = readJson(bom).sboms;
    expect(sbom).toMatchObject({ image: { names: ['docker.io/library/alpine:3.10'], digests: [A] }, files: ['/bin/busybox', '/lib/libssl.so.1.1'] });
    expect(sbom.packages.map(({ name }) => name)).toEqual(['busybox', 'libssl1.1', 'ssl_client']);
  });

  test('in SPDX counts the operating system as no package', () => {
    const bom = { spdxVersion: 'SPDX-2.3', packages: [{ name: 'a.example/a:1', primaryPackagePurpose: 'CONTAINER' }, { name: 'debian', primaryPackagePurpose: 'OPERATING-SYSTEM' }] };
    expect(() => readJson(bom)).toThrow('without components');
  });

  test('holds components in components', () => {
    const inner = { type: 'library', name: 'bash', purl: 'pkg:deb/debian/bash@5' };
    const bom = { bomFormat: 'CycloneDX', specVersion: '1.5', metadata: { component: { name: 'a.example/a:1' } }, components: [{ type: 'library', name: 'outer', components: [inner] }] };
    expect(readJson(bom).sboms[0].packages.map(({ name }) => name)).toEqual(['outer', 'bash']);
  });
});

describe('OpenVEX', () => {
  const image = { names: [], digests: ['sha256:124c7d2707904eea7431fffe91522a01e5a861a624ee31d03372cc1d138a3126'] };
  const found = { id: 'CVE-2023-1255', aliases: [], severity: 'high' as const, package: 'libssl3', version: '3.0.8-r3', purl: 'pkg:apk/alpine/libssl3@3.0.8-r3?arch=x86_64' };
  const { statements } = read('openvex-alpine.json');
  const vex = (statement: Json, more: Json = {}) => readJson({ '@context': 'https://openvex.dev/ns/v0.2.0', 'timestamp': '2026-01-01T00:00:00Z', 'statements': [
    { vulnerability: { name: found.id }, products: [{ '@id': found.purl.split('?')[0] }], status: 'not_affected', justification: 'component_not_present', ...statement },
  ], ...more }).statements;

  test('excuses what it says of a package in an image, by its digest', () => expect(isExcusedByVex(found, image, statements)).toBe(true));

  test.each([
    ['of another image', found, { names: [], digests: [A] }], ['of an image without digest', found, { names: ['docker.io/library/alpine:3'], digests: [] }],
    ['of another package', { ...found, purl: 'pkg:apk/alpine/busybox@1' }, image], ['of another version', { ...found, purl: 'pkg:apk/alpine/libssl3@3.0.8-r4' }, image],
    ['of another vulnerability', { ...found, id: 'CVE-2023-9999' }, image], ['of a package without purl', { ...found, purl: undefined }, image],
  ])('excuses nothing %s', (_, one, at) => expect(isExcusedByVex(one, at, statements)).toBe(false));

  test.each([
    ['by its purl, whatever the qualifiers', {}], ['by a purl of every version', { products: [{ '@id': 'pkg:apk/alpine/libssl3' }] }],
    ['by an identifier', { products: [{ identifiers: { purl: found.purl } }] }], ['by another id', { vulnerability: { name: 'X-1', aliases: [found.id] } }],
    ['that is fixed', { status: 'fixed' }], ['by a hash', { products: [{ hashes: { 'sha-256': image.digests[0].slice(7) } }] }],
  ])('excuses a vulnerability %s', (_, statement) => expect(isExcusedByVex(found, image, vex(statement))).toBe(true));

  test.each(['affected', 'under_investigation'])('excuses nothing that is %s', (status) => expect(isExcusedByVex(found, image, vex({ status }))).toBe(false));

  test('is overridden by a later statement', () => {
    const later = vex({ status: 'affected', timestamp: '2026-02-01T00:00:00Z' });
    expect(isExcusedByVex(found, image, [...vex({}), ...later])).toBe(false);
    expect(isExcusedByVex(found, image, [...later, ...vex({})])).toBe(false);
    expect(isExcusedByVex(found, image, [...later, ...vex({ timestamp: '2026-03-01T00:00:00Z' })])).toBe(true);
  });

  test.each([
    ['names nothing', { products: [] }, 'statement 1 names nothing that can be found'], ['names an image without digest', { products: [{ '@id': 'pkg:oci/debian' }] }, 'names nothing that can be found'],
    ['gives no reason', { justification: undefined }, 'says not_affected and does not say why'], ['has another status', { status: 'fine' }, 'has the status "fine"'],
    ['names no vulnerability', { vulnerability: {} }, 'names no vulnerability'],
  ])('fails where it %s', (_, statement, message) => expect(() => vex(statement)).toThrow(message));

  test.each([
    ['of Trivy that names an image without digest', () => read('openvex-oci.json'), 'cannot use "openvex-oci.json": it is OpenVEX whose statement 1 names nothing'],
    ['without statements', () => vex({}, { statements: [] }), 'is OpenVEX without a statement'],
    ['of a later version', () => vex({}, { '@context': 'https://openvex.dev/ns/v0.3.0' }), 'is OpenVEX of version "https://openvex.dev/ns/v0.3.0"'],
  ])('fails %s', (_, make, message) => expect(make).toThrow(message));
});

describe('a file fails', () => {
  const trivy = json('trivy-mariner.json');
  const grype = json('grype-ruby.json');
  const cdx = json('trivy-fluentd-short.cdx.json');
  const container = { name: 'a.example/a:1' };

  test.each<[string, unknown, string]>([
    ['of Trivy with an unknown schema', { ...trivy, SchemaVersion: 3 }, 'is a report of Trivy with schema version 3'],
    ['of Trivy about a file system', { ...trivy, ArtifactType: 'filesystem' }, 'is a report of Trivy about filesystem'],
    ['of Trivy that names no image', { ...trivy, ArtifactName: './Image.TAR', Metadata: {} }, 'names neither an image nor a digest'],
    ['of Grype about a folder', { ...grype, source: { type: 'directory', target: '/src' } }, 'is a report of Grype about directory'],
    ['of Grype without a list', { ...grype, matches: null }, 'whose `matches` are no list'],
    ['of Grype that names no image', { ...grype, source: { type: 'image', target: { userInput: 'Image.TAR' } } }, 'names neither an image nor a digest'],
    ['of SARIF of another version', { version: '2.0.0', runs: [] }, 'is SARIF of version "2.0.0"'],
    ['of SARIF without a run', { version: '2.1.0', runs: [] }, 'is SARIF without a run'],
    ['of CycloneDX of another version', { ...cdx, specVersion: '2.0' }, 'is CycloneDX of version "2.0"'],
    ['of CycloneDX without components', { bomFormat: 'CycloneDX', specVersion: '1.6', metadata: { component: container }, components: [] }, 'without components'],
    ['of CycloneDX about nothing', { ...cdx, metadata: {} }, 'does not say which image it is about'],
    ['of CycloneDX about an archive', cdx, 'does not say which image it is about'],
    ['of SPDX 3', { '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': [] }, 'is SPDX of version "3"'],
    ['of something else', { apiVersion: 'v1', kind: 'Pod' }, 'is none of: a report of Trivy or Grype'],
    ['that is a list', [], 'is JSON, and no object'],
  ])('%s', (_, value, message) => expect(() => readJson(value)).toThrow(message));

  test.each([
    ['of Grype in SARIF, which does not name its image', () => read('grype.sarif'), 'is SARIF of grype that does not say which image it is about'],
    ['of Syft in SPDX, which does not name its image', () => read('syft-alpine.spdx.json'), 'does not say which image it is about'],
    ['that is cut off', () => ScanFiles.read([{ file: 'x.json', text: text('trivy-mariner.json').slice(0, 1000) }]), 'cannot use "x.json": it is no JSON ('],
    ['that is a table', () => ScanFiles.read([{ file: 'x.txt', text: '┌─────┐' }]), 'or is cut off'],
    ['that is empty', () => ScanFiles.read([{ file: 'x.txt', text: '' }]), 'or is cut off'],
  ])('%s', (_, make, message) => expect(make).toThrow(message));

  test('at the first of several, which it names', () => expect(() => read('trivy-mariner.json', 'grype.sarif')).toThrow('cannot use "grype.sarif"'));

  test('with values of any type in a report, none of them throws otherwise', () => {
    for (const wrong of [null, 7, 'x', [], [null], {}]) {
      for (const key of ['Metadata', 'Results', 'ArtifactName', 'CreatedAt']) expect(() => reading({ ...trivy, [key]: wrong })).not.toThrow();
      for (const key of ['source', 'descriptor', 'matches']) expect(() => reading({ ...grype, [key]: wrong })).not.toThrow();
      for (const key of ['metadata', 'components']) expect(() => reading({ ...cdx, [key]: wrong })).not.toThrow();
    }
  });
  function reading(value: unknown): void {
    try {
      readJson(value);
    } catch (error) {
      if (!(error as Error).message.startsWith('cannot use "x.json": it ')) throw error;
    }
  }
});
