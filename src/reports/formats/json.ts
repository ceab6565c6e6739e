import { Finding } from '../../engine/finding';
import { targetText, Waiver } from '../../engine/waiver';
import { Credential } from '../../objects/rotation/credential';
import { CheckReport, ReportedFinding } from '../report';
import { visibleJson } from '../visible';

/** The version of this document's shape: raised when a reader of the old shape would misunderstand the new one. */
const VERSION = 1;

/** One JSON document. Every key is always there; null says that there is nothing. */
export function checkJson({ summary, findings, rotation = [] }: CheckReport): string {
  const { files, objects, skipped, controls, errors, warnings, waived, inconclusive, unjudged } = summary;
  return visibleJson({
    version: VERSION,
    summary: {
      files, objects, skipped, controls, errors, warnings, waived, inconclusive,
      unjudged: unjudged.map(({ apiVersion, kind, objects: count, reason }) => ({ apiVersion, kind, objects: count, reason })),
    },
    findings: findings.map(entry),
    rotation: rotation.map(credentialEntry),
  });
}

function credentialEntry({ credential, object, pointer, rotatedBy, everySeconds, byHand }: Credential): object {
  const { apiVersion, kind, namespace, name } = object;
  return { credential, object: { apiVersion, kind, namespace, name }, pointer, rotatedBy, everySeconds, byHand };
}

function entry(finding: ReportedFinding): object {
  const { control, severity, outcome, origin, line, column, object, pointer, container, message, why, fix, fixCode, waiver, waivedIn } = finding;
  const { apiVersion, kind, namespace, name } = object;
  return {
    control, severity, outcome, file: origin.file ?? null, line: line ?? null, column: column ?? null,
    object: { apiVersion, kind, namespace, name },
    pointer, container: container ?? null, message, why, fix, fixCode, waiver: waiver && waiverEntry(waiver, waivedIn),
    covers: (finding.covers ?? []).map(coveredEntry),
  };
}

const coveredEntry = ({ control, severity, pointer, container, message }: Finding): object =>
  ({ control, severity, pointer, container: container ?? null, message });

function waiverEntry({ reason, expires, owner, ticket, target }: Waiver, waivedIn: ReportedFinding['waivedIn']): object {
  const subject = target ? targetText(target) : null;
  return { reason, expires: expires ?? null, owner: owner ?? null, ticket: ticket ?? null, target: subject, in: waivedIn ?? null };
}
