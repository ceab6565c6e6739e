import { NOT_PLAIN } from './scalars';

const HEADER = /\|([-+]?)\n/y;
const TAB = 9;
const LINE_FEED = 10;
const SPACE = 32;

/** Reads a text after `|`, whose lines are deeper than the column of its key; `end` is where the next line starts. */
export function literalText(text: string, at: number, column: number): { readonly value: string; readonly end: number } {
  HEADER.lastIndex = at;
  const chomping = HEADER.exec(text)?.[1];
  if (chomping === undefined) throw NOT_PLAIN;
  const start = HEADER.lastIndex;
  const indent = columnOf(text, start);
  const first = text.charCodeAt(start + indent);
  if (indent <= column || first === LINE_FEED || first === TAB) throw NOT_PLAIN;
  const { contentEnd, end } = extentOf(text, start, indent);
  const lines = text.slice(start + indent, contentEnd).replaceAll(`\n${' '.repeat(indent)}`, '\n');
  if (chomping === '-') return { value: lines, end };
  return { value: chomping === '+' ? lines + text.slice(contentEnd, end) : `${lines}\n`, end };
}

function columnOf(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at - start;
}

/** Where the last line with content ends, before its line feed; and where the first line starts that is not part of the text. */
function extentOf(text: string, start: number, indent: number): { readonly contentEnd: number; readonly end: number } {
  let contentEnd = start;
  for (let at = start; ;) {
    const column = columnOf(text, at);
    const isEmpty = text.charCodeAt(at + column) === LINE_FEED;
    if (isEmpty && column > 0) throw NOT_PLAIN; // spaces that may be content
    if (!isEmpty && column < indent) return { contentEnd, end: at };
    const lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0) throw NOT_PLAIN; // the missing line feed is part of the value or not
    if (!isEmpty) contentEnd = lineEnd;
    at = lineEnd + 1;
  }
}
