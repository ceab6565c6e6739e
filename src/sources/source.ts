import { Manifest } from '../objects/manifest';

/** A place in a text; both are counted from 1, columns in UTF-16 units as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where an object is in its file, to find it again or to edit it. */
export interface ObjectAddress {
  /** Which piece of the file (see `PieceSplitter`), counted from 0. */
  readonly piece: number;
  /** Which value of the piece, counted from 0: several JSON values may follow one another. */
  readonly value: number;
  /** The path from the root of the document to the object: empty, or through `items`. */
  readonly path: readonly string[];
  /** Whether its document is in plain style, so that an item of a list can be found without reading the others. */
  readonly isPlain: boolean;
}

/** One object, as the cluster would read it. */
export interface SourceObject {
  readonly type: 'object';
  readonly manifest: Manifest;
  /** The file, relative to the working directory, with `/` between folders. */
  readonly file: string;
  /** Which object of the file, counted from 0. The items of a list count one by one; what could not be read counts as one, skipped documents do not. */
  readonly document: number;
  readonly address: ObjectAddress;
  /** Whether the document has a text that is an expression of Helm, so that values are not known before it is rendered. */
  readonly hasExpressions?: boolean;
  /**
   * Where a JSON pointer into the manifest points to: its key, or the key of its nearest existing parent. The value of an alias or a merge key is
   * where it was written. Costs a second parse of the document, once as long as no other document is asked, so ask only for what is shown, in order.
   */
  locate(pointer: string): Position;
}

/** Something that could not be read, which is never a pass. */
export interface SourceProblem extends Partial<Position> {
  readonly type: 'problem';
  readonly file: string;
  /** Counted as for objects; undefined where the whole file is at fault. */
  readonly document?: number;
  /** What is wrong, as a sentence without subject: "is not YAML: …". */
  readonly message: string;
  /** What to do, as a command. */
  readonly fix: string;
}

/** A document that is no Kubernetes object, such as the values of a chart. */
export interface SkippedDocument {
  readonly type: 'skipped';
  readonly file: string;
  readonly line: number;
}

/** What a file holds, in its order. */
export type SourceItem = SourceObject | SourceProblem | SkippedDocument;
