import { ours, Reading } from './readings';

export interface AnsweredDocument { readonly value?: unknown; readonly error?: string }
export type Answer = readonly AnsweredDocument[];

/** A file that both sides read. */
export class FileRequest {
  private readonly bytes: Buffer;

  constructor(public readonly text: string, encoding: 'utf8' | 'utf16le' = 'utf8') {
    this.bytes = Buffer.from(encoding === 'utf8' ? text : `\ufeff${text}`, encoding);
  }

  /** What the program of the other side is asked. */
  public toJSON(): string { return this.bytes.toString('base64'); }

  /** What we make of it. */
  public ours(): Reading[] { return ours(this.bytes); }
}

/** A document as the other side answered it. */
export const readingOf = ({ error, value }: AnsweredDocument): Reading => (error === undefined ? { value: value ?? null } : { refusal: error });
