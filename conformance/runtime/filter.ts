/**
 * The filter language of Falco, read as its own parser reads it.
 *
 * @see https://github.com/falcosecurity/libs/blob/master/userspace/libsinsp/filter/parser.h
 */
export type Filter =
  | { readonly is: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly is: 'not'; readonly of: Filter }
  /** The name of a macro. */
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'exists'; readonly field: Field }
  | { readonly is: 'compare'; readonly field: Field; readonly operator: string; readonly value: Word | Field }
  | { readonly is: 'list'; readonly field: Field; readonly operator: string; readonly values: readonly Word[] | Field | Word };

/** A field of an event, what is in its brackets, and the functions around it, the outermost first. */
export interface Field {
  readonly field: string;
  readonly argument?: string;
  readonly functions: readonly string[];
}

/** A value. One without quotes may be the name of a list. */
export interface Word { readonly text: string; readonly isQuoted: boolean }

const COMPARISONS = ['<=', '<', '>=', '>', '==', '=', '!=', 'glob ', 'iglob ', 'contains ', 'icontains ', 'bcontains ', 'startswith ', 'bstartswith ', 'endswith ', 'regex '];
const NUMERIC = ['<=', '<', '>=', '>'];
const LIST_OPERATORS = ['intersects', 'in', 'pmatch'];
const FUNCTIONS = ['tolower(', 'toupper(', 'b64(', 'basename(', 'len(', 'join(', 'concat('];

