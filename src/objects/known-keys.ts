import { suggestion } from './similar-names';

/** The keys of a struct, each with those of the struct that it holds, alone or in a list, where they are checked too. */
export interface KnownKeys { readonly [key: string]: KnownKeys | null }

/** Keys from names; `ports.number` is a key of the structs in `ports`. */
export function knownKeys(...lines: readonly string[]): KnownKeys {
  const keys: { [key: string]: KnownKeys | null } = {};
  for (const path of lines.flatMap((line) => line.split(' '))) {
    let at = keys;
    for (const struct of path.split('.').slice(0, -1)) at = (at[struct] ??= {}) as typeof keys;
    at[path.slice(path.lastIndexOf('.') + 1)] = null;
  }
  return keys;
}

/** The keys of a type of ours; the compiler holds them against it. */
export type KeysOf<Struct> = { readonly [Key in keyof Required<Struct>]: KnownKeys | null };

/**
 * Refuses keys that nothing reads. TypeScript finds them in literals; in plain JavaScript, and in what was read from a file, a setting that is misspelled would
 * be lost without a word. In Python `languages/python/_dicts.py` does the same: jsii drops such keys before they come here.
 *
 * @param at what fails, for the message
 * @param value a struct, a list of structs or what was passed instead of one
 * @param keys what there is
 * @param path where the value is, for the message
 */
export function rejectUnknownKeys(at: string, value: unknown, keys: KnownKeys, path = ''): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    value.forEach((one, i) => rejectUnknownKeys(at, one, keys, `${path}[${i}]`));
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    if (!Object.hasOwn(keys, key)) throw new Error(`${at}: nothing reads the key "${key}"${path === '' ? '' : ` of ${path}`}${meant(key, Object.keys(keys))}`);
    const nested = keys[key];
    if (nested) rejectUnknownKeys(at, inner, nested, path === '' ? key : `${path}.${key}`);
  }
}

/** People who know the other languages of jsii write names with underscores. */
function meant(key: string, known: readonly string[]): string {
  const camel = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return known.includes(camel) ? `; write "${camel}"` : suggestion(key, known);
}
