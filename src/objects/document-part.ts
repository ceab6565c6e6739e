import { childPointer, elementsOf, isObject, ownField } from './pointer';
import { Problem } from './problem';

/** A value of a document with its place, for messages that name it: `resources[0].providers[1]`. */
export class DocumentPart {
  constructor(public readonly value: unknown, public readonly pointer = '', public readonly name = '') {}

  /** The value of a field; a part without a value where there is none. */
  public at(key: string): DocumentPart {
    const value = isObject(this.value) ? ownField(this.value, key) : undefined;
    return new DocumentPart(value, childPointer(this.pointer, key), this.name === '' ? key : `${this.name}.${key}`);
  }

  /** The elements of a list. */
  public get items(): readonly DocumentPart[] {
    return elementsOf(this.value).map((value, i) => new DocumentPart(value, childPointer(this.pointer, i), `${this.name}[${i}]`));
  }

  /** Whether there is a value; null is none. */
  public get isSet(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The text; empty where there is none, or a value of another type, which is judged by the table of fields. */
  public get text(): string {
    return typeof this.value === 'string' ? this.value : '';
  }

  /** The texts of a list. */
  public get texts(): readonly string[] {
    return elementsOf(this.value).filter((value): value is string => typeof value === 'string');
  }

  /** A problem here; the message continues a sentence that begins with the name of the part. */
  public problem(message: string): Problem {
    return { pointer: this.pointer, message: `${this.name} ${message}` };
  }
}

/** The elements whose text another element before them has. */
export function repeatedTexts(parts: readonly DocumentPart[]): readonly DocumentPart[] {
  return parts.filter(({ text }, i) => text !== '' && parts.findIndex((other) => other.text === text) < i);
}