const BLANK = /[ \t\b\r\n]*/y;
const IDENTIFIER = /[a-zA-Z]+[a-zA-Z0-9_]*/y;
const FIELD_NAME = /[a-zA-Z]+[a-zA-Z0-9_]*(?:\.[a-zA-Z]+[a-zA-Z0-9_]*)+/y;
const BARE_ARGUMENT = /[^\]["'\s]+/y;
const NUMBER = /0[xX][0-9a-zA-Z]+|[+-]?\d+\.?\d*(?:[eE][+-]\d+)?/y;
const BARE = /[^()"'\s=,]+/y;
const NOT = /(?:not\s+)/y;

const ESCAPES: Readonly<Record<string, string>> = { 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', ' ': '\\', '\\': '\\', '/': '/' };

/** Reads one condition. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  public read(): Filter {
    const filter = this.or();
    if (this.at < this.text.length) throw this.wrong('expected "and" or "or"');
    return filter;
  }

  private or(): Filter {
    return this.sequence('or', () => this.and());
  }

  private and(): Filter {
    return this.sequence('and', () => this.not());
  }

  private sequence(word: 'and' | 'or', next: () => Filter): Filter {
    this.blank();
    const of = [next()];
    this.blank();
    while (this.take(word)) {
      if (this.blank()) of.push(next());
      else if (this.take('(')) of.push(this.rest());
      else throw this.wrong(`expected a blank or "(" after "${word}"`);
      this.blank();
    }
    return of.length === 1 ? of[0] : { is: word, of };
  }

  private not(): Filter {
    this.blank();
    let isNot = false;
    while (this.match(NOT) !== undefined) isNot = !isNot;
    const inParentheses = this.take('not(');
    const of = inParentheses ? this.rest() : this.check();
    return isNot !== inParentheses ? { is: 'not', of } : of;
  }

  /** What follows an opening parenthesis. */
  private rest(): Filter {
    const filter = this.or();
    this.blank();
    this.expect(')');
    return filter;
  }

  private check(): Filter {
    this.blank();
    if (this.take('(')) return this.rest();
    const field = this.field();
    if (field) return this.condition(field);
    const name = this.match(IDENTIFIER);
    if (name === undefined) throw this.wrong('expected "(", a field or the name of a macro');
    return { is: 'name', name };
  }

  private field(): Field | undefined {
    const name = this.match(FIELD_NAME);
    if (name !== undefined) return { field: name, functions: [], ...this.argument() };
    const called = FUNCTIONS.find((one) => this.take(one));
    return called === undefined ? undefined : this.inFunction(called.slice(0, -1));
  }

  private inFunction(name: string): Field {
    this.blank();
    const inner = this.field();
    if (!inner) throw this.wrong(`expected a field in ${name}(`);
    this.blank();
    this.expect(')');
    return { ...inner, functions: [name, ...inner.functions] };
  }

  private argument(): { readonly argument?: string } {
    if (!this.take('[')) return {};
    const argument = this.quoted() ?? this.match(BARE_ARGUMENT);
    if (argument === undefined) throw this.wrong('expected an argument');
    this.expect(']');
    return { argument };
  }

  private condition(field: Field): Filter {
    this.blank();
    if (this.take('exists')) return { is: 'exists', field };
    const operator = COMPARISONS.find((one) => this.take(one))?.trim();
    if (operator !== undefined) return { is: 'compare', field, operator, value: this.value(NUMERIC.includes(operator)) };
    const ofList = LIST_OPERATORS.find((one) => this.take(one));
    if (ofList === undefined) throw this.wrong('expected an operator');
    return { is: 'list', field, operator: ofList, values: this.values() };
  }

  private value(isNumber: boolean): Word | Field {
    this.blank();
    const other = this.otherField();
    if (other) return other;
    if (!isNumber) return this.word();
    const number = this.match(NUMBER);
    if (number === undefined) throw this.wrong('expected a number');
    return { text: number, isQuoted: false };
  }

  private otherField(): Field | undefined {
    if (this.take('val(')) return this.inFunction('val');
    const called = FUNCTIONS.find((one) => this.take(one));
    return called === undefined ? undefined : this.inFunction(called.slice(0, -1));
  }

  private word(): Word {
    this.blank();
    const quoted = this.quoted();
    if (quoted !== undefined) return { text: quoted, isQuoted: true };
    const bare = this.match(BARE);
    if (bare === undefined) throw this.wrong('expected a text');
    return { text: bare, isQuoted: false };
  }

  private values(): readonly Word[] | Field | Word {
    this.blank();
    if (!this.take('(')) {
      const other = this.otherField();
      if (other) return other;
      const name = this.match(IDENTIFIER);
      if (name === undefined) throw this.wrong('expected a list');
      return { text: name, isQuoted: false };
    }
    this.blank();
    if (this.take(')')) return [];
    const values = [this.word()];
    this.blank();
    while (this.take(',')) {
      values.push(this.word());
      this.blank();
    }
    this.expect(')');
    return values;
  }

  /** A quote ends the text unless the character before it is a backslash, even one that is escaped itself. */
  private quoted(): string | undefined {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== '\'') return undefined;
    for (let end = this.at + 1; end < this.text.length; end++) {
      if (this.text[end] !== quote || this.text[end - 1] === '\\') continue;
      const inner = this.text.slice(this.at + 1, end);
      this.at = end + 1;
      return inner.replace(/\\(.?)/g, (_, escaped: string) => {
        if (escaped === quote) return quote;
        if (!Object.hasOwn(ESCAPES, escaped)) throw this.wrong(`unknown escape \\${escaped}`);
        return ESCAPES[escaped];
      });
    }
    return undefined;
  }

  private blank(): boolean {
    return this.match(BLANK) !== '';
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at += found[0].length;
    return found[0];
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw this.wrong(`expected "${text}"`);
  }

  private wrong(what: string): Error {
    return new Error(`${what} at character ${this.at}: ${JSON.stringify(this.text.slice(Math.max(0, this.at - 20), this.at + 20))}`);
  }
}

/** Reads a condition. Throws what is wrong with it, and where. */
export const readFilter = (text: string): Filter => new Reader(text).read();

/** A backslash at the end is written with a blank, since a quote behind a second backslash would be taken for one that is escaped. */
const wordText = ({ text, isQuoted }: Word): string => (isQuoted ? `"${text.replace(/["\\]/g, '\\$&').replace(/\\\\$/, '\\ ')}"` : text);

function fieldText({ field, argument, functions }: Field): string {
  const name = argument === undefined ? field : `${field}[${argument}]`;
  return functions.reduceRight((inner, one) => `${one}(${inner})`, name);
}

const valueText = (value: Word | Field): string => ('field' in value ? fieldText(value) : wordText(value));

/** Writes a condition. */
export function filterText(filter: Filter): string {
  const operand = (one: Filter): string => (one.is === 'and' || one.is === 'or' ? `(${filterText(one)})` : filterText(one));
  switch (filter.is) {
    case 'and': case 'or': return filter.of.map(operand).join(` ${filter.is} `);
    case 'not': return `not ${operand(filter.of)}`;
    case 'name': return filter.name;
    case 'exists': return `${fieldText(filter.field)} exists`;
    case 'compare': return `${fieldText(filter.field)} ${filter.operator} ${valueText(filter.value)}`;
    case 'list': {
      const { values } = filter;
      return `${fieldText(filter.field)} ${filter.operator} ${'length' in values ? `(${values.map(wordText).join(', ')})` : valueText(values)}`;
    }
  }
}
