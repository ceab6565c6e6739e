import { NOTHING_KNOWN } from '../../../src/cli/baseline';
import { CatalogueJudgement, CatalogueOptions, MOST_MEMBERS } from '../../../src/cli/judging/catalogue-judgement';
import { FindingLog } from '../../../src/cli/judging/finding-log';
import { Phase } from '../../../src/cli/judging/judgement';
import { SecurityProfile } from '../../../src/profile/security-profile';
import { ReportedFinding, Summary } from '../../../src/reports/report';
import { SourceObject } from '../../../src/sources/source';

export const PROFILE = SecurityProfile.restricted();
export const OPTIONS: CatalogueOptions = { profile: PROFILE, inlineWaivers: true, fileWaivers: [], now: '2026-11-23' };

/** An object of a file, which findings call `all.yaml`. */
const sourceObject = (manifest: unknown, document: number): SourceObject => ({
  type: 'object', manifest: manifest as SourceObject['manifest'], file: 'all.yaml', document, address: { piece: document, value: 0, path: [], isPlain: true },
  locate: () => ({ line: document + 1, column: 1 }),
});

/** What came of judging objects one after the other. */
export interface Streamed { readonly findings: readonly ReportedFinding[]; readonly counts: Partial<Summary> }

/** Judges objects one after the other, as `check` does. */
export function streamed(manifests: readonly unknown[], changes: Partial<CatalogueOptions> = {}, mostMembers = MOST_MEMBERS, limit = 1e9): Streamed {
  const judgement = new CatalogueJudgement({ ...OPTIONS, ...changes }, mostMembers);
  const log = new FindingLog(judgement, limit, NOTHING_KNOWN);
  manifests.map(sourceObject).forEach((object, index) => {
    for (const fault of judgement.judge(object, index)) log.add(fault, { index, phase: Phase.OWN });
  });
  for (const { fault, object, phase } of judgement.conclude()) log.add(fault, { index: object?.index ?? Infinity, phase, former: object });
  const { entries, counts } = log.close();
  return { findings: entries.map(({ finding }) => finding), counts };
}
