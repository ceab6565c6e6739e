import { isMap, isScalar, isSeq, Pair, visit, YAMLMap } from 'yaml';
import type { Document, Node } from 'yaml';
import { Style } from './value-text';
import { Syntax } from '../yaml-syntax';

/** A text with what is asked about its lines. */
export class Lines {
  public readonly eol: string;

  constructor(public readonly text: string) {
    this.eol = /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n';
  }

  /** The offset at which the line of an offset starts. */
  public startOf(offset: number): number {
    return offset === 0 ? 0 : this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The offset at which the line of an offset ends, before its line break. */
  public endOf(offset: number): number {
    const at = this.text.indexOf('\n', offset);
    if (at < 0) return this.text.length;
    return at > offset && this.text[at - 1] === '\r' ? at - 1 : at;
  }

  /** The blanks that the line of an offset starts with. */
  public indentOf(offset: number): string {
    const start = this.startOf(offset);
    return /^[ \t]*/.exec(this.text.slice(start, Math.max(start, offset)))![0];
  }

  /** Whether nothing but blanks stands before an offset in its line. */
  public startsLine(offset: number): boolean {
    return this.text.slice(this.startOf(offset), offset).trim() === '';
  }
}

/** What new text must fit in. */
export interface Around {
  readonly lines: Lines;
  readonly style: Style;
}

/** Where the text of a value ends, without the comments and blank lines after it: where its innermost last value does. */
export function endOfNode(node: unknown, lines: Lines): number {
  if (isMap(node) && !node.flow && node.items.length > 0) return endOfPair(node.items[node.items.length - 1] as Pair, lines);
  if (isSeq(node) && !node.flow && node.items.length > 0) return endOfNode(node.items[node.items.length - 1], lines);
  const end = (node as Node).range![1];
  const isBlock = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  if (!isBlock || lines.text[end - 1] !== '\n') return end;
  return lines.text[end - 2] === '\r' ? end - 2 : end - 1; // the line break is part of the value, and what is inserted brings its own
}

function endOfPair({ key, value }: Pair, lines: Lines): number {
  return endOfNode(value ?? key, lines);
}

/** The indentation of the keys of a block map; undefined where it cannot be told. */
export function indentOfKeys(map: YAMLMap, lines: Lines): string | undefined {
  const keys = map.items.map(({ key }) => (key as Node | null)?.range?.[0] ?? -1);
  const own = keys.find((at, i) => at >= 0 && i > 0 && lines.startsLine(at));
  if (own !== undefined) return lines.indentOf(own);
  const [first] = keys;
  if (first < 0) return undefined;
  const before = lines.text.slice(lines.startOf(first), first).replace(/(?:[&!]\S*[ ]+)+$/, ''); // an anchor stands before its key
  return /^[ -]*$/.test(before) ? ' '.repeat(before.length) : undefined;
}

/** How a document is written: what its first nested map and its first list below a key show. */
export function styleOf(syntax: Syntax, lines: Lines): Style {
  const root = syntax.contents;
  const isJson = isMap(root) && root.flow === true && isScalar(root.items[0]?.key) && root.items[0].key.type === 'QUOTE_DOUBLE';
  if (isJson) return { quotes: true, compact: /^\{"[^"]*":\S/.test(lines.text.slice(root.range[0])), step: stepInJson(root.items[0].key as Node, lines), listStep: '' };
  let step: string | undefined;
  let listStep: string | undefined;
  visit(syntax as unknown as Document, {
    Pair: (_, { key, value }) => {
      const at = (key as Node | null)?.range?.[0];
      if (at === undefined) return undefined;
      const column = at - lines.startOf(at);
      const [child] = isMap(value) && !value.flow ? value.items : [];
      const childAt = (child?.key as Node | null)?.range?.[0];
      if (childAt !== undefined && lines.startsLine(childAt)) step ??= ' '.repeat(Math.max(1, childAt - lines.startOf(childAt) - column));
      if (isSeq(value) && !value.flow && value.range) listStep ??= ' '.repeat(Math.max(0, value.range[0] - lines.startOf(value.range[0]) - column));
      return step !== undefined && listStep !== undefined ? visit.BREAK : undefined;
    },
  });
  return { quotes: false, compact: false, step: step ?? '  ', listStep: listStep ?? step ?? '  ' };
}

function stepInJson(key: Node, lines: Lines): string {
  const at = key.range![0];
  return lines.startsLine(at) ? lines.indentOf(at) || '  ' : '';
}
