import { Offsets } from './offsets';
import { NOT_PLAIN, Scalars } from './scalars';

const SPACE = 32;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;

/** An unquoted text between brackets, without anything that the versions of YAML could read differently. */
const PLAIN = /(?:[\w./]|-(?=\w))(?:[\w./+@=-]|:(?=\w)| (?=\w))*/y;
const DEEPEST = 20;

/** Reads maps and lists between brackets that do not leave their line. */
export class FlowCollections {
  /** Where what was read last ends. */
  public end = 0;

  constructor(private readonly text: string, private readonly scalars: Scalars, private readonly offsets?: Offsets) {}

  /** Whether a map or a list starts there. */
  public isAt(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === OPEN_LIST || code === OPEN_MAP;
  }

  /** A map, a list, or a scalar in one. */
  public value(at: number, depth = 0): unknown {
    if (depth > DEEPEST) throw NOT_PLAIN;
    const code = this.text.charCodeAt(at);
    if (code === OPEN_LIST) return this.list(at, depth + 1);
    return code === OPEN_MAP ? this.map(at, depth + 1) : this.scalar(at);
  }

  private scalar(at: number): unknown {
    if (this.scalars.isQuoted(at)) {
      const value = this.scalars.quoted(at);
      this.end = this.scalars.end;
      return value;
    }
    PLAIN.lastIndex = at;
    if (!PLAIN.test(this.text)) throw NOT_PLAIN;
    this.end = PLAIN.lastIndex;
    return this.scalars.resolved(at, this.end);
  }

  private list(from: number, depth: number): unknown[] {
    const list: unknown[] = [];
    const places = this.offsets?.of(list);
    for (let at = this.first(from, CLOSE_LIST); at >= 0; at = this.next(CLOSE_LIST)) {
      if (places) places[list.length] = at;
      list.push(this.value(at, depth));
    }
    return list;
  }

  private map(from: number, depth: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const places = this.offsets?.of(map);
    for (let at = this.first(from, CLOSE_MAP); at >= 0; at = this.next(CLOSE_MAP)) {
      const key = this.scalar(at);
      if (typeof key !== 'string' || key === '__proto__' || map[key] !== undefined) throw NOT_PLAIN;
      if (this.text.charCodeAt(this.end) !== COLON || this.text.charCodeAt(this.end + 1) !== SPACE) throw NOT_PLAIN;
      if (places) places[key] = at;
      map[key] = this.value(this.afterSpaces(this.end + 1), depth);
    }
    return map;
  }

  /** Where the first element starts; -1 where there is none. */
  private first(open: number, close: number): number {
    const at = this.afterSpaces(open + 1);
    if (this.text.charCodeAt(at) !== close) return at;
    this.end = at + 1;
    return -1;
  }

  /** Where the next element starts; -1 after the last one. */
  private next(close: number): number {
    const at = this.afterSpaces(this.end);
    const code = this.text.charCodeAt(at);
    if (code === COMMA) return this.afterSpaces(at + 1);
    if (code !== close) throw NOT_PLAIN;
    this.end = at + 1;
    return -1;
  }

  private afterSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at += 1;
    return at;
  }
}
