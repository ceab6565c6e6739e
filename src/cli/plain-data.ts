import { UsageError } from './exit-code';
import { isObject } from '../objects/pointer';
import { suggestion } from '../objects/similar-names';

/** Reads plain data of a configuration file and complains about what it does not know, naming the place. */
export class PlainData {
  /** The map that a file holds; `at` names the file and the place in it. */
  public static of(value: unknown, at: string, known: readonly string[]): PlainData {
    if (!isObject(value)) throw new UsageError(`${at} is not a map; write keys such as ${known.slice(0, 3).map((key) => `"${key}"`).join(', ')}`);
    const unknown = Object.keys(value).find((key) => !known.includes(key));
    if (unknown !== undefined) throw new UsageError(`${at} has no key "${unknown}"${suggestion(unknown, known)}`);
    return new PlainData(value, at);
  }

  private constructor(private readonly value: Record<string, unknown>, private readonly at: string) {}

  public has(key: string): boolean {
    return this.value[key] !== undefined && this.value[key] !== null;
  }

  public text(key: string): string | undefined {
    return this.read(key, 'a text', (value): value is string => typeof value === 'string');
  }

  public flag(key: string): boolean | undefined {
    return this.read(key, 'true or false', (value): value is boolean => typeof value === 'boolean');
  }

  public number(key: string): number | undefined {
    return this.read(key, 'a whole number', (value): value is number => Number.isInteger(value));
  }

  public texts(key: string): string[] | undefined {
    return this.read(key, 'a list of texts', (value): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string'));
  }

  public textMap(key: string): Record<string, string> | undefined {
    return this.read(key, 'a map of texts', (value): value is Record<string, string> =>
      isObject(value) && Object.values(value).every((one) => typeof one === 'string'));
  }

  public textLists(key: string): Record<string, string[]> | undefined {
    return this.read(key, 'a map of lists of texts', (value): value is Record<string, string[]> =>
      isObject(value) && Object.values(value).every((list) => Array.isArray(list) && list.every((one) => typeof one === 'string')));
  }

  public oneOf<T extends string>(key: string, values: readonly T[]): T | undefined {
    return this.read(key, `one of ${values.join(', ')}`, (value): value is T => values.includes(value as T));
  }

  public map(key: string, known: readonly string[]): PlainData | undefined {
    return this.has(key) ? PlainData.of(this.value[key], `${this.at}.${key}`, known) : undefined;
  }

  public maps(key: string, known: readonly string[]): PlainData[] | undefined {
    const list = this.read(key, 'a list of maps', (value): value is unknown[] => Array.isArray(value));
    return list?.map((item, i) => PlainData.of(item, `${this.at}.${key}[${i}]`, known));
  }

  public raw(key: string): unknown {
    return this.value[key];
  }

  private read<T>(key: string, expected: string, fits: (value: unknown) => value is T): T | undefined {
    const value = this.value[key];
    if (value === undefined || value === null) return undefined;
    if (!fits(value)) throw new UsageError(`${this.at}.${key} is ${JSON.stringify(value)}, which is not ${expected}; ${adviceFor(value, expected)}`);
    return value;
  }
}

/** YAML makes a number of `1.30`, and `1.3` of that. */
const adviceFor = (value: unknown, expected: string): string => (expected === 'a text' && typeof value !== 'object' ? 'put it in quotes' : 'change it');
