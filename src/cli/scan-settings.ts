import * as fs from 'fs';
import * as path from 'path';
import { UsageError } from './exit-code';
import { PlainData } from './plain-data';
import { FileText, textsMatching } from '../constructs/synthesis/read-files';
import { Evidence } from '../controls/evidence';
import { acceptedProblem, ScanEvidence, VulnerabilityWaiver, withScans } from '../controls/scan-evidence';
import { ScanFiles } from '../objects/scans/scan-files';
import { SCAN_SEVERITIES } from '../objects/scans/scan-report';

const MOST_BYTES = 256 * 1024 * 1024;

/** The options about reports of scanners, as the argument parser names them. */
export interface ScanOptions {
  readonly scanReports?: readonly string[];
  readonly scanFailOn?: ScanEvidence['failOn'];
  readonly scanIgnoreUnfixed?: boolean;
  readonly scanMaxAge?: number;
}

/** What the settings say about reports of scanners. */
export interface ScanSettings extends Partial<Omit<ScanEvidence, 'files'>> {
  readonly reports?: readonly string[];
}

/** The part `scans` of the settings. */
export function scanSettingsFrom(data: PlainData, file: string): ScanSettings | undefined {
  const scans = data.map('scans', ['reports', 'failOn', 'ignoreUnfixed', 'maxAgeDays', 'accept']);
  return scans && {
    reports: scans.texts('reports')?.map((one) => path.join(path.dirname(file), one)),
    failOn: scans.oneOf('failOn', SCAN_SEVERITIES),
    ignoreUnfixed: scans.flag('ignoreUnfixed'),
    maxAgeDays: scans.number('maxAgeDays'),
    accepted: acceptedFrom(scans.raw('accept'), `${file}.scans.accept`),
  };
}

function acceptedFrom(value: unknown, at: string): VulnerabilityWaiver[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new UsageError(`${at} is no list; write \`- id: CVE-2026-1234\` with a \`reason\` below it`);
  return value.map((one: unknown, i) => {
    const data = PlainData.of(one, `${at}[${i}]`, ['id', 'reason', 'expires', 'package']);
    const accepted = { id: data.text('id') ?? '', reason: data.text('reason') ?? '', expires: data.text('expires'), package: data.text('package') };
    const problem = acceptedProblem(accepted);
    if (problem) throw new UsageError(`${at}[${i}]: ${problem}`);
    return accepted;
  });
}

/** The evidence and what the files of scanners say; the same where no files are named. */
export function withScanFiles(evidence: Evidence, options: ScanOptions, settings: ScanSettings = {}): Evidence {
  const paths = options.scanReports ?? settings.reports ?? [];
  if (paths.length === 0) return evidence;
  try {
    return withScans(evidence, {
      files: ScanFiles.read(paths.flatMap(textsAt)),
      failOn: options.scanFailOn ?? settings.failOn ?? 'high',
      ignoreUnfixed: options.scanIgnoreUnfixed ?? settings.ignoreUnfixed ?? false,
      maxAgeDays: options.scanMaxAge ?? settings.maxAgeDays,
      accepted: settings.accepted ?? [],
    });
  } catch (error) {
    throw new UsageError(`--scan-reports: ${(error as Error).message}`);
  }
}

/** A folder stands for the files in it that scanners write. */
function textsAt(name: string): readonly FileText[] {
  const isFolder = fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
  const files = isFolder ? fs.readdirSync(name).filter((one) => /\.(?:json|sarif)$/.test(one)).sort().map((one) => path.join(name, one)) : [name];
  if (files.length === 0) throw new Error(`there is no file in "${name}" that ends in .json or .sarif; check the path`);
  return files.flatMap((file) => textsMatching(file, MOST_BYTES));
}
