import { isBlank } from './blank-text';
import { decodeText, refuseStrangeCharacters } from './characters';
import { Fault, orFault } from './fault';
import { JsonPositions, JsonValue, readJson } from './json-text';
import { PlainPositions, readPlain } from './plain/read-plain';
import { explainTemplate, templateFault } from './templates';

/** One document as a value. */
export interface ReadDocument {
  readonly value: unknown;
  /** Where it starts in the text. */
  readonly offset: number;
  /** The offset of the key at the end of a path, or of its nearest parent that exists; parses the text again when it is first asked. */
  readonly offsetOf: (path: readonly string[]) => number;
  readonly isPlain: boolean;
}

/** Reads a text that `PieceSplitter` cut out: no document, one, or several where JSON values follow one another. Never throws for what it reads. */
export function readDocuments(bytes: Uint8Array): { readonly text: string; readonly documents: readonly (ReadDocument | Fault)[] } | Fault {
  const text = orFault(() => decodeText(bytes));
  if (text instanceof Fault || isBlank(text)) return text instanceof Fault ? text : { text, documents: [] };
  const read = orFault(() => readJson(text)?.map(jsonDocument) ?? readYaml(text));
  const documents = read instanceof Fault ? [explainTemplate(text, read)] : read;
  return { text, documents: documents.map((document) => document instanceof Fault ? document : templateFault(text, document.value) ?? document) };
}

function jsonDocument(json: JsonValue): ReadDocument {
  return { value: json.value, offset: json.offset, offsetOf: located(() => new JsonPositions(json)), isPlain: false };
}

function readYaml(text: string): ReadDocument[] {
  refuseStrangeCharacters(text);
  const plain = readPlain(text);
  if (plain) return [{ ...plain, offsetOf: located(() => new PlainPositions(text)), isPlain: true }];
  const exact = exactReader().readExactly(text);
  return exact ? [{ ...exact, offsetOf: located(exact.positions), isPlain: false }] : [];
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- its parser takes longer to load than a small file to read, and most inputs need none
const exactReader = (): typeof import('./read-exactly') => require('./read-exactly') as typeof import('./read-exactly');

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
