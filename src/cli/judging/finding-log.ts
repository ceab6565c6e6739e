import { FormerObject, StreamedCheck } from './streamed-check';
import { SeverityName } from '../../controls/vocabulary';
import { Phase } from '../../engine/check-run';
import { LazyFinding } from '../../engine/finding';
import { getOrInsert } from '../../objects/remembered';
import { ReportedFinding, Summary } from '../../reports/report';
import { Position } from '../../sources/source';
import { KnownFindings } from '../baseline';

/** A finding that is listed. */
export interface ListedFinding {
  finding: ReportedFinding;
  /** The number of the object in the input. */
  readonly index: number;
  readonly phase: Phase;
  /** The number of the finding in its phase. */
  readonly number: number;
  /** Where to find its object again. */
  readonly former?: FormerObject;
}

/** What is found out only about a finding that is listed. */
interface WhereListed {
  readonly locate?: () => Position | undefined;
}

/** What is listed first where not everything can be. */
const RANKS = ['inconclusive', 'error', 'warning', 'waived'] as const;

type Counts = Pick<Summary, 'errors' | 'warnings' | 'waived' | 'inconclusive'>;

/**
 * Counts all findings and lists as many as a report can hold, the most severe first: a large input has millions of them. What the baseline knows
 * is neither counted nor listed.
 */
export class FindingLog {
  private readonly listed: Record<typeof RANKS[number], ListedFinding[]> = { inconclusive: [], error: [], warning: [], waived: [] };
  private readonly counts = { inconclusive: 0, error: 0, warning: 0, waived: 0 };
  /** Violations whose severity is not known yet, by namespace and then in the order of the controls. */
  private readonly open = new Map<string, Uint32Array>();
  private readonly unsettled: ReadonlyMap<string, number>;
  private known = 0;
  private added = 0;
  /** How many are listed. */
  private used = 0;

  constructor(private readonly check: StreamedCheck, private readonly limit: number, private readonly baseline: KnownFindings) {
    this.unsettled = new Map(check.unsettled.map((control, i) => [control, i]));
  }

  public add(finding: LazyFinding, { locate, ...at }: Omit<ListedFinding, 'finding' | 'number'> & WhereListed): void {
    if (this.baseline.knows(finding)) {
      this.known += 1;
      return;
    }
    const rank = finding.outcome === 'violation' ? finding.severity : finding.outcome;
    const control = finding.outcome === 'violation' ? this.unsettled.get(finding.control) : undefined;
    if (control === undefined) this.counts[rank] += 1;
    else this.countsIn(finding.object.namespace)[control] += 1;
    if (!this.makeRoom(rank)) return;
    const waivedIn = this.check.waivedIn(finding);
    this.used += 1;
    const reported = { ...finding.render(), ...(waivedIn && { waivedIn }), ...locate?.() };
    this.listed[rank].push({ ...at, number: this.added++, finding: reported });
  }

  /** Counts what was left open, and gives what is listed in the order of the input. */
  public close(): { readonly entries: ListedFinding[]; readonly counts: Counts; readonly known: number } {
    for (const [namespace, byControl] of this.open) {
      for (const [control, i] of this.unsettled) this.counts[this.check.severityIn(namespace, control)] += byControl[i];
    }
    this.open.clear();
    const { inconclusive, error: errors, warning: warnings, waived } = this.counts;
    const entries = Object.values(this.listed).flat()
      .sort((one, other) => one.index - other.index || one.phase - other.phase || one.number - other.number);
    entries.forEach((entry) => { entry.finding = this.settled(entry.finding); });
    return { entries, counts: { inconclusive, errors, warnings, waived }, known: this.known };
  }

  private settled(finding: ReportedFinding): ReportedFinding {
    if (!this.unsettled.has(finding.control)) return finding;
    const severity: SeverityName = this.check.severityIn(finding.object.namespace, finding.control);
    return severity === finding.severity ? finding : { ...finding, severity };
  }

  private countsIn(namespace: string): Uint32Array {
    return getOrInsert(this.open, namespace, () => new Uint32Array(this.unsettled.size));
  }

  private makeRoom(rank: typeof RANKS[number]): boolean {
    if (this.used < this.limit) return true;
    for (let weakest = RANKS.length - 1; weakest > RANKS.indexOf(rank); weakest--) {
      if (!this.listed[RANKS[weakest]].pop()) continue;
      this.used -= 1;
      return true;
    }
    return false;
  }
}
