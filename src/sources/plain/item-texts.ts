const HEAD = /^items: *(?:#.*)?(?=\n(?: *(?:#.*)?\n)*( *)- )/m;
const KEY = 'items:';

/** A part of a text that reads as a document of its own, in which `items` has a single item. */
export interface ItemText {
  readonly text: string;
  /** What to add to an offset in it. */
  readonly shift: number;
}

/**
 * Cuts the list `items` of a text that `readPlain` reads into its items, by the columns of their dashes. To look into one item of thousands, the others
 * need not be read.
 */
export class ItemTexts {
  /** Where the line of each item starts, with the line feed before it. What comes after the list may look like an item, and is never looked up. */
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    this.starts = itemStarts(text);
  }

  /** The item of a number, with what stands between it and the next one; undefined where there is no such list. */
  public at(index: number): ItemText | undefined {
    const [start, next] = this.starts.slice(index, index + 2);
    if (start === undefined) return undefined;
    const end = next === undefined ? this.text.length : next + 1; // the line feed belongs to both
    return { text: KEY + this.text.slice(start, end), shift: start - KEY.length };
  }
}

function itemStarts(text: string): number[] {
  const head = HEAD.exec(text);
  if (!head) return [];
  const mark = `\n${head[1]}- `;
  const starts: number[] = [];
  for (let at = text.indexOf(mark, head.index + head[0].length); at >= 0; at = text.indexOf(mark, at + 1)) starts.push(at);
  return starts;
}
