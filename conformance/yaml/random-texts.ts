import { Chance } from '../chance';
import { RandomScalars } from './random-scalars';
import { WRITTEN_TEXTS } from './written-texts';

const KEYS = ['a', 'b', 'c', 'd', 'name', 'spec', 'privileged', '"quoted"', '\'single\'', 'with space', '? a', '1', '0x10', 'yes', 'null', '1.0', '<<', '__proto__', 'ä', '*x', '&k a', '!!str 1'];
const ANCHORS = ['x', 'y', 'long-name'];
const BITS = [
  ' ', '  ', '\n', '\n  ', '\n    ', ': ', ':', '- ', '-', ', ', ',', '{', '}', '[', ']', '"', '\'', '#', ' # ', '&x ', '*x', '<<: ', '<<: *x', '|', '>', '|-', '>+', '|2', '!!str ',
  '!!int ', '!foo ', '! ', '?', '? ', '~', 'null', 'yes', '0644', '1e3', '\t', '\\', '\\n', '\r\n', '\r', '%', '@', '`', '---', '...', '\n---\n', 'é', '\u00a0', '\u0085', '\u2028', '\ufeff', '\u0000',
  '\u007f', '=', '0x1F', '1_000', '.5', '*', '&', 'a', 'b: c', 'y', 'on: ', '::', '?:', ':?', '{?', '[:',
];

/** Texts made from a grammar of YAML, and such texts with something changed. */
export class RandomTexts {
  private readonly scalars: RandomScalars;

  constructor(private readonly chance: Chance) { this.scalars = new RandomScalars(chance); }

  public text(): string {
    const { chance } = this;
    return chance.one([
      () => `v: ${this.scalars.inline()}\n`, () => `v: ${this.scalars.inline()}\n`, () => `${this.scalars.plain()}: v\n`,
      () => this.file(), () => this.file(), () => JSON.stringify(this.json(3)), () => this.spoilt(), () => this.spoilt(), () => this.spoilt(),
    ])();
  }

  /** One document or several, as an editor of any system writes them. */
  private file(): string {
    const { chance } = this;
    const documents = [this.document(), ...(chance.often(0.15) ? chance.some(2, () => this.document()) : [])];
    const start = chance.one(['', '', '', '---\n', '# first\n', '--- # first\n', '\ufeff']);
    const text = start + documents.join(chance.one(['---\n', '---\n', '--- # next\n', '---\t\n', '...\n---\n', '...\n']));
    return chance.often(0.08) ? text.replace(/\n/g, '\r\n') : text;
  }

  /** One document in block style. */
  public document(): string { return `${this.chance.often(0.85) ? this.map('', 0) : this.list('', 0)}\n`; }

  private comment(): string { return this.chance.often(0.06) ? ' # note' : ''; }

  private anchor(): string { return this.chance.often(0.08) ? `&${this.chance.one(ANCHORS)} ` : ''; }

  private key(depth: number): string { return this.chance.often(0.75) ? `${this.chance.one(KEYS.slice(0, 7))}${depth}${this.chance.below(20)}` : this.chance.one(KEYS); }

  private map(indent: string, depth: number): string {
    const entry = (): string => (this.chance.often(0.04) ? `${indent}<<: *x` : `${indent}${this.key(depth)}:${this.value(indent, depth)}`);
    return this.lines([entry(), ...this.chance.some(3, entry)], indent);
  }

  private list(indent: string, depth: number): string {
    const entry = (): string => `${indent}-${this.item(indent, depth)}`;
    return this.lines([entry(), ...this.chance.some(3, entry)], indent);
  }

