import { Position } from './source';

/** Lines and columns of a piece of a file, counted when they are first asked for. */
export class LineIndex {
  private starts?: number[];

  constructor(private readonly text: string, private readonly firstLine: number) {}

  /** The position of an offset; the end of the text where it lies beyond. */
  public at(beyond: number): Position {
    const offset = Math.min(beyond, this.text.length);
    this.starts ??= lineStarts(this.text);
    let low = 0;
    for (let high = this.starts.length; high - low > 1;) {
      const middle = Math.floor((low + high) / 2);
      if (this.starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return { line: this.firstLine + low, column: offset - this.starts[low] + 1 };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
