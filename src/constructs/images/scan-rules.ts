import { IConstruct } from 'constructs';
import { ScanSeverity } from './scan-severity';
import { Evidence } from '../../controls/evidence';
import { ScanEvidence, withScans } from '../../controls/scan-evidence';
import { ScanFiles } from '../../objects/scans/scan-files';
import { SCAN_SEVERITIES } from '../../objects/scans/scan-report';
import { textsMatching } from '../synthesis/read-files';

const MOST_BYTES = 256 * 1024 * 1024;

/** What one call requires of the reports of an app. */
export interface ScanRules extends Pick<ScanEvidence, 'ignoreUnfixed' | 'accepted'> {
  readonly reports: string;
  readonly failOn: ScanSeverity;
}

const rulesOf = new WeakMap<IConstruct, ScanRules[]>();

/** Adds requirements to an app. */
export function addScanRules(app: IConstruct, rules: ScanRules): void {
  rulesOf.set(app, [...rulesOf.get(app) ?? [], rules]);
}

/** The facts about the images of an app, read now; none where it requires no scans. */
export function scanEvidence(app: IConstruct): Evidence {
  const all = rulesOf.get(app) ?? [];
  if (all.length === 0) return Evidence.NONE;
  const texts = new Map(all.flatMap(({ reports }) => textsMatching(reports, MOST_BYTES)).map(({ file, text }) => [file, { file, text }]));
  return withScans(Evidence.NONE, {
    files: ScanFiles.read([...texts.values()]),
    failOn: SCAN_SEVERITIES.find((severity) => all.some(({ failOn }) => failOn as string === severity)) ?? 'negligible',
    ignoreUnfixed: all.every(({ ignoreUnfixed }) => ignoreUnfixed),
    accepted: all.flatMap(({ accepted }) => accepted),
  });
}
