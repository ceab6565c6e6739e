import { Chance } from '../chance';

const WORDS = [
  'y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', '~', '', '.inf', '.nan', '<<', '=', 'a', 'nginx', 'runAsNonRoot', 'Localhost', 'key: value', 'a:b',
  'http://example.com/a?b=c', '{{ .Values.x }}', 'node-1.example.com', 'sha256:00ff', '@daily', '*/5 * * * *', '%d', '`x`', '- a', '? a', '#a', 'a #b', 'a# b', '!', '&', '*',
];
const TAGS = ['!!str', '!!int', '!!float', '!!bool', '!!null', '!!binary', '!!timestamp', '!!map', '!!seq', '!!set', '!local', '!', '!<tag:yaml.org,2002:str>', '!!unknown'];
const ESCAPES = ['\\n', '\\t', '\\"', '\\\\', '\\/', '\\0', '\\e', '\\x41', '\\u00e4', '\\u2028', '\\U0001F600', '\\_', '\\N', '\\L', '\\P', '\\ ', '\\a', '\\q', '\\ud83d\\ude00'];
const CHARACTERS = [...'abz09.,:;-_/\\!&*%@`|>?#=~+ \t\'"[]{}()<>^$', 'ä', 'ß', '中', '🙂', '\u00a0', '\u200b', '\u0301', '\u3000', '\ufffd'];

/** A text in the upper or lower case, or with a capital. */
const spelt = (chance: Chance, word: string): string => chance.one([word, word, word.toUpperCase(), word.slice(0, 1).toUpperCase() + word.slice(1)]);

/** Scalars as YAML 1.1 has them, in every style, right and nearly right. */
export class RandomScalars {
  constructor(private readonly chance: Chance) {}

  /** One on a single line, without quotes. */
  public plain(): string {
    const { chance } = this;
    return chance.one([
      () => spelt(chance, chance.one(WORDS)), () => this.number(), () => this.number(), () => this.date(), () => this.sexagesimal(),
      () => this.characters(8),
    ])();
  }

  /** One on a single line, in any style. */
  public inline(): string {
    const { chance } = this;
    const tag = chance.often(0.08) ? `${chance.one(TAGS)} ` : '';
    return tag + chance.one([() => this.plain(), () => this.plain(), () => this.plain(), () => this.single(), () => this.double()])();
  }

  /** A block text, to stand below this indentation. */
  public block(indent: string): string {
    const { chance } = this;
    const header = chance.one(['|', '>']) + chance.one(['', '', '-', '+', '2', '2-', ' # note']);
    const lines = chance.some(4, () => (chance.often(0.2) ? '' : `${indent}  ${chance.one(['', '', ' ', '\t', '# '])}${this.characters(10)}`));
    return [header, ...lines, ...chance.some(1, () => '')].join('\n');
  }

  private digits(of: string, most: number): string {
    const { chance } = this;
    const text = Array.from({ length: 1 + chance.below(most) }, () => chance.one([...of])).join('');
    if (!chance.often(0.12)) return text;
    const at = chance.below(text.length + 1);
    return `${text.slice(0, at)}_${text.slice(at)}`;
  }

  private number(): string {
    const { chance } = this;
    const digits = '0123456789';
    const sign = chance.one(['', '', '', '-', '+']);
    return sign + chance.one([
      () => this.digits(digits, 20), () => `0${this.digits('01234567', 6)}`, () => `0${this.digits(digits, 4)}`, () => chance.one(['0o', '0O']) + this.digits('012345678', 6),
      () => chance.one(['0x', '0X']) + this.digits('0123456789abcdefABCDEFg', 17), () => chance.one(['0b', '0B', '0b-', '0b+']) + this.digits('01', 12),
      () => `${this.digits(digits, 6)}.${chance.often(0.8) ? this.digits(digits, 6) : ''}`, () => `.${this.digits(digits, 5)}`,
      () => `${this.digits(digits, 3)}${chance.one(['', '.', '.5'])}${chance.one(['e', 'E'])}${chance.one(['', '+', '-'])}${this.digits(digits, 3)}`,
    ])();
  }

  private date(): string {
    const { chance } = this;
    const [year, month, day] = [chance.one(['2001', '0000', '9999', '201']), chance.one(['01', '1', '12', '13']), chance.one(['01', '1', '31', '32'])];
    return `${year}-${month}-${day}${chance.one(['', '', 'T10:20:30Z', 't10:20:30+02:00', ' 10:20:30', ' 10:20:30.5', 'T1:2:3Z', 'T10:20Z', ' 10:20:30 Z'])}`;
  }

  private sexagesimal(): string {
    return `${this.chance.one(['', '-', '+'])}${[...Array(2 + this.chance.below(2)).keys()].map(() => this.digits('0123456789', 2)).join(':')}${this.chance.one(['', '', '.5'])}`;
  }

  private characters(most: number): string { return Array.from({ length: this.chance.below(most) }, () => this.chance.one(CHARACTERS)).join(''); }

  private single(): string { return `'${this.characters(8).replace(/'/g, this.chance.often(0.9) ? '\'\'' : '\'')}'`; }

  private double(): string {
    const text = this.chance.some(4, () => (this.chance.often(0.4) ? this.chance.one(ESCAPES) : this.characters(4).replace(/["\\]/g, ''))).join('');
    return `"${text}"`;
  }
}
