import { BlockReader } from './block-reader';
import { NOT_PLAIN } from './not-plain';
import { Offsets } from './offsets';

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
  private readonly offsets = new Offsets();
  private readonly document: PlainDocument;

  constructor(text: string) {
    this.document = readPlain(text, this.offsets)!;
  }

  /** The offset of the key at the end of a path, or of its nearest parent that exists. */
  public offsetOf(path: readonly string[]): number {
    let { value, offset } = this.document;
    for (const key of path) {
      const at = this.offsets.at(value, key);
      if (at === undefined) break;
      offset = at;
      value = (value as Record<string, unknown>)[key];
    }
    return offset;
  }
}
