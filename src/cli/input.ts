import { isLasting, lastingBytes, pipeBytes } from './file-bytes';
import { Terminal } from './terminal';
import { Finding, notJudged } from '../engine/finding';
import { visible } from '../reports/visible';
import { ChartFolder, FileChoice, findFiles, STANDARD_INPUT } from '../sources/files';
import { readStream } from '../sources/read-source';
import { SourceItem, SourceProblem } from '../sources/source';

/** The name of standard input in findings. */
export const STDIN = 'stdin';

/** The files that the paths of a call lead to, read one document at a time. */
export class Input {
  /** How many files were opened. */
  public files = 0;
  /** The charts that were met, whose templates were not read. */
  public readonly charts: ChartFolder[] = [];
  /** What can be read only once, such as standard input, is kept as it was. */
  private readonly kept = new Map<string, Uint8Array[]>();

  /** @param others objects that are in no file, to be read first */
  constructor(
    private readonly paths: readonly string[], private readonly choice: FileChoice, private readonly terminal: Terminal,
    private readonly others: Iterable<SourceItem> = [],
  ) {}

  /** All that the files hold, a stretch at a time. What cannot be read is a problem; the rest is read all the same. */
  public async* items(): AsyncGenerator<Iterable<SourceItem>> {
    yield this.others;
    for (const found of findFiles(this.paths, this.choice)) {
      if (typeof found === 'string') yield* this.read(found);
      else if (found.type === 'chart') this.charts.push(found);
      else yield [found];
    }
  }

  private read(found: string): AsyncGenerator<Iterable<SourceItem>> {
    this.files += 1;
    const file = found === STANDARD_INPUT ? STDIN : found;
    return readStream(found !== STANDARD_INPUT && isLasting(found) ? lastingBytes(found) : this.keep(found, file), file);
  }

  /** The bytes of a file that was read before; as many as can still be had. */
  public again(file: string): Iterable<Uint8Array> {
    return this.kept.get(file) ?? lastingAgain(file);
  }

  private async* keep(found: string, file: string): AsyncGenerator<Uint8Array> {
    const chunks: Uint8Array[] = [];
    this.kept.set(file, chunks);
    for await (const chunk of found === STANDARD_INPUT ? this.terminal.input : pipeBytes(found)) {
      chunks.push(chunk);
      yield chunk;
    }
  }
}

/** It could be read before, and was judged. */
function* lastingAgain(file: string): Generator<Uint8Array> {
  try {
    yield* lastingBytes(file);
  } catch {
    return;
  }
}

/** What could not be read, as a finding: never a pass, never silence. */
export function problemFinding({ file, message, fix, document }: SourceProblem): Finding {
  return notJudged({ origin: { file, ...(document === undefined ? {} : { document }) }, message, why: 'what cannot be read cannot be judged', fix });
}

/** What could not be read, in one line. */
export const problemText = ({ file, message, fix }: SourceProblem): string => `"${file}" ${message}; ${fix}`;

/** Tells which charts were left out: one line for each. */
export function tellCharts(charts: readonly ChartFolder[], terminal: Terminal): void {
  for (const chart of charts) terminal.say(`note: ${chartText(chart)}`);
}

/** What to do about a chart. */
export function chartText({ folder, command }: ChartFolder): string {
  return `the templates of the Helm chart "${visible(folder)}" are not read; run \`${visible(command)}\` to judge what it renders`;
}
