// Control characters, line and paragraph separators, marks that reorder text, halves of surrogate pairs, and what no Unicode text may hold.
const INVISIBLE = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escaped = (character: string): string => SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text on one line in which everything can be seen: a name from a manifest must not steer the terminal or forge a line of the report. */
export const visible = (text: string): string => text.replace(INVISIBLE, escaped);

/** A string as a literal of JSON and of YAML, in which everything can be seen. Halves of surrogate pairs, which YAML cannot hold, are replaced. */
export const visibleLiteral = (text: string): string => visible(JSON.stringify(text.replace(/\p{Cs}/gu, '\ufffd')));

/** Data as JSON for people and programs: the same data, in which everything can be seen. */
export const visibleJson = (value: unknown): string =>
  `${JSON.stringify(value, undefined, 2).replace(INVISIBLE, (character) => (character === '\n' ? character : escaped(character)))}\n`;
