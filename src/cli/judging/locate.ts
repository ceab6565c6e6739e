import { Entry } from './finding-log';
import { PieceSplitter } from '../../sources/pieces';
import { FoundObject, SecondReading } from '../../sources/second-reading';
import { Input } from '../input';

/**
 * Finds the places of findings whose objects are gone by now: reads the files that have some once more, and parses only the documents and the items of lists in question.
 * A file that changed in between leaves its findings without a place.
 */
export async function locateLate(entries: readonly Entry[], input: Input): Promise<void> {
  const late = entries.filter(({ former, finding }) => former && finding.origin.file !== undefined && finding.line === undefined);
  for (const [file, inFile] of groupedBy(late, ({ finding }) => finding.origin.file!)) {
    const byPiece = groupedBy(inFile, ({ former }) => former!.place.piece);
    await locateIn(input.bytesOf(file), file, byPiece).catch(() => undefined); // it could be read before, and was judged
  }
}

async function locateIn(bytes: AsyncIterable<Uint8Array>, file: string, byPiece: ReadonlyMap<number, readonly Entry[]>): Promise<void> {
  const splitter = new PieceSplitter();
  const last = Math.max(...byPiece.keys());
  let number = 0;
  const visit = (pieces: ReturnType<PieceSplitter['push']>): void => {
    for (const piece of pieces) {
      const wanted = byPiece.get(number++);
      if (wanted) locateInPiece(new SecondReading(piece, file), wanted);
    }
  };
  for await (const chunk of bytes) {
    visit(splitter.push(chunk));
    if (number > last) return;
  }
  visit(splitter.end());
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

function groupedBy<T, Key>(list: readonly T[], keyOf: (one: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
