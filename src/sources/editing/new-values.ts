import { isCollection, isMap, isScalar, isSeq, Pair, YAMLMap } from 'yaml';
import type { Node } from 'yaml';
import { TextChange } from './edit';
import { Around, endOfNode, indentOfKeys, Lines } from './text-style';
import { needsLines, writeBlock, writeFlow } from './value-text';

/** Writes another value after a key; undefined where the key has a form that is not understood, such as "? key". */
export function replaceEntry(pair: Pair<Node, Node | null>, map: YAMLMap, value: unknown, around: Around, depth: number): TextChange[] | undefined {
  const { lines, style } = around;
  const keyEnd = pair.key.range![1];
  if (!pair.value?.range) return map.flow ? [{ at: keyEnd, removed: 0, inserted: `: ${writeFlow(value, style)}`, depth }] : undefined;
  const colon = /^[ \t]*:/.exec(lines.text.slice(keyEnd, keyEnd + 100));
  if (!colon) return undefined;
  const from = keyEnd + colon[0].length;
  if (map.flow) return [replaceBetween(pair.value, value, from, around, depth)];
  const indent = indentOfKeys(map, lines);
  if (indent === undefined) return undefined;
  return (hasOwnLines(pair.value, lines, from) ? replaceLines : replaceInLine)(pair.value, value, from, indent, around, depth);
}

/** Writes another item of a list, where both fit in its line. */
export function replaceItem(item: Node, value: unknown, { style }: Around, depth: number): TextChange[] | undefined {
  const isInline = isScalar(item) ? item.type !== 'BLOCK_LITERAL' && item.type !== 'BLOCK_FOLDED' : isCollection(item) && item.flow === true;
  if (!isInline || !item.range || item.range[0] === item.range[1]) return undefined;
  return [{ at: item.range[0], removed: item.range[1] - item.range[0], inserted: writeFlow(value, style), depth }];
}

/** Whether a value starts below its key, or is a text that does. */
function hasOwnLines(value: Node, lines: Lines, from: number): boolean {
  if (isScalar(value) && (value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED')) return true;
  return (isMap(value) || isSeq(value)) && !value.flow && value.range![0] > lines.endOf(from);
}

function replaceBetween(old: Node, value: unknown, from: number, { lines, style }: Around, depth: number): TextChange {
  const [start, end] = extent(old, from, lines);
  const gap = start === from && !style.compact ? ' ' : '';
  return { at: start, removed: end - start, inserted: gap + writeFlow(value, style), depth };
}

/** Where an inline value starts, with its tag and anchor, and where it ends; an empty extent after the colon where it has no text. */
function extent(old: Node, from: number, lines: Lines): readonly [number, number] {
  const end = old.range![1];
  const start = from + /^[ \t]*/.exec(lines.text.slice(from, lines.endOf(from)))![0].length;
  return end > start ? [start, end] : [from, from];
}

function replaceInLine(old: Node, value: unknown, from: number, indent: string, around: Around, depth: number): TextChange[] {
  const { lines } = around;
  if (!needsLines(value)) return [replaceBetween(old, value, from, around, depth)];
  const [start, end] = extent(old, from, lines);
  const inserted = blockText(value, indent, around);
  const lineEnd = lines.endOf(end);
  return [
    ...(end > start ? [{ at: from, removed: end - from, inserted: '', depth: depth + 1 }] : []),
    { at: lineEnd, removed: 0, inserted, depth: depth + 1 },
  ];
}

function replaceLines(old: Node, value: unknown, from: number, indent: string, around: Around, depth: number): TextChange[] {
  const { lines, style } = around;
  const end = endOfNode(old, lines);
  const isText = isScalar(old);
  const at = isText ? from : lines.endOf(from); // the comment after the key of a map or list stays
  const removal = { at, removed: end - at, depth: depth + 1 };
  if (needsLines(value)) return [{ ...removal, inserted: blockText(value, indent, around) }];
  const inline = ` ${writeFlow(value, style)}`;
  return at === from ? [{ ...removal, inserted: inline }] : [{ at: from, removed: 0, inserted: inline, depth: depth + 2 }, { ...removal, inserted: '' }];
}

function blockText(value: unknown, indent: string, { lines, style }: Around): string {
  return writeBlock(value, indent, style).map((line) => lines.eol + line).join('');
}
