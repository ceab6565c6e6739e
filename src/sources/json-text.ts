import { DEEPEST_NESTING, MOST_JSON_TOKENS, tooDeep, tooManyTokens } from './limits';
import { ReadError } from './read-error';

/** How far into a file kubectl looks for the brace that makes it a JSON file. */
const JSON_FILE = /^[ \t\r\n]{0,4095}\{/;
const JSON_DOCUMENT = /^(?:---[ \t]*\r?\n)?[ \t\r\n]*[{[]/;
const WORD = /[^ \t\r\n{}[\],:"]+/y;
const PUNCTUATION = new Set('{}[],:');
const BLANKS = new Set(' \t\r\n');

/** Whether kubectl reads a file that begins with this text as JSON values; everywhere else its YAML parser reads JSON as well. */
export function isJsonFile(text: string): boolean {
  return JSON_FILE.test(text);
}

/** A value of a JSON text; kubectl takes several, one after the other. */
export interface JsonValue {
  readonly value: unknown;
  readonly offset: number;
  readonly text: string;
}

/** Reads a text as JSON; undefined where it is none. Throws a `ReadError` where it is valid JSON that cannot be decided. */
export function readJson(text: string): JsonValue[] | undefined {
  if (!JSON_DOCUMENT.test(text)) return undefined;
  const offset = text.startsWith('---') ? 3 : 0;
  if (text.length > MOST_JSON_TOKENS) refuseManyTokens(text, offset);
  const whole = parse(text.slice(offset));
  const values = whole ? [{ ...whole, offset, text: text.slice(offset) }] : readSeveral(text, offset);
  values?.forEach((value) => refuseDuplicates(value));
  return values;
}

function refuseManyTokens(text: string, from: number): void {
  let count = 0;
  for (const { at } of tokens(text, from)) if (++count > MOST_JSON_TOKENS) throw tooManyTokens(MOST_JSON_TOKENS, at);
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function readSeveral(text: string, from: number): JsonValue[] | undefined {
  const values: JsonValue[] = [];
  let depth = 0;
  let start = -1;
  for (const { token, at } of tokens(text, from)) {
    if (start < 0) start = at;
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth > 0) continue;
    const part = text.slice(start, at + token.length);
    const parsed = parse(part);
    if (!parsed) return undefined;
    values.push({ ...parsed, offset: start, text: part });
    start = -1;
  }
  return start < 0 ? values : undefined; // the last one has no end
}

interface Token { readonly token: string; readonly at: number }

/** The tokens of a text. A quote that is not closed makes the rest of the text one token. */
function* tokens(text: string, from: number): Generator<Token> {
  for (let at = from; at < text.length;) {
    if (BLANKS.has(text[at])) {
      at += 1;
    } else {
      const end = tokenEnd(text, at);
      yield { token: text.slice(at, end), at };
      at = end;
    }
  }
}

function tokenEnd(text: string, at: number): number {
  if (PUNCTUATION.has(text[at])) return at + 1;
  if (text[at] === '"') return stringEnd(text, at);
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : text.length;
}

/** No regular expression, since those run out of stack in a string of some megabytes. */
function stringEnd(text: string, open: number): number {
  for (let quote = text.indexOf('"', open + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (text[quote - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** `JSON.parse` keeps the last of equal keys, silently. */
function refuseDuplicates({ text, offset }: JsonValue): void {
  const open: (Set<string> | undefined)[] = []; // most values of a hostile text are empty
  let last: Token = { token: '', at: 0 };
  for (const { token, at } of tokens(text, 0)) {
    if (token === '{' || token === '[') open.push(undefined);
    if (token === '}' || token === ']') open.pop();
    if (open.length > DEEPEST_NESTING) throw tooDeep(offset + at);
    if (token === ':') {
      const key = JSON.parse(last.token) as string;
      const keys = open[open.length - 1] ??= new Set();
      if (keys.has(key)) throw new ReadError(`has the key ${JSON.stringify(key)} twice in one map`, 'remove one of the two', offset + last.at);
      keys.add(key);
    }
    last = { token, at };
  }
}

/** Where a value stands in the text: at its key, or at itself where it is an item; and the values in it. */
interface LocatedValue {
  readonly at: number;
  children?: Map<string, LocatedValue>;
}

/** Finds the keys of a JSON value in its text. */
export class JsonPositions {
  private root?: LocatedValue;

  constructor(private readonly json: JsonValue) {}

  /** The offset of the key at the end of a path, or of its nearest parent that exists. */
  public offsetOf(path: readonly string[]): number {
    this.root ??= locatedIn(this.json.text);
    let value = this.root;
    for (const key of path) {
      const child = value.children?.get(key);
      if (!child) break;
      value = child;
    }
    return this.json.offset + value.at;
  }
}

/** The text is valid here. A name is a key or a text; which of the two, the colon after it tells. */
function locatedIn(text: string): LocatedValue {
  const root: LocatedValue = { at: text.search(/\S/) };
  const open: { readonly value: LocatedValue; readonly isList: boolean; next: number }[] = [];
  let current = root;
  let last: Token = { token: '', at: 0 };
  for (const { token, at } of tokens(text, 0)) {
    const parent = open[open.length - 1];
    const startsValue = token !== ':' && token !== ',' && token !== '}' && token !== ']';
    if (token === ':') (parent.value.children ??= new Map()).set(JSON.parse(last.token) as string, current = { at: last.at });
    if (startsValue && parent?.isList) (parent.value.children ??= new Map()).set(String(parent.next++), current = { at });
    if (token === '{' || token === '[') open.push({ value: current, isList: token === '[', next: 0 });
    if (token === '}' || token === ']') open.pop();
    last = { token, at };
  }
  return root;
}
