import { decodeLeniently } from './characters';
import { PieceReader } from './piece-reader';
import { LARGEST_DOCUMENT, PieceSplitter } from './pieces';
import { SourceItem, SourceProblem } from './source';
import { isUnitFile, readUnitFile } from './unit-files';

/**
 * Reads a text or its bytes, which may be the rest of a file after some lines. One document is in memory at a time, as long as no object of it is
 * kept.
 */
export function* readText(text: string | Uint8Array, file: string, firstLine = 1): Generator<SourceItem> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  if (isUnitFile(file)) {
    yield readUnitFile(decodeLeniently(bytes), file);
    return;
  }
  const reader = new SourceReader(file, firstLine);
  yield* reader.push(bytes);
  yield* reader.end();
}

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Reads a stream of bytes, such as a file or standard input: what each stretch of it completes, to be taken before the next one. A stream that breaks is a
 * problem after what was read.
 */
export async function* readStream(chunks: Chunks, file: string): AsyncGenerator<Iterable<SourceItem>> {
  if (isUnitFile(file)) {
    yield await unitFile(chunks, file);
    return;
  }
  const reader = new SourceReader(file);
  for await (const chunk of untilBroken(chunks)) {
    if (chunk instanceof Break) {
      yield [unreadable(file, chunk.error)];
      return;
    }
    yield reader.push(chunk);
  }
  yield reader.end();
}

/** What a file of systemd holds, which is read whole. */
async function unitFile(chunks: Chunks, file: string): Promise<Iterable<SourceItem>> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of untilBroken(chunks)) {
    if (chunk instanceof Break) return [unreadable(file, chunk.error)];
    size += chunk.length;
    if (size > LARGEST_DOCUMENT) return [{ type: 'problem', file, message: 'is too large for a file of systemd', fix: 'correct the path, or exclude it' }];
    kept.push(chunk);
  }
  return readText(Buffer.concat(kept), file);
}

/** The error of a stream, kept apart from errors of ours. */
class Break {
  constructor(readonly error: unknown) {}
}

async function* untilBroken(chunks: Chunks): AsyncGenerator<Uint8Array | Break> {
  try {
    yield* chunks;
  } catch (error) {
    yield new Break(error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission', EPERM: 'no permission', ENOENT: 'no such file', EISDIR: 'it is a folder', ELOOP: 'its links form a circle', EMFILE: 'too many open files',
  ENOSPC: 'no space left on the disk', EDQUOT: 'the quota of the disk is used up', EROFS: 'the file system is read-only', ETXTBSY: 'it is in use',
};

/** The problem of a file that the system does not let us read. */
export function unreadable(file: string, error: unknown): SourceProblem {
  const { code } = error as NodeJS.ErrnoException;
  const ofPath = /[*?{[]/.test(file) ? 'let the shell expand the pattern, or name the folder and pass the pattern with --include' : 'correct the path';
  return { type: 'problem', file, message: `cannot be read: ${reasonOf(error)}`, fix: code === 'ENOENT' ? ofPath : 'make it readable, or exclude it' };
}

/** The problem of a file that the system does not let us write. */
export function unwritable(file: string, error: unknown): SourceProblem {
  const { code = '' } = error as NodeJS.ErrnoException;
  const fix = ['ENOSPC', 'EDQUOT'].includes(code) ? 'make room there' : 'make it writable, or exclude it';
  return { type: 'problem', file, message: `cannot be written: ${reasonOf(error)}`, fix };
}

function reasonOf(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

class SourceReader {
  private readonly splitter: PieceSplitter;
  private readonly reader: PieceReader;

  constructor(file: string, firstLine = 1) {
    this.splitter = new PieceSplitter(firstLine);
    this.reader = new PieceReader(file);
  }

  public* push(chunk: Uint8Array): Generator<SourceItem> {
    for (const piece of this.splitter.push(chunk)) yield* this.reader.itemsOf(piece);
  }

  public* end(): Generator<SourceItem> {
    for (const piece of this.splitter.end()) yield* this.reader.itemsOf(piece);
  }
}
