import { editAll } from './editing';
import { applyEdits } from '../../../src/sources/editing/apply-edits';
import { Edit } from '../../../src/sources/editing/edit';

const HEAD = 'apiVersion: v1\nkind: Pod\n';

function refusals(body: string, ...edits: Edit[]): { added: string; refused: string[] } {
  const { text, refused } = editAll(HEAD + body, { 0: edits });
  return { added: text.slice(HEAD.length), refused };
}

describe('fails to edit, and says why,', () => {
  test('a value that an alias brings', () => {
    const body = 'base: &b {x: 1}\na: *b\n';
    expect(refusals(body, { pointer: '/a/z', value: 1 })).toEqual({ added: body, refused: ['/a/z: its value comes from an alias'] });
  });

  test('a value that a merge key brings', () => {
    const body = 'base: &b {c: {x: 1}}\na:\n  <<: *b\n';
    expect(refusals(body, { pointer: '/a/c/z', value: 1 })).toEqual({ added: body, refused: ['/a/c/z: its value comes from a merge key'] });
  });

  test('a value that an alias repeats elsewhere', () => {
    const body = 'a: &b {x: 1}\nc: *b\n';
    expect(refusals(body, { pointer: '/a/z', value: 1 })).toEqual({ added: body, refused: ['/a/z: an alias repeats it elsewhere'] });
  });

  test('only what cannot be edited; the rest is', () => {
    expect(refusals('a: &b {x: 1}\nc: *b\nd: 1\n', { pointer: '/c/z', value: 1 }, { pointer: '/e', value: 2 }))
      .toEqual({ added: 'a: &b {x: 1}\nc: *b\nd: 1\ne: 2\n', refused: ['/c/z: its value comes from an alias'] });
  });

  test('what is no map, and items that are not there', () => {
    expect(refusals('a: text\nb: [1]\n', { pointer: '/a/x', value: 1 }, { pointer: '/b/1/x', value: 1 }).refused)
      .toEqual(['/a/x: something on the way to it is no map', '/b/1/x: the list has no such item']);
  });

  test('a form that it does not understand', () => {
    expect(refusals('? a\n', { pointer: '/a/b', value: 1 })).toEqual({ added: '? a\n', refused: ['/a/b: its text cannot be changed without changing something else'] });
  });

  test('JSON values without "---" between them', () => {
    expect(editAll('{"apiVersion":"v1","kind":"A"}{"apiVersion":"v1","kind":"B"}', { 1: [{ pointer: '/a', value: 1 }] }).refused).toHaveLength(1);
  });
});

describe('edits', () => {
  test('an anchored map where all its copies ask for the same', () => {
    const both = ['/a/z', '/c/z'].map((pointer) => ({ pointer, value: 1 }));
    expect(refusals('a: &b {x: 1}\nc: *b\n', ...both)).toEqual({ added: 'a: &b {x: 1, z: 1}\nc: *b\n', refused: [] });
  });

  test('a map that merges another, without touching the other', () => {
    expect(refusals('base: &b\n  x: 1\na:\n  <<: *b\n', { pointer: '/a/z', value: 1 })).toEqual({ added: 'base: &b\n  x: 1\na:\n  <<: *b\n  z: 1\n', refused: [] });
  });

  test('a document of a file whose others cannot be read, byte for byte', () => {
    const bytes = Buffer.concat([Buffer.from('a: "'), Buffer.from([0xff, 0xc3]), Buffer.from(`\n---\n${HEAD}---\n{{ x }}\n`)]);
    const { content } = applyEdits(bytes, [{ object: { document: 1, address: { piece: 1, value: 0, path: [], isPlain: true } }, edits: [{ pointer: '/a', value: 1 }] }]);
    expect(content).toEqual(Buffer.concat([bytes.subarray(0, bytes.indexOf('---\n{{')), Buffer.from('a: 1\n---\n{{ x }}\n')]));
  });
});
