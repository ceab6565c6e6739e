import { DISTROLESS, MINBASE, reportText as text } from './report-files';
import { ImageReference, parseImageReference } from '../../../src/objects/image-reference';
import { isExcusedByVex } from '../../../src/objects/scans/open-vex';
import { aboutImage, ScanFiles } from '../../../src/objects/scans/scan-files';
import { scanSeverity, severityOfScore } from '../../../src/objects/scans/scan-report';

type Json = Record<string, any>;

const json = (file: string): Json => JSON.parse(text(file));
const read = (...files: string[]) => ScanFiles.read(files.map((file) => ({ file, text: text(file) })));
const readJson = (value: unknown) => ScanFiles.read([{ file: 'x.json', text: JSON.stringify(value) }]);
const of = (image: string) => parseImageReference(image) as ImageReference;
const A = `sha256:${'a'.repeat(64)}`;

describe('a report of', () => {
  const HIGH = [
    ['CVE-2026-990001', 'libc6', '2.36-9+deb12u14+fixed1'], ['CVE-2026-990001', 'libc-bin', '2.36-9+deb12u14+fixed1'], ['CVE-2026-990002', 'libc6', undefined],
    ['CVE-2026-990002', 'libc-bin', undefined], ['CVE-2026-990007', 'libbz2-1.0', undefined], ['CVE-2026-990007', 'zlib1g', '1:1.2.13.dfsg-1+fixed1'],
  ].map(String).sort();

  test.each([['Trivy', 'minbase.trivy.json'], ['Trivy in SARIF', 'minbase.trivy.sarif'], ['Grype', 'minbase.grype.json']])('%s tells severities, packages and fixes', (_, file) => {
    const [{ vulnerabilities }] = read(file).reports;
    const rated = (severity: string) => vulnerabilities.filter((one) => one.severity === severity);
    expect(rated('high').map((one) => String([one.id, one.package, one.fixedIn])).sort()).toEqual(HIGH);
    expect(rated('medium').map((one) => one.package).sort()).toEqual(['apt', 'dash', 'libapt-pkg6.0']);
    expect(rated('unknown').map((one) => one.package)).toEqual(['base-files']);
    expect(vulnerabilities).toHaveLength(10);
  });

  test.each([['Trivy', 'distroless.trivy.json'], ['Grype', 'distroless.grype.json']])('%s tells time, purls, and the image by tag and digest', (_, file) => {
    const { reports } = read(file);
    const [{ created, image, vulnerabilities }] = reports;
    expect(created).toMatch(/^2026-11-29T\d\d:\d\d:\d\d\.\d+Z$/);
    expect(image.names).toEqual([`${DISTROLESS}:1.0`]);
    expect(vulnerabilities.map(({ purl }) => purl?.slice(0, 15))).toEqual(vulnerabilities.map(() => 'pkg:deb/debian/'));
    const [digest] = image.digests;
    expect([`${DISTROLESS}:1.0@${digest}`, `mirror.example.com/base@${digest}`, `${DISTROLESS}:1.0`].map((name) => aboutImage(reports, of(name)).length)).toEqual([1, 1, 1]);
    expect([`${DISTROLESS}:1.0@${A}`, `${DISTROLESS}:1.1`].map((name) => aboutImage(reports, of(name)).length)).toEqual([0, 0]);
  });

  test('SARIF tells the image by tag and digest', () => {
    const { image } = read('minbase.trivy.sarif').reports[0];
    expect(image).toEqual({ names: [`${MINBASE}:1.0`], digests: [expect.stringMatching(/^sha256:[a-f0-9]{64}$/)] });
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
    const sarif = json('minbase.grype.sarif');
    const [run] = sarif.runs;
    run.properties = { imageName: 'registry.example.com/a:1' };
    run.tool.driver.rules.forEach((rule: Json) => { rule.help.text = ''; });
    const [{ vulnerabilities }] = readJson(sarif).reports;
    expect([...new Set(vulnerabilities.map(({ severity }) => severity))].sort()).toEqual(['high', 'medium', 'unknown']);
  });
});

test.each([
  ['CRITICAL', 'critical'], ['Negligible', 'negligible'], ['UNKNOWN', 'unknown'], ['', 'unknown'], ['severe', 'unknown'], [undefined, 'unknown'],
])('the severity %p is %s', (word, severity) => expect(scanSeverity(word)).toBe(severity));

