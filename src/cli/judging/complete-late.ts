import { FilledFindings, isMarkable } from './filled-findings';
import { ListedFinding } from './finding-log';
import { revisited } from './revisit';
import { Input } from '../input';

/**
 * Locates findings whose objects are gone by now, and marks those that `harden` fills in where that is asked for. A file that changed in between leaves its
 * findings as they are.
 */
export function completeLate(entries: readonly ListedFinding[], input: Input, filled?: FilledFindings): void {
  const mark = filled?.markerOf(entries);
  const isWanted = (entry: ListedFinding): boolean => entry.finding.line === undefined || (mark !== undefined && isMarkable(entry));
  for (const piece of revisited(entries.filter(isWanted), input)) {
    for (const { locate, entries: found } of piece.objects) {
      for (const entry of found) if (entry.finding.line === undefined) entry.finding = { ...entry.finding, ...locate(entry.finding.pointer) };
    }
    mark?.(piece);
  }
}
