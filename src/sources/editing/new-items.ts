import { isScalar, YAMLSeq } from 'yaml';
import type { Node } from 'yaml';
import { TextChange } from './edit';
import { addLines } from './new-entries';
import { Around, endOfNode } from './text-style';
import { writeFlow, writeItem } from './value-text';

/** New items go after the last one: in block style in lines of their own, between brackets as the others are. */
export function addToList(list: YAMLSeq, values: readonly unknown[], around: Around, depth: number): TextChange[] {
  const { lines, style } = around;
  const last = list.items.at(-1) as Node | undefined;
  if (!list.flow && last) {
    const indent = ' '.repeat(list.range![0] - lines.startOf(list.range![0]));
    const inserted = values.flatMap((value) => writeItem(value, indent, style)).map((line) => lines.eol + line).join('');
    return [{ at: lines.endOf(endOfNode(list, lines)), removed: 0, inserted, depth }];
  }
  const written = { ...style, quotes: style.quotes || (isScalar(last) && last.type === 'QUOTE_DOUBLE') };
  const texts = values.map((value) => writeFlow(value, written));
  const comma = style.compact ? ',' : ', ';
  if (!last?.range) return [{ at: list.range![0] + 1, removed: 0, inserted: texts.join(comma), depth }];
  const [start, end] = last.range;
  if (lines.startsLine(start)) return addLines({ start, end, closing: list.range![1] }, texts, around, depth);
  return [{ at: end, removed: 0, inserted: texts.map((text) => comma + text).join(''), depth }];
}
