import { BlockReader } from './block-reader';
import { ItemTexts } from './item-texts';
import { Offsets } from './offsets';
import { NOT_PLAIN } from './scalars';

/** A document in plain style. */
export interface PlainDocument {
  readonly value: unknown;
  /** Where its first key stands. */
  readonly offset: number;
}

/**
 * Reads a document in the style that manifests are written in: maps and lists in block style, values on one line or as literal text. What it reads
 * means what `valueOf` says, at a small part of the cost. Undefined for any other text, be it in another style or wrong: that is for `parseSyntax`.
 */
export function readPlain(text: string, offsets?: Offsets): PlainDocument | undefined {
  try {
    return new BlockReader(text, offsets).document();
  } catch (error) {
    if (error === NOT_PLAIN) return undefined;
    throw error;
  }
}

/** Finds the keys of a text that `readPlain` reads. */
export class PlainPositions {
  private readonly items: ItemTexts;
  private whole?: Positions;
  private latest?: { readonly index: number; readonly positions: Positions | undefined };

  constructor(private readonly text: string) {
    this.items = new ItemTexts(text);
  }

  /** The offset of the key at the end of a path, or of its nearest parent that exists. Of a list only the item in question is read. */
  public offsetOf(path: readonly string[]): number {
    const [key, index, ...rest] = path;
    const item = key === 'items' && index !== undefined ? this.itemAt(Number(index)) : undefined;
    if (item) return item.offsetOf(['items', '0', ...rest]);
    this.whole ??= positionsIn(this.text, 0)!;
    return this.whole.offsetOf(path);
  }

  /** What the item of a number of the list `items` says; undefined where it is not known without reading the whole. */
  public valueOf(index: number): unknown {
    return this.itemAt(index)?.item;
  }

  private itemAt(index: number): Positions | undefined {
    if (this.latest?.index !== index) {
      const found = this.items.at(index);
      this.latest = { index, positions: found && positionsIn(found.text, found.shift) };
    }
    return this.latest.positions;
  }
}

function positionsIn(text: string, shift: number): Positions | undefined {
  const offsets = new Offsets();
  const document = readPlain(text, offsets);
  return document && new Positions(document, offsets, shift);
}

class Positions {
  constructor(private readonly document: PlainDocument, private readonly offsets: Offsets, private readonly shift: number) {}

  public get item(): unknown {
    return (this.document.value as { readonly items: readonly unknown[] }).items[0];
  }

  public offsetOf(path: readonly string[]): number {
    let { value, offset } = this.document;
    for (const key of path) {
      const at = this.offsets.at(value, key);
      if (at === undefined) break;
      offset = at;
      value = (value as Record<string, unknown>)[key];
    }
    return offset + this.shift;
  }
}
