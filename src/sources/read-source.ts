import { decodeLeniently } from './characters';
import { ObjectIn, objectsIn } from './objects-in';
import { LARGEST_DOCUMENT, Piece, PieceSplitter, Stretch } from './pieces';
import { Places } from './places';
import { ReadDocument, readDocuments } from './read-document';
import { ReadError } from './read-error';
import { Place, Position, SkippedDocument, SourceItem, SourceObject, SourceProblem } from './source';
import { pointerKeys } from '../objects/pointer';

/** Reads a text or its bytes. One document is in memory at a time, as long as no object of it is kept. */
export function* readText(text: string | Uint8Array, file: string): Generator<SourceItem> {
  const reader = new SourceReader(file);
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  yield* reader.push(bytes);
  yield* reader.end();
}

/**
 * Reads a stream of bytes, such as a file or standard input: what each stretch of it completes, to be taken before the next one. A stream that breaks is a
 * problem after what was read.
 */
export async function* readStream(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Iterable<SourceItem>> {
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

/** The error of a stream, kept apart from errors of ours. */
class Break {
  constructor(readonly error: unknown) {}
}

async function* untilBroken(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | Break> {
  try {
    yield* chunks;
  } catch (error) {
    yield new Break(error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission', EPERM: 'no permission', ENOENT: 'no such file', EISDIR: 'it is a folder', ELOOP: 'its links form a circle', EMFILE: 'too many open files',
};

/** The problem of a file that the system does not let us read. */
export function unreadable(file: string, error: unknown): SourceProblem {
  const { code = '' } = error as NodeJS.ErrnoException;
  const reason = REASONS[code] ?? (error instanceof Error ? error.message : String(error));
  return { type: 'problem', file, message: `cannot be read: ${reason}`, fix: code === 'ENOENT' ? 'correct the path' : 'make it readable, or exclude it' };
}

class SourceReader {
  private readonly splitter = new PieceSplitter();
  private nextDocument = 0;
  private piece = -1;

  constructor(private readonly file: string) {}

  public* push(chunk: Uint8Array): Generator<SourceItem> {
    for (const piece of this.splitter.push(chunk)) yield* this.readPiece(piece);
  }

  public* end(): Generator<SourceItem> {
    for (const piece of this.splitter.end()) yield* this.readPiece(piece);
  }

  private* readPiece(piece: Piece): Generator<SourceItem> {
    this.piece += 1;
    if (piece.tooLarge) {
      yield this.problem(`is too large: more than ${LARGEST_DOCUMENT / 1024 / 1024} MiB in one document`, 'split it', { line: piece.line, column: 1 });
      return;
    }
    const read = readDocuments(piece.bytes, piece.line === 1);
    const place = new Places(read instanceof ReadError ? decodeLeniently(piece.bytes) : read.text, piece.line);
    const stretch = { offset: piece.offset, size: piece.size, line: piece.line };
    for (const document of read instanceof ReadError ? [read] : read.documents) {
      if (document instanceof ReadError) yield this.problem(document.message, document.fix, place.at(document.offset));
      else yield* this.itemsOf(document, stretch, place);
    }
  }

  private* itemsOf(document: ReadDocument, stretch: Stretch, place: Places): Generator<SourceItem> {
    const found = objectsIn(document.value);
    if (!found) yield this.noObject(document, place.at(document.offset));
    for (const item of found ?? []) {
      const positionOf = (path: readonly string[]): Position => place.at(document.offsetOf([...item.path, ...path]));
      yield 'manifest' in item ? this.object(item, { stretch, isPlain: document.isPlain }, positionOf) : this.problem(item.message, item.fix, positionOf([]));
    }
  }

  /** kubectl skips `null` and refuses any other scalar. Maps and lists may be the values of a chart or the data of another tool. */
  private noObject({ value }: ReadDocument, at: Position): SourceProblem | SkippedDocument {
    if (typeof value === 'object') return { type: 'skipped', file: this.file, line: at.line };
    return this.problem(`holds a single ${typeof value} and no object`, 'write an object with apiVersion and kind, or exclude the file', at);
  }

  private object(
    { manifest, path }: ObjectIn, read: Pick<Place, 'stretch' | 'isPlain'>, positionOf: (path: readonly string[]) => Position,
  ): SourceObject {
    const place = { piece: this.piece, path, ...read };
    return { type: 'object', manifest, file: this.file, document: this.nextDocument++, place, locate: (pointer) => positionOf(pointerKeys(pointer)) };
  }

  private problem(message: string, fix: string, { line, column }: Position): SourceProblem {
    return { type: 'problem', file: this.file, line, column, document: this.nextDocument++, message, fix };
  }
}
