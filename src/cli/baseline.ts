import { UsageError } from './usage-error';
import { Finding } from '../engine/finding';
import { isObject } from '../objects/pointer';

/**
 * Findings that were there when a team began, so that only new ones fail. A finding is recognised by its control, object, container and place,
 * with list positions left out: what moves in a list is not new. It counts how often each occurs: one more is new.
 */
export class Baseline {
  private constructor(private readonly known: Map<string, number>) {}

  public static from(value: unknown, file: string): Baseline {
    if (!isObject(value) || value.version !== 1 || !isObject(value.findings)) {
      throw new UsageError(`baseline "${file}" is not one that this command wrote; make it anew with --write-baseline ${file}`);
    }
    const counts = Object.entries(value.findings).filter((entry): entry is [string, number] => Number.isInteger(entry[1]));
    return new Baseline(new Map(counts));
  }

  /** The text of a baseline that knows these findings, sorted so that a diff shows what was added and what was mended. */
  public static text(findings: readonly Finding[]): string {
    const counts = new Map<string, number>();
    for (const key of findings.filter(isOpen).map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
    const sorted = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
    return `${JSON.stringify({ version: 1, findings: Object.fromEntries(sorted) }, undefined, 2)}\n`;
  }

  /** The findings that are not known yet. What is inconclusive is never known: it has to be decided first. */
  public newAmong(findings: readonly Finding[]): Finding[] {
    const left = new Map(this.known);
    return findings.filter((finding) => {
      const key = keyOf(finding);
      const count = left.get(key) ?? 0;
      if (!isOpen(finding) || count === 0) return true;
      left.set(key, count - 1);
      return false;
    });
  }
}

const isOpen = ({ outcome }: Finding): boolean => outcome === 'violation';

function keyOf({ control, object: { apiVersion, kind, namespace, name }, container, pointer }: Finding): string {
  return [control, apiVersion, kind, namespace, name, container ?? '', pointer.replace(/\/\d+(?=\/|$)/g, '/*')].join(' ');
}
