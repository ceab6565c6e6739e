import { ListedFinding } from './finding-log';
import { revisited } from './revisit';
import { Input } from '../input';

/** Locates findings whose objects are gone by now. A file that changed in between leaves its findings without a line. */
export function locateLate(entries: readonly ListedFinding[], input: Input): void {
  for (const { objects } of revisited(entries.filter(({ finding }) => finding.line === undefined), input)) {
    for (const { locate, entries: found } of objects) {
      for (const entry of found) entry.finding = { ...entry.finding, ...locate(entry.finding.pointer) };
    }
  }
}
