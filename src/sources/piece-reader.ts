import { decodeLeniently } from './characters';
import { LineIndex } from './line-index';
import { LARGEST_DOCUMENT, Piece } from './pieces';
import { ReadDocument, readDocuments } from './read-document';
import { ReadError } from './read-error';
import { ObjectAddress, Position, SkippedDocument, SourceItem, SourceObject, SourceProblem } from './source';
import { missingType } from '../objects/almost-object';
import { AppliedObject, objectsOfDocument } from '../objects/applied-objects';
import { recognizedNodeFile } from '../objects/cluster-components/node-files';
import { pointerKeys } from '../objects/pointer';
import { expressionIn } from '../objects/templated-text';

/** Reads the pieces of a file, in their order. */
export class PieceReader {
  private nextDocument = 0;
  private pieces = 0;

  constructor(private readonly file: string) {}

  /** What the next piece holds. */
  public* itemsOf(piece: Piece): Generator<SourceItem> {
    const number = this.pieces++;
    if (piece.tooLarge) {
      yield this.problem(`is too large: more than ${LARGEST_DOCUMENT / 1024 / 1024} MiB in one document`, 'split it', { line: piece.line, column: 1 });
      return;
    }
    const read = readDocuments(piece.bytes, piece.line === 1);
    const hasExpressions = !(read instanceof ReadError) && expressionIn(read.text) >= 0;
    const lines = new LineIndex(read instanceof ReadError ? decodeLeniently(piece.bytes) : read.text, piece.line);
    for (const [i, document] of (read instanceof ReadError ? [read] : read.documents).entries()) {
      if (document instanceof ReadError) yield this.problem(document.message, document.fix, lines.at(document.offset));
      else yield* this.itemsIn(document, { piece: number, value: i }, lines, hasExpressions);
    }
  }

  private* itemsIn(document: ReadDocument, at: Pick<ObjectAddress, 'piece' | 'value'>, lines: LineIndex, hasExpressions: boolean): Generator<SourceItem> {
    const { isPlain } = document;
    const found = objectsOfDocument(document.value) ?? this.nodeFileIn(document);
    if (!found) yield this.noObject(document, lines.at(document.offset));
    for (const item of found ?? []) {
      const positionOf = (path: readonly string[]): Position => lines.at(document.offsetOf([...item.path, ...path]));
      yield 'manifest' in item ? { ...this.object(item, { ...at, path: item.path, isPlain }, positionOf), ...(hasExpressions && { hasExpressions }) } : this.problem(item.message, item.fix, positionOf([]));
    }
  }

  private nodeFileIn({ value }: ReadDocument): AppliedObject[] | undefined {
    const manifest = recognizedNodeFile(value, this.file);
    return manifest && [{ manifest, path: [] }];
  }

  /** kubectl skips `null` and refuses any other scalar. Maps and lists may be the values of a chart or the data of another tool. */
  private noObject({ value }: ReadDocument, at: Position): SourceProblem | SkippedDocument {
    const missing = missingType(value);
    if (missing) return this.problem(missing.message, missing.fix, at);
    if (typeof value === 'object') return { type: 'skipped', file: this.file, line: at.line };
    return this.problem(`holds a single ${typeof value} and no object`, 'write an object with apiVersion and kind, or exclude the file', at);
  }

  private object({ manifest }: AppliedObject, address: ObjectAddress, positionOf: (path: readonly string[]) => Position): SourceObject {
    return { type: 'object', manifest, file: this.file, document: this.nextDocument++, address, locate: (pointer) => positionOf(pointerKeys(pointer)) };
  }

  private problem(message: string, fix: string, { line, column }: Position): SourceProblem {
    return { type: 'problem', file: this.file, line, column, document: this.nextDocument++, message, fix };
  }
}
