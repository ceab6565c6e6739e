import { HardenedText, HardenRules, hardenText } from './hardened-text';
import { Piece, PieceSplitter } from '../sources/pieces';
import { SourceProblem } from '../sources/source';

/** Some documents together: few enough to be in memory as objects, enough to make each worth while. */
const AT_ONCE = 1024 * 1024;

/** Hardens a file part by part; the contents of the parts put together are the hardened file. */
export function* hardenBytes(bytes: Uint8Array, file: string, rules: HardenRules): Generator<HardenedText> {
  const splitter = new PieceSplitter();
  const pieces = [...splitter.push(bytes), ...splitter.end()];
  const tooLarge = pieces.find((piece) => piece.tooLarge);
  if (tooLarge) {
    yield unchanged(bytes, file, tooLarge);
    return;
  }
  let from = 0;
  let to = 0;
  let [firstLine] = pieces.map(({ line }) => line);
  for (const [i, piece] of pieces.entries()) {
    to += piece.bytes.length;
    if (to - from < AT_ONCE && i < pieces.length - 1) continue;
    yield hardenText(bytes.subarray(from, to), file, rules, firstLine - 1);
    from = to;
    firstLine = pieces[i + 1]?.line;
  }
}

/** A document that is too large was never held, so that a file with one cannot be written anew. */
function unchanged(bytes: Uint8Array, file: string, { line }: Piece): HardenedText {
  const problem: SourceProblem = { type: 'problem', file, line, column: 1, message: 'has a document of more than 16 MiB, so nothing in it was changed', fix: 'split it' };
  return { content: Buffer.from(bytes), filled: 0, leftovers: [], problems: [problem] };
}
