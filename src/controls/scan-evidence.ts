import { Evidence, EvidenceKind } from './evidence';
import { ScanFiles } from '../objects/scans/scan-files';
import { ScanSeverityName } from '../objects/scans/scan-report';

/** A vulnerability that does not fail, with its reason. */
export interface VulnerabilityWaiver {
  readonly id: string;
  readonly reason: string;
  /** The last day on which it is accepted, as `2027-03-31`. */
  readonly expires?: string;
  /** Only in this package. */
  readonly package?: string;
}

/** What scanners said about images, and what of it fails. */
export interface ScanEvidence {
  readonly files: ScanFiles;
  /** The least severity that fails. */
  readonly failOn: Exclude<ScanSeverityName, 'unknown'>;
  readonly ignoreUnfixed: boolean;
  readonly accepted: readonly VulnerabilityWaiver[];
  /** How old a report may be, where the day is known. */
  readonly maxAgeDays?: number;
}

const FIX = 'pass --scan-reports PATH, or call `require` of `ScanGate` in the app';

/** Reports of scanners about vulnerabilities, with what of them fails. */
export const SCAN_REPORTS = new EvidenceKind<ScanEvidence>('reports of an image scanner', FIX, true);

/** SBOMs of images. */
export const SBOMS = new EvidenceKind<ScanFiles>('SBOMs of the images', FIX, true);

/** The same evidence and what scanners said: SBOMs only where there are any, since most users have none. */
export function withScans(evidence: Evidence, scans: ScanEvidence): Evidence {
  const { reports, sboms } = scans.files;
  const withReports = reports.length === 0 && sboms.length > 0 ? evidence : evidence.with(SCAN_REPORTS, scans);
  return sboms.length === 0 ? withReports : withReports.with(SBOMS, scans.files);
}

const SHORTEST_REASON = 10;

/** What is wrong with the acceptance of a vulnerability; undefined where nothing is. */
export function acceptedProblem({ id, reason, expires }: VulnerabilityWaiver): string | undefined {
  if (typeof id !== 'string' || !/^[A-Za-z][\w.:-]*-[\w.:-]+$/.test(id)) return 'it has no id such as CVE-2026-1234';
  if (typeof reason !== 'string' || reason.trim().length < SHORTEST_REASON) return `its reason is shorter than ${SHORTEST_REASON} characters, so a reviewer cannot judge it`;
  if (expires === undefined) return undefined;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(expires) ? Date.parse(`${expires}T00:00:00Z`) : NaN;
  return Number.isNaN(day) || !new Date(day).toISOString().startsWith(expires) ? `expires "${expires}" is not a day such as 2027-03-31` : undefined;
}
