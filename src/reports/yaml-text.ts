import { visibleLiteral } from './visible';
import { isObject } from '../objects/pointer';

// Neither a number, a date nor a word of YAML 1.1 in disguise, and nothing that YAML gives a meaning to.
const PLAIN = /^[A-Za-z/][\w.,/*-]*(?:[ :+@=]+[\w./*(-][\w.,/*)-]*)*$/;
// some readers take `e0` for a number
const WORD = /^(?:y|yes|n|no|true|false|on|off|null|e[+-]?[\d_]+)$/i;

const plain = (text: string): boolean => PLAIN.test(text) && !WORD.test(text) && !text.includes(': ') && !text.endsWith(':');

function scalar(value: unknown): string {
  if (typeof value === 'string') return plain(value) ? value : visibleLiteral(value);
  if (Array.isArray(value)) return '[]';
  return isObject(value) ? '{}' : JSON.stringify(value ?? null);
}

const entries = (value: Record<string, unknown>): [string, unknown][] => Object.entries(value).filter(([, held]) => held !== undefined);

const isEmpty = (value: unknown): boolean => (Array.isArray(value) ? value.length === 0 : !isObject(value) || entries(value).length === 0);

/** The lines of a list or map, which the caller indents. */
function lines(value: unknown): string[] {
  if (isEmpty(value)) return [scalar(value)];
  if (Array.isArray(value)) return value.flatMap((element: unknown) => hanging('- ', lines(element)));
  return entries(value as Record<string, unknown>).flatMap(([key, held]) => {
    const name = `${scalar(key)}:`;
    return isEmpty(held) ? [`${name} ${scalar(held)}`] : [name, ...lines(held).map((line) => `  ${line}`)];
  });
}

const hanging = (lead: string, [first, ...more]: readonly string[]): string[] => [`${lead}${first}`, ...more.map((line) => `${' '.repeat(lead.length)}${line}`)];

/** JSON data as YAML in the order of its keys. Strings that some reader of YAML 1.1 or 1.2 would take for anything else are quoted. */
export function yamlText(value: unknown): string {
  return `${lines(value).join('\n')}\n`;
}

/** Several documents in one text. */
export function yamlDocuments(values: readonly unknown[]): string {
  return values.map(yamlText).join('---\n');
}
