import { ScannedImage } from './scanned-image';

/** From the least to the most severe. */
export const SCAN_SEVERITIES = ['negligible', 'low', 'medium', 'high', 'critical'] as const;

/** The severity of a vulnerability; `unknown` where it has not been rated. */
export type ScanSeverityName = typeof SCAN_SEVERITIES[number] | 'unknown';

/** The severity that a scanner's text stands for; an unrecognized word is `unknown`. */
export function scanSeverity(text: unknown): ScanSeverityName {
  const word = typeof text === 'string' ? text.toLowerCase() : '';
  return SCAN_SEVERITIES.find((one) => one === word) ?? 'unknown';
}

/** The severity of a CVSS score. https://www.first.org/cvss/v3.1/specification-document#Qualitative-Severity-Rating-Scale */
export function severityOfScore(score: number): ScanSeverityName {
  if (!(score >= 0 && score <= 10)) return 'unknown';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'negligible';
}

/** One vulnerability of one package. */
export interface ReportedVulnerability {
  /** `CVE-2026-1234`, `GHSA-…` */
  readonly id: string;
  /** Other ids of the same vulnerability. */
  readonly aliases: readonly string[];
  readonly severity: ScanSeverityName;
  readonly package: string;
  readonly version: string;
  readonly purl?: string;
  /** Undefined where there is no fix. */
  readonly fixedIn?: string;
}

/** What a scanner found in an image. */
export interface ScanReport {
  readonly tool: string;
  readonly image: ScannedImage;
  /** When it was made, as ISO 8601; undefined where it does not say so. */
  readonly created?: string;
  readonly vulnerabilities: readonly ReportedVulnerability[];
}

/** Why a file is of no use, as a predicate that continues its name. */
export interface ScanProblem { readonly problem: string }

