// Control characters, line and paragraph separators, marks that reorder text, halves of surrogate pairs, and what no Unicode text may hold.
const INVISIBLE = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/gu;

/**
 * One character of what build servers run as a command when it is logged: `##[add-mask]`, `##vso[…]` and `##teamcity[…]` anywhere, `::error::` where a line
 * may begin. An IPv6 address is none. https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const COMMAND = /(?<=#)#(?=[a-z]*\[)|(?<!\S):(?=:(?![\da-f]{1,4}(?![\w-]))[a-z])/iu;

const EITHER = new RegExp(`${INVISIBLE.source}|${COMMAND.source}`, 'giu');

/** What steers a terminal or a build server. Reports of many findings are long texts, and hardly any holds a command. */
const steering = (text: string): RegExp => (text.includes('##') || text.includes('::') ? EITHER : INVISIBLE);

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escaped = (character: string): string => SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text on one line in which everything can be seen: a name from a manifest must not steer the terminal or a build server, or forge a line of the report. */
export const visible = (text: string): string => text.replace(steering(text), escaped);

/** A message of several lines, with the colors that it has. */
export const visibleMessage = (text: string): string =>
  text.replace(steering(text), (character, at: number) => (character === '\n' || COLOR.test(text.slice(at, at + LONGEST_COLOR)) ? character : escaped(character)));

const COLOR = /^\u001b\[\d{1,2}m/;
const LONGEST_COLOR = 5;

/** A string as a literal of JSON and of YAML, in which everything can be seen. Halves of surrogate pairs, which YAML cannot hold, are replaced. */
export const visibleLiteral = (text: string): string => visible(JSON.stringify(text.replace(/\p{Cs}/gu, '\ufffd')));

/** Data as JSON for people and programs: the same data, in which everything can be seen. */
export function visibleJson(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replace(steering(text), (character) => (character === '\n' ? character : escaped(character)))}\n`;
}
