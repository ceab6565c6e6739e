import { objects } from './reading';
import { Piece } from '../../src/sources/pieces';
import { RereadPiece } from '../../src/sources/reread-piece';

/** A second reading finds what the first one found, in the same place. */

const pieceOf = (text: string, line = 1): Piece => ({ bytes: Buffer.from(text), line, tooLarge: false });

const typed = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: A\n- kind: B\n  apiVersion: v1\n  spec:\n    x: 1\n';

describe('finds again', () => {
  test.each([
    ['an object that is a document', 'apiVersion: v1\nkind: A\nspec:\n  x: 1\n'],
    ['the items of a list', typed],
    ['the items of a list in another style', typed.replace('kind: List', '"kind": >-\n  List')],
    ['the items of lists in a list', `apiVersion: v1\nkind: List\nitems:\n- ${typed.trimEnd().replaceAll('\n', '\n  ')}\n- apiVersion: v1\n  kind: C\n`],
    ['the items of a list that says their type', 'apiVersion: v1\nkind: PodList\nitems:\n- metadata:\n    name: a\n- spec:\n    x: 1\n'],
    ['the items of a list in JSON', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'A', spec: { x: 1 } }] })],
    ['JSON values that follow one another', '{"apiVersion":"v1","kind":"A"}\n{"apiVersion":"v1","kind":"B","spec":\n{"x":1}}\n{"apiVersion":"v1","kind":"A"}'],
    ['texts that are not ASCII', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1 # ä 🎉\n  kind: A\n  spec: {"ö": 1, x: 2}\n'],
  ])('%s', (_, text) => {
    const reading = new RereadPiece(pieceOf(text, 11));
    const found = objects(text);
    expect(found.length).toBeGreaterThan(0);
    for (const { address, manifest, locate } of found) {
      const again = reading.objectAt(address);
      expect(again?.manifest).toEqual(manifest);
      for (const pointer of ['', '/kind', '/spec/x', '/missing']) {
        const { line, column } = locate(pointer);
        expect(again?.locate(pointer)).toEqual({ line: line + 10, column });
      }
    }
  });
});

test('finds nothing where the file has changed', () => {
  const reading = new RereadPiece(pieceOf('a: b\n'));
  expect(reading.objectAt({ piece: 0, value: 0, path: ['items', '0'], isPlain: true })).toBeUndefined();
  expect(reading.objectAt({ piece: 0, value: 0, path: [], isPlain: true })).toBeUndefined();
});

test('finds nothing where the item is written in another style by now', () => {
  const reading = new RereadPiece(pieceOf('items:\n- &a\n'));
  expect(reading.objectAt({ piece: 0, value: 0, path: ['items', '0'], isPlain: true })).toBeUndefined();
});
