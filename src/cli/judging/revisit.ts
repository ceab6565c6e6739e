import { ListedFinding } from './finding-log';
import { grouped } from '../../objects/grouped';
import { piecesOf } from '../../sources/pieces';
import { RereadObject, RereadPiece } from '../../sources/reread-piece';
import { ObjectAddress } from '../../sources/source';
import { Input } from '../input';

/** A part of a file that was read once more. */
export interface RevisitedPiece {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly objects: readonly RevisitedObject[];
}

/** An object that was gone, with its findings. */
export interface RevisitedObject extends RereadObject {
  readonly address: ObjectAddress;
  readonly entries: readonly ListedFinding[];
}

/**
 * Reads the files of findings once more, and of them only the documents and the items of lists in question. A file that changed in between leaves out
 * what is not in its place any more.
 */
export function* revisited(entries: readonly ListedFinding[], input: Input): Generator<RevisitedPiece> {
  const former = entries.filter(({ former: object, finding }) => object && finding.origin.file !== undefined);
  for (const [file, found] of grouped(former, ({ finding }) => finding.origin.file!)) {
    const byPiece = grouped(found, ({ former: object }) => object!.address.piece);
    let number = 0;
    for (const piece of piecesOf(input.again(file))) {
      const inPiece = byPiece.get(number++);
      if (inPiece) yield { file, bytes: piece.bytes, objects: objectsIn(new RereadPiece(piece), inPiece) };
    }
  }
}

function objectsIn(piece: RereadPiece, found: readonly ListedFinding[]): RevisitedObject[] {
  return [...grouped(found, ({ former }) => former!.index).values()].flatMap((entries) => {
    const { address } = entries[0].former!;
    const object = piece.objectAt(address);
    return object && isSame(object, entries[0]) ? [{ ...object, address, entries }] : [];
  });
}

function isSame({ manifest }: RereadObject, { finding }: ListedFinding): boolean {
  const { kind, name } = finding.object;
  const metadata = manifest.metadata as { readonly name?: unknown } | null | undefined;
  return manifest.kind === kind && (metadata?.name === name || name === '');
}
