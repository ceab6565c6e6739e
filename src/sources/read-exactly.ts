import { YamlPositions } from './yaml-positions';
import { parseSyntax } from './yaml-syntax';
import { valueOf } from './yaml-value';

/** A document in any style that the API tooling takes. */
export interface ExactDocument {
  readonly value: unknown;
  /** Where its contents start. */
  readonly offset: number;
  /** Parses the text once more: a parsed document is fifty times its text. */
  readonly positions: () => YamlPositions;
}

/** Reads one document; undefined where there is none. Throws a `ReadError` for what the API tooling refuses, and for what nobody can be sure of. */
export function readExactly(text: string): ExactDocument | undefined {
  const syntax = parseSyntax(text);
  return syntax && { value: valueOf(syntax, text), offset: syntax.contents.range[0], positions: () => new YamlPositions(parseSyntax(text)!) };
}
