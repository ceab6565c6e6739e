import { readFileSync } from 'fs';

const AROUND = 30;

/**
 * Throws for a bundle with a character beyond ASCII. V8 would keep its whole text at two bytes for each character, after a slower decoding: 4 ms of reading
 * and 5 ms of collecting garbage at each start. esbuild escapes such characters in texts, and drops comments, but leaves regular expressions as they are.
 */
export function requireAscii(file: string): void {
  const text = readFileSync(file, 'utf8');
  // eslint-disable-next-line no-control-regex
  const at = text.search(/[^\x00-\x7f]/);
  if (at >= 0) throw new Error(`${file} has the character "${text[at]}" in …${text.slice(at - AROUND, at + AROUND)}…; write it as \\u in the regular expression of the source`);
}
