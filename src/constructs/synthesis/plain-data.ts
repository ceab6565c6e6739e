import { childPointer, lastKey } from '../../objects/pointer';

type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

/**
 * A value as the data that is judged and written: maps, lists, text, numbers, booleans and null. Each property is read once, and `toJSON` is called
 * once, so that nothing which answers differently the next time (a getter, a Proxy, a `toJSON`) can be judged as one thing and written as another.
 *
 * Undefined becomes null, as the YAML writer of cdk8s has it. A value that stands in two places is one copy, since that is written as an alias.
 *
 * @param where begins the message of an error
 * @throws for what is no data: functions, symbols, bigints, iterables such as Map, and a value that contains itself
 */
export function plainData(value: unknown, where: string): unknown {
  return new Copy(where).of(value, '');
}

class Copy {
  private readonly copies = new Map<object, Plain | undefined>();

  constructor(private readonly where: string) {}

  public of(value: unknown, pointer: string): Plain {
    switch (typeof value) {
      case 'string': case 'number': case 'boolean': return value;
      case 'undefined': return null;
      case 'object': return value === null ? null : this.known(value, pointer);
      default: return this.refuse(pointer, `a ${typeof value}`);
    }
  }

  private known(value: object, pointer: string): Plain {
    const known = this.copies.get(value);
    if (known !== undefined) return known;
    if (this.copies.has(value)) this.refuse(pointer, 'a value that contains itself');
    this.copies.set(value, undefined); // until it is complete
    const copy = this.collection(value, pointer);
    this.copies.set(value, copy);
    return copy;
  }

  private collection(value: object, pointer: string): Plain {
    if (Array.isArray(value)) return this.list(value, pointer);
    const { toJSON } = value as { readonly toJSON?: unknown };
    if (typeof toJSON === 'function') return this.converted(toJSON.call(value, lastKey(pointer)), pointer);
    if (value instanceof String || value instanceof Number || value instanceof Boolean) return this.of(value.valueOf(), pointer);
    return this.map(value as Record<string, unknown>, pointer, toJSON);
  }

  /** What `toJSON` returned, which is asked for no `toJSON` of its own. */
  private converted(value: unknown, pointer: string): Plain {
    if (typeof value !== 'object' || value === null) return this.of(value, pointer);
    return Array.isArray(value) ? this.list(value, pointer) : this.map(value as Record<string, unknown>, pointer);
  }

  private list(list: readonly unknown[], pointer: string): Plain[] {
    return Array.from({ length: list.length }, (_, i) => this.of(list[i], `${pointer}/${i}`));
  }

  /** @param toJSON what the key of this name was when it was read */
  private map(map: Readonly<Record<string, unknown>>, pointer: string, toJSON?: unknown): Plain {
    if (Symbol.iterator in map) return this.refuse(pointer, `a ${(map as object).constructor.name}`);
    const copy: { [key: string]: Plain } = {};
    for (const key of Object.keys(map)) {
      const value = this.of(toJSON !== undefined && key === 'toJSON' ? toJSON : map[key], childPointer(pointer, key));
      if (key === '__proto__') Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true }); // not the prototype
      else copy[key] = value;
    }
    return copy;
  }

  private refuse(pointer: string, what: string): never {
    throw new Error(`${this.where}: ${pointer || 'the manifest'} is ${what}, which is no JSON data; make it a map, list, string, number, boolean or null`);
  }
}
