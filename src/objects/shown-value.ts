import { isObject } from './pointer';
import { namesSecret, secretKind } from './secret-text';

const LONGEST_TEXT = 80;
const LONGEST_KEY = 40;
const DEEPEST = 4;

/** Fields that hold the values of Secrets and of settings, whatever their keys are called. */
const UNSHOWN_KEYS: ReadonlySet<string> = new Set(['data', 'stringData', 'binaryData']);

/** `user:password@` of a URL, and of an image reference, where a path follows: what follows the `@` of a digest has no slash. */
const CREDENTIALS = /(:\/\/)[^\s"'/@]+@|(^|[\s"'(,])[^\s"'/@(,]*:[^\s"'/@]+@(?=[^\s"'/@]+\/)/g;

/** A message without the credentials of URLs and image references in it. */
export const withoutCredentials = (text: string): string =>
  (text.includes('@') ? text.replace(CREDENTIALS, (_, scheme: string | undefined, before = '') => `${scheme ?? before}***@`) : text);

/** A text whose middle is left out where it is long, since the ends of paths, images and hashes tell them apart. */
export function shortened(text: string, longest = LONGEST_TEXT): string {
  if (text.length <= longest) return text;
  const head = Math.ceil((longest - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (longest - 1 - head))}`;
}

/** The first texts of a list, and how many there are beside them. */
export function shortList(texts: readonly string[], most: number): string {
  const more = texts.length > most ? ` and ${texts.length - most} more` : '';
  return `${texts.slice(0, most).join(', ')}${more}`;
}

/** What a value is, where the value itself must not be shown. */
export function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'object' ? 'a map' : `a ${typeof value}`;
}

/** A value as a message shows it: as JSON, short, and without what looks like a secret. Takes no longer for a large value. */
export function shownValue(value: unknown): string {
  return partText(value, LONGEST_TEXT, DEEPEST);
}

function partText(value: unknown, room: number, depth: number): string {
  if (typeof value === 'string') return stringText(value, room);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    if (depth === 0) return value.length === 0 ? '[]' : '[…]';
    return `[${partsText(value.length, room, (i, rest) => partText(value[i], rest, depth - 1))}]`;
  }
  if (!isObject(value)) return '…';
  const keys = Object.keys(value);
  if (depth === 0) return keys.length === 0 ? '{}' : '{…}';
  const ofSecret = typeof value.name === 'string' && namesSecret(value.name);
  return `{${partsText(keys.length, room, (i, rest) => `${stringText(keys[i], LONGEST_KEY)}: ${fieldText(keys[i], value[keys[i]], rest, depth, ofSecret)}`)}}`;
}

function fieldText(key: string, value: unknown, room: number, depth: number, ofSecret: boolean): string {
  const isHidden = UNSHOWN_KEYS.has(key) || (typeof value !== 'object' && (namesSecret(key.slice(0, LONGEST_KEY)) || (ofSecret && key === 'value')));
  return isHidden && value !== null ? '(not shown)' : partText(value, room, depth - 1);
}

function stringText(text: string, room: number): string {
  const kind = secretKind(text.slice(0, 2000));
  if (kind && kind !== 'a URL with a password') return `(${kind}, not shown)`;
  return shortened(JSON.stringify(withoutCredentials(text.length > 2000 ? `${text.slice(0, 1000)}${text.slice(-1000)}` : text)), Math.max(room, 20));
}

/** The elements that there is room for, and how many there are beside them. */
function partsText(count: number, room: number, text: (i: number, room: number) => string): string {
  const parts: string[] = [];
  let left = room;
  for (let i = 0; i < count && left > 0; i++) {
    const part = text(i, left);
    parts.push(part);
    left -= part.length + 2;
  }
  return [...parts, ...(parts.length < count ? [`… ${count - parts.length} more`] : [])].join(', ');
}
