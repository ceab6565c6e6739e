import { TOOLS } from './programs';
import { PushedImage } from './registry';
import { Root } from './roots';
import { NAMED_BY, NamedBy, referenceOf, ScanFile } from './scanned';
import { fixedVersion, VULNERABILITIES } from './vulnerabilities';
import { Evidence } from '../../src/controls/evidence';
import { noPackageManagerInImage } from '../../src/controls/images/no-package-manager-in-image';
import { noShellInImage } from '../../src/controls/images/no-shell-in-image';
import { SBOMS } from '../../src/controls/scan-evidence';
import { Judge } from '../../src/engine/judge';
import { ImageReference, parseImageReference } from '../../src/objects/image-reference';
import { aboutImage, ScanFiles } from '../../src/objects/scans/scan-files';
import { ReportedVulnerability } from '../../src/objects/scans/scan-report';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Disagreement, Row } from '../suite';

/** An image with the files that the tools wrote about it. */
export interface ScannedRoot { readonly root: Root; readonly image: PushedImage; readonly files: readonly ScanFile[] }

interface Difference { readonly check: string; readonly object: string; readonly detail: string }

type Json = Record<string, any>;

const nameOf = ({ root }: ScannedRoot, { tool, format }: ScanFile): string => `${root.name}, ${tool} ${format}`;

const disagreement = ({ tool }: ScanFile, difference: Difference): Disagreement => ({ ...TOOLS[tool], ...difference });

const read = ({ file, text }: ScanFile): ScanFiles => ScanFiles.read([{ file, text }]);

/** SARIF of Grype, which does not say which image it is about. */
const isRefused = ({ tool, format }: ScanFile): boolean => tool === 'grype' && format === 'sarif';
const isReport = (file: ScanFile): boolean => ['json', 'sarif'].includes(file.format) && !isRefused(file);
const isSbom = ({ format }: ScanFile): boolean => format.startsWith('cyclonedx') || format.startsWith('spdx');

const of = (all: readonly ScannedRoot[], isWanted: (file: ScanFile) => boolean): { readonly one: ScannedRoot; readonly file: ScanFile }[] => (
  all.flatMap((one) => one.files.filter(isWanted).map((file) => ({ one, file }))));

/** What is in one list alone, as one line. */
function unlike(ours: readonly string[], theirs: readonly string[]): string | undefined {
  const extra = ours.filter((one) => !theirs.includes(one));
  const missing = theirs.filter((one) => !ours.includes(one));
  const listed = (what: string, found: readonly string[]): string[] => (found.length === 0 ? [] : [`${found.length} ${what}: ${found.slice(0, 3).join('; ')}`]);
  return extra.length + missing.length === 0 ? undefined : [...listed('only ours', extra), ...listed('only theirs', missing)].join(', ');
}

interface Case { readonly file: ScanFile; readonly object: string; readonly ours: readonly string[]; readonly theirs: readonly string[] }

function compared(part: string, cases: readonly Case[]): Row {
  const disagreements = cases.flatMap(({ file, object, ours, theirs }) => {
    const detail = unlike(ours, theirs);
    return detail === undefined ? [] : [disagreement(file, { check: part, object, detail })];
  });
  return { part, cases: cases.reduce((sum, { ours, theirs }) => sum + Math.max(ours.length, theirs.length, 1), 0), disagreements };
}

/** What the databases say about the packages of a root file system. */
const expected = ({ packages: all }: Root): string[] => all.flatMap(({ name, version, source, sourceVersion }) => (
  VULNERABILITIES.filter(({ affects }) => source in affects)
    .map(({ id, severity, affects }) => `${id} ${name} ${version} ${severity} ${affects[source] ? fixedVersion(sourceVersion) : 'unfixed'}`)));

/** As text, in the form of what is expected. */
const asText = ({ id, package: name, version, severity, fixedIn }: ReportedVulnerability): string => `${id} ${name} ${version} ${severity} ${fixedIn ?? 'unfixed'}`;

/** Ids, packages, versions, severities and fixes: what the databases hold is what we read. */
export const vulnerabilities = (all: readonly ScannedRoot[]): Row => compared('vulnerabilities, severities and fixes', of(all, isReport).map(({ one, file }) => ({
  file,
  object: nameOf(one, file),
  ours: read(file).reports.flatMap((report) => report.vulnerabilities.map(asText)),
  theirs: expected(one.root),
})));

