import { NOTHING_KNOWN } from '../../../src/cli/baseline';
import { catalogueCheck, MOST_BYTES } from '../../../src/cli/judging/catalogue-check';
import { FindingLog } from '../../../src/cli/judging/finding-log';
import { Evidence, TODAY } from '../../../src/controls/evidence';
import { CheckRunOptions, Phase } from '../../../src/engine/check-run';
import { SecurityProfile } from '../../../src/profile/security-profile';
import { ReportedFinding, Summary } from '../../../src/reports/report';
import { SourceObject } from '../../../src/sources/source';

export const PROFILE = SecurityProfile.restricted();
export const OPTIONS: CheckRunOptions = { profile: PROFILE, inlineWaivers: true, waiverFiles: [], evidence: Evidence.NONE.with(TODAY, '2026-11-23') };

/** An object of a file, which findings call `all.yaml`. */
const sourceObject = (manifest: unknown, document: number): SourceObject => ({
  type: 'object', manifest: manifest as SourceObject['manifest'], file: 'all.yaml', document, address: { piece: document, value: 0, path: [], isPlain: true },
  locate: () => ({ line: document + 1, column: 1 }),
});

/** What came of checking objects one after the other. */
export interface Streamed { readonly findings: readonly ReportedFinding[]; readonly counts: Partial<Summary> }

/** Checks objects one after the other, as `check` does. */
export function streamed(manifests: readonly unknown[], changes: Partial<CheckRunOptions> = {}, mostBytes = MOST_BYTES, limit = 1e9): Streamed {
  const check = catalogueCheck({ ...OPTIONS, mostBytes, ...changes });
  const log = new FindingLog(check, limit, NOTHING_KNOWN);
  manifests.map(sourceObject).forEach((object, index) => {
    for (const finding of check.check(object, index)) log.add(finding, { index, phase: Phase.OWN });
  });
  for (const { finding, ref, phase } of check.conclude()) log.add(finding, { index: ref?.index ?? Infinity, phase, former: ref });
  const { entries, counts } = log.close();
  return { findings: entries.map(({ finding }) => finding), counts };
}
