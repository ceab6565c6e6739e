import { ComponentName } from './component';
import { flagType, FlagType } from './flag-types';
import { plainText } from '../plain-text';
import { isObject } from '../pointer';

/** As Go parses them. https://pkg.go.dev/strconv#ParseBool */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const), ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
]);
const REFERENCE = /\$[({]/;

/** A value that the object does not show, since it refers to something that is only known where the component runs. No comparison decides about it. */
export interface UnknownValue { readonly unknown: string }

/** Texts that the component would refuse stay as they are: a comparison finds them of the wrong type, and is inconclusive. */
const READ: Readonly<Record<FlagType, (text: string) => unknown>> = {
  boolean: (text) => (BOOLEANS.has(text) ? BOOLEANS.get(text) : text),
  number: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text),
  list: (text) => text.split(',').map((item) => item.trim()).filter((item) => item !== ''),
  map: (text) => Object.fromEntries(text.split(',').filter((item) => item.trim() !== '').map(entryOf)),
  text: (text) => text,
};

/** `Gate=true`, `kube:Gate=true` with the component whose gate it is, and `memory.available<5%` of the thresholds for eviction. */
function entryOf(item: string): [string, unknown] {
  const at = item.search(/[=<]/);
  const [name, text] = at < 0 ? [item.trim(), ''] : [item.slice(0, at).trim(), item.slice(at + 1).trim()];
  return [name.replace(/^kube:/, ''), READ.boolean(text)];
}

/** The value of a flag, in the type of the flag. */
export function readFlag(name: string, text: string, component: ComponentName): unknown {
  return REFERENCE.test(text) ? { unknown: text } satisfies UnknownValue : READ[flagType(name, component)](text);
}

/** A value as the command line of a component takes it. */
export function flagText(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainText).join(',');
  return isObject(value) ? Object.entries(value).map(([key, one]) => `${key}=${plainText(one)}`).join(',') : plainText(value);
}

/** Lists and maps grow with each time that the flag is given; of other flags the last one holds. */
export function withFlag(before: unknown, name: string, text: string, component: ComponentName): unknown {
  const value = readFlag(name, text, component);
  if (Array.isArray(before) && Array.isArray(value)) return [...before as unknown[], ...value as unknown[]];
  return isObject(before) && isObject(value) && flagType(name) === 'map' ? { ...before, ...value } : value;
}
