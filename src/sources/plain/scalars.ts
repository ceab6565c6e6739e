import { remembered } from '../../objects/remembered';
import { resolvePlain, startsText } from '../plain-scalar';

/** Thrown where a text is not in the plain style that manifests are written in. It says nothing about whether the text is right. */
export const NOT_PLAIN = new Error('not plain');

const TAB = 9;
const LINE_FEED = 10;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const DASH = 45;
const COLON = 58;

// No expression for a whole text in quotes: one that repeats alternatives runs out of stack in some megabytes.
const IN_DOUBLE_QUOTES = /[^"\\\n\t]*/y;
const IN_SINGLE_QUOTES = /[^'\n\t]*/y;
const ESCAPED = new Set([...'nt"\\']);
/** What would merge, or end the document, as a key. */
const MARKS = ['<<', '---', '...'];
const LONGEST_KEY = 128; // YAML refuses keys of more than 1024 characters

/** Which characters may start an unquoted text: those that no style of YAML gives a meaning. */
const STARTS_PLAIN = Array.from({ length: 128 }, (_, code) => /[\w./$()+~<=;^\\]/.test(String.fromCharCode(code)));

/** An unquoted key that means what it says; undefined for any other. The same few come in every document. */
const plainKey = remembered((key): string | undefined => {
  const meansMore = MARKS.some((mark) => key.startsWith(mark)) || key.endsWith(' ') || resolvePlain(key).type !== 'str';
  return meansMore ? undefined : key;
});

/** Reads the scalars that do not leave their line. */
export class Scalars {
  /** Where what was read last ends. */
  public end = 0;

  constructor(private readonly text: string) {}

  /** A scalar that is a value in block style. */
  public value(at: number): unknown {
    if (this.isQuoted(at)) return this.quoted(at);
    if (!this.startsPlain(at) || this.scanPlain(at) === COLON) throw NOT_PLAIN;
    return this.resolved(at, this.end);
  }

  /** A key in block style; `end` is at its colon then. */
  public key(at: number): string {
    if (!this.startsWithKey(at) || this.end - at > LONGEST_KEY) throw NOT_PLAIN;
    if (this.isQuoted(at)) return this.quoted(at);
    const key = plainKey(this.text.slice(at, this.end));
    if (key === undefined) throw NOT_PLAIN;
    return key;
  }

  /** Whether a key stands there. */
  public startsWithKey(at: number): boolean {
    if (!this.isQuoted(at)) return this.startsPlain(at) && this.scanPlain(at) === COLON;
    this.quoted(at);
    return this.text.charCodeAt(this.end) === COLON;
  }

  /** Whether a text in quotes stands there. */
  public isQuoted(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === QUOTE || code === APOSTROPHE;
  }

  /** A text in quotes. */
  public quoted(at: number): string {
    const isDouble = this.text.charCodeAt(at) === QUOTE;
    this.end = isDouble ? this.afterDouble(at + 1) : this.afterSingle(at + 1);
    const inside = this.text.slice(at + 1, this.end - 1);
    if (isDouble) return inside.includes('\\') ? JSON.parse(`"${inside}"`) as string : inside;
    return inside.replaceAll("''", "'");
  }

  /** Where a text in double quotes ends. */
  private afterDouble(from: number): number {
    for (let at = from; ; at += 2) {
      at = endOf(IN_DOUBLE_QUOTES, this.text, at);
      if (this.text.charCodeAt(at) === QUOTE) return at + 1;
      if (this.text[at] !== '\\' || !ESCAPED.has(this.text[at + 1])) throw NOT_PLAIN;
    }
  }

  /** Where a text in single quotes ends, in which two stand for one. */
  private afterSingle(from: number): number {
    for (let at = from; ; at += 2) {
      at = endOf(IN_SINGLE_QUOTES, this.text, at);
      if (this.text.charCodeAt(at) !== APOSTROPHE) throw NOT_PLAIN;
      if (this.text.charCodeAt(at + 1) !== APOSTROPHE) return at + 1;
    }
  }

  /** What the unquoted text between two offsets means. */
  public resolved(at: number, end: number): unknown {
    const text = this.text.slice(at, end);
    if (at < end && startsText(text.charCodeAt(0))) return text;
    const { value } = resolvePlain(text);
    if (typeof value === 'number' && !Number.isFinite(value)) throw NOT_PLAIN;
    return value;
  }

  private startsPlain(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === DASH ? this.text.charCodeAt(at + 1) > SPACE : code > 127 || STARTS_PLAIN[code];
  }

  /** Moves to the end of an unquoted text, without the spaces after it; gives the character that ends it. */
  private scanPlain(from: number): number {
    const { text } = this;
    let last = from;
    for (let at = from; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code > COLON || (code > SPACE && code !== COLON && code !== HASH)) {
        last = at;
      } else if (code === TAB) {
        throw NOT_PLAIN;
      } else if (code === COLON ? text.charCodeAt(at + 1) > SPACE : code === HASH && last >= at - 1) {
        last = at;
      } else if (code !== SPACE) {
        this.end = code === COLON ? at : last + 1;
        return code;
      }
    }
  }
}

function endOf(run: RegExp, text: string, from: number): number {
  run.lastIndex = from;
  run.test(text);
  return run.lastIndex;
}

/** Whether nothing but a comment follows in the line. */
export function endsLine(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at += 1;
  const code = text.charCodeAt(at);
  return code === LINE_FEED || at >= text.length || (code === HASH && at > from);
}
