import { isObject } from '../../objects/pointer';
import { resolvePlain } from '../plain-scalar';

/** How the text around writes its values. */
export interface Style {
  /** JSON: every key and text in quotes. */
  readonly quotes: boolean;
  /** Nothing after colons and commas. */
  readonly compact: boolean;
  /** One level of indentation. */
  readonly step: string;
  /** What a list below a key is indented with: nothing, or one level. */
  readonly listStep: string;
}

// Beyond what YAML 1.1 reads as a text, this leaves out what any other version might read as something else, or what means something between brackets.
const PLAIN = /^[A-Za-z_/][\w./-]*$/;
// eslint-disable-next-line no-control-regex -- YAML 1.1 wants them escaped
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A text as YAML, in quotes where it would be read as something else. */
export function writeText(text: string, quotes: boolean): string {
  if (!quotes && PLAIN.test(text) && resolvePlain(text).type === 'str') return text;
  return JSON.stringify(text).replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whether a value is written on lines of its own in block style. */
export function needsLines(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}

/** A value in one line. */
export function writeFlow(value: unknown, style: Style): string {
  const [comma, colon] = style.compact ? [',', ':'] : [', ', ': '];
  if (Array.isArray(value)) return `[${value.map((item) => writeFlow(item, style)).join(comma)}]`;
  if (isObject(value)) return `{${Object.entries(value).map(([key, child]) => `${writeText(key, style.quotes)}${colon}${writeFlow(child, style)}`).join(comma)}}`;
  return typeof value === 'string' ? writeText(value, style.quotes) : String(value);
}

/** A value between brackets on several lines, as JSON is printed; the lines after the first start with the indentation. */
export function writeFlowLines(value: unknown, indent: string, style: Style, eol: string): string {
  if (!needsLines(value)) return writeFlow(value, style);
  const inner = indent + style.step;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const items = Array.isArray(value)
    ? value.map((item) => writeFlowLines(item, inner, style, eol))
    : Object.entries(value as object).map(([key, child]) => `${writeText(key, style.quotes)}: ${writeFlowLines(child, inner, style, eol)}`);
  return `${open}${items.map((item) => `${eol}${inner}${item}`).join(',')}${eol}${indent}${close}`;
}

/** The lines of an entry of a block map. */
export function writeEntry(key: string, value: unknown, indent: string, style: Style): string[] {
  const name = `${indent}${writeText(key, style.quotes)}:`;
  return needsLines(value) ? [name, ...writeBlock(value, indent, style)] : [`${name} ${writeFlow(value, style)}`];
}

/** The lines of a map or list below a key with that indentation. */
export function writeBlock(value: unknown, indent: string, style: Style): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => writeItem(item, indent + style.listStep, style));
  return Object.entries(value as object).flatMap(([key, child]) => writeEntry(key, child, indent + style.step, style));
}

/** The lines of an item of a block list. */
export function writeItem(item: unknown, indent: string, style: Style): string[] {
  if (!needsLines(item)) return [`${indent}- ${writeFlow(item, style)}`];
  const inner = `${indent}  `;
  const lines = Array.isArray(item) ? item.flatMap((child) => writeItem(child, inner, style))
    : Object.entries(item as object).flatMap(([key, child]) => writeEntry(key, child, inner, style));
  return [`${indent}- ${lines[0].slice(inner.length)}`, ...lines.slice(1)];
}
