import { ConstructIndex } from './construct-index';
import { Violation } from './validation-context';
import { Unjudged } from '../engine/unjudged';
import { grouped } from '../objects/grouped';
import { ObjectKey } from '../objects/manifest';
import { objectLabel } from '../reports/place';
import { unjudgedLabel } from '../reports/unjudged-text';
import { waiverText } from '../reports/waiver-text';

/** A finding as `check --format json` prints it. */
export interface PrintedFinding {
  readonly control: string;
  readonly severity: string;
  readonly outcome: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly object: ObjectKey;
  readonly pointer: string;
  readonly container: string | null;
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly fixCode: string;
  readonly waiver: {
    readonly reason: string; readonly expires: string | null; readonly owner: string | null; readonly ticket: string | null;
    readonly in: 'annotation' | 'file' | null;
  } | null;
}

/** What `check --format json` prints. */
export interface PrintedCheck {
  readonly summary: Readonly<Record<'objects' | 'controls' | 'errors' | 'warnings' | 'waived' | 'inconclusive', number>> & {
    readonly unjudged: readonly Unjudged[];
  };
  readonly findings: readonly PrintedFinding[];
}

/** The findings that are open, as violations: those that are understood and repaired in the same way together. */
export function violations({ findings }: PrintedCheck, index: ConstructIndex): Violation[] {
  const open = findings.filter(({ outcome }) => outcome !== 'waived');
  const lessons = grouped(open, (finding) => JSON.stringify([finding.control, weightOf(finding), finding.why, finding.fix]));
  return [...lessons.values()].map((group) => violation(group, index));
}

const weightOf = ({ outcome, severity }: PrintedFinding): string => (outcome === 'inconclusive' ? outcome : severity);

function violation(findings: readonly PrintedFinding[], index: ConstructIndex): Violation {
  const [first] = findings;
  return {
    ruleName: first.control,
    recommendation: `${weightOf(first)}: ${first.why}`,
    fix: first.fixCode,
    violatingResources: [...grouped(findings, ({ file, object }) => JSON.stringify([file, object])).values()].map((group) => ({
      resourceName: objectLabel(group[0].object), manifestPath: group[0].file ?? '', locations: group.map((finding) => placeOf(finding, index)),
    })),
  };
}

/** `main.ts:12  line 31, column 9  container "main"  /spec/containers/0: what is wrong`. */
function placeOf({ object, line, column, container, pointer, message }: PrintedFinding, index: ConstructIndex): string {
  const place = [
    index.madeBy(object).source,
    line === null ? undefined : `line ${line}, column ${column}`,
    container === null ? undefined : `container "${container}"`,
    pointer || '/',
  ];
  return `${place.filter((part) => part !== undefined).join('  ')}: ${message}`;
}

/** The counts, and whatever was waived with its reason: cdk8s-cli prints them as a table. */
export function summaryOf({ summary, findings }: PrintedCheck): Record<string, string> {
  const counts = (['objects', 'controls', 'errors', 'warnings', 'waived', 'inconclusive'] as const).map((key) => [key, String(summary[key])]);
  const unjudged = summary.unjudged.map((one) => [`not judged in full: ${unjudgedLabel(one)}`, one.reason]);
  const waived = findings.filter(({ outcome }) => outcome === 'waived').map((finding) => [
    `waived: ${[finding.control, objectLabel(finding.object), finding.container ?? ''].filter(Boolean).join(', ')}`, reasonOf(finding),
  ]);
  return Object.fromEntries([...counts, ...waived, ...unjudged]) as Record<string, string>;
}

function reasonOf({ waiver }: PrintedFinding): string {
  if (!waiver) return '';
  const { reason, expires, owner, ticket, in: waivedIn } = waiver;
  return waiverText({ reason, expires: expires ?? undefined, owner: owner ?? undefined, ticket: ticket ?? undefined }, waivedIn ?? undefined);
}
