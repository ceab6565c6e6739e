import { SourceObject } from '../source';

/** A value to write into an object. What the engine's `Filler` filled is one. */
export interface Edit {
  /** JSON pointer into the object; one that ends in `/-` adds an item to the end of a list. */
  readonly pointer: string;
  readonly value: unknown;
  /** Whether the value replaces what is there; otherwise only what is absent or null is written, inside maps too. */
  readonly replace?: boolean;
}

/** The edits of one object of a file. */
export interface ObjectEdits<E extends Edit = Edit> {
  readonly object: Pick<SourceObject, 'document' | 'address'>;
  readonly edits: readonly E[];
}

/** An edit that was not made. */
export interface RefusedEdit<E extends Edit = Edit> {
  readonly object: Pick<SourceObject, 'document' | 'address'>;
  readonly edit: E;
  /** Why, as the end of a sentence: "its value comes from an alias". */
  readonly reason: string;
}

/** A change of a text: `removed` characters at `at` become `inserted`. */
export interface TextChange {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
  /** Of two changes at one place the deeper one comes first, as the inner map ends before the outer one. */
  readonly depth: number;
}

/** Makes changes that do not overlap. */
export function changeText(text: string, changes: readonly TextChange[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, removed, inserted } of [...changes].sort((a, b) => a.at - b.at || b.depth - a.depth)) {
    parts.push(text.slice(from, at), inserted);
    from = Math.max(from, at + removed);
  }
  parts.push(text.slice(from));
  return parts.join('');
}
