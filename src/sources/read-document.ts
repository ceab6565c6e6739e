import { decodeText, refuseStrangeCharacters } from './characters';
import { Fault, orFault } from './fault';
import { JsonPositions, JsonValue, readJson } from './json-text';
import { explainTemplate, templateFault } from './templates';
import { YamlPositions } from './yaml-positions';
import { isBlank, parseSyntax } from './yaml-syntax';
import { valueOf } from './yaml-value';

/** One document as a value. */
export interface ReadDocument {
  readonly value: unknown;
  /** Where it starts in the text. */
  readonly offset: number;
  /** The offset of the key at the end of a path, or of its nearest parent that exists; parses the text again when it is first asked. */
  readonly offsetOf: (path: readonly string[]) => number;
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
  return { value: json.value, offset: json.offset, offsetOf: located(() => new JsonPositions(json)) };
}

function readYaml(text: string): ReadDocument[] {
  refuseStrangeCharacters(text);
  const syntax = parseSyntax(text);
  if (!syntax) return [];
  return [{ value: valueOf(syntax, text), offset: syntax.contents.range[0], offsetOf: located(() => new YamlPositions(parseSyntax(text)!)) }];
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
