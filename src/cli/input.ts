import { closeSync, createReadStream, openSync, readSync, statSync } from 'fs';
import { Terminal } from './terminal';
import { Finding, notJudged } from '../engine/finding';
import { FileChoice, findFiles, STANDARD_INPUT } from '../sources/files';
import { readStream } from '../sources/read-source';
import { SourceItem, SourceProblem } from '../sources/source';

const READ_AT_ONCE = 256 * 1024;

/** The name of standard input in findings. */
export const STDIN = 'stdin';

/** The files that the paths of a call lead to, read one document at a time. */
export class Input {
  /** How many files were opened. */
  public files = 0;
  /** What can be read only once, such as standard input, is kept as it was. */
  private readonly kept = new Map<string, Uint8Array[]>();

  constructor(private readonly paths: readonly string[], private readonly choice: FileChoice, private readonly terminal: Terminal) {}

  /** All that the files hold, a stretch at a time. What cannot be read is a problem; the rest is read all the same. */
  public async* items(): AsyncGenerator<Iterable<SourceItem>> {
    for (const found of findFiles(this.paths, this.choice)) {
      if (typeof found !== 'string') {
        yield [found];
        continue;
      }
      this.files += 1;
      const file = found === STANDARD_INPUT ? STDIN : found;
      yield* readStream(this.isLasting(found) ? lastingBytes(found) : this.keep(found, file), file);
    }
  }

  /** The bytes of a file that was read before; as many as can still be had. */
  public again(file: string): Iterable<Uint8Array> {
    return this.kept.get(file) ?? lastingAgain(file);
  }

  private async* keep(found: string, file: string): AsyncGenerator<Uint8Array> {
    const chunks: Uint8Array[] = [];
    this.kept.set(file, chunks);
    for await (const chunk of found === STANDARD_INPUT ? this.terminal.input : fileBytes(found)) {
      chunks.push(chunk);
      yield chunk;
    }
  }

  /** Neither standard input nor a pipe, as `<(helm template .)` is. A file that is gone by now is reported when it is opened. */
  private isLasting(found: string): boolean {
    return found !== STANDARD_INPUT && (statSync(found, { throwIfNoEntry: false })?.isFile() ?? true);
  }
}

/** Nothing else waits while a file is read, and a stream costs more than most files hold. */
function* lastingBytes(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      const bytes = Buffer.allocUnsafe(READ_AT_ONCE); // documents are parts of it, so that each piece needs its own
      const size = readSync(descriptor, bytes, 0, READ_AT_ONCE, null);
      if (size === 0) return;
      yield bytes.subarray(0, size);
    }
  } finally {
    closeSync(descriptor);
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

const fileBytes = (file: string): AsyncIterable<Uint8Array> => createReadStream(file, { highWaterMark: READ_AT_ONCE });

/** What could not be read, as a finding: never a pass, never silence. */
export function problemFinding({ file, message, fix, document }: SourceProblem): Finding {
  return notJudged({ origin: { file, ...(document === undefined ? {} : { document }) }, message, why: 'what cannot be read cannot be judged', fix });
}
