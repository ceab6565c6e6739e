import { isBlank } from './blank-text';
import { decodeText, refuseStrangeCharacters, refuseUncertainMarker } from './characters';
import { isJsonFile, JsonPositions, JsonValue, readJson } from './json-text';
import { PlainPositions, readPlain } from './plain/read-plain';
import { ReadError, orReadError } from './read-error';
import { readExactly } from './read-exactly';
import { explainTemplate } from './templates';

/** One document as a value. */
export interface ReadDocument {
  readonly value: unknown;
  /** Where it starts in the text. */
  readonly offset: number;
  /** The offset of the key at the end of a path, or of its nearest parent that exists; parses the text again when it is first asked. */
  readonly offsetOf: (path: readonly string[]) => number;
  readonly isPlain: boolean;
}

/** The documents of a text that `PieceSplitter` cut out: none, one, or several where JSON values follow one another. */
export interface ReadText {
  readonly text: string;
  readonly documents: readonly (ReadDocument | ReadError)[];
}

/** Reads a text that `PieceSplitter` cut out; `isFirst` is whether its file begins with it. Never throws for what it reads. */
export function readDocuments(bytes: Uint8Array, isFirst: boolean): ReadText | ReadError {
  return orReadError(() => {
    const text = decodeText(bytes);
    if (isBlank(text)) return { text, documents: [] };
    const read = orReadError(() => documentsOf(withLastLineEnded(text), isFirst));
    return { text, documents: read instanceof ReadError ? [explainTemplate(text, read)] : read };
  });
}

/** kubectl reads lines, and ends the last one of a file where nobody did. */
const withLastLineEnded = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

function documentsOf(text: string, isFirst: boolean): ReadDocument[] {
  refuseUncertainMarker(text);
  const isJson = isFirst && isJsonFile(text);
  const json = readJson(text);
  if (!isJson || !json) refuseStrangeCharacters(text); // in JSON, what ends a line of YAML is a character like any other
  return json?.map(jsonDocument) ?? readYaml(text);
}

function jsonDocument(json: JsonValue): ReadDocument {
  return { value: json.value, offset: json.offset, offsetOf: located(() => new JsonPositions(json)), isPlain: false };
}

function readYaml(text: string): ReadDocument[] {
  const plain = readPlain(text);
  if (plain) return [{ ...plain, offsetOf: located(() => new PlainPositions(text)), isPlain: true }];
  const exact = readExactly(text);
  return exact ? [{ ...exact, offsetOf: located(exact.positions), isPlain: false }] : [];
}

interface Positions { offsetOf(path: readonly string[]): number }

/**
 * The positions that were asked for last. A parsed document is fifty times its text, so only one is kept, however many objects are: findings come
 * document by document.
 */
let latest: { readonly owner: object; readonly positions: Positions } | undefined;

function located(parse: () => Positions): (path: readonly string[]) => number {
  return (path) => {
    if (latest?.owner !== parse) latest = { owner: parse, positions: parse() };
    return latest.positions.offsetOf(path);
  };
}
