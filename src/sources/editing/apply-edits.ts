import { isDeepStrictEqual } from 'util';
import { assignAt, copyOf } from './assign-values';
import { changeText, Edit, ObjectEdits, RefusedEdit } from './edit';
import { Plan, RefusalReason } from './plan';
import { Slots } from './slots';
import { Around, Lines, styleOf } from './text-style';
import { pointerKeys } from '../../objects/pointer';
import { decodeText } from '../characters';
import { Piece, PieceSplitter } from '../pieces';
import { readDocuments } from '../read-document';
import { orReadError } from '../read-error';
import { parseSyntax, Syntax } from '../yaml-syntax';
import { valueOf } from '../yaml-value';

/** What came of edits. */
export interface Edited<E extends Edit> {
  /** The file with the edits that were made; every other byte is as it was. */
  readonly content: Buffer;
  readonly refused: readonly RefusedEdit<E>[];
}

const REASONS: Readonly<Record<RefusalReason, string>> = {
  'alias': 'its value comes from an alias',
  'merge': 'its value comes from a merge key',
  'shared': 'an alias repeats it elsewhere',
  'no map': 'something on the way to it is no map',
  'no item': 'the list has no such item',
  'unclear': 'its text cannot be changed without changing something else',
};

/** An edit with its path from the root of its document. */
interface PlacedEdit<E extends Edit> extends Pick<ObjectEdits<E>, 'object'> {
  readonly edit: E;
  readonly path: readonly string[];
}

type Refusal<E extends Edit> = readonly [PlacedEdit<E>, RefusalReason];

/**
 * Writes values into the YAML or JSON of a file, by inserting what is missing: comments, order, quotes and blank lines stay. Each document that was
 * edited is read again, and where it does not mean just what the edits say, they are refused and its text stays.
 */
export function applyEdits<E extends Edit>(content: Uint8Array, edits: readonly ObjectEdits<E>[]): Edited<E> {
  const byPiece = new Map<number, PlacedEdit<E>[]>();
  for (const object of edits) byPiece.set(object.object.address.piece, [...byPiece.get(object.object.address.piece) ?? [], ...placeEdits(object)]);
  const splitter = new PieceSplitter();
  const pieces = [...splitter.push(content), ...splitter.end()];
  const refused: RefusedEdit<E>[] = [];
  const parts = pieces.map((piece, i) => {
    const placed = byPiece.get(i) ?? [];
    if (placed.length === 0) return piece.bytes;
    const [text, refusals] = editPiece(piece, placed);
    refused.push(...refusals.map(([{ object, edit }, reason]) => ({ object, edit, reason: REASONS[reason] })));
    return text === undefined ? piece.bytes : Buffer.from(text);
  });
  return { content: Buffer.concat(parts), refused };
}

function placeEdits<E extends Edit>({ object, edits }: ObjectEdits<E>): PlacedEdit<E>[] {
  return edits.map((edit) => ({ object, edit, path: [...object.address.path, ...pointerKeys(edit.pointer)] }));
}

function editPiece<E extends Edit>(piece: Piece, placed: readonly PlacedEdit<E>[]): [text: string | undefined, refusals: readonly Refusal<E>[]] {
  const document = orReadError(() => DocumentText.read(piece.bytes));
  return document instanceof DocumentText ? document.edit(placed) : [undefined, placed.map((edit) => [edit, 'unclear'])];
}

class DocumentText {
  /** Undefined where the bytes hold no document, or several. */
  public static read(bytes: Buffer): DocumentText | undefined {
    const text = decodeText(bytes);
    const syntax = parseSyntax(text);
    return syntax && new DocumentText(text, bytes.length > Buffer.byteLength(text) ? '\ufeff' : '', syntax);
  }

  private readonly around: Around;
  private readonly slots: Slots;
  private readonly value: unknown;

  private constructor(private readonly text: string, private readonly mark: string, syntax: Syntax) {
    const lines = new Lines(text);
    this.around = { lines, style: styleOf(syntax, lines) };
    this.slots = new Slots(syntax);
    this.value = valueOf(syntax, text);
  }

  /**
   * Where aliases repeat a value, an edit of the value edits the copies too. That is right if the edits of the copies ask for just that, which the first
   * attempt finds out; the second leaves alone whatever aliases reach.
   */
  public edit<E extends Edit>(placed: readonly PlacedEdit<E>[]): [text: string | undefined, refusals: readonly Refusal<E>[]] {
    const first = this.attempt(placed, true);
    const hopeless = first.refusals.filter(([, reason]) => reason !== 'alias' && reason !== 'merge');
    const done = this.verified(first.text, without(placed, hopeless));
    if (done !== undefined) return [done, hopeless];
    const second = this.attempt(placed, false);
    const rest = without(placed, second.refusals);
    const careful = this.verified(second.text, rest);
    return [careful, careful === undefined ? [...second.refusals, ...rest.map((edit) => [edit, 'unclear'] as const)] : second.refusals];
  }

  private attempt<E extends Edit>(placed: readonly PlacedEdit<E>[], mayShare: boolean): { text: string | undefined; refusals: Refusal<E>[] } {
    const plan = new Plan(this.slots, this.around, mayShare);
    const refusals = placed.flatMap((edit): Refusal<E>[] => {
      const reason = plan.add(edit.path, edit.edit.value, edit.edit.replace === true);
      return reason ? [[edit, reason]] : [];
    });
    const changes = plan.changes();
    return { text: changes && changeText(this.text, changes), refusals };
  }

  /** The text, if it means what the document meant with these edits and nothing else. */
  private verified<E extends Edit>(text: string | undefined, edits: readonly PlacedEdit<E>[]): string | undefined {
    if (text === undefined) return undefined;
    const wanted = copyOf(this.value);
    const fits = edits.every(({ path, edit }) => assignAt(wanted, path, edit.value, edit.replace === true));
    return fits && isDeepStrictEqual(readValue(text), wanted) ? this.mark + text : undefined;
  }
}

function without<E extends Edit>(placed: readonly PlacedEdit<E>[], refusals: readonly Refusal<E>[]): PlacedEdit<E>[] {
  const refused = new Set(refusals.map(([edit]) => edit));
  return placed.filter((edit) => !refused.has(edit));
}

/** The one value of a text. */
function readValue(text: string): unknown {
  const read = readDocuments(Buffer.from(text), true);
  const [document] = 'documents' in read && read.documents.length === 1 ? read.documents : [];
  return document && 'value' in document ? document.value : undefined;
}
