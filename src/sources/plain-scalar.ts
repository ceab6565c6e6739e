/**
 * What an unquoted scalar means to the API tooling: `sigs.k8s.io/yaml`, which reads YAML 1.1 with the resolver of go-yaml v2.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.2/resolve.go
 */

/** The value of a scalar, and the name that YAML has for its type. */
export interface Resolved {
  readonly type: 'null' | 'bool' | 'int' | 'float' | 'timestamp' | 'str';
  readonly value: string | number | boolean | null;
}

const spellings = (...words: string[]): string[] => words.flatMap((word) => [word, word.toUpperCase(), word[0].toUpperCase() + word.slice(1)]);

const WORDS: ReadonlyMap<string, Resolved> = new Map<string, Resolved>([
  ...['', '~', ...spellings('null')].map((word) => [word, { type: 'null', value: null }] as const),
  ...spellings('y', 'yes', 'true', 'on').map((word) => [word, { type: 'bool', value: true }] as const),
  ...spellings('n', 'no', 'false', 'off').map((word) => [word, { type: 'bool', value: false }] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { type: 'float', value: NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, { type: 'float', value: Infinity }] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, { type: 'float', value: -Infinity }] as const),
]);

// One character decides whether the rest is looked at, so that most texts cost one comparison.
const STARTS_NUMBER_OR_WORD = Array.from({ length: 128 }, (_, code) => /[-+.0-9~yYnNtTfFoO]/.test(String.fromCharCode(code)));
const DECIMAL = /^(?:0|[1-9]\d{0,14})$/;
const DOTTED = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const INTEGER = /^([-+]?)(?:0([xXbBoO]?)([0-9a-fA-F]+)|(0|[1-9]\d*))$/;
const SIGNED_BINARY = /^0b([-+][01]+)$/; // go-yaml cuts "0b" off and then reads a number with a sign
const TIMESTAMP = /^\d{4}-\d\d?-\d\d?(?:[Tt]\d\d?:\d\d?:\d\d?(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)|[ ]\d\d?:\d\d?:\d\d?(?:\.\d+)?)?$/;
const DIGITS: Readonly<Record<string, RegExp>> = { x: /^[0-9a-f]+$/i, b: /^[01]+$/, o: /^[0-7]+$/ };
const PREFIXES: Readonly<Record<string, string>> = { x: '0x', b: '0b', o: '0o' };
const MOST_DIGITS = 64; // of a number that fits, in base 2; reading a million of them takes long
const LARGEST = 2n ** 64n - 1n;
const SMALLEST = -(2n ** 63n);

/** Whether an unquoted scalar that starts with this character can be nothing but a text. */
export function startsText(code: number): boolean {
  return !STARTS_NUMBER_OR_WORD[code];
}

/** Reads an unquoted scalar. Dates stay texts, base 60 is not read, underscores between digits are. */
export function resolvePlain(text: string): Resolved {
  if (text !== '' && startsText(text.charCodeAt(0))) return { type: 'str', value: text };
  return WORDS.get(text) ?? readNumber(text) ?? { type: 'str', value: text };
}

function readNumber(text: string): Resolved | undefined {
  if (text.startsWith('.')) return DOTTED.test(text) ? float(text.replace(/_/g, '')) : undefined;
  if (DECIMAL.test(text)) return { type: 'int', value: Number(text) }; // as nearly all are
  if (!/^[-+0-9]/.test(text)) return undefined;
  if (TIMESTAMP.test(text)) return { type: 'timestamp', value: text };
  const plain = text.includes('_') ? text.replace(/_/g, '') : text;
  return readInteger(plain) ?? (FLOAT.test(plain) ? float(plain) : undefined) ?? readSignedBinary(plain);
}

/** Too large for 64 bits falls through to the decimal floats, even where it began as an octal one. */
function readInteger(plain: string): Resolved | undefined {
  const [matched, sign, letter, digits, decimal] = INTEGER.exec(plain) ?? [];
  if (matched === undefined) return undefined;
  if (decimal !== undefined && decimal.length < 16) return { type: 'int', value: Number(plain) + 0 };
  const base = letter === '' ? 'o' : letter?.toLowerCase();
  if (decimal === undefined && !DIGITS[base].test(digits)) return undefined;
  if ((decimal ?? digits).replace(/^0+/, '').length > MOST_DIGITS) return undefined;
  const size = BigInt(decimal ?? PREFIXES[base] + digits);
  const value = sign === '-' ? -size : size;
  if (value < SMALLEST || value > (sign === '' ? LARGEST : -SMALLEST - 1n)) return undefined;
  return { type: 'int', value: Number(value) };
}

function readSignedBinary(plain: string): Resolved | undefined {
  const signed = SIGNED_BINARY.exec(plain)?.[1];
  return signed && signed.length < 54 ? { type: 'int', value: (signed[0] === '-' ? -1 : 1) * parseInt(signed.slice(1), 2) + 0 } : undefined;
}

/** A number beyond the range of floats stays a text. */
function float(text: string): Resolved | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? { type: 'float', value: value + 0 } : undefined;
}
