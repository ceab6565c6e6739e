import { decodeLeniently } from './characters';
import { Stretch } from './pieces';
import { Places } from './places';
import { PlainPositions } from './plain/read-plain';
import { readText } from './read-source';
import { Place, Position, SourceItem, SourceObject } from './source';
import { isObject, pointerKeys } from '../objects/pointer';

/** An object that is read once more. */
export type FoundObject = Pick<SourceObject, 'manifest' | 'locate'>;

/** Reads a stretch of a file for the second time, to find places in objects that are gone by now. Of a long list only the items in question are read. */
export class SecondReading {
  private all?: readonly SourceItem[];
  private list?: { readonly positions: PlainPositions; readonly places: Places };

  constructor(private readonly bytes: Uint8Array, private readonly stretch: Stretch, private readonly file: string) {}

  /** What stands at a place; undefined where nothing does any more. */
  public objectAt(place: Place): FoundObject | undefined {
    return this.itemAt(place) ?? this.anyAt(place);
  }

  private itemAt({ path, isPlain }: Place): FoundObject | undefined {
    if (!isPlain || path.length !== 2) return undefined;
    this.list ??= listIn(this.bytes, this.stretch);
    const { positions, places } = this.list;
    const manifest = positions.valueOf(Number(path[1]));
    const isWhole = isObject(manifest) && manifest.apiVersion !== undefined && manifest.kind !== undefined; // other items have their type from the list
    return isWhole ? { manifest, locate: (pointer) => places.at(positions.offsetOf([...path, ...pointerKeys(pointer)])) } : undefined;
  }

  private anyAt({ path }: Place): FoundObject | undefined {
    this.all ??= [...readText(this.bytes, this.file)];
    const found = this.all.find((item): item is SourceObject => item.type === 'object' && item.place.path.join('/') === path.join('/'));
    return found && { manifest: found.manifest, locate: (pointer) => this.inFile(found.locate(pointer)) };
  }

  private inFile({ line, column }: Position): Position {
    return { line: line + this.stretch.line - 1, column };
  }
}

function listIn(bytes: Uint8Array, { line }: Stretch): { readonly positions: PlainPositions; readonly places: Places } {
  const text = decodeLeniently(bytes);
  return { positions: new PlainPositions(text), places: new Places(text, line) };
}
