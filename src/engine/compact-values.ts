import { detached } from '../objects/remembered';

const MOST_TEXTS = 10_000;
const LONGEST_TEXT = 300;
const PER_VALUE = 40; // bytes, about what V8 takes for a field

/** What a copy keeps of a value; nothing stated means all of it. */
export interface Kept {
  /** The keys of a map that are kept, and what of their values. */
  readonly keys?: Map<string, Kept>;
  /** What is kept of every element of a list, and of every other value of a map. */
  each?: Kept;
}

const ALL: Kept = {};

/**
 * Copies values so that they take little room: texts that many have are one, and none is a part of the input, which would keep the whole input in
 * memory. Nobody may change the copies.
 */
export class CompactValues {
  private texts = new Map<string, string>();

  /** About how many bytes the copies take. */
  public size = 0;

  /** A copy of a JSON value with what is kept of it. Lists keep their length, so that pointers hold. */
  public copyOf(value: unknown, kept: Kept = ALL): unknown {
    this.size += PER_VALUE;
    if (typeof value === 'string') return kept.keys ?? kept.each ? '' : this.text(value); // a part is kept of maps alone
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.copyOf(item, kept.each));
    return this.copyOfMap(value as Readonly<Record<string, unknown>>, kept);
  }

  private copyOfMap(map: Readonly<Record<string, unknown>>, { keys, each }: Kept): object {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(map)) {
      const kept = keys ? keys.get(key) ?? each : each ?? ALL;
      if (!kept) continue;
      const value = this.copyOf(map[key], kept);
      if (key === '__proto__') Object.defineProperty(copy, key, { value, enumerable: true });
      else copy[key] = value;
    }
    return copy;
  }

  private text(text: string): string {
    const isLong = text.length > LONGEST_TEXT; // to look it up would read all of it
    const known = isLong ? undefined : this.texts.get(text);
    if (known !== undefined) return known;
    const own = detached(text);
    this.size += own.length;
    if (isLong) return own;
    if (this.texts.size >= MOST_TEXTS) this.texts = new Map(); // what is common comes back soon
    this.texts.set(own, own);
    return own;
  }
}
