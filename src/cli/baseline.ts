import { UsageError } from './exit-code';
import { LazyFinding, withCovered } from '../engine/finding';
import { isObject } from '../objects/pointer';
import { fingerprint } from '../reports/fingerprint';

/** The findings that are known already, and so neither reported nor failing. `knows` is called once for each finding of a check. */
export interface KnownFindings {
  knows(finding: LazyFinding): boolean;
}

/** Nothing is known. */
export const NOTHING_KNOWN: KnownFindings = { knows: () => false };

/** Raised when the same finding gets another key. */
const VERSION = 3;

/** The message shows the value: another host path or image in the same place is another finding. */
const keyOf = (finding: LazyFinding): string => `${fingerprint(finding)}: ${finding.message}`;

/** What is inconclusive has to be decided first, and what is waived needs no baseline. */
const isOpen = ({ outcome }: LazyFinding): boolean => outcome === 'violation';

/** Findings that were there when a team began, so that only new ones fail. It counts how often each occurs: one more is new. */
export class Baseline implements KnownFindings {
  public static from(value: unknown, file: string): Baseline {
    const counts = isObject(value) && value.version === VERSION && isObject(value.findings) ? Object.entries(value.findings) : undefined;
    if (!counts?.every((entry): entry is [string, number] => Number.isInteger(entry[1]))) {
      throw new UsageError(`baseline "${file}" is not one that this version of the command wrote; make it anew with --write-baseline ${file}`);
    }
    return new Baseline(new Map(counts));
  }

  private constructor(private readonly left: Map<string, number>) {}

  public knows(finding: LazyFinding): boolean {
    if (!isOpen(finding)) return false;
    const isKnown = this.take(finding);
    if (isKnown) finding.covers?.forEach((one) => this.take(one));
    return isKnown;
  }

  private take(finding: LazyFinding): boolean {
    const key = keyOf(finding);
    const count = this.left.get(key) ?? 0;
    if (count > 0) this.left.set(key, count - 1);
    return count > 0;
  }

  /** How many of its findings did not come up: somebody mended them. */
  public gone(): number {
    return [...this.left.values()].reduce((sum, count) => sum + count, 0);
  }
}

/** A baseline in the making: from now on every finding is known. */
export class NewBaseline implements KnownFindings {
  private readonly counts = new Map<string, number>();

  public knows(finding: LazyFinding): boolean {
    if (!isOpen(finding)) return false;
    for (const one of withCovered(finding)) { // whoever mends the one and not the other has brought in nothing new
      const key = keyOf(one);
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
    return true;
  }

  /** Its text, sorted so that a diff shows what was added and what was mended. */
  public text(): string {
    const sorted = [...this.counts].sort(([left], [right]) => (left < right ? -1 : 1));
    return `${JSON.stringify({ version: VERSION, findings: Object.fromEntries(sorted) }, undefined, 2)}\n`;
  }
}
