import { TextDecoder } from 'util';

/** The encoding of a text that begins with a byte order mark of UTF-16; undefined for any other. */
export function utf16Encoding([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/**
 * Makes UTF-8 of a stream that begins with a byte order mark of UTF-16, as kubectl does. Any other stream passes unchanged.
 *
 * @see https://github.com/kubernetes/cli-runtime/blob/v0.37.2/pkg/resource/visitor.go (`FileVisitor.Visit`)
 */
export class Utf8Decoder {
  private decode16?: TextDecoder;
  private hasBegun = false;
  /** A first byte that came alone. */
  private first: Uint8Array = Buffer.alloc(0);

  public decode(chunk: Uint8Array): Buffer {
    const bytes = this.first.length === 0 ? chunk : Buffer.concat([this.first, chunk]);
    if (!this.hasBegun) {
      this.first = bytes.length === 1 ? Buffer.from(bytes) : Buffer.alloc(0);
      if (bytes.length < 2) return Buffer.alloc(0);
      const encoding = utf16Encoding(bytes);
      this.decode16 = encoding && new TextDecoder(encoding);
      this.hasBegun = true;
    }
    return this.decode16 ? Buffer.from(this.decode16.decode(bytes, { stream: true })) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** What is left at the end of the stream. */
  public end(): Buffer {
    return this.decode16 ? Buffer.from(this.decode16.decode()) : Buffer.from(this.first);
  }
}
