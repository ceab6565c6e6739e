/** @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax */
const TOKEN = new RegExp([
  '\\s+|//[^\\n]*', // left out
  '(?:[rR][bB]?|[bB][rR]?)?(?:"""[^]*?"""|\'\'\'[^]*?\'\'\'|"(?:[^"\\\\\\n]|\\\\.)*"|\'(?:[^\'\\\\\\n]|\\\\.)*\')',
  '0x[0-9a-fA-F]+u?|\\d+\\.\\d+(?:[eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+|\\.\\d+(?:[eE][+-]?\\d+)?|\\d+u?',
  '[_a-zA-Z][_a-zA-Z0-9]*',
  '&&|\\|\\||[<>=!]=|[-+*/%<>!?:.,()[\\]{}]',
].map((part) => `(${part})`).join('|'), 'y');

const RESERVED = new Set(['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'let', 'loop', 'namespace', 'package', 'return', 'var', 'void', 'while', 'in']);
const LITERALS = new Set(['true', 'false', 'null']);
const TYPES = ['bool', 'bytes', 'double', 'dyn', 'int', 'list', 'map', 'null_type', 'string', 'timestamp', 'duration', 'type', 'uint'];
/** What precedes the names of functions, and the function that a name alone is. https://kubernetes.io/docs/reference/using-api/cel/ */
const NAMESPACES = ['base64', 'cel', 'format', 'lists', 'math', 'optional', 'sets', 'strings', 'google'];
const FUNCTIONS = new Set([
  ...TYPES, 'has', 'size', 'matches', 'quantity', 'isQuantity', 'url', 'isURL', 'ip', 'isIP', 'cidr', 'isCIDR', 'semver', 'isSemver', 'isSorted', 'getHost',
]);
/** They name what stands for an element in the arguments behind it. */
const MACROS = new Set(['all', 'exists', 'exists_one', 'existsOne', 'map', 'filter', 'transformList', 'transformMap', 'transformMapEntry', 'bind', 'optMap', 'optFlatMap']);
const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['<', '<=', '>', '>=', '==', '!=', 'in'], ['+', '-'], ['*', '/', '%']];
/** With this name in scope objects are written as `Type{field: value}`. */
const OBJECT_TYPE = 'Object';
const DEEPEST = 100;

interface Token { readonly kind: 'text' | 'number' | 'name' | 'sign' | 'end'; readonly text: string }
const END: Token = { kind: 'end', text: 'the end' };

class SyntaxProblem extends Error {}

/**
 * What is wrong with an expression in CEL, as far as its syntax and the names of its variables show: types are not looked at. Undefined, or a predicate.
 *
 * @param variables the names that it may use
 */
export function celProblem(expression: string, variables: readonly string[]): string | undefined {
  try {
    new Parser(tokensOf(expression), [...variables, ...TYPES, ...NAMESPACES]).whole();
    return undefined;
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return problem.message;
    throw problem;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [found, blank, string, number, name] = TOKEN.exec(text) ?? [];
    if (found === undefined) throw new SyntaxProblem(`has ${JSON.stringify(text[at])} at character ${at + 1}, which is no part of an expression`);
    if (blank === undefined) tokens.push({ kind: kindOf(string, number, name), text: found });
  }
  return tokens;
}

function kindOf(string: string | undefined, number: string | undefined, name: string | undefined): Token['kind'] {
  if (string !== undefined) return 'text';
  if (number !== undefined) return 'number';
  return name === undefined ? 'sign' : 'name';
}

class Parser {
  private position = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[], private scope: readonly string[]) {}

  public whole(): void {
    this.expression();
    if (this.next !== END) throw new SyntaxProblem(`has ${this.shown} where it should end`);
  }

  private get next(): Token { return this.tokens[this.position] ?? END; }

  private get shown(): string { return this.next === END ? 'nothing' : JSON.stringify(this.next.text); }

  private is(...signs: readonly string[]): boolean { return (this.next.kind === 'sign' || this.next.text === 'in') && signs.includes(this.next.text); }

  private take(...signs: readonly string[]): boolean {
    const isThere = this.is(...signs);
    if (isThere) this.position += 1;
    return isThere;
  }

  private demand(sign: string): void {
    if (!this.take(sign)) throw new SyntaxProblem(`has ${this.shown} where ${JSON.stringify(sign)} should be`);
  }

  private expression(): void {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new SyntaxProblem(`nests more than ${DEEPEST} levels deep`);
    this.binary(0);
    if (this.take('?')) {
      this.binary(0);
      this.demand(':');
      this.expression();
    }
    this.depth -= 1;
  }

  private binary(level: number): void {
    if (level === LEVELS.length) {
      while (this.take('!', '-')); // any number of them
      this.member();
      return;
    }
    do this.binary(level + 1); while (this.take(...LEVELS[level]));
  }

  private member(): void {
    this.primary();
    for (;;) {
      if (this.take('.')) {
        this.take('?');
        const name = this.name();
        if (this.take('(')) this.call(name);
      } else if (this.take('[')) {
        this.take('?');
        this.expression();
        this.demand(']');
      } else if (this.scope.includes(OBJECT_TYPE) && this.take('{')) {
        this.elements('}', () => { this.take('?'); this.name(); this.demand(':'); this.expression(); });
      } else {
        return;
      }
    }
  }

  private name(): string {
    const { kind, text } = this.next;
    if (kind !== 'name' || text === 'in') throw new SyntaxProblem(`has ${this.shown} where the name of a field should be`);
    this.position += 1;
    return text;
  }

  private primary(): void {
    const { kind } = this.next;
    if (this.take('(')) {
      this.expression();
      this.demand(')');
    } else if (this.take('[')) {
      this.elements(']', () => { this.take('?'); this.expression(); });
    } else if (this.take('{')) {
      this.elements('}', () => { this.take('?'); this.expression(); this.demand(':'); this.expression(); });
    } else if (kind === 'text' || kind === 'number') {
      this.position += 1;
    } else {
      this.take('.');
      this.identifier();
    }
  }

  private identifier(): void {
    const { kind, text } = this.next;
    if (kind !== 'name') throw new SyntaxProblem(`has ${this.shown} where a value should be`);
    if (RESERVED.has(text)) throw new SyntaxProblem(`uses the reserved word "${text}"`);
    this.position += 1;
    if (LITERALS.has(text)) return;
    if (this.take('(')) {
      if (!FUNCTIONS.has(text)) throw new SyntaxProblem(`calls "${text}", which is no function`);
      this.call(text);
    } else if (!this.scope.includes(text)) {
      const known = this.scope.filter((name) => !TYPES.includes(name) && !NAMESPACES.includes(name));
      throw new SyntaxProblem(`uses "${text}", and there is nothing of this name but ${known.join(', ')}`);
    }
  }

  /** The arguments of a call, behind their parenthesis. */
  private call(name: string): void {
    const before = this.scope;
    if (MACROS.has(name)) this.scope = [...before, ...this.boundNames()];
    this.elements(')', () => this.expression());
    this.scope = before;
  }

  /** The names before the first argument that is none: one, or an index and an element. */
  private boundNames(): string[] {
    const names: string[] = [];
    for (let at = this.position; this.tokens[at]?.kind === 'name' && this.tokens[at + 1]?.text === ','; at += 2) names.push(this.tokens[at].text);
    return names;
  }

  /** Elements with commas in between, behind the sign that opens them; a comma may follow the last. */
  private elements(end: string, element: () => void): void {
    while (!this.take(end)) {
      element();
      if (!this.is(end)) this.demand(',');
    }
  }
}
