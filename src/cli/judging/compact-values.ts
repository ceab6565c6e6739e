const MOST_TEXTS = 10_000;
const LONGEST_TEXT = 300;
const PER_VALUE = 40; // bytes, about what V8 takes for a field

/** What copies do without, in a value and in those below it. */
export interface LeftOut {
  /** Keys of the map. */
  keys?: ReadonlySet<string>;
  /** Whether the map is left out whole. */
  all?: (map: Readonly<Record<string, unknown>>) => boolean;
  /** In the values of these keys. */
  readonly below: Map<string, LeftOut>;
  /** In every element of the list, and in every other value of the map. */
  each?: LeftOut;
}

/**
 * Copies values so that they take little room: texts that many have are one, and none is a part of the input, which would keep the whole input in memory.
 * Nobody may change the copies.
 */
export class CompactValues {
  private texts = new Map<string, string>();

  /** About how many bytes the copies take. */
  public size = 0;

  /** A copy of a JSON value. What is left out whole becomes 0. */
  public copyOf(value: unknown, leftOut?: LeftOut): unknown {
    this.size += PER_VALUE;
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.copyOf(item, leftOut?.each));
    const map = value as Readonly<Record<string, unknown>>;
    return leftOut?.all?.(map) ? 0 : this.copyOfMap(map, leftOut);
  }

  private copyOfMap(map: Readonly<Record<string, unknown>>, leftOut: LeftOut | undefined): object {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(map)) {
      if (leftOut?.keys?.has(key)) continue;
      const value = this.copyOf(map[key], leftOut && (leftOut.below.get(key) ?? leftOut.each));
      if (key === '__proto__') Object.defineProperty(copy, key, { value, enumerable: true });
      else copy[key] = value;
    }
    return copy;
  }

  private text(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const own = JSON.parse(JSON.stringify(text)) as string;
    this.size += own.length;
    if (own.length > LONGEST_TEXT) return own;
    if (this.texts.size >= MOST_TEXTS) this.texts = new Map(); // what is common comes back soon
    this.texts.set(own, own);
    return own;
  }
}
