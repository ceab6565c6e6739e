import { Yaml } from 'cdk8s';

/** Text that the YAML writer of cdk8s leaves as it is: too long for a word that means true or null, and no number or date begins so. */
const PLAIN = /^[A-Za-z/][\w./@:=-]{4,}[A-Za-z0-9]$/;

/** Text whose form depends on where it stands. */
const BY_PLACE = /\n|^(?:%|---|\.\.\.|<<)/;

const LONGEST_KEY = 1000; // above 1024 characters YAML needs another form

/** Documents as the YAML writer of cdk8s would write them, byte for byte and faster. It is asked itself for whatever is not plain. */
export class YamlText {
  private readonly keys = new Map<string, string>();
  private readonly scalars = new Map<string, string>();
  private readonly seen = new Set<object>();
  private isPlain = true;

  /** The text of some documents, with a line of dashes in between. */
  public of(documents: readonly unknown[]): string {
    return documents.map((document) => this.document(document)).join('---\n');
  }

  private document(value: unknown): string {
    this.seen.clear();
    this.isPlain = typeof value === 'object' && value !== null;
    const text = this.isPlain ? this.node(value as object, '\n') : '';
    return this.isPlain ? `${text}\n` : Yaml.stringify(value);
  }

  /** A list or map at the place where the cursor stands; `line` begins another one at its indentation. */
  private node(value: object, line: string): string {
    if (this.seen.has(value)) return this.giveUp(); // it would be written as an anchor and an alias
    this.seen.add(value);
    if (Array.isArray(value)) return value.length > 0 ? this.list(value, line) : '[]';
    if (Object.getPrototypeOf(value) !== Object.prototype) return this.giveUp();
    return this.map(value as Record<string, unknown>, line) || '{}';
  }

  private list(list: readonly unknown[], line: string): string {
    let text = '';
    for (const item of list) text += `${text && line}- ${isCollection(item) ? this.node(item, `${line}  `) : this.leaf(item)}`;
    return text;
  }

  private map(map: Readonly<Record<string, unknown>>, line: string): string {
    let text = '';
    for (const key of Object.keys(map)) text += `${text && line}${this.key(key)}${this.below(map[key], line)}`;
    return text;
  }

  /** A key with its colon. Manifests have the same few. */
  private key(key: string): string {
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    const written = key.length > LONGEST_KEY ? this.giveUp() : `${this.scalar(key)}:`;
    if (this.isPlain) this.keys.set(key, written);
    return written;
  }

  private below(value: unknown, line: string): string {
    if (!isCollection(value)) return ` ${this.leaf(value)}`;
    const inner = `${line}  `;
    const text = this.node(value, inner);
    return text === '[]' || text === '{}' ? ` ${text}` : inner + text;
  }

  private leaf(value: unknown): string {
    switch (typeof value) {
      case 'string': return this.scalar(value);
      case 'number': return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : this.giveUp();
      case 'boolean': return String(value);
      default: return value === null || value === undefined ? 'null' : this.giveUp();
    }
  }

  private scalar(text: string): string {
    if (PLAIN.test(text)) return text;
    const known = this.scalars.get(text);
    if (known !== undefined) return known;
    if (BY_PLACE.test(text)) return this.giveUp();
    const written = Yaml.stringify([text]).slice('- '.length, -'\n'.length);
    this.scalars.set(text, written);
    return written;
  }

  /** Leaves the document to cdk8s. */
  private giveUp(): string {
    this.isPlain = false;
    return '';
  }
}

const isCollection = (value: unknown): value is object => typeof value === 'object' && value !== null;
