import { isObject } from '../../objects/pointer';

const MOST_VALUES = 10_000;
const LONGEST_TEXT = 300;

/** Lets equal parts of many values be one in memory: objects of one input have their ports, resources and labels in common. Nobody may change them. */
export class SharedValues {
  private known = new Map<string, unknown>();

  /** The value of a JSON text. */
  public parse(text: string): unknown {
    return this.share(JSON.parse(text));
  }

  private share(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const parts = value as Record<string, unknown>; // a list has its indices as keys
    for (const [key, part] of Object.entries(parts)) {
      const shared = this.share(part);
      if (shared !== part) parts[key] = shared;
    }
    return this.one(value);
  }

  private one(value: object): object {
    if (isObject(value) && Object.keys(value).length > 5) return value; // whole objects are never equal, and long to compare
    const text = JSON.stringify(value);
    if (text.length > LONGEST_TEXT) return value;
    const known = this.known.get(text);
    if (known !== undefined) return known as object;
    if (this.known.size >= MOST_VALUES) this.known = new Map(); // what is common comes back soon
    this.known.set(text, value);
    return value;
  }
}
