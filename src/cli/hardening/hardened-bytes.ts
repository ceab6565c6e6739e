import { HardenRules } from './hardened-object';
import { HardenedText, hardenText } from './hardened-text';
import { piecesOf } from '../../sources/pieces';
import { SourceProblem } from '../../sources/source';
import { utf16Encoding } from '../../sources/utf8-decoder';

/** Some documents together: few enough to be in memory as objects, enough to make each worth while. */
const AT_ONCE = 1024 * 1024;

/** Hardens a file part by part; the contents of the parts put together are the hardened file. */
export function* hardenBytes(bytes: Uint8Array, file: string, rules: HardenRules): Generator<HardenedText> {
  if (utf16Encoding(bytes)) {
    yield unchanged(bytes, file, { line: 1, message: 'is UTF-16, so nothing in it was changed', fix: 'save it as UTF-8' });
    return;
  }
  const pieces = [...piecesOf([bytes])];
  const tooLarge = pieces.find((piece) => piece.tooLarge);
  if (tooLarge) { // it was never held, so that its file cannot be written anew
    yield unchanged(bytes, file, { line: tooLarge.line, message: 'has a document of more than 16 MiB, so nothing in it was changed', fix: 'split it' });
    return;
  }
  let from = 0;
  let to = 0;
  let [firstLine] = pieces.map(({ line }) => line);
  for (const [i, piece] of pieces.entries()) {
    to += piece.bytes.length;
    if (to - from < AT_ONCE && i < pieces.length - 1) continue;
    yield hardenText(bytes.subarray(from, to), file, rules, firstLine);
    from = to;
    firstLine = pieces[i + 1]?.line;
  }
}

function unchanged(bytes: Uint8Array, file: string, why: Pick<SourceProblem, 'line' | 'message' | 'fix'>): HardenedText {
  return { content: Buffer.from(bytes), filled: 0, leftovers: [], leftAlone: [], risks: [], problems: [{ type: 'problem', file, column: 1, ...why }] };
}