  /** Entries, now and then with a blank line or a comment between them. */
  private lines(entries: readonly string[], indent: string): string {
    return entries.map((entry) => (this.chance.often(0.06) ? `${this.chance.one(['', `${indent}# note`, '  ', '# note'])}\n` : '') + entry).join('\n');
  }

  private value(indent: string, depth: number): string {
    const { chance } = this;
    const share = chance.next();
    const deeper = indent + chance.one(['  ', '  ', '    ', ' ']);
    if (depth < 4 && share < 0.2) return `${this.anchorLine()}\n${this.map(deeper, depth + 1)}`;
    if (depth < 4 && share < 0.35) return `${this.anchorLine()}\n${this.list(`${indent}${chance.one(['', '  '])}`, depth + 1)}`;
    return this.leaf(indent, share);
  }

  private anchorLine(): string { return (this.chance.often(0.1) ? ` &${this.chance.one(ANCHORS)}` : '') + this.comment(); }

  private item(indent: string, depth: number): string {
    const { chance } = this;
    const share = chance.next();
    if (depth < 4 && share < 0.25) return ` ${this.map(`${indent}  `, depth + 1).trimStart()}`;
    if (depth < 4 && share < 0.35) return ` ${this.list(`${indent}  `, depth + 1).trimStart()}`;
    return this.leaf(indent, share);
  }

  /** What begins on the line of its key. */
  private leaf(indent: string, share: number): string {
    const { chance } = this;
    if (share < 0.45) return ` ${this.anchor()}${this.scalars.block(indent)}`;
    if (share < 0.6) return ` ${this.anchor()}${this.flow(0)}${this.comment()}`;
    if (share < 0.65) return ` *${chance.one(ANCHORS)}`;
    if (share < 0.7) return `${chance.one([' ', '   ', '\t', ' \t'])}${this.scalars.inline()}\n${indent}   more${chance.one(['', ' text', ': text'])}`;
    return ` ${this.anchor()}${this.scalars.inline()}${this.comment()}`;
  }

  private flow(depth: number): string {
    const { chance } = this;
    if (depth > 2 || chance.often(0.3)) return this.scalars.inline();
    const gap = chance.one([' ', '', '\n   ', ' # note\n   ']);
    const inner = (make: () => string): string => chance.some(3, make).join(`,${gap}`) + chance.one(['', '', '', ',', gap]);
    if (chance.often(0.5)) return `[${inner(() => this.flow(depth + 1))}]`;
    return `{${inner(() => `${this.key(depth)}${chance.one([': ', ': ', ': ', ':', ' : ', ''])}${this.flow(depth + 1)}`)}}`;
  }

  /** A value that JSON can write. */
  public json(depth: number): unknown {
    const { chance } = this;
    const many = <T>(make: () => T): T[] => chance.some(3, make);
    if (depth === 0 || chance.often(0.3)) return chance.one([null, true, false, 0, -1, 1e21, 1.5e-9, 'x', 'yes', '\u2028', 'ä🙂', '\u0001', 'a: b']);
    return chance.often(0.5) ? many(() => this.json(depth - 1)) : Object.fromEntries(many(() => [`k${chance.below(9)}`, this.json(depth - 1)]));
  }

  /** A text in which a few characters were put in, left out, copied or moved. */
  private spoilt(): string {
    const { chance } = this;
    let text = chance.often(0.5) ? this.file() : chance.one(WRITTEN_TEXTS.filter(({ length }) => length < 400));
    for (let changes = 1 + chance.below(3); changes > 0; changes--) text = this.changed(text);
    return text;
  }

  /** A text with one small change. */
  public changed(text: string): string {
    const { chance } = this;
    const [at, from] = [chance.below(text.length + 1), chance.below(text.length + 1)];
    return chance.one([
      () => text.slice(0, at) + chance.one(BITS) + text.slice(at), () => text.slice(0, at) + chance.one(BITS) + text.slice(at),
      () => text.slice(0, at) + text.slice(at + 1 + chance.below(3)),
      () => text.slice(0, at) + text.slice(from, from + chance.below(12)) + text.slice(at),
      () => text.slice(0, at), () => this.shifted(text),
    ])();
  }

  /** With one line further in or out. */
  private shifted(text: string): string {
    const lines = text.split('\n');
    const at = this.chance.below(lines.length);
    lines[at] = this.chance.often(0.5) ? ` ${lines[at]}` : lines[at].slice(1);
    return lines.join('\n');
  }
}
