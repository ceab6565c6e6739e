import { Utf8Decoder } from './utf8-decoder';

/** A part of a file that is one document at most: from a marker line `---` up to the next one. */
export interface Piece {
  /** Its text as UTF-8. */
  readonly bytes: Buffer;
  /** The line of the file that it begins with, counted from 1. */
  readonly line: number;
  /** It was longer than `LARGEST_DOCUMENT`; its bytes were let go. */
  readonly tooLarge: boolean;
}

/** What a document may weigh. etcd refuses a tenth of it. */
export const LARGEST_DOCUMENT = 16 * 1024 * 1024;

const NOTHING = Buffer.alloc(0);
const LINE_FEED = 10;
const DASH = '-'.charCodeAt(0);
const DOT = '.'.charCodeAt(0);
const BLANKS = new Set([' ', '\t', '\r', '\n'].map((character) => character.charCodeAt(0)));

/**
 * Cuts a stream of bytes into documents while it arrives, holding one document at most. kubectl ends a document at every line that starts with `---`,
 * inside quotes and block scalars as well, so nothing needs to be parsed to find it; whether it accepts what follows on that line is for
 * `refuseMarkers` to decide. The YAML parser behind kubectl also ends one at a line `...`. The pieces put together are the stream, as
 * UTF-8.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/yaml/decoder.go (`YAMLReader.Read`)
 */
export class PieceSplitter {
  private held: Buffer[] = [];
  private heldSize = 0;
  private dropped = false;
  private readonly decoder = new Utf8Decoder();
  private lineOfPiece: number;
  /** The beginning of a line whose end has not arrived. */
  private unfinished: Buffer[] = [];
  private unfinishedSize = 0;
  private insideLine = false;

  /** @param line the line of the file that the stream begins with. */
  constructor(private line = 1) {
    this.lineOfPiece = line;
  }

  /** Takes the next bytes and gives the pieces that are complete by now. */
  public push(chunk: Uint8Array): Piece[] {
    return this.pushText(this.decoder.decode(chunk));
  }

  private pushText(bytes: Buffer): Piece[] {
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    const pieces = end === 0 ? [] : this.split(this.finishLine(bytes.subarray(0, end)));
    this.keepUnfinished(bytes.subarray(end));
    return pieces;
  }

  /** Gives what is left. */
  public end(): Piece[] {
    const pieces = this.pushText(this.decoder.end());
    return [...pieces, ...this.split(this.finishLine(NOTHING)), ...this.release(NOTHING)];
  }

  private finishLine(bytes: Buffer): Buffer {
    const lines = this.unfinished.length === 0 ? bytes : Buffer.concat([...this.unfinished, bytes]);
    this.unfinished = [];
    this.unfinishedSize = 0;
    return lines;
  }

  private keepUnfinished(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.unfinished.push(bytes);
    this.unfinishedSize += bytes.length;
    if (this.unfinishedSize <= LARGEST_DOCUMENT) return;
    this.split(this.finishLine(NOTHING)); // one endless line is no reason to hold it all
    this.insideLine = true;
  }

  /** Splits whole lines, or the rest of the stream. */
  private split(lines: Buffer): Piece[] {
    const pieces: Piece[] = [];
    let held = 0;
    for (let at = 0; at < lines.length;) {
      const next = lines.indexOf(LINE_FEED, at) + 1 || lines.length;
      const ends = !this.insideLine && this.endsDocument(lines, at);
      if (ends === 'before') pieces.push(...this.release(lines.subarray(held, at)));
      if (lines[next - 1] === LINE_FEED) this.line += 1;
      if (ends === 'after') pieces.push(...this.release(lines.subarray(held, next)));
      if (ends) held = ends === 'before' ? at : next;
      this.insideLine = false;
      at = next;
    }
    this.hold(lines.subarray(held));
    return pieces;
  }

  /** Whether a document ends before the line at `at` because it is `---`, or after it because it is `...`. */
  private endsDocument(lines: Buffer, at: number): 'before' | 'after' | false {
    const mark = lines[at];
    if ((mark !== DASH && mark !== DOT) || lines[at + 1] !== mark || lines[at + 2] !== mark) return false;
    if (mark === DASH) return 'before';
    return at + 3 === lines.length || BLANKS.has(lines[at + 3]) ? 'after' : false;
  }

  private hold(bytes: Buffer): void {
    this.heldSize += bytes.length;
    if (this.heldSize > LARGEST_DOCUMENT) {
      this.dropped = true;
      this.held = [];
    } else if (bytes.length > 0) {
      this.held.push(bytes);
    }
  }

  private release(last: Buffer): Piece[] {
    this.hold(last);
    const { held, heldSize: size, dropped: tooLarge, lineOfPiece: line } = this;
    this.held = [];
    this.heldSize = 0;
    this.dropped = false;
    this.lineOfPiece = this.line;
    return size === 0 ? [] : [{ bytes: held.length === 1 ? held[0] : Buffer.concat(held), line, tooLarge }];
  }
}

/** The pieces of a file that is read at once. */
export function* piecesOf(chunks: Iterable<Uint8Array>): Generator<Piece> {
  const splitter = new PieceSplitter();
  for (const chunk of chunks) yield* splitter.push(chunk);
  yield* splitter.end();
}
