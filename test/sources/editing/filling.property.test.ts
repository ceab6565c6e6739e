import { isDeepStrictEqual } from 'util';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { editAll } from './editing';
import { childPointer, isObject, pointerKeys } from '../../../src/objects/pointer';
import { assignAt, copyOf } from '../../../src/sources/editing/assign-values';
import { Edit } from '../../../src/sources/editing/edit';
import { runs } from '../../property-seed';
import { objects, read } from '../reading';

type Map = Record<string, unknown>;

const word = fc.oneof(fc.constantFrom('a', 'b', 'c', 'name', 'yes', 'a/b', 'x y', '0644', '-', '#', 'é', '~'), fc.string({ maxLength: 6 }).filter((text) => text === text.normalize() && !/[\u0000-\u001f\u007f-\u009f]/.test(text)));
const scalar = fc.oneof(fc.boolean(), fc.integer(), fc.constant('some words'), word);
const { tree } = fc.letrec<{ tree: unknown; map: Map }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('map'), fc.array(tie('tree'), { maxLength: 3 })),
  map: fc.dictionary(word, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
}));
const object = fc.dictionary(word, tree, { maxKeys: 5, noNullPrototype: true }).map((fields): Map => ({ apiVersion: 'v1', kind: 'X', ...fields, items: 'no list' }));

/** The pointers of all maps in a value. */
function maps(value: unknown, pointer = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => maps(item, childPointer(pointer, i)));
  if (!isObject(value)) return [];
  return [pointer, ...Object.entries(value).flatMap(([key, child]) => maps(child, childPointer(pointer, key)))];
}

/** Edits that fill something below maps of a value. */
const editsOf = (value: Map): fc.Arbitrary<Edit[]> => fc.array(
  fc.tuple(fc.constantFrom(...maps(value)), fc.array(word, { minLength: 1, maxLength: 3 }), tree)
    .map(([at, keys, filled]) => ({ pointer: keys.reduce<string>(childPointer, at), value: filled })), { maxLength: 5 });

const filled = object.chain((value) => fc.record({ value: fc.constant(value), edits: editsOf(value) }));
const writing = fc.record({
  indent: fc.constantFrom(2, 3, 4), indentSeq: fc.boolean(), singleQuote: fc.boolean(), collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
  flowCollectionPadding: fc.boolean(), lineWidth: fc.constantFrom(0, 20), version: fc.constant('1.1' as const),
});
const remarks = fc.record({
  every: fc.integer({ min: 1, max: 5 }), text: fc.constantFrom('', '# a remark', '   # indented'), eol: fc.constantFrom('\n', '\r\n'),
  start: fc.constantFrom('', '---\n', '\ufeff', '# head\n\n--- # c\n'),
});

interface Remarks { readonly every: number; readonly text: string; readonly eol: string; readonly start: string }

/** Comments and blank lines between lines, where no line continues the one before. */
function remark(text: string, { every, text: line, eol, start }: Remarks, isSafe: boolean): string {
  const lines = text.split('\n').slice(0, -1).flatMap((each, i) => (isSafe && i % every === 0 ? [each, line] : [each]));
  return `${start}${lines.join('\n')}\n`.replace(/\n/g, eol);
}

/** The writer of these texts knows less about YAML 1.1 than the cluster. */
function isReadAs(text: string, value: Map): boolean {
  const [item] = read(text);
  return item.type === 'object' && isDeepStrictEqual(item.manifest, value);
}

const isSubsequence = (inner: string | string[], outer: string | string[]): boolean => {
  let next = 0;
  for (const part of outer) if (part === inner[next]) next += 1;
  return next === inner.length;
};

const applied = (value: Map, edits: readonly Edit[]): { expected: Map; possible: Edit[] } => {
  const expected = copyOf(value);
  return { expected, possible: edits.filter((edit) => assignAt(expected, pointerKeys(edit.pointer), edit.value, false)) };
};

test('filling the text and filling the value give the same, and every line stays, in order', () => {
  fc.assert(fc.property(filled, writing, remarks, ({ value, edits }, options, around) => {
    const text = remark(stringify(value, options), around, options.lineWidth === 0 && options.collectionStyle !== 'flow');
    fc.pre(isReadAs(text, value));
    const { expected, possible } = applied(value, edits);
    const { text: edited, refused } = editAll(text, { 0: possible });
    expect(refused).toEqual([]);
    expect(objects(edited)[0].manifest).toEqual(expected);
    expect(isSubsequence(text, edited)).toBe(true);
    if (options.collectionStyle === 'block' && !/[[{]/.test(text)) expect(isSubsequence(text.split('\n'), edited.split('\n'))).toBe(true);
    expect(editAll(edited, { 0: possible }).text).toBe(edited);
  }), { numRuns: runs(500) });
});

test('in JSON too, which stays as JSON prints it', () => {
  fc.assert(fc.property(filled, fc.constantFrom(0, 2, '\t'), ({ value, edits }, indent) => {
    const { expected, possible } = applied(value, edits);
    const { text, refused } = editAll(JSON.stringify(value, null, indent), { 0: possible });
    expect(refused).toEqual([]);
    expect(JSON.parse(text)).toEqual(expected);
    expect(isSubsequence(JSON.stringify(value, null, indent), text)).toBe(true);
  }), { numRuns: runs(200) });
});
