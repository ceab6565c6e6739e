import { visible } from './visible';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;', '\\': '&#92;', '`': '&#96;', '$': '&#36;',
};

const APART = '<!-- -->';

/**
 * Foreign text as plain text of a Markdown document, a table cell included: it formats nothing, links nowhere and notifies nobody. GitHub and
 * GitLab turn `@team` and `#12` into links after all escapes are gone, so an empty comment keeps them apart.
 */
export function plainMarkdown(text: string): string {
  return visible(text)
    .replace(/[&<>|\\`$]/g, (character) => ENTITIES[character])
    .replace(/[*_[\]~]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '&#58;')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, 3)}&#46;`)
    .replace(/(?<!&)[@#](?=[\w-])/g, `$&${APART}`);
}

const escapedProse = (text: string): string => text.replace(/[&<>|]/g, (character) => ENTITIES[character]).replace(/[*_[\]~]/g, '\\$&');

/** Our own prose, in which only code between backticks is Markdown. */
export const prose = (text: string): string => text.split('`').map((part, i) => (i % 2 === 0 ? escapedProse(part) : part)).join('`');

/** Code in a line; it holds no backtick. */
export const code = (text: string | number): string => `\`${text}\``;

/** A block of code, fenced by more backticks than it holds. */
export function codeBlock(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** A table; the cells are Markdown already, and no code in them holds a bar. */
export function table(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}
