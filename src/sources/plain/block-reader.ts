import { FlowCollections } from './flow-collections';
import { literalText } from './literal-text';
import { Offsets } from './offsets';
import { endsLine, NOT_PLAIN, Scalars } from './scalars';
import { DEEPEST_NESTING } from '../limits';

const LINE_FEED = 10;
const SPACE = 32;
const HASH = 35;
const DASH = 45;
const BAR = 124;

/** Reads one document of maps and lists in block style, line by line. */
export class BlockReader {
  /** Where the text goes on, and in which column; -1 after its end. */
  private at = 0;
  private column = 0;
  private depth = 0;
  private readonly scalars: Scalars;
  private readonly flow: FlowCollections;

  constructor(private readonly text: string, private readonly offsets?: Offsets) {
    this.scalars = new Scalars(text);
    this.flow = new FlowCollections(text, this.scalars, offsets);
  }

  /** The value of the document, and where its first key stands. */
  public document(): { readonly value: unknown; readonly offset: number } {
    if (this.text.includes('\r')) throw NOT_PLAIN;
    this.moveToLine(/^---[ ]*\n/.exec(this.text)?.[0].length ?? 0);
    const offset = this.at;
    if (this.column !== 0 || this.isItem()) throw NOT_PLAIN;
    const value = this.map();
    if (this.at < this.text.length) throw NOT_PLAIN;
    return { value, offset };
  }

  /** Moves to the next line that has something to say, from the start of a line on. */
  private moveToLine(from: number): void {
    const { text } = this;
    let code = LINE_FEED;
    for (let start = from; code === LINE_FEED || code === HASH; start = this.afterLine(this.at)) {
      let at = start;
      while (text.charCodeAt(at) === SPACE) at += 1;
      code = text.charCodeAt(at);
      this.at = at;
      this.column = at - start;
    }
    if (this.at >= text.length) this.column = -1;
  }

  private afterLine(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end + 1;
  }

  private isItem(): boolean {
    if (this.text.charCodeAt(this.at) !== DASH) return false;
    const next = this.text.charCodeAt(this.at + 1);
    return next === SPACE || next === LINE_FEED;
  }

  private node(): unknown {
    return this.isItem() ? this.list() : this.map();
  }

  private map(): Record<string, unknown> {
    const { column } = this;
    const map: Record<string, unknown> = {};
    const places = this.offsets?.of(map);
    this.open();
    do {
      const { at } = this;
      const key = this.key();
      if (map[key] !== undefined || key === '__proto__') throw NOT_PLAIN; // a second one, or what every object inherits
      if (places) places[key] = at;
      map[key] = this.value(column);
    } while (this.column === column);
    this.close(column);
    return map;
  }

  private list(): unknown[] {
    const { column } = this;
    const list: unknown[] = [];
    const places = this.offsets?.of(list);
    this.open();
    do {
      this.moveToContent(this.at + 1);
      if (places) places[list.length] = this.at;
      list.push(this.item(column));
    } while (this.column === column && this.isItem());
    this.close(column);
    return list;
  }

  private open(): void {
    this.depth += 1;
    if (this.depth > DEEPEST_NESTING / 2) throw NOT_PLAIN; // those between brackets come on top
  }

  private close(column: number): void {
    this.depth -= 1;
    if (this.column > column) throw NOT_PLAIN;
  }

  /** Moves behind the colon. */
  private key(): string {
    const key = this.scalars.key(this.at);
    const colon = this.scalars.end;
    if (this.text.charCodeAt(colon + 1) > SPACE) throw NOT_PLAIN;
    this.at = colon + 1;
    return key;
  }

  /** The value of a key in this column. */
  private value(column: number): unknown {
    if (!endsLine(this.text, this.at)) {
      this.moveToContent(this.at);
      return this.scalar(column);
    }
    this.moveToLine(this.afterLine(this.at));
    if (this.column > column) return this.node();
    return this.column === column && this.isItem() ? this.list() : null;
  }

  /** The item of a list whose dashes are in this column. */
  private item(column: number): unknown {
    const code = this.text.charCodeAt(this.at);
    if (code === BAR || this.flow.isAt(this.at)) return this.scalar(column);
    if (!this.isItem() && !this.scalars.startsWithKey(this.at)) return this.scalar(column);
    return this.node();
  }

  /** A value that starts in this line, below a key or dash in the column. */
  private scalar(column: number): unknown {
    const { at } = this;
    if (this.text.charCodeAt(at) === BAR) {
      const { value, end } = literalText(this.text, at, column);
      this.moveToLine(end);
      if (this.column > column) throw NOT_PLAIN;
      return value;
    }
    const reader = this.flow.isAt(at) ? this.flow : this.scalars;
    const value = reader.value(at);
    if (!endsLine(this.text, reader.end)) throw NOT_PLAIN;
    this.moveToLine(this.afterLine(reader.end));
    if (this.column > column) throw NOT_PLAIN; // it goes on
    return value;
  }

  private moveToContent(from: number): void {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at += 1;
    this.column += at - this.at;
    this.at = at;
  }
}
