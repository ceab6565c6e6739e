import { Composer, Document, Lexer, Parser, ParsedNode, YAMLParseError } from 'yaml';
import type { CST } from 'yaml';
import { isBlank } from './blank-text';
import { DEEPEST_NESTING, MOST_YAML_TOKENS, tooDeep, tooManyTokens } from './limits';
import { ReadError } from './read-error';

/** A parsed document: the syntax alone, each scalar as it was written. */
export type Syntax = Document.Parsed<ParsedNode, false>;

/** What a scalar means is decided in `yaml-value.ts`, hence no types here. */
const SYNTAX_ONLY = { schema: 'failsafe', resolveKnownTags: false, version: '1.1', merge: false, uniqueKeys: false, logLevel: 'silent' } as const;

/** Parses one document; undefined where there is none, such as in a text of comments. */
export function parseSyntax(text: string): Syntax | undefined {
  refuseDirectives(text);
  const documents = [...new Composer<ParsedNode, false>({ ...SYNTAX_ONLY, strict: true }).compose(shallowTokens(text))];
  const [document, second] = documents;
  const fault = document?.errors[0] ?? second?.errors[0];
  if (fault) throw notYaml(fault);
  if (second) throw new ReadError('is not YAML: a second document starts without "---"', 'put "---" between two documents', second.range[0]);
  return document?.contents && !isEmpty(document) ? document : undefined;
}

function isEmpty(document: Syntax): boolean {
  const { range } = document.contents;
  return range[0] === range[1] && !document.contents.tag && !document.contents.anchor;
}

/** What the lexer keeps to itself: the least column in which a scalar or collection may go on, and what reads them. */
interface LexerState {
  indentNext: number;
  parseQuotedScalar(): Generator<string, unknown>;
  parseFlowCollection(): Generator<string, unknown>;
}

/** A lexer that lets quoted scalars and flow collections go on in any column, as YAML 1.1 and go-yaml do; of itself it stops where their key starts. */
function lexer(): Lexer {
  const created = new Lexer();
  const state = created as unknown as LexerState;
  for (const method of ['parseQuotedScalar', 'parseFlowCollection'] as const) {
    const parse = state[method];
    state[method] = function* (): Generator<string, unknown> {
      const { indentNext } = state;
      state.indentNext = 0;
      const next = yield* parse.call(state);
      state.indentNext = indentNext;
      return next;
    };
  }
  return created;
}

function* shallowTokens(text: string): Generator<CST.Token> {
  const parser = new Parser();
  let offset = 0;
  let tokens = 0;
  for (const lexeme of lexer().lex(text)) {
    yield* parser.next(lexeme);
    offset += lexeme.length;
    tokens += 1;
    if (tokens > MOST_YAML_TOKENS) throw tooManyTokens(MOST_YAML_TOKENS, Math.min(offset, text.length));
    if (parser.stack.length > DEEPEST_NESTING) throw tooDeep(Math.min(offset, text.length));
  }
  yield* parser.end();
}

/** kubectl cuts at `---` first and then finds a document that ends after its directives. */
function refuseDirectives(text: string): void {
  const offset = text.search(/^%/m);
  if (offset >= 0 && isBlank(text.slice(0, offset))) throw new ReadError('has a YAML directive, which kubectl refuses', 'remove the line that starts with "%"', offset);
}

function notYaml(error: YAMLParseError): ReadError {
  const reason = error.message.replace(/ at line \d+, column \d+[^]*$/, '').replace(/[.:]$/, '');
  const tabs = error.code === 'TAB_AS_INDENT';
  return new ReadError(`is not YAML: ${tabs ? 'a tab indents a line' : reason}`, tabs ? 'indent with spaces' : 'correct the syntax', error.pos[0]);
}
