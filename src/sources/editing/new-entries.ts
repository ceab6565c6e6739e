import { isScalar, Pair, YAMLMap } from 'yaml';
import type { Node } from 'yaml';
import { TextChange } from './edit';
import { Around, endOfNode, indentOfKeys } from './text-style';
import { writeEntry, writeFlow, writeFlowLines, writeText } from './value-text';

type Values = Readonly<Record<string, unknown>>;

/** New entries go after the last one, before the comments and blank lines that follow it. */
export function addToBlockMap(map: YAMLMap, values: Values, { lines, style }: Around, depth: number): TextChange[] | undefined {
  const indent = indentOfKeys(map, lines);
  if (indent === undefined) return undefined;
  const inserted = Object.entries(values).flatMap(([key, value]) => writeEntry(key, value, indent, style)).map((line) => lines.eol + line).join('');
  return [{ at: lines.endOf(endOfNode(map, lines)), removed: 0, inserted, depth }];
}

/** New entries go after the last one between the braces, in its line, or in lines of their own where the others have such. */
export function addToFlowMap(map: YAMLMap, values: Values, { lines, style }: Around, depth: number): TextChange[] {
  const last = map.items[map.items.length - 1] as Pair<Node, Node | null> | undefined;
  if (!last) return fillEmpty(map, values, { lines, style }, depth);
  const quotes = style.quotes || (isScalar(last.key) && last.key.type === 'QUOTE_DOUBLE');
  const end = (last.value ?? last.key).range![1];
  const written = { ...style, quotes };
  const start = last.key.range![0];
  if (lines.startsLine(start)) {
    const texts = Object.entries(values).map(([key, value]) => writeFlowEntry(key, value, lines.indentOf(start), { lines, style: written }));
    return addLines({ start, end, closing: map.range![1] }, texts, { lines, style }, depth);
  }
  const [comma, colon] = style.compact ? [',', ':'] : [', ', ': '];
  const inserted = Object.entries(values).map(([key, value]) => `${comma}${writeText(key, quotes)}${colon}${writeFlow(value, written)}`).join('');
  return [{ at: end, removed: 0, inserted, depth }];
}

/** Where the last part of a collection between brackets is, and where the collection ends. */
interface LastPart { readonly start: number; readonly end: number; readonly closing: number }

/** Adds parts to a collection between brackets whose last part starts a line, each in a line of its own. */
export function addLines({ start, end, closing }: LastPart, texts: readonly string[], { lines }: Around, depth: number): TextChange[] {
  const indent = lines.indentOf(start);
  const added = texts.map((text) => `${lines.eol}${indent}${text}`).join(',');
  const [gap, comma] = /^(?:[^,}\]#]|#.*)*(,?)/.exec(lines.text.slice(end, closing))!;
  const lineEnd = lines.endOf(end + (comma ? gap.length : 0));
  if (lineEnd >= closing) return [{ at: end, removed: 0, inserted: `,${added}`, depth }]; // the brace closes in this line
  return [
    ...(comma ? [] : [{ at: end, removed: 0, inserted: ',', depth: depth + 1 }]),
    { at: lineEnd, removed: 0, inserted: comma ? `${added},` : added, depth },
  ];
}

function fillEmpty(map: YAMLMap, values: Values, { lines, style }: Around, depth: number): TextChange[] {
  const at = map.range![0] + 1;
  const indent = lines.indentOf(at);
  const hasLines = style.quotes && style.step !== '' && !style.compact;
  const full = hasLines ? writeFlowLines(values, indent, style, lines.eol) : writeFlow(values, style);
  return [{ at, removed: 0, inserted: full.slice(1, -1), depth }];
}

function writeFlowEntry(key: string, value: unknown, indent: string, { lines, style }: Around): string {
  const text = style.quotes && style.step !== '' ? writeFlowLines(value, indent, style, lines.eol) : writeFlow(value, style);
  return `${writeText(key, style.quotes)}: ${text}`;
}
