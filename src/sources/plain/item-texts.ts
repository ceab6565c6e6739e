const LINE_FEED = 10;
const SPACE = 32;
const HASH = 35;
const DASH = 45;

const HEAD = /^items: *(?:#.*)?\n(?: *(?:#.*)?\n)*( *)- /m;
const KEY = 'items:\n';

/** A part of a text that reads as a document of its own, in which `items` has a single item. */
export interface ItemText {
  readonly text: string;
  /** What to add to an offset in it. */
  readonly shift: number;
}

/**
 * Cuts the list `items` of a text that `readPlain` reads into its items, by the columns of their lines. To look into one item of thousands, the others
 * need not be read.
 */
export class ItemTexts {
  /** Where the line of each item starts, and where the last one ends. */
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    this.starts = itemStarts(text);
  }

  /** The item of a number; undefined where there is none in block style. */
  public at(index: number): ItemText | undefined {
    const [start, end] = this.starts.slice(index, index + 2);
    return end === undefined ? undefined : { text: KEY + this.text.slice(start, end), shift: start - KEY.length };
  }
}

function itemStarts(text: string): number[] {
  const head = HEAD.exec(text);
  if (!head) return [];
  const column = head[1].length;
  const starts: number[] = [];
  let at = text.indexOf('\n', head.index) + 1;
  for (; at < text.length && !isKey(text, at); at = text.indexOf('\n', at) + 1 || text.length) if (isItem(text, at, column)) starts.push(at);
  return [...starts, at];
}

/** Whether the line is a key of the document itself. */
function isKey(text: string, line: number): boolean {
  const code = text.charCodeAt(line);
  return code !== SPACE && code !== DASH && code !== LINE_FEED && code !== HASH;
}

function isItem(text: string, line: number, column: number): boolean {
  const dash = line + column;
  if (text.charCodeAt(dash) !== DASH) return false;
  for (let at = line; at < dash; at++) if (text.charCodeAt(at) !== SPACE) return false;
  return text.charCodeAt(dash + 1) === SPACE;
}
