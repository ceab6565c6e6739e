import { Entry } from './finding-log';
import { grouped } from '../../objects/grouped';
import { FoundObject, SecondReading } from '../../sources/second-reading';
import { Input } from '../input';

/**
 * Finds the places of findings whose objects are gone by now: reads the stretches of files that have some once more, and parses only the documents and the
 * items of lists in question. A file that changed in between leaves its findings without a place.
 */
export function locateLate(entries: readonly Entry[], input: Input): void {
  const late = entries.filter(({ former, finding }) => former && finding.origin.file !== undefined && finding.line === undefined);
  for (const [stretch, found] of grouped(late, ({ former }) => former!.place.stretch)) {
    const file = found[0].finding.origin.file!;
    const bytes = input.stretchOf(file, stretch);
    if (bytes) locateInPiece(new SecondReading(bytes, stretch, file), found);
  }
}

function locateInPiece(reading: SecondReading, entries: readonly Entry[]): void {
  for (const entry of entries) {
    const object = reading.objectAt(entry.former!.place);
    if (object && isSame(object, entry)) entry.finding = { ...entry.finding, ...object.locate(entry.finding.pointer) };
  }
}

function isSame({ manifest }: FoundObject, { finding }: Entry): boolean {
  const { kind, name } = finding.object;
  const metadata = manifest.metadata as { readonly name?: unknown } | null | undefined;
  return manifest.kind === kind && (metadata?.name === name || name === '');
}
