import * as fc from 'fast-check';
import { LARGEST_DOCUMENT, Piece, PieceSplitter } from '../../src/sources/pieces';

function split(...chunks: (string | Buffer)[]): Piece[] {
  const splitter = new PieceSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk))), ...splitter.end()];
}

const shown = (pieces: readonly Piece[]): unknown[] => pieces.map(({ bytes, line }) => [line, bytes.toString()]);

describe('the splitter', () => {
  test('cuts before each line "---" and says which line a piece begins with', () => {
    expect(shown(split('a: 1\n---\nb: 2\n--- # c\nc: 3'))).toEqual([[1, 'a: 1\n'], [2, '---\nb: 2\n'], [4, '--- # c\nc: 3']]);
  });

  test('cuts after a line "..."', () => {
    expect(shown(split('a: 1\n...\nb: 2\n'))).toEqual([[1, 'a: 1\n...\n'], [3, 'b: 2\n']]);
  });

  test('cuts at markers with CRLF', () => {
    expect(shown(split('a: 1\r\n---\r\nb: 2\r\n'))).toEqual([[1, 'a: 1\r\n'], [2, '---\r\nb: 2\r\n']]);
  });

  test('cuts inside block texts too, because a marker ends them', () => {
    expect(split('a: |\n  x\n---\nb: 1\n')).toHaveLength(2);
  });

  test.each(['---\t', '--- ', '---\r', '---#', '---a', '----', '---\u00a0', '---\u3000# c', '---\u000b', '---\u0085'])('cuts before each other line that starts with "---", as kubectl does: %j', (line) => {
    expect(shown(split(`a: 1\n${line}\nb: 2\n`))).toEqual([[1, 'a: 1\n'], [2, `${line}\nb: 2\n`]]);
  });

  test.each([' ---', '-- -', '..', '....', '...a', '\u00a0---'])('does not cut at what only looks like a marker: %j', (line) => {
    expect(split(`a: 1\n${line}\nb: 2\n`)).toHaveLength(1);
  });

  test('does not take the marker after a byte order mark for an end', () => {
    expect(split('\ufeff---\na: 1\n')).toHaveLength(1);
  });

  test('gives nothing for nothing', () => {
    expect(split('')).toEqual([]);
  });

  test('loses no byte and cuts alike wherever the chunks end', () => {
    const line = fc.constantFrom('---\n', '---', '...\n', 'a: 1\n', '\n', '- x', '\r\n', '----\n', '--- b\r\n', '\ufeff', 'é\n');
    fc.assert(fc.property(fc.array(line, { maxLength: 12 }), fc.array(fc.nat(40), { maxLength: 6 }), (lines, cuts) => {
      const bytes = Buffer.from(lines.join(''));
      const ends = [...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      const pieces = split(...ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end)));
      expect(shown(pieces)).toEqual(shown(split(bytes)));
      expect(Buffer.concat(pieces.map((piece) => piece.bytes))).toEqual(bytes);
    }));
  });

  test.each([['of many lines', `${'x'.repeat(1023)}\n`.repeat(64)], ['of one line', 'x'.repeat(65536)]])('lets a document that is too large go, %s', (_, chunk) => {
    const chunks = Array.from({ length: LARGEST_DOCUMENT / chunk.length + 1 }, () => chunk);
    const pieces = split('a: 1\n---\n', ...chunks, '\n---\nb: 2\n');
    expect(pieces.map(({ bytes, tooLarge }) => [bytes.length, tooLarge])).toEqual([[5, false], [0, true], [9, false]]);
    expect(pieces.map(({ line }) => line)).toEqual([1, 2, 4 + (chunk.endsWith('\n') ? 64 * (chunks.length) : 0)]); // lines that were let go count
  });

  test('keeps a document of just 16 MiB', () => {
    expect(split(`${'x'.repeat(LARGEST_DOCUMENT - 1)}\n`)[0].tooLarge).toBe(false);
  });
});

describe('UTF-16 with a byte order mark is read as kubectl does', () => {
  const TEXT = 'a: ä🎉\n---\nb: 2';
  const littleEndian = Buffer.from(`\ufeff${TEXT}`, 'utf16le');

  test.each([['little endian', littleEndian], ['big endian', Buffer.from(littleEndian).swap16()]])('%s, wherever the chunks end', (_, bytes) => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(shown(split(bytes.subarray(0, cut), bytes.subarray(cut)))).toEqual([[1, 'a: ä🎉\n'], [2, '---\nb: 2']]);
    }
  });

  test('and a single byte is what it is', () => {
    expect(shown(split('a'))).toEqual([[1, 'a']]);
    expect(split(Buffer.from([0xff]))[0].bytes).toEqual(Buffer.from([0xff]));
  });
});
