import { ReadError } from './read-error';

/**
 * What the API tooling refuses or reads as the end of a line, other than LF and CRLF. A text that shows one key and means two must not be judged
 * by what it shows.
 */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const STRANGE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/;
const STRANGE_BEFORE_BRACE = /^[ \t\r\n]*[^\S \t\r\n](?=\s*\{)/;
const PLAIN_MARKER = /^---[ \t]*(?:[ \t]#.*)?\r?(?:\n|$)/;
const LINE_BREAKS = new Set(['\r', '\u0085', '\u2028', '\u2029']);

const REPLACEMENT = '\ufffd';

const lenient = new TextDecoder('utf-8');
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a document, without a byte order mark at its start. */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text === undefined) throw new ReadError('is not UTF-8', 'save it as UTF-8', firstWrong(bytes));
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** The same text with replacements for what is wrong: good enough to count lines in. */
export function decodeLeniently(bytes: Uint8Array): string {
  return lenient.decode(bytes);
}

/**
 * Refuses a line that starts with `---` and goes on with anything but blanks and a comment. kubectl takes it for a marker where a Unicode space or `#`
 * follows and refuses the file otherwise; to YAML it is text, or a marker with a value behind it.
 */
export function refuseUncertainMarker(text: string): void {
  if (!text.startsWith('---') || PLAIN_MARKER.test(text)) return;
  const rest = JSON.stringify(text.slice(3, 13).split('\n', 1)[0]);
  throw new ReadError(`has a line that starts with "---" and goes on with ${visibleIn(rest)}, which kubectl refuses or takes for a marker where YAML does not`,
    'put nothing behind "---" but a blank and a comment');
}

/** The text of a quoted excerpt with what does not show written as escapes. */
function visibleIn(excerpt: string): string {
  return excerpt.replace(/[^\x21-\x7e ]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Refuses the characters that mean something else than they show. */
export function refuseStrangeCharacters(text: string): void {
  if (STRANGE_BEFORE_BRACE.test(text)) throw new ReadError('has a blank before its first brace that kubectl skips and YAML does not', 'remove it');
  const offset = text.search(STRANGE);
  if (offset < 0) return;
  const character = text[offset];
  const name = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  throw LINE_BREAKS.has(character)
    ? new ReadError(`has the character ${name}, which the cluster reads as the end of a line`, 'replace it by a line feed, or write it as an escape in double quotes', offset)
    : new ReadError(`has the character ${name}, which YAML forbids here`, 'remove it, or write it as an escape in double quotes', offset);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Where the first wrong byte shows in the text that `decodeLeniently` gives. */
function firstWrong(bytes: Uint8Array): number {
  const text = decodeLeniently(bytes);
  let size = 0;
  for (let from = 0, at = text.indexOf(REPLACEMENT); at >= 0; from = at, at = text.indexOf(REPLACEMENT, at + 1)) {
    size += Buffer.byteLength(text.slice(from, at));
    if (bytes[size] !== 0xef || bytes[size + 1] !== 0xbf || bytes[size + 2] !== 0xbd) return at; // else it was written so
  }
  return 0;
}
