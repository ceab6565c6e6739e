import { Site } from './site';
import { grouped } from '../objects/grouped';
import { plainText } from '../objects/plain-text';
import { pointerKeys } from '../objects/pointer';

/** Something with a name in a pod. Two may have the same name, never the same pointer. */
export interface NamedPart { readonly name: string; readonly pointer: string }

/** One place at fault, and who brought it. */
export type Fault = Site & {
  readonly by: 'pod' | 'container' | 'annotation';
  readonly container?: NamedPart;
  readonly volume?: NamedPart;
};

/** The order of Go: by code point, where JavaScript compares halves of surrogate pairs. */
function byCodePoint(left: string, right: string): number {
  const [a, b] = [left, right].map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const at = a.findIndex((point, i) => point !== b[i]);
  if (at < 0) return a.length - b.length;
  return at < b.length ? a[at] - b[at] : 1;
}

/** Each text once, sorted. Numbers are sorted as texts too: 10250 before 8080. */
export const sortedSet = (texts: readonly string[]): string[] => [...new Set(texts)].sort(byCodePoint);

/** `"a", "b"`; what is quoted is not escaped. */
export const quoted = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(', ');

/** The noun for so many of it. */
export const plural = (noun: string, count: number): string => (count === 1 ? noun : `${noun}s`);

/** The verb of so many. */
export const uses = (count: number): string => (count === 1 ? 'uses' : 'use');

/** `type "a"`, `types "a", "b"`. */
export const listed = (noun: string, texts: readonly string[]): string => `${plural(noun, texts.length)} ${quoted(texts)}`;

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\', '"': '\\"',
};

function escaped(character: string): string {
  if (Object.hasOwn(ESCAPES, character)) return ESCAPES[character];
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)) return character;
  const point = character.codePointAt(0)!;
  if (point >= 0xd800 && point <= 0xdfff) return '\ufffd'; // half a surrogate pair, which decoding replaces
  const code = (letter: string, digits: number): string => `\\${letter}${point.toString(16).padStart(digits, '0')}`;
  if (point < 0x80) return code('x', 2);
  return point < 0x10000 ? code('u', 4) : code('U', 8);
}

/** The text as `%q` of Go writes it. https://pkg.go.dev/strconv#Quote */
export const goQuoted = (text: string): string => `"${Array.from(text, escaped).join('')}"`;

const written = ({ actual }: Fault): string => (actual === undefined || actual === null ? '' : plainText(actual));

function distinct(named: readonly (NamedPart | undefined)[]): NamedPart[] {
  return [...new Map(named.flatMap((one) => (one ? [[one.pointer, one] as const] : []))).values()];
}

/** What does not hold in a pod, in the words that the API server has for it. */
export class Faults {
  constructor(private readonly all: readonly Fault[]) {}

  /** How many there are. */
  public get count(): number { return this.all.length; }

  /** The names of the containers, in the order of Pod Security Admission. */
  public get containerNames(): string[] {
    return distinct(this.all.map(({ container }) => container)).map(({ name }) => name);
  }

  /** `container "a"`, `containers "a", "b"`. */
  public get containers(): string { return listed('container', this.containerNames); }

  /** Who set it: `pod and containers "a", "b" and annotation`. */
  public get setters(): string {
    return [
      ...(this.all.some(({ by }) => by === 'pod') ? ['pod'] : []),
      ...(this.containerNames.length > 0 ? [this.containers] : []),
      ...(this.all.some(({ by }) => by === 'annotation') ? [plural('annotation', this.annotations.length)] : []),
    ].join(' and ');
  }

  /** What was set, in the order of the pod. */
  public get values(): string[] { return this.all.filter((fault) => !isAnnotation(fault)).map(written); }

  /** What was set, each value once and sorted. */
  public get distinctValues(): string[] { return sortedSet(this.values); }

  /** The annotations that are at fault: `key="value"`. */
  public get annotations(): string[] {
    return sortedSet(this.all.filter(isAnnotation).map((fault) => `${pointerKeys(fault.pointer).at(-1)}=${goQuoted(written(fault))}`));
  }

  /** The names of the fields that are at fault. */
  public get fields(): string[] { return this.all.map(({ pointer }) => pointerKeys(pointer).at(-1)!); }

  /** The names of the volumes. */
  public get volumes(): string[] { return distinct(this.all.map(({ volume }) => volume)).map(({ name }) => name); }

  /** The faults of each volume. */
  public get byVolume(): Faults[] {
    return [...grouped(this.all, ({ volume }) => volume?.pointer).values()].map((ofVolume) => new Faults(ofVolume));
  }

  /** Those at a field of this name, or below it. */
  public at(field: string): Faults { return new Faults(this.all.filter(({ pointer }) => pointerKeys(pointer).includes(field))); }
}

const isAnnotation = ({ pointer }: Fault): boolean => pointerKeys(pointer).at(-2) === 'annotations';
