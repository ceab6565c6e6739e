import { decodeLeniently } from './characters';
import { LineIndex } from './line-index';
import { PieceReader } from './piece-reader';
import { Piece } from './pieces';
import { PlainPositions } from './plain/read-plain';
import { ObjectAddress, SourceItem, SourceObject } from './source';
import { isObject, pointerKeys } from '../objects/pointer';

/** An object that is read once more. */
export type RereadObject = Pick<SourceObject, 'manifest' | 'locate'>;

/** A piece of a file that is read for the second time, to locate findings in objects that are gone by now. Of a long list only the items in question are read. */
export class RereadPiece {
  private all?: readonly SourceItem[];
  private list?: { readonly positions: PlainPositions; readonly lines: LineIndex };

  constructor(private readonly piece: Piece) {}

  /** What stands at an address; undefined where nothing does any more. */
  public objectAt(address: ObjectAddress): RereadObject | undefined {
    return this.itemAt(address) ?? this.anyAt(address);
  }

  private itemAt({ path, isPlain }: ObjectAddress): RereadObject | undefined {
    if (!isPlain || path.length !== 2) return undefined;
    this.list ??= listIn(this.piece);
    const { positions, lines } = this.list;
    const manifest = positions.valueOf(Number(path[1]));
    const isWhole = isObject(manifest) && manifest.apiVersion !== undefined && manifest.kind !== undefined; // other items have their type from the list
    return isWhole ? { manifest, locate: (pointer) => lines.at(positions.offsetOf([...path, ...pointerKeys(pointer)])) } : undefined;
  }

  private anyAt({ value, path }: ObjectAddress): RereadObject | undefined {
    this.all ??= [...new PieceReader('').itemsOf(this.piece)];
    return this.all.find((item): item is SourceObject => item.type === 'object' && item.address.value === value && item.address.path.join('/') === path.join('/'));
  }
}

function listIn({ bytes, line }: Piece): { readonly positions: PlainPositions; readonly lines: LineIndex } {
  const text = decodeLeniently(bytes);
  return { positions: new PlainPositions(text), lines: new LineIndex(text, line) };
}
