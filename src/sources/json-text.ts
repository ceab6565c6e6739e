import { Fault } from './fault';
import { DEEPEST_NESTING, tooDeep } from './nesting';

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Where one value of a text starts and ends. */
interface Extent { readonly start: number; readonly end: number }

/** A value of a JSON text; kubectl takes several, one after the other. */
export interface JsonValue {
  readonly value: unknown;
  readonly offset: number;
  readonly text: string;
}

/** Reads a text as JSON; undefined where it is none. Throws a `Fault` where it is valid JSON that cannot be decided. */
export function readJson(text: string): JsonValue[] | undefined {
  if (!/^(?:---[ \t]*(?:\r?\n))?\s*[{[]/.test(text)) return undefined;
  const offset = text.startsWith('---') ? 3 : 0;
  const whole = parse(text.slice(offset));
  const values = whole ? [{ ...whole, offset, text: text.slice(offset) }] : readSeveral(text, offset);
  values?.forEach((value) => refuseDuplicates(value));
  return values;
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function readSeveral(text: string, offset: number): JsonValue[] | undefined {
  const extents = topLevelValues(text, offset);
  if (extents.length < 2) return undefined;
  const values: JsonValue[] = [];
  for (const { start, end } of extents) {
    const part = text.slice(start, end);
    const parsed = parse(part);
    if (!parsed) return undefined;
    values.push({ ...parsed, offset: start, text: part });
  }
  return values;
}

function topLevelValues(text: string, offset: number): Extent[] {
  const extents: Extent[] = [];
  let depth = 0;
  let start = 0;
  for (const { token, at } of tokens(text, offset)) {
    if (depth === 0) start = at;
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth <= 0) extents.push({ start, end: at + token.length });
  }
  return extents;
}

function* tokens(text: string, from: number): Generator<{ readonly token: string; readonly at: number }> {
  const matcher = new RegExp(TOKEN);
  matcher.lastIndex = from;
  for (let match = matcher.exec(text); match; match = matcher.exec(text)) yield { token: match[0], at: match.index };
}

/** `JSON.parse` keeps the last of equal keys, silently. */
function refuseDuplicates({ text, offset }: JsonValue): void {
  const open: Set<string>[] = [];
  let last = { token: '', at: 0 };
  for (const { token, at } of tokens(text, 0)) {
    if (token === '{' || token === '[') open.push(new Set());
    if (token === '}' || token === ']') open.pop();
    if (open.length > DEEPEST_NESTING) throw tooDeep(offset + at);
    if (token === ':') {
      const key = JSON.parse(last.token) as string;
      const keys = open[open.length - 1];
      if (keys.has(key)) throw new Fault(`has the key ${JSON.stringify(key)} twice in one map`, 'remove one of the two', offset + last.at);
      keys.add(key);
    }
    last = { token, at };
  }
}

/** A value in the text: where its key stands, or itself where it is an item, and what is in it. */
interface Place {
  readonly at: number;
  readonly children: Map<string, Place>;
}

/** Finds the keys of a JSON value in its text. */
export class JsonPositions {
  private root?: Place;

  constructor(private readonly json: JsonValue) {}

  /** The offset of the key at the end of a path, or of its nearest parent that exists. */
  public offsetOf(path: readonly string[]): number {
    this.root ??= placesOf(this.json.text);
    let place = this.root;
    for (const key of path) {
      const child = place.children.get(key);
      if (!child) break;
      place = child;
    }
    return this.json.offset + place.at;
  }
}

/** The text is valid here. A name is a key or a text; which of the two, the colon after it tells. */
function placesOf(text: string): Place {
  const root: Place = { at: text.search(/\S/), children: new Map() };
  const open: { readonly place: Place; readonly isList: boolean; next: number }[] = [];
  let current = root;
  let last = { token: '', at: 0 };
  for (const { token, at } of tokens(text, 0)) {
    const parent = open[open.length - 1];
    const startsValue = token !== ':' && token !== ',' && token !== '}' && token !== ']';
    if (token === ':') parent.place.children.set(JSON.parse(last.token) as string, current = { at: last.at, children: new Map() });
    if (startsValue && parent?.isList) parent.place.children.set(String(parent.next++), current = { at, children: new Map() });
    if (token === '{' || token === '[') open.push({ place: current, isList: token === '[', next: 0 });
    if (token === '}' || token === ']') open.pop();
    last = { token, at };
  }
  return root;
}
