import { Entry } from './finding-log';
import { PieceSplitter } from '../../sources/pieces';
import { readText } from '../../sources/read-source';
import { SourceItem, SourceObject } from '../../sources/source';
import { Input } from '../input';

/**
 * Finds the places of findings whose objects are gone by now: reads the files that have some once more, and parses only the documents in question.
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
      if (wanted) locateInPiece([...readText(piece.bytes, file)], piece.line - 1, wanted);
    }
  };
  for await (const chunk of bytes) {
    visit(splitter.push(chunk));
    if (number > last) return;
  }
  visit(splitter.end());
}

function locateInPiece(items: readonly SourceItem[], linesBefore: number, entries: readonly Entry[]): void {
  for (const entry of entries) {
    const position = items.find((item): item is SourceObject => item.type === 'object' && isSame(item, entry))?.locate(entry.finding.pointer);
    if (position) entry.finding = { ...entry.finding, line: position.line + linesBefore, column: position.column };
  }
}

function isSame({ place, manifest }: SourceObject, { former, finding }: Entry): boolean {
  const { name } = finding.object;
  const metadata = manifest.metadata as { readonly name?: unknown } | null | undefined;
  return place.path.join('/') === former!.place.path.join('/') && manifest.kind === finding.object.kind && (metadata?.name === name || name === '');
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