/** SARIF without a name is refused, and says so. */
export const refused = (all: readonly ScannedRoot[]): Row => compared('SARIF that does not name its image is refused', of(all, isRefused).map(({ one, file }) => {
  let said = 'read';
  try {
    read(file);
  } catch (error) {
    said = /does not say which image it is about/.exec((error as Error).message)?.[0] ?? (error as Error).message;
  }
  return { file, object: nameOf(one, file), ours: [said], theirs: ['does not say which image it is about'] };
}));

/** The packages that a tool lists in its own format. */
function ownPackages(tool: string, files: readonly ScanFile[]): string[] {
  const json = JSON.parse(files.find((file) => file.tool === tool && ['syft-json', 'json'].includes(file.format))!.text) as Json;
  if (tool === 'syft') return json.artifacts.map(({ name, purl }: Json) => `${name} ${purl}`);
  return json.Results.flatMap(({ Packages: packages = [] }: Json) => packages.map(({ Name: name, Identifier: { PURL: purl } }: Json) => `${name} ${purl}`));
}

/** Names and purls of packages, as the tool lists them in its own format. */
export const packages = (all: readonly ScannedRoot[]): Row => compared('packages of SBOMs', of(all, isSbom).map(({ one, file }) => ({
  file,
  object: nameOf(one, file),
  ours: read(file).sboms.flatMap((sbom) => sbom.packages.map(({ name, purl }) => `${name} ${purl ?? 'without purl'}`)),
  theirs: ownPackages(file.tool, one.files),
})));

/** Paths of files, as Syft lists them in its own format. */
export const paths = (all: readonly ScannedRoot[]): Row => compared('files of SBOMs', of(all, (file) => isSbom(file) && file.tool === 'syft').map(({ one, file }) => {
  const own = JSON.parse(one.files.find(({ format }) => format === 'syft-json')!.text) as Json;
  return {
    file,
    object: nameOf(one, file),
    ours: [...new Set(read(file).sboms.flatMap((sbom) => sbom.files.map((path) => path.replace(/^\/?/, '/'))))],
    theirs: [...new Set<string>((own.files as Json[] ?? []).map(({ location }) => location.path))],
  };
}));

const SEARCHED = [noShellInImage, noPackageManagerInImage];

/** What is said of each kind of program: that it is there, that it is not, or that it cannot be told. */
function saidOf({ image }: ScannedRoot, file: ScanFile): string[] {
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'main', image: image.name }] } };
  const judge = new Judge(SEARCHED, Evidence.NONE.with(SBOMS, read(file)));
  const found = judge.findings([{ manifest, profile: SecurityProfile.restricted(), origin: {}, waivers: [] }]);
  return SEARCHED.map(({ id }) => {
    const message = found.find(({ control }) => control === id)?.message;
    if (message === undefined) return `${id}: passes`;
    return `${id}: ${message.includes('cannot be told') ? 'cannot be told' : 'fails'}`;
  });
}

/** Whether an SBOM shows the shells and package managers that are in the root file system. What it leaves open is no pass. */
export const programs = (all: readonly ScannedRoot[]): Row => compared('shells and package managers', of(all, isSbom).map(({ one, file }) => {
  const { hasShell, hasPackageManager } = one.root;
  const said = saidOf(one, file);
  const right = [hasShell, hasPackageManager].map((isThere, i) => `${SEARCHED[i].id}: ${isThere ? 'fails' : 'passes'}`);
  const isOpen = (i: number): boolean => said[i].endsWith('cannot be told') && right[i].endsWith('fails');
  return { file, object: nameOf(one, file), ours: said, theirs: right.map((text, i) => (isOpen(i) ? said[i] : text)) };
}));

/** By which names an image is known whose scan named it by one of them: a tag is none where it was not said, and an index is asked for alone. */
const KNOWN_BY: Readonly<Record<NamedBy, readonly NamedBy[]>> = {
  'tag': ['tag', 'digest', 'tag and digest'],
  'digest': ['digest', 'tag and digest'],
  'tag and digest': ['tag', 'digest', 'tag and digest'],
  'digest of an index': ['digest', 'tag and digest', 'digest of an index'],
};

/** What was scanned by one name is about the image by which of its names. */
export function names(image: PushedImage, by: NamedBy, files: readonly ScanFile[]): Row {
  const foundBy = (file: ScanFile): string[] => NAMED_BY.filter((one) => {
    const { reports, sboms } = read(file);
    return aboutImage([...reports, ...sboms], parseImageReference(referenceOf(image, one)) as ImageReference).length > 0;
  });
  return compared(`named by ${by}`, files.filter((file) => isReport(file) || isSbom(file)).map((file) => ({
    file, object: `${file.tool} ${file.format}`, ours: foundBy(file), theirs: KNOWN_BY[by],
  })));
}
