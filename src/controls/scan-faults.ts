import { Evidence, TODAY } from './evidence';
import { ScanEvidence, SCAN_REPORTS } from './scan-evidence';
import { Site } from './site';
import { ImageReference, parseImageReference } from '../objects/image-reference';
import { plainText } from '../objects/plain-text';
import { isExcusedByVex } from '../objects/scans/open-vex';
import { aboutImage, OfFile, ofSameName, ScanFiles } from '../objects/scans/scan-files';
import { ReportedVulnerability, SCAN_SEVERITIES, ScanReport } from '../objects/scans/scan-report';
import { shortList } from '../objects/shown-value';
import { byCodeUnit } from '../objects/text-order';

const LISTED = 10;
const DAY = 86_400_000;
const pointer = '/image';

const isSevere = ({ severity }: ReportedVulnerability, { failOn }: ScanEvidence): boolean =>
  severity === 'unknown' || SCAN_SEVERITIES.indexOf(severity) >= SCAN_SEVERITIES.indexOf(failOn);

function isAccepted(found: ReportedVulnerability, { accepted }: ScanEvidence, today: string | undefined): boolean {
  return accepted.some(({ id, package: only, expires }) => (id === found.id || found.aliases.includes(id))
    && (only === undefined || only === found.package)
    && (expires === undefined || today === undefined || expires >= today)); // days of ISO 8601 sort as texts
}

const textOf = ({ id, severity, package: name, version, fixedIn }: ReportedVulnerability): string =>
  `${id} (${severity}, ${name} ${version}, ${fixedIn === undefined ? 'not fixed' : `fixed in ${fixedIn}`})`;

function vulnerabilitySites(image: string, report: OfFile<ScanReport>, scans: ScanEvidence, today?: string): Site[] {
  const { file, vulnerabilities, image: scanned } = report;
  const open = vulnerabilities.filter((one) => isSevere(one, scans) && !(scans.ignoreUnfixed && one.fixedIn === undefined)
    && !isAccepted(one, scans, today) && !isExcusedByVex(one, scanned, scans.files.statements));
  const distinct = [...new Map(open.map((one) => [textOf(one), one])).values()];
  const rated = distinct.filter(({ severity }) => severity !== 'unknown');
  const unrated = distinct.filter(({ severity }) => severity === 'unknown');
  return [
    ...(rated.length === 0 ? [] : [{ pointer, message: `image "${image}" has ${listOf(rated)}, by "${file}"` }]),
    ...(unrated.length === 0 ? [] : [{ pointer, undecided: true as const, message: `image "${image}" has ${listOf(unrated)}, which nobody has rated, by "${file}"` }]),
  ];
}

function listOf(found: readonly ReportedVulnerability[]): string {
  const bySeverity = [...found].sort((one, other) => rank(other) - rank(one) || byCodeUnit(one.id, other.id));
  return `${found.length} known ${found.length === 1 ? 'vulnerability' : 'vulnerabilities'}: ${shortList(bySeverity.map(textOf), LISTED)}`;
}

const rank = ({ severity }: ReportedVulnerability): number => (severity === 'unknown' ? -1 : SCAN_SEVERITIES.indexOf(severity));

function ageSites(image: string, { file, created }: OfFile<ScanReport>, { maxAgeDays }: ScanEvidence, today?: string): Site[] {
  if (maxAgeDays === undefined || today === undefined) return [];
  const made = created === undefined ? NaN : Date.parse(created);
  if (Number.isNaN(made)) return [{ pointer, undecided: true, message: `the report "${file}" about image "${image}" does not say when it was made; pass one that does` }];
  const days = Math.floor((Date.parse(`${today}T23:59:59Z`) - made) / DAY);
  return days > maxAgeDays ? [{ pointer, message: `the report "${file}" about image "${image}" is ${days} days old, and at most ${maxAgeDays} are allowed; scan it again` }] : [];
}

function missing(image: string, { digest, ...name }: ImageReference, { reports }: ScanFiles): Site {
  if (digest === undefined) return { pointer, message: `image "${image}" has no scan report by this name; scan it and pass the report` };
  const [other] = ofSameName(reports, name);
  const why = other ? `; "${other.file}" is about this name with ${other.image.digests.length === 0 ? 'no digest' : `the digest ${other.image.digests[0]}`}` : '';
  return { pointer, message: `image "${image}" has no scan report with its digest${why}; scan the image by its digest and pass the report` };
}

/** What the reports say about an image, and where one is missing, too old or about another image. */
export function scanFaults(image: unknown, evidence: Evidence): readonly Site[] {
  const scans = evidence.get(SCAN_REPORTS);
  const today = evidence.has(TODAY) ? evidence.get(TODAY) : undefined;
  const reference = typeof image === 'string' ? parseImageReference(image) : undefined;
  if (!reference || 'problem' in reference) return []; // a finding of valid-image-reference
  const name = plainText(image);
  const reports = aboutImage(scans.files.reports, reference);
  if (reports.length === 0) return [missing(name, reference, scans.files)];
  const [first, ...others] = reports.filter(({ image: { digests } }) => digests.length > 0);
  const isOther = (one: ScanReport): boolean => !one.image.digests.some((digest) => first.image.digests.includes(digest));
  const rival = reference.digest === undefined ? others.find(isOther) : undefined;
  if (rival) {
    const message = `"${first.file}" and "${rival.file}" are about image "${name}" with different digests, so which one runs cannot be told; pin the image by its digest`;
    return [{ pointer, undecided: true, message }];
  }
  return reports.flatMap((report) => [...ageSites(name, report, scans, today), ...vulnerabilitySites(name, report, scans, today)]);
}
