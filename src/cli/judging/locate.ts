import { ListedFinding } from './finding-log';
import { grouped } from '../../objects/grouped';
import { piecesOf } from '../../sources/pieces';
import { RereadObject, RereadPiece } from '../../sources/reread-piece';
import { Input } from '../input';

/**
 * Locates findings whose objects are gone by now: reads their files once more, and parses only the documents and the items of lists in question. A file
 * that changed in between leaves its findings without a line.
 */
export function locateLate(entries: readonly ListedFinding[], input: Input): void {
  const late = entries.filter(({ former, finding }) => former && finding.origin.file !== undefined && finding.line === undefined);
  for (const [file, found] of grouped(late, ({ finding }) => finding.origin.file!)) {
    const byPiece = grouped(found, ({ former }) => former!.address.piece);
    let number = 0;
    for (const piece of piecesOf(input.again(file))) {
      locateIn(new RereadPiece(piece), byPiece.get(number++) ?? []);
    }
  }
}

function locateIn(piece: RereadPiece, entries: readonly ListedFinding[]): void {
  for (const entry of entries) {
    const object = piece.objectAt(entry.former!.address);
    if (object && isSame(object, entry)) entry.finding = { ...entry.finding, ...object.locate(entry.finding.pointer) };
  }
}

function isSame({ manifest }: RereadObject, { finding }: ListedFinding): boolean {
  const { kind, name } = finding.object;
  const metadata = manifest.metadata as { readonly name?: unknown } | null | undefined;
  return manifest.kind === kind && (metadata?.name === name || name === '');
}