test.each([[0, 'negligible'], [0.1, 'low'], [3.9, 'low'], [4, 'medium'], [6.9, 'medium'], [7, 'high'], [9, 'critical'], [10, 'critical'], [11, 'unknown'], [NaN, 'unknown']])(
  'the score %p is %s', (score, severity) => expect(severityOfScore(score)).toBe(severity));

describe('an SBOM', () => {
  const DISTROLESS_PACKAGES = ['base-files', 'bash', 'gcc-12-base', 'libc6', 'libgcc-s1', 'libssl3', 'netbase'];

  test.each([
    'distroless.syft.cdx.json', 'distroless.syft.spdx.json', 'distroless.trivy.cdx.json', 'distroless.trivy.spdx.json',
  ])('tells image and packages: %s', (file) => {
    const [{ image, packages }] = read(file).sboms;
    expect(image.names).toEqual([`${DISTROLESS}:1.0`]);
    expect(packages.map(({ name }) => name).sort()).toEqual(DISTROLESS_PACKAGES);
    expect(packages.filter(({ purl }) => purl === 'pkg:npm/bash@1.0.0')).toHaveLength(1);
  });

  test.each<[string, boolean]>([
    ['distroless.syft.cdx.json', false], ['distroless.syft.spdx.json', true], ['distroless.trivy.cdx.json', true], ['distroless.trivy.spdx.json', true],
  ])('tells the digest, but for Syft in CycloneDX of an image that was named by its tag: %s', (file, hasDigest) => {
    const { digests } = read('distroless.trivy.json').reports[0].image;
    expect(read(file).sboms[0].image.digests).toEqual(hasDigest ? digests : []);
  });

  test.each([['minbase.syft.cdx.json', '/usr/bin/dash'], ['minbase.syft.spdx.json', 'usr/bin/dash'], ['busybox.syft.cdx.json', '/bin/busybox'], ['busybox.syft.spdx.json', 'bin/busybox']])(
    'of Syft tells files: %s', (file, path) => expect(read(file).sboms[0].files).toContain(path));

  test('of Trivy tells no files', () => expect(read('minbase.trivy.cdx.json', 'minbase.trivy.spdx.json').sboms.flatMap(({ files }) => files)).toEqual([]));

  test('of Syft tells the files in which packages were found', () => {
    expect(read('busybox.syft.cdx.json').sboms[0].locations).toEqual(expect.arrayContaining(['/bin/busybox', '/var/lib/dpkg/status.d/libc6', '/app/node_modules/bash/package.json']));
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
  const trivy = json('distroless.trivy.json');
  const grype = json('distroless.grype.json');
  const cdx = json('distroless.trivy.cdx.json');
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
    ['of CycloneDX about an archive', { ...cdx, metadata: { component: { type: 'container', name: 'app.tar' } } }, 'does not say which image it is about'],
    ['of SPDX 3', { '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': [] }, 'is SPDX of version "3"'],
    ['of something else', { apiVersion: 'v1', kind: 'Pod' }, 'is none of: a report of Trivy or Grype'],
    ['that is a list', [], 'is JSON, and no object'],
  ])('%s', (_, value, message) => expect(() => readJson(value)).toThrow(message));

  test.each([
    ['of Grype in SARIF, which does not name its image', () => read('minbase.grype.sarif'), 'is SARIF of grype that does not say which image it is about'],
    ['of SPDX about nothing', () => readJson({ ...json('distroless.syft.spdx.json'), relationships: [], packages: [{ name: 'libc6' }] }), 'does not say which image it is about'],
    ['that is cut off', () => ScanFiles.read([{ file: 'x.json', text: text('distroless.trivy.json').slice(0, 1000) }]), 'cannot use "x.json": it is no JSON ('],
    ['that is a table', () => ScanFiles.read([{ file: 'x.txt', text: '┌─────┐' }]), 'or is cut off'],
    ['that is empty', () => ScanFiles.read([{ file: 'x.txt', text: '' }]), 'or is cut off'],
  ])('%s', (_, make, message) => expect(make).toThrow(message));

  test('at the first of several, which it names', () => expect(() => read('distroless.trivy.json', 'minbase.grype.sarif')).toThrow('cannot use "minbase.grype.sarif"'));

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
